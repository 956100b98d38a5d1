/** The net that the lab declares: its gradient by finite differences, its bits, and the net of its means. */
import { expect, test } from "vitest";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { taskParams, type VaeParams, vaeFields } from "../../../../shared/labs/autoencoders/vae/fields.ts";
import { vaeModel } from "../../../../shared/labs/autoencoders/vae/net.ts";
import { layersOf, type RowShape } from "../../../../shared/labs/nets/coders/layers.ts";
import { answerOf } from "../../../../shared/labs/nets/coders/net.ts";
import { meanNet } from "../../../../shared/labs/nets/variational/mean-net.ts";
import { float64 } from "../../../../shared/nets/arithmetic.ts";
import { grad } from "../../../../shared/nets/grad.ts";
import { type MachineOf, openNet } from "../../../../shared/nets/net.ts";
import { sum } from "../../../../shared/nets/ops/sum.ts";
import { parametersOf, planOf } from "../../../../shared/nets/plan.ts";
import { scalarMachine, scalarProgram } from "../../../../shared/nets/scalar.ts";
import { sizeOf } from "../../../../shared/nets/tensor.ts";
import { wasmMachine } from "../../../../shared/nets/wasm.ts";
import { weightsOf } from "../../../../shared/nets/weights.ts";
import { fillNormal32, fillUniform32 } from "../../../../shared/random/index.ts";
import { fresh } from "../../../wasm.ts";

/** Pictures whose sides are odd on the way down. */
const pictures: RowShape = { columns: 35, image: { height: 7, width: 5, channels: 1 } };
const rows: RowShape = { columns: 6 };
const CASES: readonly (readonly [name: string, row: RowShape, change: Partial<VaeParams>])[] = [
  ["dense, Bernoulli", rows, { hidden: [5], latent: 2, activation: "tanh" }],
  [
    "dense, β, learnt deviation",
    rows,
    { hidden: [5, 4], latent: 3, activation: "swish", likelihood: "normal", beta: 4 },
  ],
  ["linear, fixed deviation", rows, { hidden: [], latent: 2, likelihood: "normal-fixed", deviation: 0.5 }],
  [
    "convolutional",
    pictures,
    { architecture: "convolutional", filters: [3, 2], hidden: [4], latent: 2, activation: "tanh" },
  ],
];
const paramsOf = (change: Partial<VaeParams>) =>
  taskParams({ ...defaults(vaeFields), ...change } as unknown as VaeParams);
const ROWS = 3;
const SPREAD = 2;

const uniform = (count: number) => {
  const values = new Float32Array(count);
  fillUniform32([7, 2], 0, values);
  return values;
};
function drawn(count: number): Float32Array {
  const values = new Float32Array(count);
  fillNormal32([7, 1], 0, values);
  return values.map((value) => value / 2);
}

test.each(CASES)("the gradient is that of finite differences: %s", (_, row, change) => {
  const { losses } = vaeModel(paramsOf(change), { ...row, spread: SPREAD }).build(ROWS, true);
  const first = parametersOf([losses]);
  const loss = sum(losses);
  const slopes = grad(
    loss,
    first.parts.map(({ tensor }) => tensor),
  );
  const outputs = { loss, ...Object.fromEntries(first.parts.map(({ name }, i) => [name, slopes[i]])) };
  const layout = parametersOf(Object.values(outputs));
  const plan = planOf({ outputs }, layout);
  const parameters = Float64Array.from(drawn(layout.count));
  const memory = { parameters, gradients: new Float64Array(0), arena: new Float64Array(plan.arena) };
  const program = scalarProgram<Float64Array>(plan, ROWS, float64, [], ({ block, offset }, size) =>
    memory[block].subarray(offset, offset + size),
  );
  const lossWith = (at: number, by: number) => {
    const own = parameters[at];
    parameters[at] = own + by;
    program.input("x").set(uniform(ROWS * row.columns));
    program.run(0, [3, 4]);
    parameters[at] = own;
    return program.output("loss")[0];
  };
  lossWith(0, 0);
  const told = Object.fromEntries(layout.parts.map(({ name }) => [name, program.output(name).slice()]));
  for (const { name, offset, tensor } of layout.parts)
    for (let i = 0; i < sizeOf(tensor.shape); i++) {
      const expected = (lossWith(offset + i, 1e-6) - lossWith(offset + i, -1e-6)) / 2e-6;
      expect(Math.abs(told[name][i] - expected), `${name} ${i}`).toBeLessThan(1e-7 * Math.max(1, Math.abs(expected)));
    }
});

test.each(CASES)(
  "has the same bits on both machines, and the codes and reconstructions of its means: %s",
  (_, row, change) => {
    const params = paramsOf(change);
    const model = vaeModel(params, { ...row, spread: SPREAD });
    const layout = parametersOf([model.build(1, true).losses]);
    const weights = weightsOf(layout, drawn(layout.count));
    const onWasm: MachineOf = (own) => wasmMachine(fresh("tensors"), own);
    const answers = [scalarMachine, onWasm].map((machine) => {
      const net = model.build(ROWS, false);
      const { program } = openNet(machine, { ...net.outputs, ...net.measures, loss: net.losses }, weights);
      program.input("x").set(uniform(ROWS * row.columns));
      program.run(0, [3, 4]);
      const names = ["code", "reconstruction", "elbo", "logLikelihood", "kl", "mse", "loss"];
      return Object.fromEntries(names.map((name) => [name, program.output(name).slice()]));
    });
    expect(answers[1]).toEqual(answers[0]);
    const [{ code, reconstruction, elbo, logLikelihood, kl, loss }] = answers;
    for (const [n, own] of elbo.entries()) {
      expect(own).toBeCloseTo(logLikelihood[n] - kl[n], 4);
      expect(loss[n]).toBeCloseTo(params.beta * kl[n] - logLikelihood[n], 3);
    }
    const { encoder } = layersOf(params, row);
    for (const [kind, expected] of [
      ["encode", code],
      ["reconstruct", reconstruction],
    ] as const) {
      const outputs = { rows: answerOf(kind, params, row, ROWS) };
      const { program } = openNet(scalarMachine, outputs, meanNet(weights, params, encoder));
      program.input("rows").set(uniform(ROWS * row.columns));
      program.run();
      for (const [at, value] of program.output("rows").entries()) expect(value).toBeCloseTo(expected[at], 5);
    }
  },
);

test("a bound is of the table's own numbers: rows that were divided by 2 are half as dense", () => {
  const params = paramsOf({ hidden: [4], likelihood: "normal" });
  const elboWith = (spread: number) => {
    const model = vaeModel(params, { ...rows, spread });
    const layout = parametersOf([model.build(1, true).losses]);
    const { program } = openNet(
      scalarMachine,
      { ...model.build(ROWS, false).measures },
      weightsOf(layout, drawn(layout.count)),
    );
    program.input("x").set(uniform(ROWS * rows.columns));
    program.run();
    return program.output("elbo")[0];
  };
  expect(elboWith(1) - elboWith(2)).toBeCloseTo(6 * Math.log(2), 4);
});
