/**
 * Draws from the prior of a model and data from these: for simulation-based calibration. Parameters are drawn in the order of their `~` statements, from
 * what is known until then; what `~` says of data gives simulated data of the same shape.
 */
import { log } from "../math/index.ts";
import type { Key } from "../random/key.ts";
import { readModel } from "./density.ts";
import { Fault } from "./error.ts";
import { programOf } from "./graph/emit.ts";
import type { Node } from "./graph/node.ts";
import { interpret } from "./interpret.ts";
import { located } from "./located.ts";
import { distributionNamed } from "./model/distributions/lpdf.ts";
import type { Model, Parameter } from "./model/model.ts";
import { type Numbers, scalar } from "./model/value.ts";
import { drawOf, hasDraws } from "./simulate/draws.ts";
import { Stream } from "./simulate/stream.ts";
import type { DensityTable } from "./table.ts";
import type { TildeStatement } from "./text/syntax.ts";

export interface Simulated {
  /** Unconstrained coordinates of the drawn parameters. */
  readonly position: Float64Array;
  /** What the model reports of them. */
  readonly reported: Float64Array;
  /** Simulated data, by the name of the column or of the data line that they take the place of. */
  readonly data: Readonly<Record<string, Float64Array>>;
}

export interface Simulator {
  /** Names of the data that are simulated. */
  readonly names: readonly string[];
  draw(key: Key): Simulated;
}

/**
 * Reads a model whose parameters all have a prior (`mu ~ normal(0, 1)`), and whose data have names (`y ~ …`). Throws a DensityError for another.
 */
export function simulatorOf(text: string, table: DensityTable = {}): Simulator {
  return located(text, () => build(readModel(text, table)));
}

/** One `~` in the order of drawing. */
interface Step {
  readonly distribution: string;
  readonly inputs: readonly Numbers[];
  readonly length: number;
  readonly parameter?: Parameter;
  readonly data?: string;
}

function build(model: Model): Simulator {
  const steps = model.tildes.map(({ statement, name, x }) => stepOf(model, statement, name, x));
  const drawn = new Set<Parameter>();
  steps.forEach(({ parameter }, i) => {
    const { statement } = model.tildes[i];
    if (parameter && drawn.has(parameter))
      throw new Fault("two-priors", statement.left.at, `${parameter.name} has two priors (simulation needs one)`, {
        value: parameter.name,
      });
    if (parameter) drawn.add(parameter);
    for (const other of model.parameters)
      if (!drawn.has(other) && steps[i].inputs.some(({ node }) => dependsOn(node, other)))
        throw new Fault(
          "prior-too-late",
          statement.at,
          `${other.name} is needed here before its prior (move its line up)`,
          { value: other.name },
        );
  });
  const without = model.parameters.find((parameter) => !drawn.has(parameter));
  if (without)
    throw new Fault("no-prior", without.statement.at, `${without.name} has no prior (write ${without.name} ~ …)`, {
      value: without.name,
    });
  const term = model.statements.find((one) => one.kind === "target");
  if (term)
    throw new Fault("target-not-simulated", term.at, "target += cannot be simulated (write a distribution: … ~ …)", {});
  const programs = steps.map((step) => inputsOf(model, step));
  const whole = interpret(
    programOf(model.scope.graph, {
      positions: model.positions,
      value: model.value,
      gradient: false,
      reported: model.reported.map((one) => ({
        node: one.value.node,
        names: Array.from({ length: one.value.length }, () => one.name),
      })),
    }),
  );
  const dimension = model.positions.reduce((sum, { length }) => sum + length, 0);
  const reportedLength = model.reported.reduce((sum, { value }) => sum + value.length, 0);
  return {
    names: steps.flatMap(({ data }) => (data === undefined ? [] : [data])),
    draw(key) {
      const stream = new Stream(key);
      const position = new Float64Array(dimension);
      const data: Record<string, Float64Array> = {};
      steps.forEach((step, i) => {
        const inputs = programs[i](position);
        const values = Float64Array.from({ length: step.length }, (_, k) =>
          drawOf(
            stream,
            step.distribution,
            inputs.map((input) => input[input.length === 1 ? 0 : k]),
          ),
        );
        if (step.parameter) unconstrain(model, step.parameter, values, position);
        else data[step.data as string] = values;
      });
      const reported = new Float64Array(reportedLength);
      whole.report(position, reported);
      return { position, reported, data };
    },
  };
}

