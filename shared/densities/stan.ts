/** A model as Stan code (2.21 and later 2.x), for those who go on with it there. */
import { readModel } from "./density.ts";
import { Fault } from "./error.ts";
import { located } from "./located.ts";
import { DISTRIBUTIONS } from "./model/distributions/index.ts";
import type { Model, Parameter } from "./model/model.ts";
import type { Numbers } from "./model/value.ts";
import { type StanData, StanDataBlock } from "./stan/data.ts";
import { StanExpressions, stanDistribution } from "./stan/expressions.ts";
import { StanHelpers } from "./stan/helpers.ts";
import { StanNames } from "./stan/names.ts";
import type { DensityTable } from "./table.ts";
import type { Statement, TildeStatement } from "./text/syntax.ts";

export interface StanModel {
  readonly code: string;
  /** Values of the data block, as Stan's JSON has them. */
  readonly data: Readonly<StanData>;
}

/**
 * The same density in Stan: parameters in the same order, with the same transforms, so that unconstrained coordinates, too, are the same. Data, and what
 * is computed from them alone, are passed as data. Throws a DensityError.
 */
export function stanOf(text: string, table: DensityTable = {}): StanModel {
  return located(text, () => written(readModel(text, table)));
}

function written(model: Model): StanModel {
  const names = new StanNames();
  const data = new StanDataBlock(names);
  const helpers = new StanHelpers();
  for (const { name } of model.parameters) names.of(name);
  const expressions = new StanExpressions(model, names, data, helpers);
  expressions.inline = true;
  const parameters = model.parameters.map(
    (parameter) => `  ${declared(expressions, parameter)} ${names.of(parameter.name)};`,
  );
  expressions.inline = false;
  const definitions = model.statements.flatMap((one) => definition(expressions, names, one));
  const terms = model.statements.flatMap((one) => term(expressions, one));
  const block = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? "" : `${title} {\n${lines.join("\n")}\n}\n`;
  const code = [
    helpers.code,
    data.code,
    block("parameters", parameters),
    block("transformed parameters", definitions),
    block("model", terms),
  ].join("");
  return { code, data: data.values };
}

function declared(expressions: StanExpressions, { statement, value }: Parameter): string {
  const { form, size, lower, upper } = statement;
  if (form !== "real") return `${form}[${value.length}]`;
  const bounds = [
    ["lower", lower],
    ["upper", upper],
  ] as const;
  const inside = bounds.flatMap(([side, bound]) => {
    if (!bound) return [];
    if ((expressions.value(bound) as Numbers).type === "vector")
      throw new Fault(
        "not-in-stan",
        bound.at,
        "bounds that differ between elements cannot be written in Stan (write it otherwise)",
        { value: statement.name },
      );
    return [`${side}=${expressions.of(bound)}`];
  });
  const within = inside.length > 0 ? `<${inside.join(", ")}>` : "";
  return size ? `vector${within}[${value.length}]` : `real${within}`;
}

function definition(expressions: StanExpressions, names: StanNames, one: Statement): readonly string[] {
  if (one.kind !== "define") return [];
  const value = expressions.value(one.value);
  if (value.type === "matrix" || value.node.known) return [];
  const type = value.type === "vector" ? `vector[${value.length}]` : "real";
  return [`  ${type} ${names.of(one.name)} = ${expressions.of(one.value)};`];
}

function term(expressions: StanExpressions, one: Statement): readonly string[] {
  if (one.kind === "target") return [`  target += ${expressions.of(one.value)};`];
  return one.kind === "tilde" ? [`  ${tilde(expressions, one)}`] : [];
}

function tilde(expressions: StanExpressions, one: TildeStatement): string {
  const stan = stanDistribution(one.distribution);
  const inputs = expressions.inputs(one.distribution, one.inputs).map(({ code }) => code);
  const discrete = DISTRIBUTIONS[one.distribution]?.discrete ?? false;
  const left = discrete ? expressions.whole(one.left).code : expressions.of(one.left);
  const n = (expressions.value(one.left) as Numbers).length;
  const vector = (i: number) => expressions.value(one.inputs[i]).type !== "scalar";
  if ((stan === "dirichlet" || stan === "multi_normal") && !vector(0)) inputs[0] = `rep_vector(${inputs[0]}, ${n})`;
  // Stan 2.21 drops the whole of this density from a statement, but not its derivatives.
  if (stan === "beta_binomial") return `target += beta_binomial_lpmf(${left} | ${inputs.join(", ")});`;
  return `${left} ~ ${stan}(${inputs.join(", ")});`;
}
