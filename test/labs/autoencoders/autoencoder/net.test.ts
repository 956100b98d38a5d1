/** The net that the lab declares: its loss by the definition, its gradient by finite differences, its bits, NaN, and tensorflow.js beside it. */
import { beforeAll, describe, expect, test } from "vitest";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { type AutoencoderParams, autoencoderFields } from "../../../../shared/labs/autoencoders/autoencoder/fields.ts";
import { autoencoderModel } from "../../../../shared/labs/autoencoders/autoencoder/net.ts";
import type { RowShape } from "../../../../shared/labs/nets/coders/layers.ts";
import { layersOf, weightCount } from "../../../../shared/labs/nets/coders/layers.ts";
import type { MachineOf } from "../../../../shared/nets/net.ts";
import type { Optimiser } from "../../../../shared/nets/optimisers.ts";
import { type ParameterLayout, parametersOf } from "../../../../shared/nets/plan.ts";
import { scalarMachine } from "../../../../shared/nets/scalar.ts";
import { runShards } from "../../../../shared/nets/shards.ts";
import { sizeOf } from "../../../../shared/nets/tensor.ts";
import { trainer } from "../../../../shared/nets/trainer.ts";
import { wasmMachine } from "../../../../shared/nets/wasm.ts";
import { loadWeights, weightsOf } from "../../../../shared/nets/weights.ts";
import { QUANT_ACTIVATIONS } from "../../../../shared/quant/index.ts";
import { fillNormal32, fillUniform32 } from "../../../../shared/random/index.ts";
import { randomLayers, weightsByName } from "../../../oracles/float-net.ts";
import { layeredLoss } from "../../../oracles/layered.ts";
import { inDoubles } from "../../../oracles/slopes.ts";
import { startTensorflow, tensorflowNet } from "../../../oracles/tensorflow.ts";
import { fresh } from "../../../wasm.ts";

const paramsOf = (change: Partial<AutoencoderParams>) =>
  ({ ...defaults(autoencoderFields), ...change }) as AutoencoderParams;
const LOSSES = ["mse", "cross-entropy"] as const;
const ACTIVATIONS = autoencoderFields.activation.options.map(({ value }) => value);

/** Pictures whose sides are odd on the way down: 7 × 5, 4 × 3, 2 × 2. */
const pictures: RowShape = { columns: 105, image: { height: 7, width: 5, channels: 3 } };
const convolutions = { architecture: "convolutional", filters: [3, 2], hidden: [4], kernel: 3 } as const;

interface Case {
  readonly name: string;
  readonly row: RowShape;
  readonly change: Partial<AutoencoderParams>;
}
const dense: readonly Case[] = ACTIVATIONS.flatMap((activation) =>
  LOSSES.map((loss, i) => ({
    name: `dense, ${activation}, ${loss}`,
    row: { columns: 7 },
    change: { hidden: [6, 3], activation, loss, normalisation: i === 0 ? "layer" : "none", code: "same" } as const,
  })),
);
const convolutional: readonly Case[] = (["stride", "max-pooling"] as const).flatMap((shrinking) =>
  (["transposed", "upsampling"] as const).map((growing, i) => ({
    name: `convolutional, ${shrinking}, ${growing}`,
    row: pictures,
    change: {
      ...convolutions,
      ...{ shrinking, growing, activation: "swish", loss: LOSSES[i], normalisation: i === 0 ? "none" : "layer" },
    } as const,
  })),
);
const cases = [...dense, ...convolutional];

const ROWS = 3;
const inputsOf = ({ columns }: RowShape, rows = ROWS) => {
  const values = new Float32Array(rows * columns);
  fillUniform32([7, 2], 0, values);
  return values;
};

const inDoublesOf = ({ row, change }: Case) => inDoubles(autoencoderModel(paramsOf(change), row), inputsOf(row), ROWS);

/** Out of the way of what has no derivative: nothing is near zero by chance alone. */
function parametersFor(layout: ParameterLayout, seed = 1): Float64Array {
  const normals = new Float32Array(layout.count);
  fillNormal32([7, seed], 0, normals);
  const out = new Float64Array(layout.count);
  for (const { offset, tensor } of layout.parts)
    for (let at = offset; at < offset + sizeOf(tensor.shape); at++) out[at] = 0.5 * normals[at];
  return out;
}

