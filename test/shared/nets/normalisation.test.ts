import type { Tensor as TfTensor } from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { float32 } from "../../../shared/nets/arithmetic.ts";
import { grad } from "../../../shared/nets/grad.ts";
import { batchNormLayer, denseLayer } from "../../../shared/nets/layers/index.ts";
import { feed, input } from "../../../shared/nets/leaves.ts";
import type { NetMachine } from "../../../shared/nets/machine.ts";
import type { Model } from "../../../shared/nets/model.ts";
import { batchNorm, batchNormBy, layerNorm, movingAverage } from "../../../shared/nets/normalisation.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { squaredError } from "../../../shared/nets/ops/squared-error.ts";
import { standardise } from "../../../shared/nets/ops/standardise.ts";
import { sum } from "../../../shared/nets/ops/sum.ts";
import type { ParameterLayout } from "../../../shared/nets/plan.ts";
import { scalarMachine } from "../../../shared/nets/scalar.ts";
import { runShards } from "../../../shared/nets/shards.ts";
import type { Tensor } from "../../../shared/nets/tensor.ts";
import { mixesSamples, trainer } from "../../../shared/nets/trainer.ts";
import { wasmMachine } from "../../../shared/nets/wasm.ts";
import { startTensorflow } from "../../oracles/tensorflow.ts";
import { fresh } from "../../wasm.ts";
import { checkBits, checkDerivatives, evaluate, type OperationCase } from "./operation.ts";

const cases: readonly OperationCase[] = [
  { name: "standardise", shapes: [[2, 5]], build: ([x]) => standardise(x, 1e-5) },
  { name: "standardise, large ε", shapes: [[1, 3]], build: ([x]) => standardise(x, 0.5) },
  {
    name: "layer norm",
    shapes: [[2, 4], [4], [4]],
    samples: [0],
    build: ([x, gain, bias]) => layerNorm(x, { gain, bias }),
  },
  {
    name: "batch norm",
    shapes: [[4, 2], [2], [2]],
    samples: [0],
    build: ([x, gain, bias]) => batchNorm(x, { gain, bias }).y,
  },
  {
    name: "batch norm of pictures",
    shapes: [[2, 2, 3, 2], [2], [2]],
    samples: [0],
    build: ([x, gain, bias]) => batchNorm(x, { gain, bias }).y,
  },
  {
    name: "batch norm by given moments",
    shapes: [[3, 2], [2], [2], [2], [2]],
    samples: [0],
    build: ([x, gain, bias, mean, variance]) => batchNormBy({ mean, variance }, x, { gain, bias }),
    values: (z, i) => (i === 4 ? Math.abs(z) + 0.5 : z),
  },
];

describe("normalisation", () => {
  // Second derivatives of 1/√ of a small variance are large: differences with step 1e-5 are good to 1e-10 of a fourth derivative.
  it.each(cases)("has derivatives: $name", (one) => checkDerivatives(one));

  it.each(cases)("has the same bits on both machines: $name", (one) => {
    checkBits(one);
    if (one.shapes.length === 1) for (const n of [1, 3, 4, 5, 17, 64]) checkBits({ ...one, shapes: [[3, n]] });
  });

  it("centres before it squares: a large mean costs nothing", () => {
    const x = feed("x", [1, 4]);
    const [y] = evaluate([standardise(x, 0)], { x: [100000, 100001, 100002, 100003] }, { arithmetic: float32 });
    for (const [j, z] of [-1.5, -0.5, 0.5, 1.5].entries()) expect(y[j]).toBeCloseTo(z / Math.sqrt(1.25), 6);
  });

  it("tells that samples of a minibatch depend on each other", () => {
    const x = input("x", [4, 2]);
    const affine = { gain: feed("gain", [2]), bias: feed("bias", [2]) };
    const net = (y: Tensor) => ({ losses: y, outputs: {} });
    expect(mixesSamples(net(batchNorm(x, affine).y))).toBe(true);
    expect(mixesSamples(net(layerNorm(x, affine)))).toBe(false);
    expect(mixesSamples(net(batchNormBy({ mean: feed("m", [2]), variance: feed("v", [2]) }, x, affine)))).toBe(false);
  });
});

