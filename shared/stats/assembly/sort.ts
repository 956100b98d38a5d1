// A column in ascending order, equal values in that of their places, as records. Equally wide stretches around the mean are filled first, then each is sorted
// in a processor's cache, by as many cells as it has records and insertion. Records with one number are settled by their values. Any such order is the
// same, whatever makes it.
import { all, chains, half, means, reserve } from "./draws";
import { forgetNear, keepNear } from "./near";
import { aim, BITS, drawBits, NEAR, numbersOf, placeOf, places, STRETCHES, stretchOf, valueOf, values } from "./records";
import { laggedOf } from "./series";

/** Records in ascending order of their values: the upper bits a number that ascends with them, the lower ones the place in the column. */
export let sorted: usize = 0;
/** The sum of the column. */
export let total: f64 = 0;

/** The most moves for each value that insertion may cost. */
const MOVES: i64 = 8;
/** The records of one stretch by cell: few enough for a processor's cache, where all of them are in order in the end. */
let stretch: usize = 0;
let most: i32 = 0;
/** First places of stretches, and of cells. */
const starts: usize = memory.data((STRETCHES + 1) * 4, 16);
const next: usize = memory.data(STRETCHES * 4, 16);
let cells: usize = 0;

let gathered: usize = 0;
let isGathered: bool = false;
/** How many moves are left. */
let moves: i64 = 0;
/** Whether records of the stretch are near each other. */
let areNear: bool = false;