test.each(cases)("the gradient is that of finite differences: $name", (one) => {
  const { layout, lossAt, gradient } = inDoublesOf(one);
  const parameters = parametersFor(layout);
  lossAt(parameters);
  const slopes = gradient();
  expect(Math.max(...slopes.map(Math.abs))).toBeGreaterThan(0.01);
  const h = 1e-6;
  for (const { offset, tensor, name } of layout.parts)
    for (let at = offset; at < offset + sizeOf(tensor.shape); at++) {
      const moved = (by: number) => lossAt(parameters.map((value, i) => (i === at ? value + by : value)));
      const expected = (moved(h) - moved(-h)) / (2 * h);
      // h² times a third derivative, and 1e-16 / h.
      expect(Math.abs(slopes[at] - expected), `${name} ${at - offset}`).toBeLessThan(1e-8);
    }
});

test.each(dense)("the loss is that of the definition: $name", (one) => {
  const { layout, lossAt } = inDoublesOf(one);
  const parameters = parametersFor(layout, 2);
  const { hidden, activation, loss, normalisation } = paramsOf(one.change);
  const widths = [7, ...hidden, ...hidden.slice(0, -1).reverse(), 7];
  const spec = {
    widths,
    activations: hidden.concat(hidden.slice(0, -1)).map(() => activation),
    normalised: widths.slice(1, -1).map((_, l) => normalisation === "layer" && l !== hidden.length - 1),
    loss,
  };
  const byName = layout.parts.map(({ name, offset, tensor }) => [
    name,
    parameters.subarray(offset, offset + sizeOf(tensor.shape)),
  ]);
  const inputs = inputsOf(one.row);
  const rows = Array.from({ length: ROWS }, (_, n) => [...inputs.subarray(7 * n, 7 * n + 7)]);
  // The loss of a sample is scaled by 1/7 in float32.
  expect(lossAt(parameters) / layeredLoss(spec, Object.fromEntries(byName), rows) - 1).toBeCloseTo(0, 7);
});

const machines: Readonly<Record<string, MachineOf>> = {
  scalar: scalarMachine,
  wasm: (layout) => wasmMachine(fresh("tensors"), layout),
};

function trained(machine: MachineOf, { row, change }: Case, rows: number, optimiser: Optimiser) {
  return trainer(
    {
      machine,
      model: autoencoderModel(paramsOf(change), row),
      sources: { x: { values: inputsOf(row, rows), columns: row.columns } },
      batch: rows,
      optimiser,
      key: [3, 4],
    },
    (step) => Uint32Array.from({ length: rows }, (_, n) => (n + step) % rows),
  );
}

test.each([...dense.filter((_, i) => i % 3 === 0), ...convolutional])(
  "scalar and wasm train to the same bits, with dropout and several shards: $name",
  ({ row, change, ...rest }) => {
    const one = { ...rest, row, change: { ...change, hidden: [5, 3], dropout: 0.3 } };
    const [a, b] = Object.values(machines).map((machine) => {
      const net = trained(machine, one, 70, { kind: "adam", rate: 0.01 });
      const run = runShards(net.step, 0, undefined);
      const losses = [0, 1, 2].map((step) => net.means(run.step(step) as Float64Array, 70).loss);
      return { losses, block: net.machine.block("parameters").slice(), means: net.evaluate(Uint32Array.of(1, 2, 3)) };
    });
    expect(b).toEqual(a);
    expect(new Set(a.losses).size).toBe(3);
  },
);

// A net must not learn on as if nothing were wrong.
test.each(Object.entries(machines))("one NaN among the weights of any layer makes the loss NaN: %s", (_, machine) => {
  for (const one of cases) {
    const net = trained(machine, one, ROWS, { kind: "sgd", rate: 0, momentum: 0 });
    const block = net.machine.block("parameters");
    const healthy = block.slice();
    for (const { name, offset, tensor } of net.machine.layout.parts)
      for (const at of [offset, offset + sizeOf(tensor.shape) - 1]) {
        block.set(healthy);
        block[at] = Number.NaN;
        const what = `${one.name}, ${name} ${at - offset}`;
        expect(net.evaluate(Uint32Array.of(0, 1, 2)).loss, what).toBeNaN();
        const run = runShards(net.step, 0, undefined);
        expect(net.means(run.step(0) as Float64Array, ROWS).loss, what).toBeNaN();
        net.machine.block("first").fill(0);
      }
    block.set(healthy);
    expect(net.evaluate(Uint32Array.of(0, 1, 2)).loss).toBeGreaterThan(0);
  }
});

