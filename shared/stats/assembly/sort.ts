// A column in ascending order, equal values in that of their places: equally wide stretches around the mean are filled first, then each is sorted in a
// processor's cache, by as many cells as it has values and insertion. Any such order is the same, whatever makes it.
import { all, columns, reserve } from "./draws";

/** The column, ascending. */
export let sorted: usize = 0;
/** The place that each has in its column, u32. */
export let order: usize = 0;
/** Whether two values are equal. */
export let tied: bool = false;

const STRETCHES: i32 = 1024;
/** Stretches lie within this many standard deviations of the mean; what is beyond falls into the outermost. */
const REACH: f64 = 5;
/** The most moves for each value that insertion may cost. */
const MOVES: i64 = 8;
/** Added to a number from 0 to 2^31, it leaves the nearest integer in the lower half. */
const MAGIC: f64 = 4503599627370496;

/** Records of 16 bytes, value and place, by stretch. */
let records: usize = 0;
/** Of one stretch, by cell. */
let stretch: usize = 0;
let most: i32 = 0;
/** First places of stretches, and of cells. */
const starts: usize = memory.data((STRETCHES + 1) * 4, 16);
const next: usize = memory.data(STRETCHES * 4, 16);
let cells: usize = 0;

let low: f64 = 0;
let scale: f64 = 0;

/** Makes room. */
export function setUpSort(): void {
  sorted = reserve(<usize>all << 3);
  order = reserve(<usize>all << 2);
  records = reserve(<usize>all << 4);
  most = all >> 2;
  stretch = reserve(<usize>most << 4);
  cells = reserve(<usize>(most + 2) << 2);
}

/** Sorts column `column`; false where that would take too long, or where the values are not finite. */
export function sort(column: i32): bool {
  const n: i32 = all;
  const values: usize = columns + ((<usize>column * n) << 3);
  if (!range(values, n)) return false;
  count(values, n);
  scatter(values, n);
  let largest: i32 = 0;
  for (let k: i32 = 0; k < STRETCHES; k++) largest = max(largest, startOf(k + 1) - startOf(k));
  // A quarter of all in one stretch is a heap that cells do not part; memory is not to move while a column is worked on.
  if (largest > most) return false;
  tied = false;
  let before: f64 = -Infinity;
  for (let k: i32 = 0; k < STRETCHES; k++) {
    const from: i32 = startOf(k);
    const size: i32 = startOf(k + 1) - from;
    if (size == 0) continue;
    if (!fillCells(records + (<usize>from << 4), size, k)) return false;
    insertAll(size);
    before = writeOut(from, size, before);
  }
  return true;
}

@inline
function startOf(k: i32): i32 {
  return load<i32>(starts + (<usize>k << 2));
}

function range(values: usize, n: i32): bool {
  const first: f64 = load<f64>(values);
  const from: v128 = f64x2.splat(first);
  let sum: v128 = f64x2.splat(0);
  let square: v128 = f64x2.splat(0);
  const end: usize = values + (<usize>n << 3);
  for (let at: usize = values; at < end; at += 16) {
    const x: v128 = f64x2.sub(v128.load(at), from);
    sum = f64x2.add(sum, x);
    square = f64x2.add(square, f64x2.mul(x, x));
  }
  const mean: f64 = (f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)) / n;
  const meanSquare: f64 = (f64x2.extract_lane(square, 0) + f64x2.extract_lane(square, 1)) / n;
  const reach: f64 = REACH * sqrt(meanSquare - mean * mean);
  low = first + mean - reach;
  scale = (STRETCHES - 1) / (2 * reach);
  return scale > 0 && scale < Infinity && isFinite(low);
}

/** Of two values, in stretches. */
@inline
function stretchesOf(x: v128): v128 {
  const y: v128 = f64x2.mul(f64x2.sub(x, f64x2.splat(low)), f64x2.splat(scale));
  const inside: v128 = f64x2.pmin(f64x2.pmax(y, f64x2.splat(0)), f64x2.splat(STRETCHES - 1));
  return f64x2.add(inside, f64x2.splat(MAGIC));
}

