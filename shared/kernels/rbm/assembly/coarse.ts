/**
 * Inputs of binary visible units between the base-rate machine and this one that are nearly right, for annealing. Weights are 16-bit integers, each visible
 * unit in a step of its own; sums of integers do not depend on their order, so that a table holds them for every set of four hidden units.
 */
import { alloc } from "../../../wasm/lib/memory";
import { H, HP, V, VP, baseBias, transposed, visibleBias } from "./state";
import { MOST_OFF, PER_ONE, raiseLines } from "./rough";
import { layOut, lively, mostLively, mostWindows, unitOf, windows } from "./windows";

/** Sums of the visible units' integers stay within ± this and an eighth of the number of hidden units, by which rounding adds to them. */
const GREATEST: f32 = 32000;
const MOST_HIDDEN: i32 = 1024;
/** Bytes of the table that still fit the second cache. */
const MOST_BYTES: i32 = 1 << 20;
/** Weights beyond this are none that could be drawn with. */
const MOST_WEIGHT: f32 = 1e6;
const LEAST_WEIGHT: f32 = 1e-6;
const TWO_M23: f32 = 1.1920928955078125e-7;
/** Times that inputs as 16-bit integers must be doubled at most. */
const COARSEST: i32 = 3;
/** Such inputs are off by so many units at most, beside what the sums are: both factors and the product are rounded. */
const ROUNDED: f32 = 2;
/** An input of slots that have no unit. */
const NONE: f32 = -100;

/** For each four hidden units and each set of them, sums of weights in steps, by slot: HP / 4 × 16 × 8 lively int16. */
let table: usize = 0;
/** Steps of each visible unit, their inverses, and what its input stays below at any β (VP). */
let step: usize = 0;
let inverse: usize = 0;
let ceiling: usize = 0;
/** Of each slot: both biases, and its step. */
let ofBase: usize = 0;
let ofOwn: usize = 0;
let ofSum: usize = 0;
/**
 * x is about offset + factor · sum at β = `here`, in float32; of quiet slots offset is a bound of it. The same as integers of lively slots,
 * offset + (factor · sum) / 2^15, which are 1 / PER_ONE after `doublings`.
 */
export let offset: usize = 0;
export let factor: usize = 0;
export let offset16: usize = 0;
export let factor16: usize = 0;
export let doublings: i32 = 0;
/** Most that an input at β = `here` can be wrong by: its factor times so many halves, and the rest. */
export let halves: f32 = 0;
/** Sums of the slots (int16): what `addUp` has found; 0 of quiet ones. */
export let coarseSums: usize = 0;
export let here: f64 = NaN;
let chosen: usize = 0; // HP / 4 addresses
/** Weights of four hidden units in steps, by slot (4 × 8 lively float32). */
let scaled: usize = 0;
let isStale: bool = true;
let isUsable: bool = false;
/** Most that x_i can be wrong by, at β = 1: for each four hidden units half a step, here the largest; and what float32 rounds. */
let halfStep: f32 = 0;
export let rounding: f32 = 0;

/** After weights or biases have changed, or those of the base-rate machine. */
export function coarseChanged(): void {
  isStale = true;
}

/** False where exact inputs serve better, or weights are not finite. The steps of `steps.ts` must be prepared. */
export function isCoarse(): bool {
  if (isStale) isUsable = prepare();
  return isUsable;
}

function prepare(): bool {
  isStale = false;
  here = NaN;
  const most = mostLively() << 3;
  if (HP > MOST_HIDDEN || HP * 8 * most > MOST_BYTES) return false;
  if (table == 0) {
    const all = mostWindows() << 3;
    table = alloc(HP * 8 * most);
    step = alloc(VP * 4);
    inverse = alloc(VP * 4);
    ceiling = alloc(VP * 4);
    ofBase = alloc(all * 4);
    ofOwn = alloc(all * 4);
    ofSum = alloc(all * 4);
    offset = alloc(all * 4);
    factor = alloc(all * 4);
    offset16 = alloc(most * 2);
    factor16 = alloc(most * 2);
    coarseSums = alloc(all * 2);
    chosen = alloc(HP);
    scaled = alloc(most * 16);
  }
  if (!chooseSteps()) return false;
  layOut(ceiling);
  memory.fill(coarseSums, 0, windows << 4);
  for (let slot = 0; slot < windows << 3; slot++) fillSlot(slot);
  for (let four = 0; four < HP >> 2; four++) fillFour(four);
  return true;
}