function stepOf(model: Model, statement: TildeStatement, distribution: string, x: Numbers): Step {
  const { left } = statement;
  const [own, { elementwise, arguments: wanted }] = distributionNamed(distribution, statement.distributionAt);
  if (elementwise === false || !hasDraws(own))
    throw new Fault(
      "not-simulated",
      statement.distributionAt,
      `${own} is not simulated (choose another distribution)`,
      { value: own },
    );
  const given = statement.inputs.map((input) => model.scope.values.get(input) as Numbers);
  const missing = Array.from({ length: wanted.length - given.length }, () => scalar(model.scope.graph.constant(0)));
  const inputs = [...missing, ...given];
  const step = { distribution: own, inputs, length: x.length };
  const parameter = left.kind === "name" ? model.parameters.find(({ name }) => name === left.name) : undefined;
  if (parameter) {
    if (parameter.statement.form !== "real")
      throw new Fault(
        "not-simulated",
        statement.left.at,
        `${parameter.statement.form} parameters are not simulated (use others)`,
        { value: parameter.name },
      );
    return { ...step, parameter };
  }
  if (left.kind === "name" && x.node.known) return { ...step, data: left.name };
  throw new Fault(
    "data-without-name",
    left.at,
    "what is drawn has no name of its own (write data y = …, and y ~ …)",
    {},
  );
}

function dependsOn(node: Node, parameter: Parameter): boolean {
  const seen = new Set<Node>([node]);
  for (const one of seen) {
    if (one.kind === "position" && one.at === parameter.from && one.length === parameter.count) return true;
    for (const input of one.inputs) seen.add(input);
  }
  return false;
}

/** Values of a step's arguments at a position. */
function inputsOf(model: Model, { inputs }: Step): (position: Float64Array) => readonly Float64Array[] {
  const lengths = inputs.map(({ node }) => node.length);
  const run = interpret(
    programOf(model.scope.graph, {
      positions: model.positions,
      value: model.scope.graph.constant(0),
      gradient: false,
      reported: inputs.map(({ node }) => ({ node, names: Array.from({ length: node.length }, () => "") })),
    }),
  );
  return (position) => {
    const out = new Float64Array(lengths.reduce((a, b) => a + b, 0));
    run.report(position, out);
    let at = 0;
    return lengths.map((length) => {
      at += length;
      return out.subarray(at - length, at);
    });
  };
}

/** Coordinates of values within the parameter's bounds, which are read at the position so far. */
function unconstrain(model: Model, parameter: Parameter, values: Float64Array, position: Float64Array): void {
  const [lower, upper] = [parameter.statement.lower, parameter.statement.upper].map((bound) => {
    if (!bound) return undefined;
    const value = model.scope.values.get(bound) as Numbers;
    return inputsOf(model, { distribution: "", inputs: [value], length: 1 })(position)[0];
  });
  values.forEach((x, k) => {
    const a = lower?.[lower.length === 1 ? 0 : k];
    const b = upper?.[upper.length === 1 ? 0 : k];
    position[parameter.from + k] = coordinate(x, a, b);
  });
}

function coordinate(x: number, lower: number | undefined, upper: number | undefined): number {
  if (lower !== undefined && upper !== undefined) return log(x - lower) - log(upper - x);
  if (lower !== undefined) return log(x - lower);
  return upper === undefined ? x : log(upper - x);
}