function count(values: usize, n: i32): void {
  memory.fill(starts, 0, (STRETCHES + 1) * 4);
  const end: usize = values + (<usize>n << 3);
  for (let at: usize = values; at < end; at += 16) {
    const y: v128 = stretchesOf(v128.load(at));
    const a: usize = starts + (<usize>i32x4.extract_lane(y, 0) << 2);
    store<i32>(a, load<i32>(a, 4) + 1, 4);
    const b: usize = starts + (<usize>i32x4.extract_lane(y, 2) << 2);
    store<i32>(b, load<i32>(b, 4) + 1, 4);
  }
  for (let k: i32 = 0; k < STRETCHES; k++) {
    const at: usize = starts + (<usize>k << 2);
    store<i32>(at, load<i32>(at) + load<i32>(at, 4), 4);
  }
  memory.copy(next, starts, STRETCHES * 4);
}

@inline
function place(k: i32, x: f64, i: i32): void {
  const at: usize = next + (<usize>k << 2);
  const to: i32 = load<i32>(at);
  store<i32>(at, to + 1);
  const record: usize = records + (<usize>to << 4);
  store<f64>(record, x);
  store<i32>(record, i, 8);
}

function scatter(values: usize, n: i32): void {
  for (let i: i32 = 0; i < n; i += 2) {
    const x: v128 = v128.load(values + (<usize>i << 3));
    const y: v128 = stretchesOf(x);
    place(i32x4.extract_lane(y, 0), f64x2.extract_lane(x, 0), i);
    place(i32x4.extract_lane(y, 2), f64x2.extract_lane(x, 1), i + 1);
  }
}

/** The cell of the value of a record: as far from the beginning of its stretch as it lies, no matter how that is rounded. */
@inline
function cellOf(record: usize, start: v128, factor: v128, last: v128): usize {
  const y: v128 = f64x2.mul(f64x2.sub(v128.load64_splat(record), start), factor);
  const inside: v128 = f64x2.pmin(f64x2.pmax(y, f64x2.splat(0)), last);
  return cells + (<usize>i32x4.extract_lane(f64x2.add(inside, f64x2.splat(MAGIC)), 0) << 2);
}

/** Records of stretch k by cell, of which there are as many as records; false where cells are too full. */
function fillCells(from: usize, size: i32, k: i32): bool {
  memory.fill(cells, 0, <usize>(size + 1) << 2);
  const start: v128 = f64x2.splat(low + (k - 0.5) / scale);
  const factor: v128 = f64x2.splat(scale * size);
  const last: v128 = f64x2.splat(size);
  const end: usize = from + (<usize>size << 4);
  for (let at: usize = from; at < end; at += 16) {
    const cell: usize = cellOf(at, start, factor, last);
    store<i32>(cell, load<i32>(cell) + 1);
  }
  let next: i32 = 0;
  let moves: i64 = 0;
  for (let c: i32 = 0; c <= size; c++) {
    const cell: usize = cells + (<usize>c << 2);
    const inside: i32 = load<i32>(cell);
    store<i32>(cell, next);
    next += inside;
    moves += <i64>inside * inside;
  }
  if (size > 64 && moves > 4 * MOVES * size) return false;
  for (let at: usize = from; at < end; at += 16) {
    const cell: usize = cellOf(at, start, factor, last);
    const to: i32 = load<i32>(cell);
    store<i32>(cell, to + 1);
    v128.store(stretch + (<usize>to << 4), v128.load(at));
  }
  return true;
}

/** Sorts a stretch, which almost is. */
function insertAll(size: i32): void {
  const end: usize = stretch + (<usize>size << 4);
  for (let at: usize = stretch + 16; at < end; at += 16) {
    const x: f64 = load<f64>(at);
    if (load<f64>(at - 16) <= x) continue;
    const record: v128 = v128.load(at);
    let to: usize = at;
    do {
      v128.store(to, v128.load(to - 16));
      to -= 16;
    } while (to > stretch && load<f64>(to - 16) > x);
    v128.store(to, record);
  }
}

/** Writes a sorted stretch to its places; returns its largest value. */
function writeOut(from: i32, size: i32, before: f64): f64 {
  let toValue: usize = sorted + (<usize>from << 3);
  let toPlace: usize = order + (<usize>from << 2);
  const end: usize = stretch + (<usize>size << 4);
  let equal: bool = false;
  for (let at: usize = stretch; at < end; at += 16) {
    const x: f64 = load<f64>(at);
    equal = equal | (x == before);
    before = x;
    store<f64>(toValue, x);
    store<i32>(toPlace, load<i32>(at, 8));
    toValue += 8;
    toPlace += 4;
  }
  tied = tied | equal;
  return before;
}
