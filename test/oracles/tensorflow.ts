import { createRequire } from "node:module";
import type * as Tensorflow from "@tensorflow/tfjs-core";
import type { Activation, NetSpec } from "../../shared/kernels/dense/net.ts";
import { layerAt } from "../../shared/kernels/dense/net.ts";

// Node finds only the CommonJS builds whole. They lack the gradients, so those come from the modules for bundlers, which vitest resolves; both
// kinds share one engine and one registry, which tensorflow.js keeps on globalThis.
const require = createRequire(import.meta.url);
const tf = require("@tensorflow/tfjs-core") as typeof Tensorflow;

/** tensorflow.js as the threads start it, with its own gradients beside. */
export async function startTensorflow(): Promise<typeof Tensorflow> {
  await import("../tensorflow.ts");
  await import("@tensorflow/tfjs-core/dist/register_all_gradients");
  return tf;
}

const activate: Record<Activation, (x: Tensorflow.Tensor) => Tensorflow.Tensor> = {
  linear: (x) => x,
  relu: (x) => tf.relu(x),
  "leaky-relu": (x) => tf.add(tf.mul(tf.relu(x), 0.99), tf.mul(x, 0.01)),
  tanh: (x) => tf.tanh(x),
  sigmoid: (x) => tf.sigmoid(x),
};

export interface TensorflowNet {
  /** One step on a batch; returns its loss before the step. */
  train(rows: Float32Array): number;
  /** Layer after layer, W then b. */
  parameters(): Float32Array;
}

/** The same net with tensorflow.js's own gradients and optimiser. Call `startTensorflow` first. */
export function tensorflowNet(spec: NetSpec, parameters: Float32Array, optimizer: Tensorflow.Optimizer): TensorflowNet {
  const { widths, activations, loss } = spec;
  const layers = widths.slice(1).map((outputs, l) => {
    const { weights, bias, end } = layerAt(spec, l);
    const w = tf.tensor2d(parameters.slice(weights, bias), [widths[l], outputs]);
    return { w: tf.variable(w), b: tf.variable(tf.tensor1d(parameters.slice(bias, end))) };
  });
  const lossOf = (x: Tensorflow.Tensor) => {
    let y = x;
    for (const [l, { w, b }] of layers.entries()) {
      y = tf.add(tf.matMul(y, w), b);
      if (l < activations.length) y = activate[activations[l]](y);
    }
    const terms = loss === "mse" ? tf.squaredDifference(y, x) : tf.sub(tf.softplus(y), tf.mul(x, y));
    return tf.mean(terms) as Tensorflow.Scalar;
  };
  return {
    train: (rows) =>
      tf.tidy(() => {
        const x = tf.tensor2d(rows, [rows.length / widths[0], widths[0]]);
        return optimizer.minimize(() => lossOf(x), true)?.dataSync()[0] ?? Number.NaN;
      }),
    parameters: () => Float32Array.from(layers.flatMap(({ w, b }) => [...w.dataSync(), ...b.dataSync()])),
  };
}