/** The finest steps in which no sum leaves an int16, and the bits with which no product with them does. */
function chooseSteps(): bool {
  sumWeights(step, inverse);
  halfStep = 0;
  rounding = 0;
  let widest: f32 = 0;
  let farthest: f32 = 0;
  for (let i = 0; i < V; i++) {
    const at = <usize>i << 2;
    const above = load<f32>(step + at);
    const below = load<f32>(inverse + at);
    const most = max<f32>(max<f32>(above, below), LEAST_WEIGHT);
    // Not so for NaN either.
    if (!(most < MOST_WEIGHT)) return false;
    store<f32>(step + at, most / GREATEST);
    store<f32>(inverse + at, GREATEST / most);
    const own = load<f32>(visibleBias + at);
    const base = load<f32>(baseBias + at);
    store<f32>(ceiling + at, max<f32>(base, own + above));
    widest = max<f32>(widest, most);
    farthest = max<f32>(farthest, max<f32>(abs(own), abs(base)));
    rounding = max<f32>(rounding, <f32>(H + 12) * TWO_M23 * (abs(own) + abs(base) + above + below));
  }
  halfStep = (<f32>0.5 * widest) / GREATEST;
  for (let i = 0; i < V; i++) store<f32>(ceiling + (<usize>i << 2), load<f32>(ceiling + (<usize>i << 2)) + rounding);
  halves = <f32>(HP >> 2) * 0.5;
  if (!(<f32>(HP >> 2) * halfStep + rounding < MOST_OFF)) return false;
  for (doublings = 0; doublings <= COARSEST; doublings++) {
    if (max<f32>(farthest, widest * 1.024) * perOne() < GREATEST) return true;
  }
  return false;
}

@inline
function perOne(): f32 {
  return PER_ONE / <f32>(1 << doublings);
}

/** Of each visible unit the sums of its positive and of its negative weights, without their sign. */
function sumWeights(above: usize, below: usize): void {
  const zero = f32x4.splat(0);
  for (let i = 0; i < VP; i += 4) {
    const at = <usize>i << 2;
    let p = zero;
    let n = zero;
    for (let j = 0; j < H; j++) {
      const w = v128.load(transposed + at + ((<usize>j * VP) << 2));
      p = f32x4.add(p, f32x4.max(w, zero));
      n = f32x4.sub(n, f32x4.min(w, zero));
    }
    v128.store(above + at, p);
    v128.store(below + at, n);
  }
}

function fillSlot(slot: i32): void {
  const at = <usize>slot << 2;
  const unit = <usize>unitOf(slot) << 2;
  const isOne = unit < <usize>V << 2;
  const isLively = slot < lively << 3;
  store<f32>(ofBase + at, isOne ? load<f32>(baseBias + unit) : NONE);
  store<f32>(ofOwn + at, isOne ? load<f32>(visibleBias + unit) : NONE);
  store<f32>(ofSum + at, isOne ? load<f32>(step + unit) : 0);
  if (isLively) return;
  store<f32>(offset + at, isOne ? load<f32>(ceiling + unit) : NONE);
  store<f32>(factor + at, 0);
}

@inline
function setOf(four: i32, set: i32): usize {
  return table + ((<usize>(four * 16 + set) * lively) << 4);
}

/** A sum is rounded as a whole, not its weights. */
function fillFour(four: i32): void {
  const length = <usize>lively << 5;
  for (let k = 0; k < 4; k++) {
    const weights = transposed + (<usize>(((four << 2) + k) * VP) << 2);
    for (let slot = 0; slot < lively << 3; slot++) {
      const unit = unitOf(slot);
      const at = <usize>unit << 2;
      const steps = unit < <u32>V ? load<f32>(weights + at) * load<f32>(inverse + at) : 0;
      store<f32>(scaled + <usize>k * length + (<usize>slot << 2), steps);
    }
  }
  for (let set = 0; set < 16; set++) {
    const out = setOf(four, set);
    for (let at: usize = 0; at < length; at += 32) {
      const whole = i16x8.narrow_i32x4_s(wholeOf(set, scaled + at, length), wholeOf(set, scaled + at + 16, length));
      v128.store(out + (at >> 1), whole);
    }
  }
}
/** The sum of those of four vectors, `apart` bytes from one another, that are in the set, rounded. */
@inline
function wholeOf(set: i32, from: usize, apart: usize): v128 {
  let sum = f32x4.splat(0);
  for (let k = 0; k < 4; k++) if ((set >> k) & 1) sum = f32x4.add(sum, v128.load(from + <usize>k * apart));
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(sum));
}

