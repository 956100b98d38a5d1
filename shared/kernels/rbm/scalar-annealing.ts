import { expMinusAbsf, softplusf } from "../../math/elementary32.ts";
import { log } from "../../math/index.ts";
import type { Parameters } from "./machine.ts";

const f = Math.fround;

/** σ(x) for the hidden units in annealing, at least e^−87: a little quicker than `sigmoidf`. Error < 2.5 ulp. */
export function hiddenProbability(x: number): number {
  const e = expMinusAbsf(x);
  return f((x < 0 ? e : 1) / f(1 + e));
}

/** Sums of this many steps at most, which an int32 and a float64 hold with room for what rounding adds. */
const MOST_INPUT = 2 ** 30;
const MOST_GAIN = 2 ** 51;
const FINEST = 2 ** 60;
/** Greatest change of an input for which `softplusGain` multiplies, and units of which the product surely is a number. */
const MOST_CHANGE = 0.25;
const MOST_FACTORS = 2048;
/** (e^d − 1) / d = 1 + d/2 + …: next is d^6 / 7!, below 5e-8 for |d| ≤ ¼. */
const EXPM1 = [1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2, 1].map(f);

/** What annealing adds up over binary visible units that are on, in whole steps, so that the order does not matter. */
export interface Steps {
  /**
   * c_j + Σ_i W_ij v_i, rounded to float32: each term is off by half a step at most, which is below 2^−30 (|c_j| + Σ_i |W_ij|), where sums of n float32
   * may be off by n 2^−25 of that. NaN where that sum of sizes is no number.
   */
  input(v: Uint8Array): Float32Array;
  /** Σ_i (b_i − a_i) v_i, each term off by at most 2^−51 Σ_i |b_i − a_i|. */
  gain(v: Uint8Array): number;
}

/** The greatest power of two, up to 2^60, that brings `sum` to at most `most`; NaN where there is none. */
export function stepsPerUnit(sum: number, most: number): number {
  if (!(sum < Infinity)) return Number.NaN;
  let scale = FINEST;
  while (sum * scale > most) scale /= 2;
  return scale;
}

const whole = (x: number) => Math.floor(x + 0.5);

/** Weights and biases of the hidden units in whole steps, and the size of a step of each, NaN where there is none. */
export interface InputSteps {
  /** visible × hidden, row-major. */
  readonly weights: Int32Array;
  readonly bias: Int32Array;
  readonly sizes: Float32Array;
}

export function inputSteps({ weights, visibleBias, hiddenBias }: Parameters): InputSteps {
  const hidden = hiddenBias.length;
  const scales = Float64Array.from(hiddenBias, (c, j) => {
    let sum = Math.abs(c);
    for (let i = 0; i < visibleBias.length; i++) sum += Math.abs(weights[i * hidden + j]);
    return stepsPerUnit(sum, MOST_INPUT);
  });
  return {
    weights: Int32Array.from(weights, (w, at) => whole(w * scales[at % hidden])),
    bias: Int32Array.from(hiddenBias, (c, j) => whole(c * scales[j])),
    sizes: Float32Array.from(scales, (scale) => 1 / scale),
  };
}

export function stepsOf(parameters: Parameters, base: Float32Array): Steps {
  const { weights, bias, sizes } = inputSteps(parameters);
  const [visible, hidden] = [base.length, bias.length];
  const change = Float64Array.from(parameters.visibleBias, (b, i) => b - base[i]);
  let sum = 0;
  for (const value of change) sum += Math.abs(value);
  const scale = stepsPerUnit(sum, MOST_GAIN);
  const gains = change.map((value) => whole(value * scale));
  return {
    input(v) {
      const x = bias.slice();
      for (let i = 0; i < visible; i++) if (v[i]) for (let j = 0; j < hidden; j++) x[j] += weights[i * hidden + j];
      return Float32Array.from(x, (value, j) => f(value) * sizes[j]);
    },
    gain(v) {
      let total = 0;
      for (let i = 0; i < visible; i++) if (v[i]) total += gains[i];
      return total / scale;
    },
  };
}

/**
 * Σ_j log(1 + e^(to x_j)) − log(1 + e^(from x_j)). With p = σ(to x), and d = (from − to) x it is −log Π_j (1 + p_j (e^d_j − 1)): to the last digits of
 * the small differences between neighbouring temperatures, of which thousands are summed. Otherwise it is the difference of the two sums.
 */
export function softplusGain(x: Float32Array, from: number, to: number): number {
  const back = f(from - to);
  if (x.length > MOST_FACTORS || !x.every((value) => Math.abs(f(back * value)) <= MOST_CHANGE))
    return sumSoftplus(x, to) - sumSoftplus(x, from);
  const lanes = [1, 1, 1, 1];
  for (const [j, value] of x.entries()) {
    const d = f(back * value);
    const series = EXPM1.reduce((sum, c) => f(f(sum * d) + c));
    lanes[j & 3] *= 1 + f(hiddenProbability(f(f(to) * value)) * f(d * series));
  }
  return -log(lanes[0] * lanes[2] * (lanes[1] * lanes[3]));
}

/** Adds float32 values in float64 the way four lanes do: by position modulo four, pairs, then the remainder. */
export function sumSoftplus(x: Float32Array, scale: number): number {
  const y = x.map((value) => softplusf(f(f(scale) * value)));
  const lanes = [0, 0, 0, 0];
  const end = y.length & ~3;
  for (let i = 0; i < end; i++) lanes[i & 3] += y[i];
  let rest = 0;
  for (let i = end; i < y.length; i++) rest += y[i];
  return lanes[0] + lanes[2] + (lanes[1] + lanes[3]) + rest;
}
