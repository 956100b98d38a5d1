/** A sample traced number by number against tensorflow.js 4.22.0 and against our own engine, on random nets of every kind of layer. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { array, type NDArray } from "../../../../shared/arrays.ts";
import { operationsOf } from "../../../../shared/labs/nets/chain/arithmetic.ts";
import { bend } from "../../../../shared/labs/nets/chain/functions.ts";
import { costsOf, sightsOf, totalCost } from "../../../../shared/labs/nets/chain/shapes.ts";
import { stagesOf } from "../../../../shared/labs/nets/chain/stages.ts";
import { answerOf, healthOf } from "../../../../shared/labs/nets/chain/summary.ts";
import { type Trace, trace } from "../../../../shared/labs/nets/chain/trace.ts";
import { ACTIVATION_KINDS } from "../../../../shared/nets/activations.ts";
import { type Chain, type ChainLayer, chainTensors } from "../../../../shared/nets/chain.ts";
import { asParameter, input } from "../../../../shared/nets/leaves.ts";
import { openNet } from "../../../../shared/nets/net.ts";
import { ordered } from "../../../../shared/nets/order.ts";
import { scalarMachine } from "../../../../shared/nets/scalar.ts";
import { normals, reread, start, stir, valuesOf } from "../../nets/tfjs/models.ts";

const { tf, keras } = await start();
const l = keras.layers;

/** Of float32 sums of so many terms: 1e-5 of the largest number that goes in, as the lab promises. */
const TOLERANCE = 1e-5;

function expectNear(found: ArrayLike<number>, expected: ArrayLike<number>, told: string): void {
  expect(found.length, told).toBe(expected.length);
  let most = 1;
  for (let i = 0; i < expected.length; i++) most = Math.max(most, Math.abs(expected[i]));
  for (let i = 0; i < expected.length; i++)
    expect(Math.abs(found[i] - expected[i]) / most, `${told} ${i}`).toBeLessThan(TOLERANCE);
}

const ACTIVATIONS = ["relu", "relu6", "elu", "selu", "sigmoid", "tanh", "softplus", "swish", "gelu", "linear"] as const;
const activation = fc.constantFrom(...ACTIVATIONS);
const padding = fc.constantFrom("same" as const, "valid" as const);
const side = fc.integer({ min: 1, max: 3 });

/** One block on pictures: what it does and what may follow. */
const block = fc.oneof(
  fc
    .record({
      filters: fc.integer({ min: 1, max: 4 }),
      kernelSize: fc.tuple(side, side),
      strides: side,
      padding,
      activation,
      useBias: fc.boolean(),
    })
    .map((config) => () => l.conv2d(config as never)),
  fc
    .record({
      kernelSize: fc.tuple(side, side),
      strides: fc.integer({ min: 1, max: 2 }),
      padding,
      activation,
      depthMultiplier: fc.constant(1),
    })
    .map((config) => () => l.depthwiseConv2d(config as never)),
  fc
    .record({ poolSize: fc.tuple(side, side), strides: fc.integer({ min: 1, max: 2 }), padding })
    .map((config) => () => l.maxPooling2d(config as never)),
  fc
    .record({ poolSize: fc.tuple(side, side), strides: fc.integer({ min: 1, max: 2 }), padding })
    .map((config) => () => l.averagePooling2d(config as never)),
  fc.boolean().map((scale) => () => l.batchNormalization({ scale, center: !scale })),
  fc.constant(() => l.layerNormalization()),
  fc.integer({ min: 1, max: 2 }).map((size) => () => l.upSampling2d({ size: [size, 2] })),
  fc.constant(() =>
    l.zeroPadding2d({
      padding: [
        [1, 0],
        [2, 1],
      ],
    }),
  ),
  activation.map((kind) => () => l.activation({ activation: kind as never })),
  fc.constant(() => l.leakyReLU({ alpha: 0.2 })),
  fc.constant(() => l.dropout({ rate: 0.4 })),
);

const net = fc.record({
  height: fc.integer({ min: 7, max: 9 }),
  width: fc.integer({ min: 7, max: 10 }),
  channels: fc.constantFrom(1, 3),
  blocks: fc.array(block, { maxLength: 3 }),
  end: fc.constantFrom("flatten", "mean"),
  dense: fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), activation), { maxLength: 2 }),
  classes: fc.integer({ min: 1, max: 5 }),
  last: fc.constantFrom("softmax", "sigmoid", "linear"),
  seed: fc.integer({ min: 1, max: 1000 }),
});

type Drawn = typeof net extends fc.Arbitrary<infer T> ? T : never;

