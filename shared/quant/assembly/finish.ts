/** What comes after sums: the same for every product, and the same in both modules. */
import { Field } from "./plan";

/** Slope of leaky ReLU as 5243 / 2^19 = 0.0100002. */
const LEAK: f64 = 5243.0 / 524288.0;
/** Beside 2^52 + 2^51 a whole number is what the mantissa ends with, in two's complement. */
const BIG: f64 = 6755399441055744.0;

// @ts-ignore: decorator
@inline
function half2(sums: v128, multipliers: v128, leaky: bool, zero: v128, top: v128): v128 {
  const half = f64x2.splat(0.5);
  let sum = f64x2.convert_low_i32x4_s(sums);
  if (leaky) {
    const leaked = f64x2.floor(f64x2.add(f64x2.mul(sum, f64x2.splat(LEAK)), half));
    sum = v128.bitselect(leaked, sum, f64x2.lt(sum, f64x2.splat(0)));
  }
  const scaled = f64x2.add(f64x2.floor(f64x2.add(f64x2.mul(sum, multipliers), half)), zero);
  // The plain minimum and maximum take one instruction each, those that heed NaN take ten.
  return f64x2.add(f64x2.pmin(f64x2.pmax(scaled, f64x2.splat(0)), top), f64x2.splat(BIG));
}

/**
 * Four sums to four whole numbers of 0…top: clamp(⌊sum · multiplier + ½⌋ + zero), each multiplier m · 2^−s as a float64, m below 2^24, s up to 50. The product of a
 * sum below 2^28 has at most 52 bits, so every step is exact.
 */
// @ts-ignore: decorator
@inline
export function requantised(sums: v128, multipliers: usize, leaky: bool, zero: v128, top: v128): v128 {
  const low = half2(sums, v128.load(multipliers), leaky, zero, top);
  const high = half2(v128.shuffle<i64>(sums, sums, 1, 1), v128.load(multipliers, 16), leaky, zero, top);
  return v128.shuffle<i32>(low, high, 0, 2, 4, 6);
}

/** Eight sums to bytes at `to`, of which the first `count` are written: through the table of 1024 bytes where there is one. */
// @ts-ignore: decorator
@inline
export function finish8(a: v128, b: v128, entry: usize, channel: i32, to: usize, count: i32): void {
  const zero = f64x2.splat(<f64>load<i32>(entry, Field.ZERO));
  const top = f64x2.splat(<f64>load<i32>(entry, Field.TOP));
  const leaky = load<i32>(entry, Field.LEAKY) != 0;
  const table = load<usize>(entry, Field.TABLE);
  const multipliers = load<usize>(entry, Field.MULTIPLIERS) + (<usize>channel << 3);
  const words = i16x8.narrow_i32x4_s(
    requantised(a, multipliers, leaky, zero, top), requantised(b, multipliers + 32, leaky, zero, top),
  );
  let bytes: v128;
  if (table) {
    bytes = i8x16.splat(0);
    bytes = v128.load8_lane(table + i16x8.extract_lane_u(words, 0), bytes, 0);
    bytes = v128.load8_lane(table + i16x8.extract_lane_u(words, 1), bytes, 1);
    bytes = v128.load8_lane(table + i16x8.extract_lane_u(words, 2), bytes, 2);
    bytes = v128.load8_lane(table + i16x8.extract_lane_u(words, 3), bytes, 3);
    bytes = v128.load8_lane(table + i16x8.extract_lane_u(words, 4), bytes, 4);
    bytes = v128.load8_lane(table + i16x8.extract_lane_u(words, 5), bytes, 5);
    bytes = v128.load8_lane(table + i16x8.extract_lane_u(words, 6), bytes, 6);
    bytes = v128.load8_lane(table + i16x8.extract_lane_u(words, 7), bytes, 7);
  } else bytes = i8x16.narrow_i16x8_u(words, words);
  if (count >= 8) v128.store64_lane(to, bytes, 0);
  else {
    let rest = i64x2.extract_lane(bytes, 0);
    for (let i: i32 = 0; i < count; i++) {
      store<u8>(to + i, <u8>rest);
      rest >>= 8;
    }
  }
}

/** Four sums to whole numbers between −32767 and 32767: ⌊sum · multiplier + ½⌋. */
// @ts-ignore: decorator
@inline
function signed(sums: v128, multipliers: usize): v128 {
  const half = f64x2.splat(0.5);
  const most = f64x2.splat(32767);
  const least = f64x2.splat(-32767);
  const big = f64x2.splat(BIG);
  const a = f64x2.floor(f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(sums), v128.load(multipliers)), half));
  const other = f64x2.convert_low_i32x4_s(v128.shuffle<i64>(sums, sums, 1, 1));
  const b = f64x2.floor(f64x2.add(f64x2.mul(other, v128.load(multipliers, 16)), half));
  return v128.shuffle<i32>(
    f64x2.add(f64x2.pmin(f64x2.pmax(a, least), most), big), f64x2.add(f64x2.pmin(f64x2.pmax(b, least), most), big), 0, 2, 4, 6,
  );
}

/** Eight sums to 32-bit numbers: there must be room for all eight. */
// @ts-ignore: decorator
@inline
export function finishSigned8(a: v128, b: v128, entry: usize, channel: i32): void {
  const multipliers = load<usize>(entry, Field.MULTIPLIERS) + (<usize>channel << 3);
  const to = load<usize>(entry, Field.SUMS) + (<usize>channel << 2);
  v128.store(to, signed(a, multipliers));
  v128.store(to, signed(b, multipliers + 32), 16);
}