/** Makes room. */
export function setUpSort(): void {
  sorted = reserve(<usize>all << 3);
  gathered = reserve(<usize>all << 3);
  most = all >> 2;
  stretch = reserve(<usize>most << 3);
  cells = reserve(<usize>(most + 2) << 3);
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

/**
 * Sorts column `column`, the means of whose halves go to `means`, and `lags` sums over lags from 0 on to `sums` (as `lagged`); false where that would take too long, or where the values are not
 * finite.
 */
export function sort(column: i32, lags: i32): bool {
  const n: i32 = all;
  if (!aim(column)) return false;
  survey(lags);
  if (!isFinite(total)) return false;
  let largest: i32 = 0;
  for (let k: i32 = 0; k < STRETCHES; k++) largest = max(largest, startOf(k + 1) - startOf(k));
  // A quarter of all in one stretch is a heap that cells do not part; memory is not to move while a column is worked on.
  if (largest > most) return false;
  for (let chain: i32 = 0; chain < chains; chain++) scatter(chain);
  isGathered = false;
  forgetNear();
  moves = MOVES * <i64>n;
  for (let k: i32 = 0; k < STRETCHES; k++) {
    const from: i32 = startOf(k);
    const size: i32 = startOf(k + 1) - from;
    if (size == 0) continue;
    fillCells(sorted + (<usize>from << 3), size);
    if (!settle(sorted + (<usize>from << 3), size)) return false;
  }
  return true;
}

@inline
function startOf(k: i32): i32 {
  return load<i32>(starts + (<usize>k << 2));
}

/**
 * How many values each stretch gets; and, chain by chain while its values are at hand, the sum of all, one after the other, the means of halves, and the sums
 * over their lags.
 */
function survey(lags: i32): void {
  memory.fill(starts, 0, (STRETCHES + 1) * 4);
  total = 0;
  for (let chain: i32 = 0; chain < chains; chain++) {
    const from: usize = values + (<usize>chain * <usize>half << 4);
    const mean: usize = means + (<usize>chain << 4);
    store<f64>(mean, count(from) / half);
    store<f64>(mean, count(from + (<usize>half << 3)) / half, 8);
    laggedOf(from, chain, 0, lags);
  }
  for (let k: i32 = 0; k < STRETCHES; k++) {
    const at: usize = starts + (<usize>k << 2);
    store<i32>(at, load<i32>(at) + load<i32>(at, 4), 4);
  }
  memory.copy(next, starts, STRETCHES * 4);
}

@inline
function countIn(record: u64): void {
  const at: usize = starts + (stretchOf(record) << 2);
  store<i32>(at, load<i32>(at, 4) + 1, 4);
}

/** Counts a half, adds it to `total`; its own sum. */
function count(from: usize): f64 {
  const end: usize = from + (<usize>(half & ~1) << 3);
  let sum: f64 = total;
  let own: f64 = 0;
  let at: usize = from;
  for (; at < end; at += 16) {
    const x: v128 = v128.load(at);
    const y: v128 = numbersOf(x);
    countIn(i64x2.extract_lane(y, 0));
    countIn(i64x2.extract_lane(y, 1));
    const first: f64 = f64x2.extract_lane(x, 0);
    const second: f64 = f64x2.extract_lane(x, 1);
    sum += first;
    own += first;
    sum += second;
    own += second;
  }
  if (half & 1) {
    const x: f64 = load<f64>(at);
    sum += x;
    own += x;
    countIn(i64x2.extract_lane(numbersOf(f64x2.splat(x)), 0));
  }
  total = sum;
  return own;
}

@inline
function put(record: u64): void {
  const at: usize = next + (stretchOf(record) << 2);
  const to: i32 = load<i32>(at);
  store<i32>(at, to + 1);
  store<u64>(sorted + (<usize>to << 3), record);
}

/** The records of a chain, which has an even number of draws, to their stretches. */
function scatter(chain: i32): void {
  const place: i64 = <i64>chain << drawBits;
  let i: v128 = i64x2.replace_lane(i64x2.splat(place), 1, place + 1);
  const from: usize = values + (<usize>chain * <usize>half << 4);
  const end: usize = from + (<usize>half << 4);
  for (let at: usize = from; at < end; at += 16) {
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

/** The records of a stretch by cell, to `stretch`. */
function fillCells(from: usize, size: i32): void {
  // More than there are records: then few of these share one, and hardly any is out of order.
  const count: i32 = size;
  memory.fill(cells, 0, <usize>count << 2);
  const end: usize = from + (<usize>size << 3);
  for (let at: usize = from; at < end; at += 8) {
    const cell: usize = cellOf(load<u64>(at), count);
    store<i32>(cell, load<i32>(cell) + 1);
  }
  let next: i32 = 0;
  for (let c: i32 = 0; c < count; c++) {
    const cell: usize = cells + (<usize>c << 2);
    const inside: i32 = load<i32>(cell);
    store<i32>(cell, next);
    next += inside;
  }
  for (let at: usize = from; at < end; at += 8) {
    const record: u64 = load<u64>(at);
    const cell: usize = cellOf(record, count);
    const place: i32 = load<i32>(cell);
    store<i32>(cell, place + 1);
    store<u64>(stretch + (<usize>place << 3), record);
  }
}

/** Sorts what lies in `stretch`, which almost is, to an address below which all are in order; false where that takes too long. */
function settle(to: usize, size: i32): bool {
  const end: usize = stretch + (<usize>size << 3);
  const near: u64 = NEAR << places;
  areNear = false;
  let next: usize = to;
  let last: u64 = to == sorted ? 0 : load<u64>(to - 8);
  // Carries the greatest record so far along, without a branch: few are out of order then.
  let greatest: u64 = load<u64>(stretch);
  for (let at: usize = stretch + 8; at < end; at += 8) {
    const record: u64 = load<u64>(at);
    const isLess: bool = record < greatest;
    const low: u64 = select<u64>(record, greatest, isLess);
    greatest = select<u64>(greatest, record, isLess);
    // No sum that overflows: the highest stretch has one number.
    if (low >= last + near) {
      store<u64>(next, low);
      last = low;
    } else last = insert(next, low);
    next += 8;
  }
  insert(next, greatest);
  if (moves < 0) return false;
  if (areNear) keepNear(sorted, to, next + 8);
  return true;
}

/** Puts a record into the order of those before an address; the last of them then. */
function insert(end: usize, record: u64): u64 {
  const near: u64 = NEAR << places;
  let to: usize = end;
  while (to > sorted) {
    const before: u64 = load<u64>(to - 8);
    areNear = areNear | (record - before + near <= 2 * near);
    if (moves < 0 || !isAfter(before, record)) break;
    store<u64>(to, before);
    to -= 8;
    moves--;
  }
  store<u64>(to, record);
  return load<u64>(end);
}

/** Whether a record that has a lower place than another, if both have equal values, is after it all the same. */
function isAfter(one: u64, other: u64): bool {
  return one >>> places == other >>> places ? valueOf(one) > valueOf(other) : one > other;
}
