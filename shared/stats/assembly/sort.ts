// A column in ascending order, equal values in that of their places. Each value is mapped to a whole number, which ascends with it, and that number and the
// place make one record of 64 bits. Equally wide stretches around the mean are filled first, then each is sorted in a processor's cache, by as many cells as
// it has records and insertion. Records with one number are settled by their values. Any such order is the same, whatever makes it.
import { all, columns, reserve } from "./draws";

/** Records in ascending order of their values: the upper bits a number that ascends with them, the lower ones the place in the column. */
export let sorted: usize = 0;
/** Lower bits of a record. */
export let places: i32 = 0;
/** How many values are equal to those of the rank before. */
export let ties: i32 = 0;
/** The ranks of the first of them, from 0 on, u32, ascending. */
export const tiedRanks: usize = memory.data(4 * 4096, 16);
/** As many as are kept. */
export const KEPT_TIES: i32 = 4096;
/** How many neighbours have numbers that are near each other, and values that differ. */
export let nearPairs: i32 = 0;
/** The first of these pairs, as many as are kept. */
export const pairs: usize = memory.data(16 * 256, 16);
export const KEPT: i32 = 256;
/** Numbers that are farther apart than this many are in the order of whatever is computed of their values with rounding. */
export const NEAR: u64 = 8;

/** Bits that tell the stretch. */
const BITS: i32 = 10;
const STRETCHES: i32 = 1 << BITS;
/** Stretches lie within this many standard deviations of the mean; what is beyond falls into the outermost. */
const REACH: f64 = 5;
/** The most moves for each value that insertion may cost. */
const MOVES: i64 = 8;
/** Added to a number from 0 to 2^52, it leaves the nearest integer in the lower bits. */
const MAGIC: f64 = 4503599627370496;

/** Records by stretch. */
let records: usize = 0;
let most: i32 = 0;
/** First places of stretches, and of cells. */
const starts: usize = memory.data((STRETCHES + 1) * 4, 16);
const next: usize = memory.data(STRETCHES * 4, 16);
let cells: usize = 0;

/** The column that is sorted. */
let values: usize = 0;
let gathered: usize = 0;
let isGathered: bool = false;
let low: f64 = 0;
let scale: f64 = 0;

/** Makes room. */
export function setUpSort(): void {
  sorted = reserve(<usize>all << 3);
  records = reserve(<usize>all << 3);
  gathered = reserve(<usize>all << 3);
  most = all >> 2;
  cells = reserve(<usize>(most + 2) << 2);
  places = 32 - clz<i32>(all - 1);
}

/** The value of a rank, from 0 on, in the column that was sorted last. */
export function valueAt(rank: i32): f64 {
  return valueOf(load<u64>(sorted + (<usize>rank << 3)));
}

/** The place of the value of a rank. */
@inline
export function placeAt(rank: i32): u32 {
  return placeOf(load<u64>(sorted + (<usize>rank << 3)));
}

/** All values in ascending order. Few columns need them: they lie all over the column. */
export function ascending(): usize {
  if (!isGathered) for (let i: i32 = 0; i < all; i++) store<f64>(gathered + (<usize>i << 3), valueAt(i));
  isGathered = true;
  return gathered;
}