describe("normalisation against tensorflow.js", () => {
  const [rows, columns] = [6, 5];
  const values = Float32Array.from({ length: rows * columns }, (_, i) => 2 + 3 * Math.sin(i * 1.7));
  const weights = values.map((_, i) => Math.cos(i * 2.3));
  const gain = Float32Array.from({ length: columns }, (_, i) => 0.5 + 0.3 * i);
  const bias = Float32Array.from({ length: columns }, (_, i) => 0.2 * i - 0.4);

  /** Moments over an axis, its own operations: tf.moments divides by the number. */
  async function compare(
    axis: 0 | 1,
    build: (x: Tensor, affine: { gain: Tensor; bias: Tensor }) => Tensor,
    epsilon: number,
  ) {
    const tf = await startTensorflow();
    const theirs = (x: TfTensor) => {
      const { mean, variance } = tf.moments(x, axis, true);
      return tf.add(
        tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, epsilon))), tf.tensor1d(gain)),
        tf.tensor1d(bias),
      );
    };
    const inputs = { x: input("x", [rows, columns]), gain: feed("gain", [columns]), bias: feed("bias", [columns]) };
    const y = build(inputs.x, inputs);
    const loss = sum(multiply(y, feed("w", [rows, columns])));
    const ours = evaluate(
      [y, ...grad(loss, [inputs.x])],
      { x: values, gain, bias, w: weights },
      { arithmetic: float32 },
    );
    const at = tf.tensor2d(values, [rows, columns]);
    const slope = tf.grad((x: TfTensor) => tf.sum(tf.mul(theirs(x), tf.tensor2d(weights, [rows, columns]))))(at);
    for (const [i, expected] of [theirs(at), slope].entries())
      for (const [j, value] of expected.dataSync().entries())
        expect(Math.abs(ours[i][j] - value)).toBeLessThan(1e-5 * Math.max(1, Math.abs(value)));
  }

  it("layer norm", () => compare(1, (x, affine) => layerNorm(x, affine), 1e-5));
  it("batch norm", () => compare(0, (x, affine) => batchNorm(x, affine).y, 1e-3));

  it("batch norm and its moving averages as the layer of tensorflow.js has them", async () => {
    const tf = await startTensorflow();
    const { layers } = await import("@tensorflow/tfjs-layers");
    const layer = layers.batchNormalization({ axis: -1 });
    const at = tf.tensor2d(values, [rows, columns]);
    const expected = layer.apply(at, { training: true }) as TfTensor;
    const byName = Object.fromEntries(layer.weights.map((own) => [own.name.split("/").at(-1), own.read().dataSync()]));
    const x = input("x", [rows, columns]);
    const affine = { gain: feed("gain", [columns]), bias: feed("bias", [columns]) };
    const { y, mean, variance } = batchNorm(x, affine);
    const moving = {
      mean: movingAverage(feed("m", [columns]), mean),
      variance: movingAverage(feed("v", [columns]), variance),
    };
    const [zeros, ones] = [new Float32Array(columns), new Float32Array(columns).fill(1)];
    const ours = evaluate(
      [y, moving.mean, moving.variance],
      { x: values, gain: ones, bias: zeros, m: zeros, v: ones },
      { arithmetic: float32 },
    );
    for (const [i, own] of [expected.dataSync(), byName.moving_mean, byName.moving_variance].entries())
      for (const [j, value] of own.entries())
        expect(Math.abs(ours[i][j] - value)).toBeLessThan(1e-5 * Math.max(1, Math.abs(value)));
  });
});

describe("a net with batch normalisation", () => {
  const [rows, columns] = [96, 4];
  const values = Float32Array.from({ length: rows * columns }, (_, i) => 5 + (1 + (i % columns)) * Math.sin(i * 1.7));
  const model: Model = {
    build(count, training) {
      const x = input("x", [count, columns]);
      const { y, statistics } = batchNormLayer("norm", x, training);
      return { losses: squaredError(denseLayer("out", y, columns), x), outputs: { y }, statistics };
    },
  };
  const order = (step: number) => Uint32Array.from({ length: 64 }, (_, i) => (i * 5 + step * 7) % rows);
  const trained = (machine: (layout: ParameterLayout) => NetMachine, steps: number) => {
    const optimiser = { kind: "adam", rate: 0.01 } as const;
    const sources = { x: { values, columns } };
    const net = trainer({ machine, model, sources, batch: 64, optimiser, key: [5, 6] }, order);
    const run = runShards(net.step, 0);
    for (let step = 0; step < steps; step++) void run.step(step);
    return net;
  };

  it("remembers the moments of what it has seen, with the same bits on both machines", () => {
    const [scalar, wasm] = [trained(scalarMachine, 3), trained((layout) => wasmMachine(fresh("tensors"), layout), 3)];
    expect(wasm.step.shardsOf(0)).toBe(1);
    const own = wasm.machine.block("parameters");
    expect(own).toEqual(scalar.machine.block("parameters"));
    const part = (name: string) => wasm.machine.layout.parts.find((one) => one.name === name) ?? { offset: NaN };
    // Each of the three minibatches has moved the averages by a hundredth of the way.
    const moved = (from: number, batches: readonly number[]) => batches.reduce((m, b) => 0.99 * m + 0.01 * b, from);
    const columnOf = (step: number) => Array.from(order(step), (n) => values[n * columns]);
    const mean = (x: readonly number[]) => x.reduce((a, b) => a + b, 0) / x.length;
    const means = [0, 1, 2].map((step) => mean(columnOf(step)));
    const variances = means.map((m, step) => mean(columnOf(step).map((x) => (x - m) ** 2)));
    expect(own[part("norm.mean").offset]).toBeCloseTo(moved(0, means), 5);
    expect(own[part("norm.variance").offset]).toBeCloseTo(moved(1, variances), 5);
  });

  it("goes by the averages after training: a sample does not depend on the others", () => {
    const net = trained((layout) => wasmMachine(fresh("tensors"), layout), 3);
    const { y } = net.predict(order(0), ["y"]);
    expect(net.predict(order(0).subarray(9, 10), ["y"]).y).toEqual(y.slice(9 * columns, 10 * columns));
  });
});
