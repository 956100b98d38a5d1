import type { Tensor as TfTensor } from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { float32 } from "../../../shared/nets/arithmetic.ts";
import { grad } from "../../../shared/nets/grad.ts";
import { feed, input } from "../../../shared/nets/leaves.ts";
import { bernoulliLoss } from "../../../shared/nets/ops/bernoulli.ts";
import { causalSoftmax } from "../../../shared/nets/ops/causal-softmax.ts";
import { correct } from "../../../shared/nets/ops/correct.ts";
import {
  gaussianDivergence,
  gaussianDivergences,
  gaussianLoss,
  isotropicGaussianLoss,
  unitGaussianLoss,
} from "../../../shared/nets/ops/gaussian.ts";
import { lowerTriangle } from "../../../shared/nets/ops/lower-triangle.ts";
import { absoluteError, huberError } from "../../../shared/nets/ops/robust-errors.ts";
import { scale } from "../../../shared/nets/ops/scale.ts";
import { logSoftmax, softmax } from "../../../shared/nets/ops/softmax.ts";
import { softmaxCrossEntropy } from "../../../shared/nets/ops/softmax-cross-entropy.ts";
import { squaredError } from "../../../shared/nets/ops/squared-error.ts";
import { sum } from "../../../shared/nets/ops/sum.ts";
import { planOf } from "../../../shared/nets/plan.ts";
import type { Tensor } from "../../../shared/nets/tensor.ts";
import { startTensorflow } from "../../oracles/tensorflow.ts";
import { checkBits, checkDerivatives, evaluate, type OperationCase, valuesOf } from "./operation.ts";

const both = (rows: number, columns: number) => [
  [rows, columns],
  [rows, columns],
];
const losses = { squaredError, bernoulliLoss, softmaxCrossEntropy } as const;
const cases: readonly OperationCase[] = [
  ...Object.entries(losses).map(
    ([name, of]): OperationCase => ({
      name,
      shapes: both(3, 5),
      samples: [0, 1],
      build: ([z, x]) => of(z, x),
    }),
  ),
  ...Object.entries({ absoluteError, huberError, unitGaussianLoss, gaussianDivergence }).map(
    ([name, of]): OperationCase => ({
      name,
      shapes: both(3, 5),
      samples: [0, 1],
      build: ([y, x]) => of(y, x),
      // Residuals away from 0 and from 1.
      values: (z, i) => (i === 0 ? z : z < 0 ? 8 + z / 4 : 0.3 * Math.tanh(z) - 0.5),
    }),
  ),
  {
    name: "gaussianLoss",
    shapes: [...both(3, 5), [3, 5]],
    samples: [0, 1, 2],
    build: ([mean, logVariance, x]) => gaussianLoss(mean, logVariance, x),
  },
  {
    name: "isotropicGaussianLoss",
    shapes: [[3, 5], [1], [3, 5]],
    samples: [0, 2],
    build: ([mean, logVariance, x]) => isotropicGaussianLoss(mean, logVariance, x),
  },
  { name: "softmax", shapes: [[2, 5]], build: ([x]) => softmax(x) },
  { name: "softmax, one axis", shapes: [[4]], build: ([x]) => softmax(x) },
  { name: "logSoftmax", shapes: [[2, 5]], build: ([x]) => logSoftmax(x) },
];

const causal: readonly OperationCase[] = [1, 3, 4, 5, 9, 64].flatMap((columns) =>
  [columns, 3].map((rows) => ({
    name: `causalSoftmax of ${rows} × ${columns}`,
    shapes: [[2, rows, columns]],
    samples: [0],
    build: ([x]) => causalSoftmax(x, 0.3),
  })),
);

