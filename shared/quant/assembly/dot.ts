/**
 * What products of whole numbers are made of. Built twice: with the relaxed dot product, which is exact on every machine while its second operand stays in 0…127, four
 * bytes to a lane; and with the plain one of 16 bits, two numbers to a lane, for which activations and weights are widened. Sums are whole numbers: the same in both.
 */
import { alloc } from "../../wasm/lib/memory";

/** Bytes of a weight, and of an activation under a product. */
export const weightBytes: i32 = ASC_FEATURE_RELAXED_SIMD ? 1 : 2;
export const SHIFT: usize = ASC_FEATURE_RELAXED_SIMD ? 0 : 1;
/** Bytes of a block of four outputs × four taps. */
export const BLOCK: usize = ASC_FEATURE_RELAXED_SIMD ? 16 : 32;

// @ts-ignore: decorator
@inline
export function dotAdd(weights: v128, x: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_dot_i8x16_i7x16_add_s(weights, x, sum);
  else return i32x4.add(sum, i32x4.dot_i16x8_s(weights, x));
}

/** The sums of the lanes of four vectors. */
// @ts-ignore: decorator
@inline
export function totals(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const cd = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return i32x4.add(v128.shuffle<i64>(ab, cd, 0, 2), v128.shuffle<i64>(ab, cd, 1, 3));
}

/** `count` bytes to where products read them, as bytes or as 16 bits; up to 15 bytes more are read and written. */
// @ts-ignore: decorator
@inline
export function stage(from: usize, to: usize, count: i32): void {
  if (ASC_FEATURE_RELAXED_SIMD) for (let i: i32 = 0; i < count; i += 16) v128.store(to + i, v128.load(from + i));
  else for (let i: i32 = 0; i < count; i += 8) v128.store(to + (<usize>i << 1), v128.load8x8_u(from + i));
}

let wide: usize = 0;
let wideSize: i32 = 0;

/** Room for so many 16-bit numbers. */
export function roomFor(count: i32): usize {
  if (count > wideSize) {
    wide = alloc(<usize>count << 1);
    wideSize = count;
  }
  return wide;
}
