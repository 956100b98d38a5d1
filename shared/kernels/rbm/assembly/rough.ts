/**
 * Rough probabilities in 16-bit integers, in units of 2^−14: in each half unit of |x| up to 8 a line that is nearest to σ(−|x|), whose slope and intercept
 * are looked up in a table of bytes.
 */

/** Of each line: slope in units of 2^−9, and intercept, its low and its high bytes. */
const SLOPE = memory.data<u8>([125, 111, 89, 65, 44, 29, 19, 12, 7, 4, 3, 2, 1, 1, 0, 0]);
const LOW = memory.data<u8>([246, 5, 67, 201, 141, 221, 38, 31, 162, 240, 80, 166, 232, 236, 12, 7]);
const HIGH = memory.data<u8>([31, 31, 28, 23, 18, 13, 10, 7, 4, 2, 2, 1, 0, 0, 0, 0]);
/** Most that a line is off, rounding included, in units of 2^−12; and how steep σ is less than 0.3 beside it, in units of 2^−9. */
const OFF = memory.data<u8>([4, 6, 8, 7, 6, 4, 4, 3, 2, 2, 2, 2, 1, 2, 2, 2]);
const STEEP = memory.data<u8>([128, 127, 114, 92, 67, 46, 31, 20, 13, 8, 5, 3, 2, 2, 1, 1]);
/** Inputs that are off by more cannot be told about: errors would be no bytes. */
export const MOST_OFF: f32 = 0.2;

/** Constants of eight lanes, loaded: engines build literals anew from integers in every round. */
const GREATEST = memory.data<i16>([16383, 16383, 16383, 16383, 16383, 16383, 16383, 16383]);

/** Of each line, what probabilities are off by where inputs are off by at most `input` ≤ MOST_OFF + 0.01, in units of 2^−12. */
export function errorsWithin(input: f32): v128 {
  const steps = i16x8.splat(<i16>(<i32>(input * 1024) + 1));
  const steep = v128.load(STEEP);
  const off = v128.load(OFF);
  const one = i16x8.splat(1);
  const low = i16x8.shr_u(i16x8.mul(i16x8.extend_low_i8x16_u(steep), steps), 7);
  const high = i16x8.shr_u(i16x8.mul(i16x8.extend_high_i8x16_u(steep), steps), 7);
  return i8x16.narrow_i16x8_u(
    i16x8.add(i16x8.add(low, one), i16x8.extend_low_i8x16_u(off)),
    i16x8.add(i16x8.add(high, one), i16x8.extend_high_i8x16_u(off)),
  );
}

/** |x| of inputs in units of 2^−11, up to 8. */
@inline
export function sizeOf(x: v128): v128 {
  return i16x8.min_u(i16x8.abs(x), v128.load(GREATEST));
}

/** The lines of two times eight sizes, and what they say: bytes of both. */
@inline
export function linesOf(a0: v128, a1: v128): v128 {
  return i8x16.narrow_i16x8_u(i16x8.shr_u(a0, 10), i16x8.shr_u(a1, 10));
}
@inline
export function slopesOf(lines: v128): v128 {
  return i8x16.swizzle(v128.load(SLOPE), lines);
}
@inline
export function lowOf(lines: v128): v128 {
  return i8x16.swizzle(v128.load(LOW), lines);
}
@inline
export function highOf(lines: v128): v128 {
  return i8x16.swizzle(v128.load(HIGH), lines);
}

/** σ(x): intercept − slope · a is σ(−a); of positive inputs it is what is left to 1. The slope is a high byte. */
@inline
export function roughly(x: v128, a: v128, slope: v128, intercept: v128): v128 {
  const p = i16x8.sub(intercept, i16x8.q15mulr_sat_s(i16x8.add(a, a), slope));
  return v128.xor(p, v128.andnot(v128.load(GREATEST), i16x8.shr_s(x, 15)));
}

/** Of bytes of both, the eight pairs of the first ones, or of the others. */
@inline
export function firstPairs(low: v128, high: v128): v128 {
  return v128.shuffle<i8>(low, high, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}
@inline
export function otherPairs(low: v128, high: v128): v128 {
  return v128.shuffle<i8>(low, high, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}

/** For tests: σ of an input in units of 2^−11, and what it is off by where the input is off by at most `input`; in units of 2^−14, 65,536 of these. */
export function roughSigmoid(x: i32, input: f32): i32 {
  const all = i16x8.splat(<i16>x);
  const a = sizeOf(all);
  const lines = linesOf(a, a);
  const p = roughly(all, a, firstPairs(i32x4.splat(0), slopesOf(lines)), firstPairs(lowOf(lines), highOf(lines)));
  const error = i8x16.extract_lane_u(i8x16.swizzle(errorsWithin(input), lines), 0);
  return (<i32>i16x8.extract_lane_u(p, 0) << 16) | (<i32>error << 2);
}