describe("losses and softmax", () => {
  it.each(cases)("have derivatives: $name", (one) => checkDerivatives(one));

  it.each(cases.filter(({ name }) => !name.endsWith("axis")))("have the same bits on both machines: $name", (one) => {
    for (const columns of [1, 3, 4, 5, 17, 64, 300])
      checkBits({ ...one, shapes: one.shapes.map((shape) => (shape.length === 1 ? shape : [3, columns])) });
  });

  it.each(causal)("have the same bits on both machines: $name", (one) => checkBits(one));
  it.each(causal.filter(({ shapes: [[, rows, columns]] }) => rows * columns < 50))("have derivatives: $name", (one) =>
    checkDerivatives(one),
  );

  it("shares of what is not later are those of a softmax whose later scores are out of reach, to the bit", () => {
    const x = feed("x0", [2, 9, 7]);
    const values = valuesOf({ name: "", shapes: [x.shape], build: () => x });
    const masked = softmax(lowerTriangle(scale(x, 0.3), -1e30));
    const [a, b] = evaluate([causalSoftmax(x, 0.3), masked], values, { arithmetic: float32 });
    expect(a).toEqual(b);
    expect(() => causalSoftmax(x, 0)).toThrow("invalid scale: 0 (must be > 0)");
    expect(() => causalSoftmax(feed("y", [3]))).toThrow("causalSoftmax of shape 3 (must be matrices)");
  });

  it.each(Object.entries(losses))("agree with tensorflow.js: %s", async (name, of) => {
    const tf = await startTensorflow();
    const [rows, columns] = [4, 6];
    const z = Float32Array.from({ length: rows * columns }, (_, i) => 3 * Math.sin(i * 1.7));
    const raw = z.map((_, i) => 0.5 + 0.5 * Math.cos(i * 2.3));
    // Targets of softmax are probabilities.
    const t = raw.map((value, i) => {
      const row = raw.subarray(i - (i % columns), i - (i % columns) + columns);
      return name === "softmaxCrossEntropy" ? value / row.reduce((a, b) => a + b) : value;
    });
    const theirs = {
      squaredError: (y: TfTensor) => tf.mean(tf.squaredDifference(y, at(t)), -1),
      // max(z, 0) − x z + log(1 + e^−|z|)
      bernoulliLoss: (y: TfTensor) =>
        tf.sum(tf.add(tf.sub(tf.relu(y), tf.mul(y, at(t))), tf.log1p(tf.exp(tf.neg(tf.abs(y))))), -1),
      softmaxCrossEntropy: (y: TfTensor) => tf.losses.softmaxCrossEntropy(at(t), y, undefined, 0, tf.Reduction.NONE),
    }[name as keyof typeof losses];
    const at = (values: Float32Array) => tf.tensor2d(values, [rows, columns]);
    const inputs = [input("z", [rows, columns]), input("t", [rows, columns])];
    const y = of(inputs[0], inputs[1]);
    const ours = evaluate([y, ...grad(sum(y), [inputs[0]])], { z, t }, { arithmetic: float32 });
    for (const [i, expected] of [theirs(at(z)), tf.grad((x: TfTensor) => tf.sum(theirs(x)))(at(z))].entries())
      for (const [j, value] of expected.dataSync().entries())
        expect(Math.abs(ours[i][j] - value)).toBeLessThan(1e-5 * Math.max(1, Math.abs(value)));
  });

  it.each(["bernoulliLoss", "softmaxCrossEntropy"] as const)("computes %s and its slope by one call", (name) => {
    const [z, t] = [input("z", [3, 4]), input("t", [3, 4])];
    const y = losses[name](z, t);
    const [slope] = grad(sum(y), [z]);
    const { calls } = planOf({ outputs: { slope, loss: y } }, { parts: [], count: 0 });
    expect(calls.map(({ tensor, twin }) => [tensor.operation.name, twin?.operation.name])).toContainEqual([
      `${name.replace("Loss", "")}Slope`,
      name,
    ]);
  });

  it("take pictures as rows, and single logits", () => {
    const [z, x] = [input("z", [2, 2, 2, 1]), input("x", [2, 2, 2, 1])];
    expect(bernoulliLoss(z, x).shape).toEqual([2]);
    expect(bernoulliLoss(input("z", [5]), input("x", [5])).shape).toEqual([5]);
    expect(() => softmaxCrossEntropy(input("z", [2, 3]), input("t", [2, 4]))).toThrow(
      "softmaxCrossEntropy of shapes 2 × 3 and 2 × 4 (must be two equal matrices)",
    );
  });
});

