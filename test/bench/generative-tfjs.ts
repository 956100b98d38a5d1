/** The transformer of shared/nets/transformer in tensorflow.js: signs by a product with ones and zeros, since its wasm backend cannot train what is gathered. */
import * as tf from "@tensorflow/tfjs-core";
// Registers the gradients.
import "@tensorflow/tfjs-layers";
import type { TransformerShape } from "../../shared/nets/transformer/index.ts";

interface Given {
  readonly x: Float32Array;
  readonly target: Float32Array;
  readonly batch: number;
  readonly rate: number;
}

/** A step of Adam: its loss. `values`: the parameters in our order. */
export function tfjsTransformer(
  { signs, context, layers, width, heads, hidden }: TransformerShape,
  values: readonly Float32Array[],
  { x, target, batch, rate }: Given,
): () => Promise<number> {
  let next = 0;
  const take = (...shape: number[]) => tf.variable(tf.tensor(values[next++], shape));
  const affine = (inputs: number, outputs: number) => [take(inputs, outputs), take(outputs)] as const;
  const norm = () => [take(width), take(width)] as const;
  const [vectors, places] = [take(signs, width), take(context, width)];
  const blocks = Array.from({ length: layers }, () => ({
    before: norm(),
    three: [0, 1, 2].map(() => affine(width, width)),
    mixture: affine(width, width),
    between: norm(),
    wide: affine(width, hidden),
    narrow: affine(hidden, width),
  }));
  const [last, out] = [norm(), affine(width, signs)];
  type Affine = ReturnType<typeof affine>;

  const oneHots = (own: Float32Array) => tf.cast(tf.oneHot(tf.tensor1d(own, "int32"), signs), "float32") as tf.Tensor2D;
  const [inputs, targets] = [oneHots(x), oneHots(target)];
  const behind = tf.tensor(
    Float32Array.from({ length: context * context }, (_, i) => (i % context > Math.floor(i / context) ? -1e30 : 0)),
    [context, context],
  );
  const linear = (y: tf.Tensor, [w, b]: Affine): tf.Tensor => tf.add(tf.matMul(y as tf.Tensor2D, w as tf.Tensor2D), b);
  const normed = (y: tf.Tensor, [gain, bias]: Affine): tf.Tensor => {
    const { mean, variance } = tf.moments(y, -1, true);
    return tf.add(tf.mul(tf.div(tf.sub(y, mean), tf.sqrt(tf.add(variance, 1e-5))), gain), bias);
  };
  const apart = (y: tf.Tensor) => tf.transpose(tf.reshape(y, [batch, context, heads, width / heads]), [0, 2, 1, 3]);
  const gelu = (y: tf.Tensor) => {
    const inner = tf.mul(Math.sqrt(2 / Math.PI), tf.add(y, tf.mul(0.044715, tf.mul(y, tf.mul(y, y)))));
    return tf.mul(tf.mul(0.5, y), tf.add(1, tf.tanh(inner)));
  };
  const loss = (): tf.Scalar => {
    const embedded = tf.reshape(tf.matMul(inputs, vectors as tf.Tensor2D), [batch, context, width]);
    let y: tf.Tensor = tf.reshape(tf.add(embedded, places), [batch * context, width]);
    for (const { before, three, mixture, between, wide, narrow } of blocks) {
      const own = normed(y, before);
      const [q, k, v] = three.map((part) => apart(linear(own, part)));
      const scores = tf.add(tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(width / heads)), behind);
      const seen = tf.transpose(tf.matMul(tf.softmax(scores), v), [0, 2, 1, 3]);
      y = tf.add(y, linear(tf.reshape(seen, [batch * context, width]), mixture));
      y = tf.add(y, linear(gelu(linear(normed(y, between), wide)), narrow));
    }
    const logits = linear(normed(y, last), out);
    return tf.neg(tf.mean(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), -1)));
  };
  const optimiser = tf.train.adam(rate);
  return async () => {
    const value = optimiser.minimize(loss, true) as tf.Scalar;
    const [number] = await value.data();
    value.dispose();
    return number;
  };
}
