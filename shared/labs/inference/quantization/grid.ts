/** Weights on a grid of codes of any number of bits, symmetric about zero; and how far they are from it. */
import { log } from "../../../math/index.ts";

export type Scheme = "per-tensor" | "per-channel";

/** Codes at each side of zero: 1, 3, 7, … 127. */
export const levelsOf = (bits: number): number => 2 ** (bits - 1) - 1;

export interface Gridded {
  /** What the codes stand for, as the matrix. */
  readonly values: Float32Array;
  /** The grid of each output: a code is a multiple of it. */
  readonly steps: Float64Array;
}

/**
 * `matrix`: outputs × taps. The largest weight (of each output, or of all) has the largest code, so each weight is at most half a step away from what stands for
 * it. 2 to 8 bits.
 */
export function onGrid(matrix: Float32Array, outputs: number, bits: number, scheme: Scheme): Gridded {
  const taps = matrix.length / outputs;
  const levels = levelsOf(bits);
  const largest = Float64Array.from({ length: outputs }, (_, j) => sizeOf(matrix.subarray(j * taps, (j + 1) * taps)));
  if (scheme === "per-tensor") largest.fill(Math.max(...largest));
  const steps = largest.map((most) => (most > 0 ? most / levels : 1));
  const values = matrix.map((w, at) => {
    const step = steps[Math.floor(at / taps)];
    // A zero has no sign, as integers have none.
    return Math.round(w / step) * step || 0;
  });
  return { values, steps };
}

const sizeOf = (values: Float32Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Sums of the squares of some numbers, and of their errors. */
export interface Squares {
  readonly signal: number;
  readonly noise: number;
}

export function squaresOf(values: ArrayLike<number>, rounded: ArrayLike<number>): Squares {
  let [signal, noise] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    signal += values[i] ** 2;
    noise += (values[i] - rounded[i]) ** 2;
  }
  return { signal, noise };
}

/** Signal to quantisation noise, in decibels: about 6.02 more for each bit (Bennett 1948). Undefined where nothing is lost. */
export function decibels({ signal, noise }: Squares): number | undefined {
  return noise > 0 && signal > 0 ? (10 * log(signal / noise)) / Math.LN10 : undefined;
}
