/**
 * Binary visible units in windows of up to eight neighbours, whose states are a byte: how annealing keeps many chains for many steps. Units that are nearly
 * always off, such as those at the edge of a picture, have windows of their own, behind those of the others, and are seldom looked at.
 */
import { alloc } from "../../../wasm/lib/memory";
import { putSet } from "./draw";
import { H, HP, V, VP, count, list, negative, negativeCount } from "./state";
import { rowBytes, rowOf } from "./steps";

/** σ(−5.55) < 1/256: a unit whose input stays below is off unless its leading byte is 0. */
const QUIET: f32 = -5.55;
/** Bytes of `sums` that caches hold still. */
const MOST_BYTES: usize = 1 << 21;

/** Windows of units that are not quiet, and all of them: those come first. */
export let lively: i32 = 0;
export let windows: i32 = 0;
/** Of each window the first unit; of each unit its slot, 8 · window + lane; of each slot its unit, V where it has none (uint32 each). */
export let starts: usize = 0;
export let slots: usize = 0;
export let units: usize = 0;
/** Bytes of the states of a chain, zero behind the windows. */
export let maskBytes: i32 = 0;

/** For each four slots of lively windows and each set of them, the sum of their rows. */
let sums: usize = 0;
let bits: usize = 0;
/** Sets of 64 fours. */
let nibbles: usize = 0;
/** Addresses of rows, and where they end. */
export let rows: usize = 0;
export let rowsEnd: usize = 0;

/** Most windows there may be: a short one is followed by one of eight. */
@inline
export function mostWindows(): i32 {
  return (VP >> 2) + 5;
}

@inline
export function mostLively(): i32 {
  return (((V + 7) >> 3) + 3) & ~3;
}

/** `ceiling`: what the input of each visible unit stays below, at any β (VP float32). */
export function layOut(ceiling: usize): void {
  if (starts == 0) {
    const most = mostWindows();
    maskBytes = (most + 47) & ~15;
    starts = alloc(most * 4);
    slots = alloc(VP * 4);
    units = alloc(most * 32);
    rows = alloc(V * 4 + 16);
    bits = alloc((V >> 3) + 8);
    nibbles = alloc(64);
    const fours = mostLively() * 2;
    const bytes = <usize>(fours << 4) * rowBytes;
    if (bytes <= MOST_BYTES) sums = alloc(bytes);
  }
  windows = 0;
  place(ceiling, false);
  // As many as are handled side by side; these have no units.
  while ((windows & 3) != 0) put(0, 0);
  lively = windows;
  place(ceiling, true);
  if (sums != 0) for (let four = 0; four < lively << 1; four++) fillFour(four);
}

function place(ceiling: usize, quiet: bool): void {
  let length = 0;
  for (let i = 0; i < V; i += length) {
    const isQuiet = load<f32>(ceiling + (<usize>i << 2)) < QUIET;
    const most = min(8, V - i);
    length = isQuiet ? 1 : most;
    while (length < most && load<f32>(ceiling + (<usize>(i + length) << 2)) < QUIET) length++;
    if (isQuiet == quiet) put(i, length);
  }
}

function put(first: i32, length: i32): void {
  store<u32>(starts + (<usize>windows << 2), first);
  for (let lane = 0; lane < 8; lane++) {
    const slot = (windows << 3) + lane;
    store<u32>(units + (<usize>slot << 2), lane < length ? first + lane : V);
    if (lane < length) store<u32>(slots + (<usize>(first + lane) << 2), slot);
  }
  windows++;
}

@inline
export function unitOf(slot: i32): u32 {
  return load<u32>(units + (<usize>slot << 2));
}
@inline
function sumOf(four: i32, set: i32): usize {
  return sums + <usize>(four * 16 + set) * rowBytes;
}