/** Undefined where windows do not fit into what is left of the picture. */
function modelOf({ height, width, channels, blocks, end, dense, classes, last }: Drawn) {
  const model = keras.sequential();
  try {
    model.add(l.activation({ activation: "linear", inputShape: [height, width, channels] }));
    for (const make of blocks) model.add(make());
    model.add(end === "flatten" ? l.flatten() : l.globalAveragePooling2d({}));
    for (const [units, kind] of dense) model.add(l.dense({ units, activation: kind as never }));
    model.add(l.dense({ units: classes, activation: last as never }));
  } catch {
    return undefined;
  }
  return model.layers.every(({ outputShape }) => (outputShape as number[]).slice(1).every((extent) => extent > 0))
    ? model
    : undefined;
}

/** Each number that is explained adds up to the one that is there: within float32's rounding of the result. */
function expectExplained(run: Trace): void {
  for (const stage of stagesOf(run.chain)) {
    const { length } = run.layers[stage.layers[0]].values;
    for (let unit = 0; unit < length; unit += 1 + Math.floor(length / 7))
      for (const operation of operationsOf(run, stage, unit)) {
        const near = (value: number, told: string) =>
          expect(Math.abs(Math.fround(value) - operation.result), `${told} ${unit}`).toBeLessThanOrEqual(
            1e-6 * Math.max(1, Math.abs(value)),
          );
        if (operation.kind === "sum")
          near(
            operation.terms.reduce((sum, { value, weight }) => sum + value * weight, operation.bias),
            "sum",
          );
        else if (operation.kind === "bend") near(bend(operation.layer, operation.before), "bend");
        else if (operation.kind === "largest") {
          expect(operation.parts[operation.winner].value).toBe(operation.result);
          expect(Math.max(...operation.parts.map(({ value }) => value))).toBe(operation.result);
        } else if (operation.kind === "mean")
          near(operation.parts.reduce((sum, { value }) => sum + value, 0) / operation.parts.length, "mean");
        else if (operation.kind === "softmax") near(operation.exponentials[operation.own] / operation.total, "softmax");
        else if (operation.kind === "normalise") {
          const { before, mean, variance, epsilon, gain, bias } = operation;
          near(((before - mean) / Math.sqrt(variance + epsilon)) * gain + bias, "normalise");
        }
      }
  }
}

describe("random nets", () => {
  let tried = 0;
  test("every layer's numbers are those of tensorflow.js, and every sum that is shown is the number", async () => {
    await fc.assert(
      fc.asyncProperty(net, async (drawn) => {
        const model = modelOf(drawn);
        if (!model) return;
        tried++;
        stir(tf, model);
        const { chain, weights } = await reread(model);
        const { height, width, channels, seed } = drawn;
        const sample = normals(height * width * channels, seed);
        const run = trace(chain, weights, sample);
        let x: ReturnType<typeof tf.tensor> = tf.tensor(sample, [1, height, width, channels]);
        for (const layer of model.layers) {
          x = layer.apply(x) as never;
          const own = ownOutput(run, layer.name);
          if (own) expectNear(own, valuesOf(x as never), layer.getClassName());
        }
        expectNear(run.layers[run.layers.length - 1].values, valuesOf(x as never), "output");
        expectNear(run.layers[run.layers.length - 1].values, byEngine(chain, weights, sample), "engine");
        expectExplained(run);
        const { parameters } = totalCost(chain);
        expect(parameters).toBe(model.countParams());
      }),
      { numRuns: 60, seed: 20261201 },
    );
    expect(tried).toBeGreaterThan(30);
  });
});

/** What comes out of a layer of the model: of ours the activation that ends it, or itself. */
function ownOutput({ chain, layers }: Trace, name: string): Float32Array | undefined {
  const last = chain.layers.findLastIndex((layer) => layer.name === name || layer.name === `${name}.activation`);
  return last < 0 ? undefined : layers[last].values;
}

function byEngine(chain: Chain, weights: Readonly<Record<string, NDArray>>, sample: Float32Array): Float32Array {
  const { output } = chainTensors(chain, input("x", [1, ...chain.input]), false);
  const { program } = openNet(scalarMachine, { output }, weights);
  program.input("x").set(sample);
  program.run();
  return program.output("output").slice();
}

/** Random weights for the parameters of a chain; variances are positive. */
function drawnWeights(chain: Chain, stream: number): Readonly<Record<string, NDArray>> {
  const { output } = chainTensors(chain, input("x", [1, ...chain.input]), false);
  const parts = ordered([output]).flatMap((tensor) => {
    const own = asParameter(tensor);
    return own ? [[own.name, tensor.shape] as const] : [];
  });
  return Object.fromEntries(
    parts.map(([name, shape], i) => {
      const size = shape.reduce((product, extent) => product * extent, 1);
      const values = normals(size, stream + i).map((z) => (name.endsWith("variance") ? 0.5 + z * z : 0.4 * z));
      return [name, array(values, [...shape])];
    }),
  );
}

