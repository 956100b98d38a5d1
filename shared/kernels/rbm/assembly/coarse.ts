/**
 * Draws of binary visible units between the base-rate machine and this one, from inputs that are nearly right: a uniform seldom falls so close to the
 * probability that the exact one is asked for, and then it is computed. Weights are 16-bit integers, each visible unit in a step of its own; sums of
 * integers do not depend on their order, so that a table holds them for every set of four hidden units.
 */
import { constant, sigmoidf4 } from "../../../math/assembly/elementary4";
import { alloc } from "../../../wasm/lib/memory";
import { powerRoughly, putSet } from "./draw";
import { H, HP, V, VP, baseBias, hiddenOn, transposed, uniforms, visibleBias } from "./state";

/** Sums of the visible units' integers stay within ± this and half the number of hidden units, by which rounding adds to them. */
const GREATEST: f32 = 32000;
const MOST_HIDDEN: i32 = 1024;
/** Bytes of a table that still fits the second cache. */
const MOST_BYTES: i32 = 1 << 20;
/** Weights beyond this are none that could be drawn with. */
const MOST_WEIGHT: f32 = 1e6;
const LEAST_WEIGHT: f32 = 1e-6;
const TWO_M23: f32 = 1.1920928955078125e-7;
/** u (1 + e^−x) by `powerRoughly` is off by at most 3.03 %. */
const SURELY_ON: f32 = 0.97;
const SURELY_OFF: f32 = 1.031;
/** Where `powerRoughly` ends. */
const LEAST = memory.data<f32>([-60]);

/** For each four hidden units and each set of them, sums of weights in steps: HP / 4 × 16 × W int16. */
let table: usize = 0;
/** Visible units, padded to whole vectors of int16. */
let W: i32 = 0;
/** Steps of each visible unit and their inverses (VP). */
let step: usize = 0;
let inverse: usize = 0;
/** At the temperature of the last draw, x_i = offset_i + factor_i · sum_i (VP). */
let offset: usize = 0;
let factor: usize = 0;
let here: f64 = NaN;
let sums: usize = 0; // W int16
let rows: usize = 0; // HP / 4 addresses
let sets: usize = 0; // HP / 4 bytes
let isStale: bool = true;
let isUsable: bool = false;
/** Most that x_i can be wrong by, at β = 1: for each hidden unit that is on, half a step; and what float32 rounds. */
let halfStep: f32 = 0;
let rounding: f32 = 0;

/** After weights or biases have changed, or those of the base-rate machine. */
export function coarseChanged(): void {
  isStale = true;
}

/** False where exact inputs serve better, or weights are not finite: at β with so many hidden units on. */
export function isCoarse(beta: f64, on: i32): bool {
  if (isStale) isUsable = prepare();
  // Beyond 1.79 e^error is above 1 + error + error², and already below it next to nothing is decided roughly.
  return isUsable && errorOf(beta, on) < 1;
}

/** Most that an input can be wrong by. */
@inline
function errorOf(beta: f64, on: i32): f32 {
  return <f32>beta * <f32>on * halfStep + rounding;
}

function prepare(): bool {
  isStale = false;
  here = NaN;
  W = (VP + 7) & ~7;
  if (HP > MOST_HIDDEN || HP * 8 * W > MOST_BYTES) return false;
  if (table == 0) {
    table = alloc(HP * 8 * W);
    step = alloc(VP * 4);
    inverse = alloc(VP * 4);
    offset = alloc(VP * 4);
    factor = alloc(VP * 4);
    sums = alloc(W * 2);
    rows = alloc(HP);
    sets = alloc(HP >> 2);
  }
  if (!chooseSteps()) return false;
  fillTable();
  return true;
}

/** The finest steps in which no sum leaves an int16. */
function chooseSteps(): bool {
  sumWeights(step, inverse);
  halfStep = 0;
  rounding = 0;
  for (let i = 0; i < VP; i++) {
    const at = <usize>i << 2;
    const above = load<f32>(step + at);
    const below = load<f32>(inverse + at);
    const most = max<f32>(max<f32>(above, below), LEAST_WEIGHT);
    // Not so for NaN either.
    if (!(most < MOST_WEIGHT)) return false;
    store<f32>(step + at, most / GREATEST);
    store<f32>(inverse + at, GREATEST / most);
    if (i >= V) continue;
    halfStep = max<f32>(halfStep, (<f32>0.5 * most) / GREATEST);
    const size = abs(load<f32>(visibleBias + at)) + abs(load<f32>(baseBias + at)) + above + below;
    rounding = max<f32>(rounding, <f32>(H + 8) * TWO_M23 * size);
  }
  return rounding < 1;
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

@inline
function setOf(four: i32, set: i32): usize {
  return table + ((<usize>(four * 16 + set) * W) << 1);
}

function fillTable(): void {
  for (let four = 0; four < HP >> 2; four++) {
    memory.fill(setOf(four, 0), 0, W << 1);
    for (let k = 0; k < 4; k++) quantise(setOf(four, 1 << k), transposed + ((<usize>((four << 2) + k) * VP) << 2));
    for (let set = 3; set < 16; set++) {
      const rest = set & (set - 1);
      if (rest == 0) continue;
      const out = setOf(four, set);
      const a = setOf(four, rest);
      const b = setOf(four, set ^ rest);
      for (let at: usize = 0; at < <usize>W << 1; at += 16) v128.store(out + at, i16x8.add(v128.load(a + at), v128.load(b + at)));
    }
  }
}

function quantise(out: usize, weights: usize): void {
  for (let i = 0; i < VP; i += 4) {
    const at = <usize>i << 2;
    const whole = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(weights + at), v128.load(inverse + at))));
    v128.store64_lane(out + (<usize>i << 1), i16x8.narrow_i32x4_s(whole, whole), 0);
  }
}