export function goTo(beta: f64): void {
  if (beta == here) return;
  here = beta;
  const own = f32x4.splat(<f32>beta);
  const rest = f32x4.splat(<f32>(1 - beta));
  const unit = f32x4.splat(perOne());
  const ofProduct = f32x4.splat(perOne() * 32768);
  raiseLines(<f32>beta * <f32>(HP >> 2) * halfStep + rounding + ROUNDED / perOne());
  for (let slot = 0; slot < lively << 3; slot += 4) {
    const at = <usize>slot << 2;
    const o = f32x4.add(f32x4.mul(rest, v128.load(ofBase + at)), f32x4.mul(own, v128.load(ofOwn + at)));
    const f = f32x4.mul(own, v128.load(ofSum + at));
    v128.store(offset + at, o);
    v128.store(factor + at, f);
    store16(offset16 + (at >> 1), f32x4.mul(o, unit));
    store16(factor16 + (at >> 1), f32x4.mul(f, ofProduct));
  }
}
@inline
function store16(out: usize, x: v128): void {
  const whole = i32x4.trunc_sat_f32x4_s(f32x4.nearest(x));
  v128.store64_lane(out, i16x8.narrow_i32x4_s(whole, whole), 0);
}

/** Sums of the weights of the hidden units in `sets` (a byte of each four), in steps, to `coarseSums`. */
export function addUp(sets: usize): void {
  let end = chosen;
  for (let four = 0; four < HP >> 2; four++) {
    const set = <i32>load<u8>(sets + four);
    store<usize>(end, setOf(four, set));
    end += set != 0 ? 4 : 0;
  }
  const length = <usize>lively << 4;
  let at: usize = 0;
  for (; at + 192 <= length; at += 192) {
    let s0 = i32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let s4 = s0;
    let s5 = s0;
    let s6 = s0;
    let s7 = s0;
    let s8 = s0;
    let s9 = s0;
    let s10 = s0;
    let s11 = s0;
    for (let r = chosen; r < end; r += 4) {
      const row = load<usize>(r) + at;
      s0 = i16x8.add(s0, v128.load(row));
      s1 = i16x8.add(s1, v128.load(row, 16));
      s2 = i16x8.add(s2, v128.load(row, 32));
      s3 = i16x8.add(s3, v128.load(row, 48));
      s4 = i16x8.add(s4, v128.load(row, 64));
      s5 = i16x8.add(s5, v128.load(row, 80));
      s6 = i16x8.add(s6, v128.load(row, 96));
      s7 = i16x8.add(s7, v128.load(row, 112));
      s8 = i16x8.add(s8, v128.load(row, 128));
      s9 = i16x8.add(s9, v128.load(row, 144));
      s10 = i16x8.add(s10, v128.load(row, 160));
      s11 = i16x8.add(s11, v128.load(row, 176));
    }
    v128.store(coarseSums + at, s0);
    v128.store(coarseSums + at, s1, 16);
    v128.store(coarseSums + at, s2, 32);
    v128.store(coarseSums + at, s3, 48);
    v128.store(coarseSums + at, s4, 64);
    v128.store(coarseSums + at, s5, 80);
    v128.store(coarseSums + at, s6, 96);
    v128.store(coarseSums + at, s7, 112);
    v128.store(coarseSums + at, s8, 128);
    v128.store(coarseSums + at, s9, 144);
    v128.store(coarseSums + at, s10, 160);
    v128.store(coarseSums + at, s11, 176);
  }
  for (; at < length; at += 64) {
    let s0 = i32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (let r = chosen; r < end; r += 4) {
      const row = load<usize>(r) + at;
      s0 = i16x8.add(s0, v128.load(row));
      s1 = i16x8.add(s1, v128.load(row, 16));
      s2 = i16x8.add(s2, v128.load(row, 32));
      s3 = i16x8.add(s3, v128.load(row, 48));
    }
    v128.store(coarseSums + at, s0);
    v128.store(coarseSums + at, s1, 16);
    v128.store(coarseSums + at, s2, 32);
    v128.store(coarseSums + at, s3, 48);
  }
}