test.each(ACTIVATION_KINDS)("%s is that of the engine", (kind) => {
  const layers: readonly ChainLayer[] = [{ name: "a", kind: "activation", activation: kind }];
  const sample = normals(200, 9).map((z) => 3 * z);
  const chain = { input: [200], layers };
  expectNear(trace(chain, {}, sample).layers[0].values, byEngine(chain, {}, sample), kind);
});

describe("what is said of a net", () => {
  const same = (filters: number, name: string): ChainLayer => ({
    name,
    kind: "convolution",
    filters,
    kernel: [3, 3],
    stride: [1, 1],
    padding: "same",
    bias: true,
  });
  const relu = (name: string): ChainLayer => ({ name, kind: "activation", activation: "relu" });
  const pooling: ChainLayer = { name: "p", kind: "max-pooling", size: [2, 2], stride: [2, 2], padding: "valid" };
  const chain: Chain = {
    input: [8, 8, 3],
    layers: [
      same(4, "a"),
      relu("b"),
      pooling,
      same(5, "c"),
      relu("d"),
      { name: "f", kind: "flatten" },
      { name: "e", kind: "dense", units: 2, bias: true },
    ],
  };

  test("multiply-adds, parameters and receptive fields by hand", () => {
    const costs = costsOf(chain);
    expect(costs.map(({ macs }) => macs)).toEqual([8 * 8 * 4 * 27, 0, 0, 4 * 4 * 5 * 36, 0, 0, 80 * 2]);
    expect(costs.map(({ parameters }) => parameters)).toEqual([4 * 28, 0, 0, 5 * 37, 0, 0, 81 * 2]);
    expect(sightsOf(chain).map((sight) => sight?.[0] ?? null)).toEqual([3, 3, 4, 8, 8, 8, null]);
  });

  test("a filter's number sees what its receptive field says, and no pixel more", () => {
    const weights = drawnWeights(chain, 40);
    const base = normals(192, 3);
    const at = (run: Trace) => run.layers[3].values[(1 * 4 + 1) * 5];
    const first = at(trace(chain, weights, base));
    const moving = Array.from({ length: 64 }, (_, pixel) => {
      const moved = base.slice();
      for (let c = 0; c < 3; c++) moved[3 * pixel + c] += 10;
      return at(trace(chain, weights, moved)) !== first;
    });
    const rows = moving.flatMap((moves, pixel) => (moves ? [Math.floor(pixel / 8)] : []));
    // Rows −1 … 6 of a picture that begins at 0.
    expect(Math.max(...rows)).toBeLessThanOrEqual(6);
    expect(Math.max(...rows) - Math.min(...rows) + 1).toBeLessThanOrEqual(8);
  });

  test("NaN is not hidden by rectifiers or pooling, and the first layer that has one is told", () => {
    const weights = drawnWeights(chain, 40);
    const sample = normals(192, 3);
    sample[100] = Number.NaN;
    const run = trace(chain, weights, sample);
    const { broken, firstBroken } = healthOf(run);
    expect(firstBroken).toBe(0);
    expect(run.layers[2].values.some(Number.isNaN)).toBe(true);
    expect(broken).toBeGreaterThan(0);
    expect(answerOf(run.layers[6].values)).toBeNull();
    expect(healthOf(trace(chain, weights, normals(192, 3))).broken).toBe(0);
  });

  test("zeros of rectifiers are counted", () => {
    const weights = drawnWeights(chain, 40);
    const { zeros, rectified } = healthOf(trace(chain, weights, normals(192, 3)));
    expect(rectified).toBe(8 * 8 * 4 + 4 * 4 * 5);
    expect(zeros).toBeGreaterThan(0);
    const dead = { ...weights, "a.bias": array(new Float32Array(4).fill(-1000)) };
    expect(healthOf(trace(chain, dead, normals(192, 3))).zeros).toBeGreaterThanOrEqual(8 * 8 * 4);
  });

  test("the answer is the first of the largest; of one number, whether it is above a half", () => {
    expect(answerOf([1, 3, 3])).toEqual({ index: 1, value: 3 });
    expect(answerOf([0.4])).toEqual({ index: 0, value: 0.4 });
    expect(answerOf([0.6])).toEqual({ index: 1, value: 0.6 });
    expect(answerOf([Number.POSITIVE_INFINITY, 1])).toBeNull();
  });

  test("an input of another size is refused", () => {
    expect(() => trace(chain, drawnWeights(chain, 40), new Float32Array(10))).toThrow("8 × 8 × 3");
  });
});
