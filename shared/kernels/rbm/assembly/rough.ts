/**
 * Bounds of probabilities in bytes. In each three eighths of |x| up to 6 a line is nearest to σ(−|x|); raised by what it is off by, it tells the byte in
 * which the probability lies at most, and a number of bytes below that it cannot lie. Lines are looked up in tables of bytes.
 */

/** Inputs are in units of 3/4096: a line is 512 of them, and its steps are two. */
export const PER_ONE: f32 = 1365.3333;
/** Of each line how much it falls by in a step, in eighths of 2^−16. */
const SLOPE = memory.data<u8>([190, 177, 155, 128, 101, 77, 57, 41, 29, 21, 14, 10, 7, 5, 3, 2]);
/** 1 − 2^−16 less its value at its start, most that it is off, rounding included, and how steep σ is less than 0.3 beside it, in units of 2^−16. */
const START = memory.data<u16>([32782, 38884, 44567, 49535, 53638, 56869, 59324, 61139, 62451, 63376, 64044, 64501, 64820, 65039, 65199, 65305]);
const OFF = memory.data<u8>([23, 46, 59, 63, 60, 49, 39, 32, 26, 20, 17, 10, 8, 7, 8, 7]);
const STEEP = memory.data<u16>([16384, 16361, 15582, 13885, 11659, 9313, 7147, 5318, 3868, 2766, 1955, 1370, 954, 662, 458, 316]);
/** Inputs that are off by more cannot be told about. */
export const MOST_OFF: f32 = 0.2;

/** Low and high bytes of the starts of raised lines; and how many bytes the probability lies at most below, in all lanes. */
const LOW = memory.data(16, 16);
const HIGH = memory.data(16, 16);
const WIDTH = memory.data(16, 16);
/** Constants of all lanes, loaded: engines build literals anew from integers in every round. */
const GREATEST = memory.data<i16>([8191, 8191, 8191, 8191, 8191, 8191, 8191, 8191]);

/** From now on inputs are off by at most `input` ≤ MOST_OFF + 0.05. */
export function raiseLines(input: f32): void {
  let widest = 0;
  for (let line = 0; line < 16; line++) {
    const off = <i32>load<u8>(OFF + line) + <i32>ceil(input * <f32>load<u16>(STEEP + (<usize>line << 1)));
    const start = <i32>load<u16>(START + (<usize>line << 1)) - off;
    store<u8>(LOW + line, <u8>start);
    store<u8>(HIGH + line, <u8>(start >> 8));
    widest = max(widest, (2 * off + 255) >> 8);
  }
  v128.store(WIDTH, i8x16.splat(<i8>widest));
}

/**
 * Of two times eight inputs, 255 less the byte in which σ(−|x|) lies at most; farther than `width()` below it does not lie. The slope is at most 8 bits, and
 * its product with a step of 8 bits 16.
 */
@inline
export function highest(x0: v128, x1: v128): v128 {
  const a0 = i16x8.min_u(i16x8.abs(x0), v128.load(GREATEST));
  const a1 = i16x8.min_u(i16x8.abs(x1), v128.load(GREATEST));
  const lines = i8x16.narrow_i16x8_u(i16x8.shr_u(a0, 9), i16x8.shr_u(a1, 9));
  const slopes = i8x16.swizzle(v128.load(SLOPE), lines);
  const low = i8x16.swizzle(v128.load(LOW), lines);
  const high = i8x16.swizzle(v128.load(HIGH), lines);
  const none = i32x4.splat(0);
  const p0 = i16x8.add(firstPairs(low, high), fallen(firstPairs(slopes, none), a0));
  const p1 = i16x8.add(otherPairs(low, high), fallen(otherPairs(slopes, none), a1));
  return i8x16.narrow_i16x8_u(i16x8.shr_u(p0, 8), i16x8.shr_u(p1, 8));
}
@inline
function fallen(slope: v128, a: v128): v128 {
  return i16x8.shr_u(i16x8.mul(slope, i16x8.shr_u(i16x8.shl(a, 7), 8)), 3);
}
/** Of bytes of both, the eight pairs of the first ones, or of the others. */
@inline
function firstPairs(low: v128, high: v128): v128 {
  return v128.shuffle<i8>(low, high, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}
@inline
function otherPairs(low: v128, high: v128): v128 {
  return v128.shuffle<i8>(low, high, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}

@inline
export function width(): v128 {
  return v128.load(WIDTH);
}

/** For tests: of an input that is off by at most `input`, what σ(−|x|) is at most, in units of 2^−16, and 65,536 times `width`. */
export function roughSigmoid(x: i32, input: f32): i32 {
  raiseLines(input);
  const all = i16x8.splat(<i16>x);
  const a = i16x8.min_u(i16x8.abs(all), v128.load(GREATEST));
  const line = <usize>i16x8.extract_lane_u(a, 0) >> 9;
  const fall = i16x8.extract_lane_u(fallen(i16x8.splat(load<u8>(SLOPE + line)), a), 0);
  const most = 65535 - (<i32>load<u8>(LOW + line) | (<i32>load<u8>(HIGH + line) << 8)) - <i32>fall;
  if (255 - <i32>i8x16.extract_lane_u(highest(all, all), 0) != most >> 8) return -1;
  return most | (<i32>i8x16.extract_lane_u(width(), 0) << 16);
}
