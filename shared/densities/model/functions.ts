import { Fault, nearestOf } from "../error.ts";
import type { Expr } from "../text/syntax.ts";
import { DISTRIBUTIONS } from "./distributions/index.ts";
import { logDensity } from "./distributions/lpdf.ts";
import { ELEMENTWISE } from "./elementwise.ts";
import { REDUCTIONS } from "./reductions.ts";
import type { Scope } from "./scope.ts";
import { type Numbers, shaped, together, toldShape, type Value } from "./value.ts";

/** Other names of functions. */
export const ALIASES: Readonly<Record<string, string>> = {
  ln: "log",
  sen: "sin",
  tg: "tan",
  inv_logit: "sigmoid",
  logistic: "sigmoid",
  log1p_exp: "softplus",
  standardize: "standardise",
  cumulative_sum: "cumsum",
  dot_product: "dot",
  log_add_exp: "log_sum_exp",
  Phi: "phi",
};

/** All names that can be called. */
export function functionNames(): readonly string[] {
  const densities = Object.entries(DISTRIBUTIONS).flatMap(([name, { discrete, elementwise }]) =>
    elementwise === false ? [] : [`${name}_${discrete ? "lpmf" : "lpdf"}`],
  );
  return [...Object.keys(ELEMENTWISE), ...Object.keys(REDUCTIONS), ...densities];
}

export function callFunction(
  scope: Scope,
  call: Extract<Expr, { kind: "call" }>,
  evaluate: (input: Expr) => Value,
): Value {
  const name = Object.hasOwn(ALIASES, call.name) ? ALIASES[call.name] : call.name;
  const { at } = call;
  const values = () => call.inputs.map(evaluate);
  const density = /^(.+)_(?:lpdf|lpmf)$/.exec(name)?.[1];
  if (density !== undefined && Object.hasOwn(DISTRIBUTIONS, density))
    return logDensity(scope, density, at, values(), call.inputs);
  // max, min and log_sum_exp of several work element by element.
  const several = call.inputs.length > 1 && Object.hasOwn(ELEMENTWISE, name);
  if (Object.hasOwn(REDUCTIONS, name) && !several) {
    checkCount(call, REDUCTIONS[name].least, REDUCTIONS[name].most);
    const inputs = values();
    scope.graph.at = at;
    return REDUCTIONS[name].apply({
      g: scope.graph,
      name: call.name,
      at,
      inputs,
      ats: call.inputs.map((input) => input.at),
    });
  }
  if (!Object.hasOwn(ELEMENTWISE, name)) throw unknownFunction(call.name, at);
  checkCount(call, ELEMENTWISE[name].least, ELEMENTWISE[name].most);
  return elementwise(scope, name, call, values());
}

function elementwise(
  scope: Scope,
  name: string,
  call: Extract<Expr, { kind: "call" }>,
  values: readonly Value[],
): Value {
  const g = scope.graph;
  const { of, range } = ELEMENTWISE[name];
  const inputs = values.map((value, i): Numbers => {
    if (value.type !== "matrix") return value;
    throw new Fault(
      "matrix-misplaced",
      call.inputs[i].at,
      `${toldShape(value)} in ${call.name} (must be a number or a vector)`,
      { name: call.name },
    );
  });
  const shape = together(call.at, call.name, inputs);
  g.at = call.at;
  const node = of(
    g,
    inputs.map((input) => input.node),
  );
  const [lower, upper] = range ?? [-Infinity, Infinity];
  return shaped(shape, node, lower, upper);
}

function checkCount(call: Extract<Expr, { kind: "call" }>, least: number, most: number): void {
  const { length } = call.inputs;
  if (length >= least && length <= most) return;
  const fits = least === most ? String(least) : most === Infinity ? `≥ ${least}` : `${least}–${most}`;
  throw new Fault("wrong-count", call.at, `arguments of ${call.name}: ${length} (must be ${fits})`, {
    name: call.name,
    value: length,
    fits,
  });
}

function unknownFunction(name: string, at: number): Fault {
  if (Object.hasOwn(DISTRIBUTIONS, name)) {
    const ending = DISTRIBUTIONS[name].discrete ? "lpmf" : "lpdf";
    return new Fault(
      "distribution-as-function",
      at,
      `${name} is a distribution (write y ~ ${name}(…), or ${name}_${ending}(y, …) for its log density)`,
      { value: name, cure: `${name}_${ending}` },
    );
  }
  const near = nearestOf(name, [...functionNames(), ...Object.keys(ALIASES)]);
  const cure = near ? `did you mean ${near}?` : "the reference lists all";
  return new Fault(near ? "misspelt-function" : "unknown-function", at, `no function: ${name} (${cure})`, {
    value: name,
    near: near ?? "",
  });
}