test("weights are counted as the net has them", () => {
  for (const { row, change } of cases) {
    const params = paramsOf(change);
    const { losses } = autoencoderModel(params, row).build(1, false);
    const count = parametersOf([losses]).parts.reduce((total, { tensor }) => total + sizeOf(tensor.shape), 0);
    expect(weightCount(layersOf(params, row), params)).toBe(count);
  }
});

test("the decoder goes back through the sides that the encoder came by", () => {
  const { layers, encoder, code } = layersOf(paramsOf(convolutions), pictures);
  expect([layers[0].from, ...layers.map(({ to }) => to)]).toEqual([
    ...[[7, 5, 3], [4, 3, 3], [2, 2, 2], [4]],
    ...[
      [2, 2, 2],
      [4, 3, 3],
      [7, 5, 3],
    ],
  ]);
  expect([encoder, code]).toEqual([3, 4]);
});

describe("against tensorflow.js", () => {
  let tf: Awaited<ReturnType<typeof startTensorflow>>;
  beforeAll(async () => {
    tf = await startTensorflow();
  });
  const [rate, momentum, batch] = [0.01, 0.9, 10];
  const optimisers: readonly Optimiser[] = [
    { kind: "adam", rate },
    { kind: "sgd", rate, momentum },
  ];
  test.each(
    LOSSES.flatMap((loss) =>
      QUANT_ACTIVATIONS.flatMap((activation) => optimisers.map((optimiser) => ({ loss, activation, optimiser }))),
    ),
  )("three steps end where its own do: $loss, $activation, $optimiser.kind", ({ loss, activation, optimiser }) => {
    const layers = randomLayers([12, 8, 3, 8, 12], [activation, activation, activation, "linear"], [7, 1], 0.5);
    const one = { name: "", row: { columns: 12 }, change: { hidden: [8, 3], activation, loss } };
    const table = inputsOf(one.row, 3 * batch);
    const own = trainer(
      {
        machine: (layout) => wasmMachine(fresh("tensors"), layout),
        model: autoencoderModel(paramsOf(one.change), one.row),
        sources: { x: { values: table, columns: 12 } },
        ...{ batch, optimiser, key: [1, 1] as const },
      },
      (step) => Uint32Array.from({ length: batch }, (_, n) => step * batch + n),
    );
    const block = own.machine.block("parameters");
    loadWeights(own.machine.layout, block, weightsByName(layers));
    const isAdam = optimiser.kind === "adam";
    const peer = tensorflowNet(layers, loss, isAdam ? tf.train.adam(rate) : tf.train.momentum(rate, momentum));
    // Parameters below 2 round at 2^-24 a step, and so do their velocities. Adam divides each gradient by its own size: tensorflow.js
    // keeps 1 − 0.999^t in float32, 0.001 to four digits, and a gradient whose terms nearly cancel keeps few. A thousandth of a step covers both.
    const apart = isAdam ? 0.001 * rate : 3 * 2 ** -23;
    const run = runShards(own.step, 0, undefined);
    for (let step = 0; step < 3; step++) {
      const ours = own.means(run.step(step) as Float64Array, batch).loss;
      const theirs = peer.train(table.subarray(step * batch * 12, (step + 1) * batch * 12));
      // 120 positive float32 terms in another order, and what the parameters being apart can do to the loss.
      const slope = own.machine.block("gradients").reduce((total, g) => total + Math.abs(g), 0);
      expect(Math.abs(ours - theirs)).toBeLessThan((120 * theirs) / 2 ** 24 + (step > 0 ? slope * apart : 0));
    }
    const found = Object.values(weightsOf(own.machine.layout, block)).map(({ values }) => values);
    const start = layers.flatMap(({ weights, bias }) => [weights, bias]);
    let [moved, furthest] = [0, 0];
    for (const [p, values] of peer.parameters().entries())
      for (const [i, value] of values.entries()) {
        moved = Math.max(moved, Math.abs(value - start[p][i]));
        furthest = Math.max(furthest, Math.abs(value - Number(found[p][i])));
      }
    expect(moved).toBeGreaterThan(isAdam ? 2 * rate : 1e-4);
    expect(furthest).toBeLessThan(apart);
  });
});