function goTo(beta: f64): void {
  if (beta == here) return;
  here = beta;
  const own = f32x4.splat(<f32>beta);
  const rest = f32x4.splat(<f32>(1 - beta));
  for (let i = 0; i < VP; i += 4) {
    const at = <usize>i << 2;
    v128.store(offset + at, f32x4.add(f32x4.mul(rest, v128.load(baseBias + at)), f32x4.mul(own, v128.load(visibleBias + at))));
    v128.store(factor + at, f32x4.mul(own, v128.load(step + at)));
  }
}

/** Rows of the table that the hidden units in `hiddenOn` ask for, to `rows`; returns the end of these. */
function findRows(on: i32): usize {
  memory.fill(sets, 0, HP >> 2);
  for (let a = 0; a < on; a++) {
    const j = load<u32>(hiddenOn + (<usize>a << 2));
    store<u8>(sets + (j >> 2), <u8>(<u32>load<u8>(sets + (j >> 2)) | (1 << (j & 3))));
  }
  let end = rows;
  for (let four = 0; four < HP >> 2; four++) {
    const set = <i32>load<u8>(sets + four);
    store<usize>(end, setOf(four, set));
    if (set != 0) end += 4;
  }
  return end;
}

/** Sums of the weights of the hidden units in `hiddenOn`, in steps. */
function addUp(on: i32): void {
  const end = findRows(on);
  const length = <usize>W << 1;
  let at: usize = 0;
  for (; at + 128 <= length; at += 128) {
    let s0 = i32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let s4 = s0;
    let s5 = s0;
    let s6 = s0;
    let s7 = s0;
    for (let r = rows; r < end; r += 4) {
      const row = load<usize>(r) + at;
      s0 = i16x8.add(s0, v128.load(row));
      s1 = i16x8.add(s1, v128.load(row, 16));
      s2 = i16x8.add(s2, v128.load(row, 32));
      s3 = i16x8.add(s3, v128.load(row, 48));
      s4 = i16x8.add(s4, v128.load(row, 64));
      s5 = i16x8.add(s5, v128.load(row, 80));
      s6 = i16x8.add(s6, v128.load(row, 96));
      s7 = i16x8.add(s7, v128.load(row, 112));
    }
    v128.store(sums + at, s0);
    v128.store(sums + at, s1, 16);
    v128.store(sums + at, s2, 32);
    v128.store(sums + at, s3, 48);
    v128.store(sums + at, s4, 64);
    v128.store(sums + at, s5, 80);
    v128.store(sums + at, s6, 96);
    v128.store(sums + at, s7, 112);
  }
  for (; at < length; at += 16) {
    let s = i32x4.splat(0);
    for (let r = rows; r < end; r += 4) s = i16x8.add(s, v128.load(load<usize>(r) + at));
    v128.store(sums + at, s);
  }
}

/** Draws the visible units at β given the `on` hidden ones in `hiddenOn`, by `uniforms`, as `sample` does: where `isCoarse`. */
export function sampleCoarsely(active: usize, beta: f64, on: i32): i32 {
  goTo(beta);
  addUp(on);
  // e^±error lies within 1 ± error (and its square, above), for an error below 1.
  const error = errorOf(beta, on);
  const more = <f32>1 + error + error * error;
  const less = <f32>1 - error;
  const surelyOn = f32x4.splat(SURELY_ON * less);
  const surelyOff = f32x4.splat(SURELY_OFF * more);
  let out = active;
  for (let i = 0; i < VP; i += 4) {
    const at = <usize>i << 2;
    const sum = f32x4.convert_i32x4_s(v128.load_ext<i16>(sums + (<usize>i << 1)));
    const x = f32x4.add(v128.load(offset + at), f32x4.mul(v128.load(factor + at), sum));
    const u = v128.load(uniforms + at);
    const t = f32x4.add(u, f32x4.mul(u, powerRoughly(x)));
    const isOn = v128.and(f32x4.lt(t, surelyOn), f32x4.gt(x, constant(LEAST)));
    let set = i32x4.bitmask(isOn);
    if (i32x4.bitmask(v128.or(isOn, f32x4.gt(t, surelyOff))) != 15) set = closely(i, x, u, more, less, beta, on);
    out = putSet(out, i, set);
  }
  return <i32>((out - active) >> 2);
}

/** Which of four units are on, by the probability of x, which is off by a factor within `less` and `more`, or where that leaves doubt by the exact one. */
function closely(i: i32, x: v128, u: v128, more: f32, less: f32, beta: f64, on: i32): i32 {
  const p = sigmoidf4(x);
  // A few units in the last place for the rounding of p and of the product; of p far below the least uniform there may be none left.
  const isBelow = f32x4.lt(u, f32x4.mul(p, f32x4.splat(less * <f32>0.999999)));
  const isOn = v128.and(isBelow, f32x4.gt(x, constant(LEAST)));
  const isOff = f32x4.gt(u, f32x4.mul(p, f32x4.splat(more * <f32>1.000001)));
  if (i32x4.bitmask(v128.or(isOn, isOff)) == 15) return i32x4.bitmask(isOn);
  const at = <usize>i << 2;
  let input = v128.load(visibleBias + at);
  const end = hiddenOn + (<usize>on << 2);
  for (let a = hiddenOn; a < end; a += 4)
    input = f32x4.add(input, v128.load(transposed + at + ((<usize>load<u32>(a) * VP) << 2)));
  const mixed = f32x4.add(
    f32x4.mul(f32x4.splat(<f32>(1 - beta)), v128.load(baseBias + at)),
    f32x4.mul(f32x4.splat(<f32>beta), input),
  );
  return i32x4.bitmask(f32x4.lt(u, sigmoidf4(mixed)));
}