function fillFour(four: i32): void {
  memory.fill(sumOf(four, 0), 0, rowBytes);
  for (let lane = 0; lane < 4; lane++) {
    const unit = unitOf((four << 2) + lane);
    if (unit < <u32>V) memory.copy(sumOf(four, 1 << lane), rowOf(unit), rowBytes);
    else memory.fill(sumOf(four, 1 << lane), 0, rowBytes);
  }
  const length = rowBytes - 16;
  for (let set = 3; set < 16; set++) {
    const rest = set & (set - 1);
    if (rest == 0) continue;
    const out = sumOf(four, set);
    const a = sumOf(four, rest);
    const b = sumOf(four, set ^ rest);
    for (let at: usize = 0; at < length; at += 16) v128.store(out + at, i32x4.add(v128.load(a + at), v128.load(b + at)));
    v128.store(out + length, i64x2.add(v128.load(a + length), v128.load(b + length)));
  }
}

/** The rows that sum up to what the units of a state give, to `rows`. */
export function findRows(masks: usize): void {
  rowsEnd = rows;
  if (sums == 0) return findSingly(masks, 0);
  const nibble = i8x16.splat(15);
  const none = i32x4.splat(0);
  let end = rows;
  let four = sums;
  // Of 32 windows 64 sets of four: those beyond the lively ones are cut off.
  for (let w = 0; w < lively; w += 32) {
    let all: u64 = 0;
    for (let half = 0; half < 2; half++) {
      const both = v128.load(masks + w + (half << 4));
      const low = v128.and(both, nibble);
      const high = v128.and(i16x8.shr_u(both, 4), nibble);
      const first = v128.shuffle<i8>(low, high, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      const second = v128.shuffle<i8>(low, high, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
      v128.store(nibbles + (half << 5), first);
      v128.store(nibbles + (half << 5), second, 16);
      const empty = <u32>i8x16.bitmask(i8x16.eq(first, none)) | (<u32>i8x16.bitmask(i8x16.eq(second, none)) << 16);
      all |= <u64>~empty << (half << 5);
    }
    const left = (lively - w) << 1;
    if (left < 64) all &= (<u64>1 << left) - 1;
    for (; all != 0; all &= all - 1) {
      const k = <usize>ctz(all);
      store<usize>(end, four + ((k << 4) + <usize>load<u8>(nibbles + k)) * rowBytes);
      end += 4;
    }
    four += rowBytes << 10;
  }
  rowsEnd = end;
  findSingly(masks, lively);
}

/** A row of each unit that is on, from window `first` on. */
function findSingly(masks: usize, first: i32): void {
  for (let w = first; w < windows; w += 8) {
    let rest = load<u64>(masks + w);
    for (; rest != 0; rest &= rest - 1) {
      store<usize>(rowsEnd, rowOf(unitOf((w << 3) + <i32>ctz(rest))));
      rowsEnd += 4;
    }
  }
}

/** The state of chain n from its list, and back. */
export function enter(masks: usize, n: i32): void {
  memory.fill(masks, 0, maskBytes);
  const active = list(negative, n);
  const end = active + (<usize>count(negativeCount, n) << 2);
  for (let a = active; a < end; a += 4) {
    const slot = load<u32>(slots + (<usize>load<u32>(a) << 2));
    const at = masks + (slot >> 3);
    store<u8>(at, <u8>(<u32>load<u8>(at) | (1 << (slot & 7))));
  }
}
export function leave(masks: usize, n: i32): void {
  memory.fill(bits, 0, (V >> 3) + 8);
  for (let w = 0; w < windows; w++) {
    const start = load<u32>(starts + (<usize>w << 2));
    const at = bits + (start >> 3);
    store<u16>(at, <u16>(<u32>load<u16>(at) | (<u32>load<u8>(masks + w) << (start & 7))));
  }
  const active = list(negative, n);
  let out = active;
  for (let i = 0; i < VP; i += 4) out = putSet(out, i, (<i32>load<u8>(bits + (i >> 3)) >> (i & 4)) & 15);
  store<i32>(negativeCount + (<usize>n << 2), <i32>((out - active) >> 2));
}