/** How many of the values are at most as large. */
export function firstAbove(x: f64): i32 {
  let from: i32 = 0;
  let to: i32 = all;
  while (from < to) {
    const middle: i32 = (from + to) >>> 1;
    if (valueAt(middle) <= x) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The place of a record in its column. */
@inline
export function placeOf(record: u64): u32 {
  return <u32>record & ((1 << places) - 1);
}

@inline
export function valueOf(record: u64): f64 {
  return load<f64>(values + (<usize>placeOf(record) << 3));
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

/** Sorts column `column`; false where that would take too long, or where the values are not finite. */
export function sort(column: i32): bool {
  const n: i32 = all;
  values = columns + ((<usize>column * n) << 3);
  if (!range(n)) return false;
  count(n);
  let largest: i32 = 0;
  for (let k: i32 = 0; k < STRETCHES; k++) largest = max(largest, startOf(k + 1) - startOf(k));
  // A quarter of all in one stretch is a heap that cells do not part; memory is not to move while a column is worked on.
  if (largest > most) return false;
  scatter(n);
  isGathered = false;
  ties = 0;
  nearPairs = 0;
  for (let k: i32 = 0; k < STRETCHES; k++) {
    const from: i32 = startOf(k);
    const size: i32 = startOf(k + 1) - from;
    if (size == 0) continue;
    if (!fillCells(<usize>from << 3, size)) return false;
    insertAll(sorted + (<usize>from << 3), size);
  }
  return true;
}

@inline
function startOf(k: i32): i32 {
  return load<i32>(starts + (<usize>k << 2));
}

function range(n: i32): bool {
  const first: f64 = load<f64>(values);
  const from: v128 = f64x2.splat(first);
  let sum: v128 = f64x2.splat(0);
  let square: v128 = f64x2.splat(0);
  let otherSum: v128 = f64x2.splat(0);
  let otherSquare: v128 = f64x2.splat(0);
  const end: usize = values + (<usize>(n & ~3) << 3);
  for (let at: usize = values; at < end; at += 32) {
    const x: v128 = f64x2.sub(v128.load(at), from);
    const y: v128 = f64x2.sub(v128.load(at, 16), from);
    sum = f64x2.add(sum, x);
    otherSum = f64x2.add(otherSum, y);
    square = f64x2.add(square, f64x2.mul(x, x));
    otherSquare = f64x2.add(otherSquare, f64x2.mul(y, y));
  }
  if (n & 2) {
    const x: v128 = f64x2.sub(v128.load(end), from);
    sum = f64x2.add(sum, x);
    square = f64x2.add(square, f64x2.mul(x, x));
  }
  sum = f64x2.add(sum, otherSum);
  square = f64x2.add(square, otherSquare);
  const mean: f64 = (f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)) / n;
  const meanSquare: f64 = (f64x2.extract_lane(square, 0) + f64x2.extract_lane(square, 1)) / n;
  const reach: f64 = REACH * sqrt(meanSquare - mean * mean);
  low = first + mean - reach;
  scale = (STRETCHES - 1) / (2 * reach);
  return scale > 0 && scale < Infinity && isFinite(low);
}

/** Of two values: their numbers, above as many zeros as places take. Each operation keeps the order of what it rounds. */
@inline
function numbersOf(x: v128): v128 {
  const y: v128 = f64x2.mul(f64x2.sub(x, f64x2.splat(low)), f64x2.splat(scale));
  const inside: v128 = f64x2.pmin(f64x2.pmax(y, f64x2.splat(0)), f64x2.splat(STRETCHES - 1));
  // Exact: a power of two.
  const unit: v128 = f64x2.splat(<f64>(<i64>1 << (64 - BITS - places)));
  return i64x2.shl(f64x2.add(f64x2.mul(inside, unit), f64x2.splat(MAGIC)), places);
}

@inline
function stretchOf(record: u64): usize {
  return <usize>(record >>> (64 - BITS));
}

function count(n: i32): void {
  memory.fill(starts, 0, (STRETCHES + 1) * 4);
  const end: usize = values + (<usize>n << 3);
  for (let at: usize = values; at < end; at += 16) {
    const y: v128 = numbersOf(v128.load(at));
    const a: usize = starts + (stretchOf(i64x2.extract_lane(y, 0)) << 2);
    store<i32>(a, load<i32>(a, 4) + 1, 4);
    const b: usize = starts + (stretchOf(i64x2.extract_lane(y, 1)) << 2);
    store<i32>(b, load<i32>(b, 4) + 1, 4);
  }
  for (let k: i32 = 0; k < STRETCHES; k++) {
    const at: usize = starts + (<usize>k << 2);
    store<i32>(at, load<i32>(at) + load<i32>(at, 4), 4);
  }
  memory.copy(next, starts, STRETCHES * 4);
}

@inline
function put(record: u64): void {
  const at: usize = next + (stretchOf(record) << 2);
  const to: i32 = load<i32>(at);
  store<i32>(at, to + 1);
  store<u64>(records + (<usize>to << 3), record);
}

function scatter(n: i32): void {
  let i: v128 = i64x2(0, 1);
  const end: usize = values + (<usize>n << 3);
  for (let at: usize = values; at < end; at += 16) {
    const both: v128 = v128.or(numbersOf(v128.load(at)), i);
    put(i64x2.extract_lane(both, 0));
    put(i64x2.extract_lane(both, 1));
    i = i64x2.add(i, i64x2.splat(2));
  }
}

/** The cell of a record among as many as its stretch has records. */
@inline
function cellOf(record: u64, size: u64): usize {
  return cells + (<usize>((((record << BITS) >>> 32) * size) >>> 32) << 2);
}

/** The records of a stretch by cell, to their places; false where cells are too full. */
function fillCells(offset: usize, size: i32): bool {
  memory.fill(cells, 0, <usize>size << 2);
  const from: usize = records + offset;
  const end: usize = from + (<usize>size << 3);
  for (let at: usize = from; at < end; at += 8) {
    const cell: usize = cellOf(load<u64>(at), size);
    store<i32>(cell, load<i32>(cell) + 1);
  }
  let next: i32 = 0;
  let moves: i64 = 0;
  for (let c: i32 = 0; c < size; c++) {
    const cell: usize = cells + (<usize>c << 2);
    const inside: i32 = load<i32>(cell);
    store<i32>(cell, next);
    next += inside;
    moves += <i64>inside * inside;
  }
  if (size > 64 && moves > 4 * MOVES * size) return false;
  const to: usize = sorted + offset;
  for (let at: usize = from; at < end; at += 8) {
    const record: u64 = load<u64>(at);
    const cell: usize = cellOf(record, size);
    const place: i32 = load<i32>(cell);
    store<i32>(cell, place + 1);
    store<u64>(to + (<usize>place << 3), record);
  }
  return true;
}

/** Sorts a stretch, which almost is, below which all are in order. */
function insertAll(from: usize, size: i32): void {
  const end: usize = from + (<usize>size << 3);
  const near: u64 = NEAR << places;
  bubble(from, end);
  let before: u64 = 0;
  let at: usize = from;
  if (from == sorted) {
    before = load<u64>(at);
    at += 8;
  } else before = load<u64>(at - 8);
  let areNear: bool = false;
  for (; at < end; at += 8) {
    const record: u64 = load<u64>(at);
    // No sum that overflows: the highest stretch has one number, and its records are near each other.
    if (record > before && record - before >= near) {
      before = record;
      continue;
    }
    areNear = true;
    let to: usize = at;
    while (to > sorted && isAfter(load<u64>(to - 8), record)) {
      store<u64>(to, load<u64>(to - 8));
      to -= 8;
    }
    store<u64>(to, record);
    before = load<u64>(at);
  }
  if (areNear) keepNear(from, end);
}

/** Notes which values of a stretch in order are equal to the one before, and which are near it. */
function keepNear(from: usize, end: usize): void {
  const near: u64 = NEAR << places;
  for (let at: usize = max(from, sorted + 8); at < end; at += 8) {
    const before: u64 = load<u64>(at - 8);
    const record: u64 = load<u64>(at);
    if (record - before + near > 2 * near) continue;
    if (valueOf(before) == valueOf(record)) {
      if (ties < KEPT_TIES) store<u32>(tiedRanks + (<usize>ties << 2), <u32>((at - sorted) >> 3));
      ties++;
      continue;
    }
    if (nearPairs < KEPT) {
      const to: usize = pairs + (<usize>nearPairs << 4);
      store<u64>(to, before);
      store<u64>(to, record, 8);
    }
    nearPairs++;
  }
}

/** Carries the greatest record so far along, without a branch: few are out of order then. */
function bubble(from: usize, end: usize): void {
  let greatest: u64 = load<u64>(from);
  for (let at: usize = from + 8; at < end; at += 8) {
    const record: u64 = load<u64>(at);
    const isLess: bool = record < greatest;
    store<u64>(at - 8, select<u64>(record, greatest, isLess));
    greatest = select<u64>(greatest, record, isLess);
  }
  store<u64>(end - 8, greatest);
}

/** Whether a record that has a lower place than another, if both have equal values, is after it all the same. */
function isAfter(one: u64, other: u64): bool {
  return one >>> places == other >>> places ? valueOf(one) > valueOf(other) : one > other;
}
