/**
 * The exponent and the significand of float64 numbers, and entries of tables. The compiler of AssemblyScript reads the other elementary functions
 * as they stand; in place of this file it reads assembly/bits.ts. Every machine that runs WebAssembly is little-endian.
 */
import { TO_INTEGER } from "./constants.ts";

const float = new Float64Array(1);
const word = new Int32Array(float.buffer);

/** floor(log2 |x|) of a normal number. */
export function exponent(x: number): number {
  float[0] = x;
  return ((word[1] >>> 20) & 0x7ff) - 1023;
}

/** x / 2^exponent(x), in [1, 2) with the sign of x, of a normal number. */
export function significand(x: number): number {
  float[0] = x;
  word[1] = (word[1] & 0x800fffff) | 0x3ff00000;
  return float[0];
}

/** 2^k for an integer k in −1022…1023, exact. */
export function powerOfTwo(k: number): number {
  word[0] = 0;
  word[1] = (k + 1023) << 20;
  return float[0];
}

/** x · 2^k for x near 1 and an integer k in −1100…1100, rounded once. */
export function scale(x: number, k: number): number {
  const half = Math.floor(k * 0.5);
  return x * powerOfTwo(half) * powerOfTwo(k - half);
}

/** The integer nearest to x (ties to even), |x| < 2^51. */
export function nearest(x: number): number {
  return x + TO_INTEGER - TO_INTEGER;
}

/** Entry i of a table, for an i within it. */
export function entry(table: StaticArray<number>, i: number): number {
  return table[i];
}
