/** The exponent and the significand of float64 numbers, and entries of tables: read in place of shared/math/bits.ts. */
// As seen from the folder of the file in whose place this is read.
import { TO_INTEGER } from "./constants";

/** floor(log2 |x|) of a normal number. */
@inline
export function exponent(x: f64): f64 {
  return f64(<i32>((reinterpret<u64>(x) >> 52) & 0x7ff) - 1023);
}

/** x / 2^exponent(x), in [1, 2) with the sign of x, of a normal number. */
@inline
export function significand(x: f64): f64 {
  return reinterpret<f64>((reinterpret<u64>(x) & 0x800fffffffffffff) | 0x3ff0000000000000);
}

/** 2^k for an integer k in −1022…1023, exact. */
@inline
export function powerOfTwo(k: f64): f64 {
  return reinterpret<f64>(<u64>(<i64>k + 1023) << 52);
}

/** x · 2^k for x near 1 and an integer k in −1100…1100, rounded once. */
export function scale(x: f64, k: f64): f64 {
  const half = floor<f64>(k * 0.5);
  return x * powerOfTwo(half) * powerOfTwo(k - half);
}

/** The integer nearest to x (ties to even), |x| < 2^51. */
@inline
export function nearest(x: f64): f64 {
  return x + TO_INTEGER - TO_INTEGER;
}

/** Entry i of a table, for an i within it. */
@inline
export function entry(table: StaticArray<f64>, i: f64): f64 {
  return unchecked(table[<i32>i]);
}
