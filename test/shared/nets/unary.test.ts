import type { Tensor as TfTensor } from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { ACTIVATION_KINDS, activate } from "../../../shared/nets/activations.ts";
import { float32 } from "../../../shared/nets/arithmetic.ts";
import { grad } from "../../../shared/nets/grad.ts";
import { feed } from "../../../shared/nets/leaves.ts";
import { abs } from "../../../shared/nets/ops/abs.ts";
import { clip } from "../../../shared/nets/ops/clip.ts";
import { erf } from "../../../shared/nets/ops/erf.ts";
import { exp } from "../../../shared/nets/ops/exp.ts";
import { leakyRelu } from "../../../shared/nets/ops/leaky-relu.ts";
import { log } from "../../../shared/nets/ops/log.ts";
import { power } from "../../../shared/nets/ops/power.ts";
import { scale } from "../../../shared/nets/ops/scale.ts";
import { shift } from "../../../shared/nets/ops/shift.ts";
import { sign } from "../../../shared/nets/ops/sign.ts";
import { sqrt } from "../../../shared/nets/ops/sqrt.ts";
import { square } from "../../../shared/nets/ops/square.ts";
import { sum } from "../../../shared/nets/ops/sum.ts";
import type { Tensor } from "../../../shared/nets/tensor.ts";
import { startTensorflow } from "../../oracles/tensorflow.ts";
import { checkBits, checkDerivatives, evaluate, type OperationCase } from "./operation.ts";

/** Away from kinks. */
const apart = (z: number) => z + 0.05 * Math.sign(z);
const positive = (z: number) => Math.abs(z) + 0.1;

const plain: Readonly<Record<string, { readonly of: (x: Tensor) => Tensor; readonly values?: (z: number) => number }>> =
  {
    scale: { of: (x) => scale(x, 0.3) },
    shift: { of: (x) => shift(x, 0.3) },
    square: { of: square },
    sqrt: { of: sqrt, values: positive },
    exp: { of: exp },
    log: { of: log, values: positive },
    "to the fifth": { of: (x) => power(x, 5) },
    "to the eighth": { of: (x) => power(x, 8) },
    abs: { of: abs, values: apart },
    sign: { of: sign, values: apart },
    clip: { of: (x) => clip(x, -0.5, 0.8), values: (z) => z + (Math.abs(z + 0.5) < 0.01 ? 0.1 : 0) },
    erf: { of: erf },
    "leaky, 0.2": { of: (x) => leakyRelu(x, 0.2), values: apart },
    ...Object.fromEntries(ACTIVATION_KINDS.map((kind) => [kind, { of: (x) => activate(kind, x), values: apart }])),
  };
const cases = Object.entries(plain).map(
  ([name, { of, values }]): OperationCase => ({
    name,
    shapes: [[3, 4]],
    build: ([x]) => of(x),
    values: values ?? ((z) => z),
  }),
);

describe("functions of one number", () => {
  it.each(cases)("have derivatives: $name", (one) => checkDerivatives(one));
  it.each(cases)("have the same bits on both machines: $name", (one) => {
    for (const n of [1, 3, 4, 5, 17, 64]) checkBits({ ...one, shapes: [[n]] });
  });
  it.each(cases.filter(({ name }) => name !== "sign"))("keep NaN: $name", ({ build }) => {
    const x = feed("x", [4]);
    const [y] = evaluate([build([x])], { x: [NaN, NaN, NaN, NaN] }, { arithmetic: float32 });
    expect([...y]).toEqual([NaN, NaN, NaN, NaN]);
  });
});

describe("activations against tensorflow.js", () => {
  // Its cut of softplus and its erf on wasm are good to 1e-6.
  it.each(ACTIVATION_KINDS)("%s", async (kind) => {
    const tf = await startTensorflow();
    const half = tf.scalar(0.5);
    const theirs: Readonly<Record<typeof kind, (x: TfTensor) => TfTensor>> = {
      linear: (x) => tf.add(x, 0),
      sigmoid: (x) => tf.sigmoid(x),
      tanh: (x) => tf.tanh(x),
      relu: (x) => tf.relu(x),
      "leaky-relu": (x) => tf.add(tf.mul(tf.relu(x), 0.99), tf.mul(x, 0.01)),
      elu: (x) => tf.elu(x),
      selu: (x) => tf.selu(x),
      gelu: (x) => tf.mul(tf.mul(x, half), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
      "gelu-tanh": (x) =>
        tf.mul(
          tf.mul(x, half),
          tf.add(tf.tanh(tf.mul(tf.add(x, tf.mul(tf.pow(x, 3), 0.044715)), Math.sqrt(2 / Math.PI))), 1),
        ),
      softplus: (x) => tf.softplus(x),
      silu: (x) => tf.mul(x, tf.sigmoid(x)),
    };
    const x = feed("x", [64]);
    const values = Float32Array.from({ length: 64 }, (_, i) => (i - 31.5) / 8);
    const y = activate(kind, x);
    const ours = evaluate([y, ...grad(sum(y), [x])], { x: values }, { arithmetic: float32 });
    const at = tf.tensor1d(values);
    const expected = [theirs[kind](at), tf.grad(theirs[kind])(at)];
    for (const [i, own] of ours.entries())
      for (const [j, value] of expected[i].dataSync().entries())
        expect(Math.abs(own[j] - value)).toBeLessThan(1e-5 * Math.max(1, Math.abs(value)));
  });
});
