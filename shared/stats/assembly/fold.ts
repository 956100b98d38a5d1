// Sums of the scores of |x − centre| over halves of chains, in ascending order of the distances.
import { all, half, halves, reserve, room, squares, sums } from "./draws";
import { merge } from "./merge";
import { endOfTie, ranked, restore, share, table } from "./scores";
import { KEPT, KEPT_TIES, nearPairs, pairs, tiedRanks, ties } from "./near";
import { halfOf, isAboveAll, isBelowAll, NEAR, placeOf, places, recordOf, valueOf } from "./records";
import { firstAbove, sorted, valueAt } from "./sort";

/** Of each half a sum and a sum of squares, side by side. */
let both: usize = 0;
/** The place of each distance, u32. */
let distant: usize = 0;

/** Makes room. */
export function setUpFold(): void {
  both = reserve(<usize>halves << 4);
  distant = reserve(<usize>all << 2);
}

/** Into `sums` and `squares`. */
export function fold(centre: f64): void {
  const n: i32 = all;
  memory.fill(both, 0, <usize>halves << 4);
  const isDone: bool = foldHalves(centre, n);
  restore();
  if (!isDone) {
    memory.fill(both, 0, <usize>halves << 4);
    const isTied: bool = merge(centre, distant);
    addAll(ranked(room, isTied), distant, n);
  }
  for (let c: i32 = 0; c < halves; c++) {
    const at: usize = both + (<usize>c << 4);
    store<f64>(sums + (<usize>c << 3), load<f64>(at));
    store<f64>(squares + (<usize>c << 3), load<f64>(at, 8));
  }
}

/** Scores, from the least distance on, to the sums of the halves that their places are in. */
function addAll(score: usize, from: usize, n: i32): void {
  for (let i: i32 = 0; i < n; i++) add(load<f64>(score + (<usize>i << 3)), load<u32>(from + (<usize>i << 2)));
}

@inline
function add(z: f64, place: u32): void {
  const group: usize = both + (halfOf(place) << 4);
  const term: v128 = f64x2.replace_lane(f64x2.splat(z), 1, z * z);
  v128.store(group, f64x2.add(v128.load(group), term));
}

/**
 * All of it where as many values lie on either side, as about a median, and no two distances are equal but for the first and those of a few equal values; false where that is not so. The nearer half is merged
 * from the centre outwards and the farther one from the outside inwards, at once: each waits for its own comparisons alone, and neither comes to the end of a
 * side. What is compared are the numbers of records, unless they are too near each other.
 */
function foldHalves(centre: f64, n: i32): bool {
  const middle: u64 = recordOf(centre);
  if (ties > KEPT_TIES || 2 * firstAbove(centre) != n || isBelowAll(middle) || isAboveAll(middle)) return false;
  if (haveEqual(centre, n) || !shareTies(centre, n)) return false;
  const count: i32 = n >> 1;
  const near: u64 = NEAR << places;
  let below: usize = sorted + (<usize>(count - 1) << 3);
  let above: usize = below + 8;
  let lowest: usize = sorted;
  let highest: usize = sorted + (<usize>(n - 1) << 3);
  let score: usize = table;
  let far: usize = distant + (<usize>(count - 1) << 2);
  for (let i: i32 = 0; i < count; i++) {
    const down: u64 = load<u64>(below);
    const up: u64 = load<u64>(above);
    // Half of the sum: what is below the centre is as far from it as what is above when this is the centre.
    const between: u64 = (down >>> 1) + (up >>> 1);
    // All bits where the one above is the nearer.
    let upper: u64 = <u64>(<i64>(between - middle) >> 63);
    if (between - middle + near <= 2 * near || isBelowAll(down) || isAboveAll(up)) {
      const distance: f64 = centre - valueOf(down);
      const other: f64 = valueOf(up) - centre;
      if (distance == other) {
        // Of a median between two values both are as far from it, but for rounding.
        if (i > 0) return false;
        share(0, 2);
      }
      upper = <u64>0 - <u64>(distance > other);
    }
    add(load<f64>(score), placeOf(down ^ ((down ^ up) & upper)));
    const step: usize = <usize>upper & 8;
    below -= 8 - step;
    above += step;
    score += 8;

    const least: u64 = load<u64>(lowest);
    const greatest: u64 = load<u64>(highest);
    const amid: u64 = (least >>> 1) + (greatest >>> 1);
    let lower: u64 = <u64>(<i64>(amid - middle) >> 63);
    if (amid - middle + near <= 2 * near || isBelowAll(least) || isAboveAll(greatest)) {
      const distance: f64 = centre - valueOf(least);
      const other: f64 = valueOf(greatest) - centre;
      if (distance == other) return false;
      lower = <u64>0 - <u64>(distance > other);
    }
    store<u32>(far, placeOf(greatest ^ ((greatest ^ least) & lower)));
    const inwards: usize = <usize>lower & 8;
    lowest += inwards;
    highest -= 8 - inwards;
    far -= 4;
  }
  addAll(score, distant, count);
  return true;
}

/** Equal values share the scores of their distances in the table, by the ranks of these; false where another value is as far from the centre. */
function shareTies(centre: f64, n: i32): bool {
  const middle: i32 = n >> 1;
  for (let k: i32 = 0; k < ties; ) {
    const first: i32 = load<i32>(tiedRanks + (<usize>k << 2)) - 1;
    const next: i32 = endOfTie(k);
    const count: i32 = 1 + next - k;
    const isBelow: bool = first < middle;
    const distance: f64 = abs<f64>(valueAt(first) - centre);
    // Of the other side, how many are nearer.
    let nearer: i32 = 0;
    let rest: i32 = middle;
    while (nearer < rest) {
      const at: i32 = (nearer + rest) >>> 1;
      const other: f64 = distanceAt(at, isBelow, centre);
      if (other == distance) return false;
      if (other < distance) nearer = at + 1;
      else rest = at;
    }
    const rank: i32 = nearer + (isBelow ? middle - first - count : first - middle);
    share(rank, rank + count);
    k = next;
  }
  return true;
}

/** The distance of the value `away` ranks outwards from the centre. */
function distanceAt(away: i32, isAbove: bool, centre: f64): f64 {
  const middle: i32 = all >> 1;
  return abs<f64>(valueAt(isAbove ? middle + away : middle - 1 - away) - centre);
}

/** Whether neighbours are equally far from the centre. */
function haveEqual(centre: f64, n: i32): bool {
  if (nearPairs <= KEPT) {
    const end: usize = pairs + (<usize>nearPairs << 4);
    for (let at: usize = pairs; at < end; at += 16)
      if (areEqual(load<u64>(at), load<u64>(at, 8), centre)) return true;
    return false;
  }
  let before: u64 = load<u64>(sorted);
  for (let i: i32 = 1; i < n; i++) {
    const record: u64 = load<u64>(sorted + (<usize>i << 3));
    const isNear: bool = record - before + (NEAR << places) <= 2 * (NEAR << places);
    if (isNear && valueOf(before) != valueOf(record) && areEqual(before, record, centre)) return true;
    before = record;
  }
  return false;
}

function areEqual(one: u64, other: u64, centre: f64): bool {
  return abs<f64>(valueOf(one) - centre) == abs<f64>(valueOf(other) - centre);
}
