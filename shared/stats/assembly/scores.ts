// Rank-normalised scores, each at its value's place.
import { CENTRE_BOTTOM, CENTRE_TOP, normalQuantile } from "../normal-quantile";
import { all, chains, half, reserve, room } from "./draws";
import { KEPT_TIES, tiedRanks, ties } from "./near";
import { bitsFor, drawBits, placeOf } from "./records";
import { laggedOf, meansOf } from "./series";
import { ascending, sorted } from "./sort";

/** Scores of the ranks 1…n of values that differ. */
export let table: usize = 0;
/** How many ranks have theirs there: all of them do for the next columns of as many draws. */
export let filled: i32 = 0;

/** Bits of the places of a block, whose values stay in a processor's cache. */
const BLOCK: i32 = 12;
let places: usize = 0;
/** Of two chains their scores, in the order of their draws. */
let own: usize = 0;
let next: usize = 0;
/** Scores in order of value where some are equal. */
let shared: usize = 0;

/** Where scores stood in the table that others have taken the places of, u32, and what they were. */
let before: usize = 0;
let taken: i32 = 0;

/** Makes room; the table is filled before anything is scored. */
export function setUpScores(): void {
  table = reserve(<usize>all << 3);
  own = reserve(<usize>half << 5);
  places = reserve(<usize>all << 1);
  shared = reserve(<usize>all << 3);
  next = reserve(<usize>(chains << max(bitsFor(2 * half) - BLOCK, 0)) << 2);
  before = reserve(<usize>KEPT_TIES << 5);
}

/** The table is of other draws. */
export function forgetTable(): void {
  filled = 0;
}

/**
 * Fills the table up to an even place: two ranks at a time where both are in the middle, where `normalQuantile` is a quotient of
 * polynomials.
 */
export function fillTable(end: i32): void {
  const n: i32 = all;
  const from: i32 = filled;
  const over: v128 = f64x2.splat(<f64>n + 0.25);
  for (let i: i32 = from; i < end; i += 2) {
    const ranks: v128 = f64x2.replace_lane(f64x2.splat(<f64>(i + 1)), 1, <f64>(i + 2));
    const q: v128 = f64x2.sub(f64x2.div(f64x2.sub(ranks, f64x2.splat(0.375)), over), f64x2.splat(0.5));
    const to: usize = table + (<usize>i << 3);
    if (i64x2.all_true(f64x2.le(f64x2.abs(q), f64x2.splat(0.425)))) {
      const r: v128 = f64x2.sub(f64x2.splat(0.180625), f64x2.mul(q, q));
      v128.store(to, f64x2.div(f64x2.mul(q, polynomials(CENTRE_TOP, r)), polynomials(CENTRE_BOTTOM, r)));
    } else {
      store<f64>(to, scoreOf(<f64>(i + 1), n));
      store<f64>(to, scoreOf(<f64>(i + 2), n), 8);
    }
  }
  filled = end;
}

/** Horner's rule for two numbers. */
@inline
function polynomials(coefficients: StaticArray<f64>, x: v128): v128 {
  let sum: v128 = f64x2.splat(unchecked(coefficients[0]));
  for (let i: i32 = 1; i < 8; i++) sum = f64x2.add(f64x2.mul(sum, x), f64x2.splat(unchecked(coefficients[i])));
  return sum;
}

/** The score of a rank, which equal values share. */
export function scoreOf(rank: f64, n: i32): f64 {
  return normalQuantile((rank - 0.375) / (<f64>n + 0.25));
}

/** The scores of ascending values. */
export function ranked(values: usize, areTied: bool): usize {
  if (!areTied) return table;
  const n: i32 = all;
  for (let start: i32 = 0; start < n; ) {
    const x: f64 = load<f64>(values + (<usize>start << 3));
    let end: i32 = start + 1;
    while (end < n && load<f64>(values + (<usize>end << 3)) == x) end++;
    if (end == start + 1) store<f64>(shared + (<usize>start << 3), load<f64>(table + (<usize>start << 3)));
    else {
      const score: f64 = scoreOf(<f64>(start + 1 + end) / 2, n);
      for (let i: i32 = start; i < end; i++) store<f64>(shared + (<usize>i << 3), score);
    }
    start = end;
  }
  return shared;
}

