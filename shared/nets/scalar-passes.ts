import { type Losses, layerAt } from "../kernels/dense/net.ts";
import { sigmoid, softplus } from "../math/index.ts";
import type { Passes } from "./layered.ts";
import { type LayeredSpec, layeredCount, NORM_EPSILON, normAt } from "./layers.ts";
import { scalarActivations } from "./scalar-activations.ts";

/** One row in a hidden layer. */
interface Trace {
  /** Normalised sums and 1 / √(variance + ε), where the layer normalises. */
  readonly scaled: Float64Array;
  readonly inverse: number;
  /** Into the activation, and out of the layer. */
  readonly z: Float64Array;
  readonly output: Float64Array;
}

/** The readable net, row after row in float64: what tensorflow.js is tested against, and the device `scalar`. */
export function scalarPasses(spec: LayeredSpec): Passes {
  const { widths } = spec;
  const last = widths.length - 2;
  const crossEntropy = spec.loss === "cross-entropy";

  const through = (parameters: Float32Array, l: number, x: ArrayLike<number>, mask?: ArrayLike<number>): Trace => {
    const at = layerAt(spec, l);
    const width = widths[l + 1];
    const sums = new Float64Array(width);
    for (let j = 0; j < width; j++) {
      sums[j] = parameters[at.bias + j];
      for (let i = 0; i < widths[l]; i++) sums[j] += x[i] * parameters[at.weights + i * width + j];
    }
    const norm = normAt(spec, l);
    const { scaled, inverse } = norm ? normalise(sums) : { scaled: sums, inverse: 1 };
    const z = norm ? scaled.map((s, j) => s * parameters[norm.gain + j] + parameters[norm.bias + j]) : sums;
    if (l === last) return { scaled, inverse, z, output: z };
    const [apply] = scalarActivations[spec.activations[l]];
    return { scaled, inverse, z, output: z.map((value, j) => apply(value) * (mask?.[j] ?? 1)) };
  };

  const lossesOf = (output: ArrayLike<number>, input: Float32Array): Losses => {
    let [loss, mse] = [0, 0];
    for (let i = 0; i < input.length; i++) {
      const y = crossEntropy ? sigmoid(output[i]) : output[i];
      mse += (y - input[i]) ** 2 / input.length;
      if (crossEntropy) loss += (softplus(output[i]) - input[i] * output[i]) / input.length;
    }
    return { loss: crossEntropy ? loss : mse, mse };
  };

  /** Adds one row's part of the gradient. */
  const back = (
    parameters: Float32Array,
    x: Float32Array,
    rows: number,
    traces: readonly Trace[],
    masks: readonly (Float32Array | undefined)[],
    gradient: Float64Array,
  ) => {
    const scale = (crossEntropy ? 1 : 2) / (rows * widths[0]);
    let delta: Float64Array = traces[last].output.map((y, j) => scale * ((crossEntropy ? sigmoid(y) : y) - x[j]));
    for (let l = last; l >= 0; l--) {
      if (l < last) delta = backThrough(spec, parameters, l, traces[l], delta, masks[l], gradient);
      const at = layerAt(spec, l);
      const from: ArrayLike<number> = traces[l - 1]?.output ?? x;
      const next = new Float64Array(widths[l]);
      for (let j = 0; j < delta.length; j++) {
        gradient[at.bias + j] += delta[j];
        for (let i = 0; i < next.length; i++) {
          const w = at.weights + i * delta.length + j;
          gradient[w] += from[i] * delta[j];
          next[i] += parameters[w] * delta[j];
        }
      }
      delta = next;
    }
  };

  return {
    forward(parameters, input, rows, from, to) {
      const outputs = Array.from({ length: to - from }, (_, i) => new Float32Array(rows * widths[from + i + 1]));
      for (let n = 0; n < rows; n++) {
        let x: ArrayLike<number> = row(input, n, widths[from]);
        for (let l = from; l < to; l++) {
          const { output } = through(parameters, l, x);
          outputs[l - from].set(output, n * widths[l + 1]);
          x = output;
        }
      }
      return outputs;
    },
    losses: (output, input) => lossesOf(output, input),
    gradient(parameters, input, rows, masks) {
      const gradient = new Float64Array(layeredCount(spec));
      const losses = { loss: 0, mse: 0 };
      for (let n = 0; n < rows; n++) {
        const x = row(input, n, widths[0]);
        const own = masks.map((mask, l) => mask?.subarray(n * widths[l + 1], (n + 1) * widths[l + 1]));
        const traces: Trace[] = [];
        for (let l = 0; l <= last; l++) traces.push(through(parameters, l, traces[l - 1]?.output ?? x, own[l]));
        const { loss, mse } = lossesOf(traces[last].output, x);
        losses.loss += loss / rows;
        losses.mse += mse / rows;
        back(parameters, x, rows, traces, own, gradient);
      }
      return { losses, gradient: Float32Array.from(gradient) };
    },
  };
}

function row(values: Float32Array, n: number, width: number): Float32Array {
  return values.subarray(n * width, (n + 1) * width);
}

function normalise(sums: Float64Array): { readonly scaled: Float64Array; readonly inverse: number } {
  const mean = sums.reduce((total, s) => total + s, 0) / sums.length;
  const variance = sums.reduce((total, s) => total + (s - mean) ** 2, 0) / sums.length;
  const inverse = 1 / Math.sqrt(variance + NORM_EPSILON);
  return { scaled: sums.map((s) => (s - mean) * inverse), inverse };
}

/** From the derivative by a layer's outputs to that by its weighted sums. */
function backThrough(
  spec: LayeredSpec,
  parameters: Float32Array,
  l: number,
  { scaled, inverse, z }: Trace,
  from: Float64Array,
  mask: Float32Array | undefined,
  gradient: Float64Array,
): Float64Array {
  const [, slope] = scalarActivations[spec.activations[l]];
  const delta = from.map((d, j) => d * (mask?.[j] ?? 1) * slope(z[j]));
  const norm = normAt(spec, l);
  if (!norm) return delta;
  for (let j = 0; j < delta.length; j++) {
    gradient[norm.gain + j] += delta[j] * scaled[j];
    gradient[norm.bias + j] += delta[j];
  }
  const d = delta.map((value, j) => value * parameters[norm.gain + j]);
  const mean = d.reduce((sum, value) => sum + value, 0) / d.length;
  const along = d.reduce((sum, value, j) => sum + value * scaled[j], 0) / d.length;
  return d.map((value, j) => inverse * (value - mean - scaled[j] * along));
}
