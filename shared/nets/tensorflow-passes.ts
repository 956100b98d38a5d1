import { type Losses, layerAt } from "../kernels/dense/net.ts";
import type { Passes } from "./layered.ts";
import { type LayeredSpec, layeredCount, NORM_EPSILON, normAt } from "./layers.ts";
import type { Tensor, Tensorflow } from "./tensorflow.ts";
import { activations } from "./tensorflow-activations.ts";

interface Layer {
  readonly weights: Tensor;
  readonly bias: Tensor;
  readonly norm?: { readonly gain: Tensor; readonly bias: Tensor };
}
/** What a hidden layer keeps for the backward pass. */
interface Trace {
  /** Into the activation. */
  readonly z: Tensor;
  /** Out of the activation. */
  readonly y: Tensor;
  readonly norm?: { readonly scaled: Tensor; readonly inverse: Tensor };
  /** Out of the layer: y with some units dropped. */
  readonly output: Tensor;
}

/** The net on tensorflow.js, gradients by the chain rule written out. No tensor outlives a call: the parameters stay with the caller. */
export function tensorflowPasses(tf: Tensorflow, spec: LayeredSpec): Passes {
  const { widths, loss } = spec;
  const last = widths.length - 2;
  const crossEntropy = loss === "cross-entropy";

  const layerOf = (parameters: Float32Array, l: number): Layer => {
    const at = layerAt(spec, l);
    const norm = normAt(spec, l);
    const width = widths[l + 1];
    const vector = (from: number, to: number) => tf.tensor(parameters.subarray(from, to), [width]);
    return {
      weights: tf.tensor(parameters.subarray(at.weights, at.bias), [widths[l], width]),
      bias: vector(at.bias, at.end),
      ...(norm && { norm: { gain: vector(norm.gain, norm.bias), bias: vector(norm.bias, norm.end) } }),
    };
  };

  const through = (l: number, { weights, bias, norm }: Layer, x: Tensor, mask: Tensor | null): Trace => {
    const sum = tf.add(tf.matMul(x, weights), bias);
    if (l === last) return { z: sum, y: sum, output: sum };
    const normalised = norm && normalise(tf, sum);
    const z = norm && normalised ? tf.add(tf.mul(normalised.scaled, norm.gain), norm.bias) : sum;
    const activation = spec.activations[l];
    const y = activation === "linear" ? z : activations[activation].apply(tf, z);
    return { z, y, output: mask ? tf.mul(y, mask) : y, ...(normalised && { norm: normalised }) };
  };

  /** Sums over each row in float32, over rows in float64. */
  const lossesOf = (output: Tensor, input: Tensor): Losses => {
    const squares = tf.square(tf.sub(crossEntropy ? tf.sigmoid(output) : output, input));
    const length = output.shape[0] * output.shape[1];
    const mse = total(tf.sum(squares, 1)) / length;
    if (!crossEntropy) return { loss: mse, mse };
    return { loss: total(tf.sum(tf.sub(tf.softplus(output), tf.mul(input, output)), 1)) / length, mse };
  };

  return {
    forward: (parameters, input, rows, from, to) =>
      within(tf, () => {
        const outputs: Float32Array[] = [];
        let x = tf.tensor(input, [rows, widths[from]]);
        for (let l = from; l < to; l++) {
          x = through(l, layerOf(parameters, l), x, null).output;
          outputs.push(floats(x));
        }
        return outputs;
      }),
    losses: (output, input, rows) =>
      within(tf, () => lossesOf(tf.tensor(output, [rows, widths[last + 1]]), tf.tensor(input, [rows, widths[0]]))),
    gradient: (parameters, input, rows, masks) =>
      within(tf, () => {
        const x = tf.tensor(input, [rows, widths[0]]);
        const layers = widths.slice(1).map((_, l) => layerOf(parameters, l));
        const drops = layers.map((_, l) => (masks[l] ? tf.tensor(masks[l], [rows, widths[l + 1]]) : null));
        const traces: Trace[] = [];
        for (const [l, layer] of layers.entries()) traces.push(through(l, layer, traces[l - 1]?.output ?? x, drops[l]));
        const { output } = traces[last];
        const gradient = new Float32Array(layeredCount(spec));
        const error = tf.sub(crossEntropy ? tf.sigmoid(output) : output, x);
        let delta = tf.mul(error, (crossEntropy ? 1 : 2) / (rows * widths[0]));
        for (let l = last; l >= 0; l--) {
          if (l < last) delta = backThrough(tf, spec, l, layers[l], traces[l], drops[l], delta, gradient);
          const at = layerAt(spec, l);
          // Transposed operands are slow there; transposing first is not.
          gradient.set(floats(tf.matMul(tf.transpose(traces[l - 1]?.output ?? x), delta)), at.weights);
          gradient.set(floats(tf.sum(delta, 0)), at.bias);
          if (l > 0) delta = tf.matMul(delta, tf.transpose(layers[l].weights));
        }
        return { losses: lossesOf(output, x), gradient };
      }),
  };
}

/** From the derivative by what comes out of a hidden layer to that by its weighted sums; derivatives of gain and bias go into `gradient`. */
function backThrough(
  tf: Tensorflow,
  spec: LayeredSpec,
  l: number,
  { norm }: Layer,
  trace: Trace,
  mask: Tensor | null,
  from: Tensor,
  gradient: Float32Array,
): Tensor {
  let delta = mask ? tf.mul(from, mask) : from;
  const activation = spec.activations[l];
  if (activation !== "linear") delta = tf.mul(delta, activations[activation].slope(tf, trace.z, trace.y));
  const at = normAt(spec, l);
  if (!norm || !trace.norm || !at) return delta;
  const { scaled, inverse } = trace.norm;
  gradient.set(floats(tf.sum(tf.mul(delta, scaled), 0)), at.gain);
  gradient.set(floats(tf.sum(delta, 0)), at.bias);
  const d = tf.mul(delta, norm.gain);
  const along = tf.mul(scaled, tf.mean(tf.mul(d, scaled), 1, true));
  return tf.mul(tf.sub(tf.sub(d, tf.mean(d, 1, true)), along), inverse);
}

/** Each row with mean 0 and variance 1 (n in the denominator); 1 / √(variance + ε) beside it. */
function normalise(tf: Tensorflow, sum: Tensor): { readonly scaled: Tensor; readonly inverse: Tensor } {
  const centred = tf.sub(sum, tf.mean(sum, 1, true));
  const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), 1, true), NORM_EPSILON));
  return { scaled: tf.mul(centred, inverse), inverse };
}

/** Frees the tensors of `work`. Its answer stays outside: `tidy` looks through all that it is given for tensors, number by number. */
function within<T>(tf: Tensorflow, work: () => T): T {
  const kept: T[] = [];
  tf.tidy(() => {
    kept.push(work());
  });
  return kept[0];
}

/** A copy: `dataSync` takes one out of the module's memory. */
function floats(tensor: Tensor): Float32Array {
  return tensor.dataSync() as Float32Array;
}

function total(tensor: Tensor): number {
  let sum = 0;
  for (const value of tensor.dataSync()) sum += value;
  return sum;
}
