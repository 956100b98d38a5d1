import { createRequire } from "node:module";
import type * as Tensorflow from "@tensorflow/tfjs-core";
import type { FloatLayer, QuantActivation } from "../../shared/quant/index.ts";

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

const activate: Record<QuantActivation, (x: Tensorflow.Tensor) => Tensorflow.Tensor> = {
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
  parameters(): readonly Float32Array[];
}

/**
 * A dense net that gives back its inputs, with tensorflow.js's own gradients and optimiser. The last layer is linear; under cross-entropy its outputs are
 * logits. Call `startTensorflow` first.
 */
export function tensorflowNet(
  layers: readonly FloatLayer[],
  loss: "mse" | "cross-entropy",
  optimizer: Tensorflow.Optimizer,
): TensorflowNet {
  const own = layers.map(({ inputs, outputs, weights, bias, activation }) => ({
    w: tf.variable(tf.tensor2d(weights.slice(), [inputs, outputs])),
    b: tf.variable(tf.tensor1d(bias.slice())),
    activation,
  }));
  const lossOf = (x: Tensorflow.Tensor) => {
    let y = x;
    for (const { w, b, activation } of own) y = activate[activation](tf.add(tf.matMul(y, w), b));
    const terms = loss === "mse" ? tf.squaredDifference(y, x) : tf.sub(tf.softplus(y), tf.mul(x, y));
    return tf.mean(terms) as Tensorflow.Scalar;
  };
  const { inputs } = layers[0];
  return {
    train: (rows) =>
      tf.tidy(() => {
        const x = tf.tensor2d(rows, [rows.length / inputs, inputs]);
        return optimizer.minimize(() => lossOf(x), true)?.dataSync()[0] ?? Number.NaN;
      }),
    parameters: () => own.flatMap(({ w, b }) => [w.dataSync() as Float32Array, b.dataSync() as Float32Array]),
  };
}