/** In the table, to the ranks from `start` on and before `end`, the score that equal values of them share; until `restore`. */
export function share(start: i32, end: i32): void {
  const score: f64 = scoreOf(<f64>(start + 1 + end) / 2, all);
  for (let i: i32 = start; i < end; i++) {
    const at: usize = table + (<usize>i << 3);
    const kept: usize = before + (<usize>taken << 4);
    taken++;
    store<u32>(kept, <u32>at);
    store<f64>(kept, load<f64>(at), 8);
    store<f64>(at, score);
  }
}

/** The table as it was, from the last that was shared on. */
export function restore(): void {
  while (taken > 0) {
    taken--;
    const kept: usize = before + (<usize>taken << 4);
    store<f64>(<usize>load<u32>(kept), load<f64>(kept, 8));
  }
}

/** Where the values end that are equal to the one at tie `k`: ties that follow each other are of one value. */
export function endOfTie(k: i32): i32 {
  let end: i32 = k + 1;
  while (end < ties && load<u32>(tiedRanks + (<usize>end << 2)) == load<u32>(tiedRanks + (<usize>(end - 1) << 2)) + 1) end++;
  return end;
}

/**
 * Of the column that was sorted last the scores of halves: their means to `means`, `lags` sums over their lags from 0 on to `sums` (as `lagged`). Block by block first, and to
 * their places then, in a processor's cache: far apart from each other all over the column they would be slow to write.
 */
export function score(lags: i32): void {
  const n: i32 = all;
  const from: usize = ties > KEPT_TIES ? ranked(ascending(), true) : table;
  if (from == table) shareTies();
  const bits: u32 = min(BLOCK, drawBits);
  const mask: u32 = (1 << bits) - 1;
  for (let b: i32 = 0; b < chains << blockBits(); b++) store<i32>(next + (<usize>b << 2), startOf(b));
  for (let i: i32 = 0; i < n; i++) {
    const at: u32 = placeOf(load<u64>(sorted + (<usize>i << 3)));
    const start: usize = next + (<usize>(at >>> bits) << 2);
    const to: i32 = load<i32>(start);
    store<i32>(start, to + 1);
    store<f64>(room + (<usize>to << 3), load<f64>(from + (<usize>i << 3)));
    store<u16>(places + (<usize>to << 1), <u16>(at & mask));
  }
  restore();
  const draws: usize = <usize>half << 4;
  for (let chain: i32 = 0; chain < chains; chain += 2) {
    const count: i32 = min(2, chains - chain);
    for (let k: i32 = 0; k < count; k++) place(chain + k, own + <usize>k * draws);
    meansOf(own, 2 * chain, 2 * count);
    for (let k: i32 = 0; k < count; k++) laggedOf(own + <usize>k * draws, chain + k, 0, lags);
  }
}

/** After `score`, once: all scores in the order of the draws, to `room`. */
export function placeAll(): void {
  const draws: usize = <usize>half << 4;
  for (let chain: i32 = 0; chain < chains; chain++) {
    place(chain, own);
    memory.copy(room + <usize>chain * draws, own, draws);
  }
}

/** Bits that tell the blocks of a chain. */
@inline
function blockBits(): i32 {
  return max(drawBits - BLOCK, 0);
}

/** Where a block begins. */
function startOf(block: i32): i32 {
  const chain: i32 = block >>> blockBits();
  return chain * 2 * half + min((block - (chain << blockBits())) << BLOCK, 2 * half);
}

/** The scores of a chain in the order of its draws, to an address. */
function place(chain: i32, to: usize): void {
  const blocks: i32 = 1 << blockBits();
  for (let b: i32 = chain * blocks; b < (chain + 1) * blocks; b++) {
    const start: i32 = startOf(b);
    const end: i32 = load<i32>(next + (<usize>b << 2));
    const block: usize = to + (<usize>(start - chain * 2 * half) << 3);
    for (let i: i32 = start; i < end; i++)
      store<f64>(block + (<usize>load<u16>(places + (<usize>i << 1)) << 3), load<f64>(room + (<usize>i << 3)));
  }
}

/** Equal values share their scores in the table. */
function shareTies(): void {
  for (let k: i32 = 0; k < ties; ) {
    const first: i32 = load<i32>(tiedRanks + (<usize>k << 2)) - 1;
    const next: i32 = endOfTie(k);
    share(first, first + 1 + next - k);
    k = next;
  }
}
