/** Slopes of the perceptron's own loss against finite differences, in float64, for every kind of layer. */
import { describe, expect, test } from "vitest";
import { defaults } from "../../../../shared/experiment/schema.ts";
import {
  ACTIVATIONS,
  type MlpParams,
  type MlpTaskParams,
  mlpFields,
} from "../../../../shared/labs/representation/mlp/fields.ts";
import { mlpModel } from "../../../../shared/labs/representation/mlp/net.ts";
import { activationsOf, netCost } from "../../../../shared/labs/representation/mlp/size.ts";
import { float64 } from "../../../../shared/nets/arithmetic.ts";
import { grad } from "../../../../shared/nets/grad.ts";
import { sum } from "../../../../shared/nets/ops/sum.ts";
import { parametersOf, planOf } from "../../../../shared/nets/plan.ts";
import { scalarProgram } from "../../../../shared/nets/scalar.ts";
import { sizeOf } from "../../../../shared/nets/tensor.ts";
import { fillNormal } from "../../../../shared/random/index.ts";

const params = (change: Partial<MlpTaskParams>): MlpTaskParams => ({
  ...(defaults(mlpFields) as MlpParams),
  epochs: undefined,
  ...change,
});
const ROWS = 6;

/** The loss of some rows and its slopes by all learnt parameters, in float64, at random parameters. */
function lossAndSlopes(own: MlpTaskParams, classes: boolean) {
  const ends = { inputs: 3, outputs: classes ? 3 : 1, classes };
  const net = mlpModel(own, ends).build(ROWS, true);
  const layout = parametersOf([net.losses, ...Object.values(net.statistics ?? {})]);
  const learnt = layout.parts.filter(({ fixed }) => !fixed);
  const loss = sum(net.losses);
  const slopes = grad(
    loss,
    learnt.map(({ tensor }) => tensor),
  );
  const names = learnt.map(({ name }) => name);
  const outputs = { loss, ...Object.fromEntries(slopes.map((slope, i) => [`d ${names[i]}`, slope])) };
  const plan = planOf({ outputs }, layout);
  const memory = { parameters: new Float64Array(layout.count), arena: new Float64Array(plan.arena) };
  const program = scalarProgram<Float64Array>(plan, Number.MAX_SAFE_INTEGER, float64, [], ({ block, offset }, size) =>
    (block === "parameters" ? memory.parameters : memory.arena).subarray(offset, offset + size),
  );
  fillNormal([7, 1], 0, memory.parameters);
  for (let p = 0; p < layout.count; p++) memory.parameters[p] *= 0.5;
  fillNormal([7, 2], 0, program.input("x"));
  const target = program.input("t");
  if (classes) for (let n = 0; n < ROWS; n++) target[n * 3 + (n % 3)] = 1;
  else fillNormal([7, 3], 0, target);
  const at = () => {
    program.run(0, [5, 6]);
    return program.output("loss")[0];
  };
  return { at, program, parameters: memory.parameters, learnt };
}

const cases: readonly [string, Partial<MlpTaskParams>, boolean][] = [
  ...ACTIVATIONS.map((activation): [string, Partial<MlpTaskParams>, boolean] => [
    activation,
    { hidden: [4, 3], activation },
    true,
  ]),
  ["no hidden layer", { hidden: [] }, true],
  ["no hidden layer, a number", { hidden: [] }, false],
  ["a number", { hidden: [5] }, false],
  ["other activations in each layer", { hidden: [4, 3], activations: "relu, sigmoid" }, true],
  ["dropout", { hidden: [6], dropout: 0.4 }, true],
  ["layer normalisation", { hidden: [5, 4], normalisation: "layer" }, true],
  ["batch normalisation", { hidden: [5, 4], normalisation: "batch" }, true],
];

describe("slopes are those of finite differences", () => {
  test.each(cases)("%s", (_, change, classes) => {
    const { at, program, parameters, learnt } = lossAndSlopes(params(change), classes);
    at();
    const slopes = learnt.map(({ name }) => program.output(`d ${name}`).slice());
    const step = 1e-6;
    for (const [i, { name, offset, tensor }] of learnt.entries())
      for (let k = 0; k < sizeOf(tensor.shape); k++) {
        const kept = parameters[offset + k];
        parameters[offset + k] = kept + step;
        const above = at();
        parameters[offset + k] = kept - step;
        const below = at();
        parameters[offset + k] = kept;
        // Central differences in float64: ε·loss/step of rounding and step² of the third derivative.
        expect(Math.abs((above - below) / (2 * step) - slopes[i][k]), `${name} ${k}`).toBeLessThan(1e-7);
      }
  });
});

test("a list of activations names one per layer, and only those there are", () => {
  expect(activationsOf(params({ hidden: [2, 2], activation: "elu" }))).toEqual(["elu", "elu"]);
  expect(activationsOf(params({ hidden: [2, 2], activations: " tanh;relu " }))).toEqual(["tanh", "relu"]);
  expect(() => activationsOf(params({ hidden: [2], activations: "tanh, relu" }))).toThrow(/2 for 1 hidden/);
  expect(() => activationsOf(params({ hidden: [2], activations: "step" }))).toThrow(/invalid activation: step/);
});

test("the cost of a net counts its weights", () => {
  expect(netCost({ hidden: [] }, { inputs: 10, outputs: 3, classes: true })).toBe(3 * 14);
});
