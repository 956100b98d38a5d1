import { createRequire } from "node:module";
import { dirname } from "node:path";
import type * as tfjs from "@tensorflow/tfjs-core";
import { layerAt, type NetSpec } from "../../shared/kernels/dense/net.ts";

// Node finds only the CommonJS builds of tensorflow.js whole; these lack the registered gradients, so the chain rule is written out below.
const require = createRequire(import.meta.url);
export const tf = require("@tensorflow/tfjs-core") as typeof tfjs;
const backend = require("@tensorflow/tfjs-backend-wasm") as typeof import("@tensorflow/tfjs-backend-wasm");

/** tensorflow.js on its wasm backend, one thread. */
export async function startTensorflow(): Promise<void> {
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  backend.setWasmPaths(`${dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}/`);
  await tf.setBackend("wasm");
  await tf.ready();
}

/** One Adam step of a ReLU net under cross-entropy that learns to give back `batch` (rows × inputs). */
export function tensorflowStep(spec: NetSpec, parameters: Float32Array, batch: Float32Array, rows: number): () => void {
  const { widths } = spec;
  const last = widths.length - 2;
  const layers = widths.slice(0, -1).map((width, l) => {
    const { weights, bias, end } = layerAt(spec, l);
    return {
      w: tf.variable(tf.tensor2d(parameters.slice(weights, bias), [width, widths[l + 1]])),
      b: tf.variable(tf.tensor1d(parameters.slice(bias, end))),
    };
  });
  const x = tf.tensor2d(batch, [rows, widths[0]]);
  const adam = tf.train.adam(0.001);
  const gradients = () => {
    const values: tfjs.Tensor2D[] = [x];
    for (const [l, { w, b }] of layers.entries()) {
      const z = tf.add(tf.matMul(values[l], w as unknown as tfjs.Tensor2D), b) as tfjs.Tensor2D;
      values.push(l < last ? tf.relu(z) : z);
    }
    let delta = tf.div(tf.sub(tf.sigmoid(values[last + 1]), x), rows * widths[0]) as tfjs.Tensor2D;
    const found: { name: string; tensor: tfjs.Tensor }[] = [];
    for (let l = last; l >= 0; l--) {
      found.push({ name: layers[l].w.name, tensor: tf.matMul(values[l], delta, true, false) });
      found.push({ name: layers[l].b.name, tensor: tf.sum(delta, 0) });
      if (l > 0) {
        const back = tf.matMul(delta, layers[l].w as unknown as tfjs.Tensor2D, false, true);
        delta = tf.mul(back, tf.cast(tf.greater(values[l], 0), "float32")) as tfjs.Tensor2D;
      }
    }
    return found;
  };
  return () => {
    tf.tidy(() => adam.applyGradients(gradients()));
    // Waits for what was asked.
    layers[0].b.dataSync();
  };
}
