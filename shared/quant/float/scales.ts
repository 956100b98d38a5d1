/** From scales of codes to multipliers and shifts. */
import { fixedPoint } from "../fixed-point.ts";
import type { Code } from "../graph/head.ts";
import { LARGEST_BIAS, type Range } from "../net.ts";
import type { FloatOf } from "./graph.ts";

/** Scales are float32, since inputs are divided in float32. */
export function codeOf({ low, high }: Range, top: Code["top"]): Code {
  const scale = Math.max(Math.fround((high - low) / top), 1e-30);
  return { scale, zero: Math.min(Math.max(Math.round(-low / scale), 0), top), top };
}

export const codeAt = (value: number, { scale, zero, top }: Code) =>
  Math.min(Math.max(Math.round(value / scale) + zero, 0), top);

/** Biases, with what the zero of the inputs adds to each sum, and the factors from sums to steps of `to`. */
export function scalesOf(matrix: Int8Array, steps: Float64Array, floats: Float32Array, from: Code, to: number) {
  const outputs = floats.length;
  const taps = matrix.length / outputs;
  const bias = new Int32Array(outputs);
  const rescale = new Int32Array(2 * outputs);
  for (let j = 0; j < outputs; j++) {
    let sum = 0;
    for (let i = j * taps; i < (j + 1) * taps; i++) sum += matrix[i];
    const step = from.scale * steps[j];
    bias[j] = Math.min(Math.max(Math.round(floats[j] / step) - from.zero * sum, -LARGEST_BIAS), LARGEST_BIAS);
    [rescale[j], rescale[outputs + j]] = fixedPoint(step / to);
  }
  return { bias, rescale };
}

/** Two factors over one power of two: the larger has 20 bits. */
export function sumScales(from: readonly Code[], to: Code): Int32Array {
  const ratios = from.map(({ scale }) => scale / to.scale);
  const largest = Math.max(...ratios);
  let shift = 30;
  while (shift > 1 && largest * 2 ** shift > 2 ** 20 - 1) shift--;
  return Int32Array.of(...ratios.map((ratio) => Math.min(Math.round(ratio * 2 ** shift), 2 ** 20)), shift);
}

/** Gains and biases over the largest power of two with which all of them stay within 24 and 30 bits. */
export function normParts({ epsilon, gain, bias }: FloatOf<"layerNorm">, from: Code, to: Code) {
  const gains = gain.map((g) => g / (1024 * to.scale));
  const biases = bias.map((b) => b / to.scale);
  const most = (values: Float32Array) => values.reduce((largest, x) => Math.max(largest, Math.abs(x)), 1e-30);
  let shift = 22;
  while (shift > 1 && (most(gains) * 2 ** shift > 2 ** 24 || most(biases) * 2 ** shift > 2 ** 30)) shift--;
  const held = (value: number, limit: number) => Math.min(Math.max(Math.round(value * 2 ** shift), -limit), limit);
  const affine = Int32Array.of(...gains.map((g) => held(g, 2 ** 24)), ...biases.map((b) => held(b, 2 ** 30)));
  return {
    affine,
    shift,
    epsilon: Math.min(
      Math.round((epsilon / (from.scale * from.scale)) * gain.length * gain.length * gain.length),
      2 ** 52,
    ),
  };
}
