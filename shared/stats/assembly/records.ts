// A value and its place in one record of 64 bits: the upper bits a whole number, which ascends with the value, the lower ones the place in the column, as
// chain and draw.
import { all, chains, columns, half } from "./draws";

/** The column whose records are made. */
export let values: usize = 0;
/** Lower bits of a record: those of the chain, and of the draw below. */
export let places: i32 = 0;
export let drawBits: i32 = 0;
/** Numbers that are farther apart than this many are in the order of whatever is computed of their values with rounding. */
export const NEAR: u64 = 8;


/** Bits that tell the stretch. */
export const BITS: i32 = 10;
export const STRETCHES: i32 = 1 << BITS;
/** Stretches lie within this many standard deviations of the mean; what is beyond falls into the outermost. */
const REACH: f64 = 5;
/** One pair of values of so many tells mean and deviation: it is of no matter to the order. */
const SAMPLED: usize = 15;
/** Added to a number from 0 to 2^52, it leaves the nearest integer in the lower bits. */
const MAGIC: f64 = 4503599627370496;

let low: f64 = 0;
let scale: f64 = 0;

/** The place of a record in its column. */
@inline
export function placeOf(record: u64): u32 {
  return <u32>record & ((1 << places) - 1);
}

@inline
export function valueOf(record: u64): f64 {
  const place: u32 = placeOf(record);
  const draw: u32 = place & ((1 << drawBits) - 1);
  return load<f64>(values + (<usize>((place >>> drawBits) * <u32>(2 * half) + draw) << 3));
}

/** The half of a chain that a place is in. */
@inline
export function halfOf(place: u32): usize {
  return (<usize>(place >>> drawBits) << 1) + <usize>((place & ((1 << drawBits) - 1)) >= <u32>half);
}

/** Bits of the numbers 0, …, count − 1. */
export function bitsFor(count: i32): i32 {
  return 32 - clz<i32>(count - 1);
}

/** The lowest record that a value may have. */
export function recordOf(x: f64): u64 {
  return <u64>i64x2.extract_lane(numbersOf(f64x2.splat(x)), 0);
}

/** Whether a record's value lies below all stretches: its number says nothing else. */
@inline
export function isBelowAll(record: u64): bool {
  return record < <u64>1 << places;
}

/** As `isBelowAll`, above them. */
@inline
export function isAboveAll(record: u64): bool {
  return record >= <u64>(STRETCHES - 1) << (64 - BITS);
}

/** Lays the stretches of column `column`, as a sample of it tells; false where that has no spread, or is not finite. */
export function aim(column: i32): bool {
  const n: i32 = all;
  values = columns + ((<usize>column * n) << 3);
  drawBits = bitsFor(2 * half);
  places = drawBits + bitsFor(chains);
  const first: f64 = load<f64>(values);
  const from: v128 = f64x2.splat(first);
  let sum: v128 = f64x2.splat(0);
  let square: v128 = f64x2.splat(0);
  let count: i32 = 0;
  const end: usize = values + (<usize>n << 3);
  for (let at: usize = values; at < end; at += 16 * SAMPLED) {
    const x: v128 = f64x2.sub(v128.load(at), from);
    sum = f64x2.add(sum, x);
    square = f64x2.add(square, f64x2.mul(x, x));
    count += 2;
  }
  const mean: f64 = (f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)) / count;
  const meanSquare: f64 = (f64x2.extract_lane(square, 0) + f64x2.extract_lane(square, 1)) / count;
  const reach: f64 = REACH * sqrt(meanSquare - mean * mean);
  low = first + mean - reach;
  scale = (STRETCHES - 1) / (2 * reach);
  return scale > 0 && scale < Infinity && isFinite(low);
}

/** Of two values: their numbers, above as many zeros as places take. Each operation keeps the order of what it rounds. */
@inline
export function numbersOf(x: v128): v128 {
  const y: v128 = f64x2.mul(f64x2.sub(x, f64x2.splat(low)), f64x2.splat(scale));
  const inside: v128 = f64x2.pmin(f64x2.pmax(y, f64x2.splat(0)), f64x2.splat(STRETCHES - 1));
  // Exact: a power of two.
  const unit: v128 = f64x2.splat(<f64>(<i64>1 << (64 - BITS - places)));
  return i64x2.shl(f64x2.add(f64x2.mul(inside, unit), f64x2.splat(MAGIC)), places);
}

@inline
export function stretchOf(record: u64): usize {
  return <usize>(record >>> (64 - BITS));
}