describe("losses by their formulas", () => {
  const of = (y: Tensor, values: Readonly<Record<string, readonly number[]>>) => evaluate([y], values)[0][0];
  const [a, b, c] = ["a", "b", "c"].map((name) => input(name, [1, 2]));

  it("robust ones", () => {
    expect(of(absoluteError(a, b), { a: [1, -2], b: [0, 1] })).toBeCloseTo(2, 12);
    expect(of(huberError(a, b), { a: [0.5, -2], b: [0, 1] })).toBeCloseTo((0.125 + 2.5) / 2, 12);
    expect(of(huberError(a, b, 5), { a: [0.5, -2], b: [0, 1] })).toBeCloseTo((0.125 + 4.5) / 2, 12);
    expect(() => huberError(a, b, 0)).toThrow("δ of Huber's error: 0 (must be > 0)");
  });

  it("normal ones", () => {
    const density = (x: number, mean: number, variance: number) =>
      Math.exp((-0.5 * (x - mean) ** 2) / variance) / Math.sqrt(2 * Math.PI * variance);
    const values = { a: [1, -2], b: [0.5, 1], c: [0.3, 0.7] };
    const unit = density(0.3, 1, 1) * density(0.7, -2, 1);
    expect(of(unitGaussianLoss(a, c), values)).toBeCloseTo(-Math.log(unit), 12);
    const [p, q] = [density(0.3, 1, Math.exp(0.5)), density(0.7, -2, Math.exp(1))];
    expect(of(gaussianLoss(a, b, c), values)).toBeCloseTo(-Math.log(p * q), 12);
    const spread = input("spread", [1]);
    const same = density(0.3, 1, Math.exp(0.5)) * density(0.7, -2, Math.exp(0.5));
    expect(of(isotropicGaussianLoss(a, spread, c), { ...values, spread: [0.5] })).toBeCloseTo(-Math.log(same), 12);
    expect(of(gaussianDivergence(a, b), { a: [0, 0], b: [0, 0] })).toBeCloseTo(0, 12);
    // E log q − E log p under q = N(1, e^0.5): the integral by the trapezoid rule, spectrally exact.
    const divergence = (mean: number, variance: number) => {
      let total = 0;
      for (let x = mean - 20; x < mean + 20; x += 0.01) {
        const own = density(x, mean, variance);
        if (own > 0) total += 0.01 * own * Math.log(own / density(x, 0, 1));
      }
      return total;
    };
    const exact = divergence(1, Math.exp(0.5)) + divergence(-2, Math.exp(1));
    expect(of(gaussianDivergence(a, b), values)).toBeCloseTo(exact, 9);
    const parts = evaluate([gaussianDivergences(a, b)], values)[0];
    expect(parts[0]).toBeCloseTo(divergence(1, Math.exp(0.5)), 9);
    expect(parts[1]).toBeCloseTo(divergence(-2, Math.exp(1)), 9);
  });
});

describe("correct", () => {
  it("compares the places of the largest; rows with NaN are wrong", () => {
    const [z, t] = [feed("z", [5, 3]), feed("t", [5, 3])];
    const values = {
      z: [1, 3, 2, 2, 2, 1, 0, 0, 5, NaN, 1, 0, 1, 0, NaN],
      t: [0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0],
    };
    expect([...evaluate([correct(z, t)], values, { arithmetic: float32 })[0]]).toEqual([1, 1, 0, 0, 0]);
  });

  it("has the same bits on both machines", () => {
    for (const columns of [1, 2, 5, 17])
      checkBits({ name: "correct", shapes: both(7, columns), build: ([z, t]) => correct(z, t) });
  });
});
