/** Sums in whole steps: the twin of ../scalar-annealing.ts. Weights as int32 in steps of each hidden unit's own, and what units contribute in a step of all. */
import { alloc } from "../../../wasm/lib/memory";
import { H, HP, V, VP, baseBias, count, hiddenBias, list, negative, negativeCount, visibleBias, weights } from "./state";

const MOST_INPUT: f64 = 1073741824;
const MOST_GAIN: f64 = 2251799813685248;
const FINEST: f64 = 1152921504606846976;

/** Of each visible unit a row: its weights (HP int32), then b_i − a_i (int64) and nothing (8 bytes), in steps. */
let steps: usize = 0;
/** Bytes of a row. */
export let rowBytes: usize = 0;
/** Hidden biases (HP int32), and the size of a step (HP float32; 0 in the padding). */
let biasSteps: usize = 0;
let stepSize: usize = 0;
let gainSize: f64 = 0;
/** Σ_i (b_i − a_i) v_i of the rows added last. */
export let gained: f64 = 0;
let isStale: bool = true;
let sums: usize = 0;
let rows: usize = 0;

/** After weights or biases have changed, or those of the base-rate machine. */
export function stepsChanged(): void {
  isStale = true;
}

export function prepareSteps(): void {
  if (!isStale) return;
  isStale = false;
  if (steps == 0) {
    rowBytes = (<usize>HP << 2) + 16;
    steps = alloc(<usize>V * rowBytes);
    biasSteps = alloc(HP * 4);
    stepSize = alloc(HP * 4);
    sums = alloc(HP * 8);
    rows = alloc(V * 4);
  }
  chooseSteps();
  for (let j = 0; j < H; j++) store<i32>(biasSteps + (<usize>j << 2), whole(<f64>load<f32>(hiddenBias + (<usize>j << 2)), scaleOf(j)));
  for (let i = 0; i < V; i++) {
    const row = weights + (<usize>(i * HP) << 2);
    for (let j = 0; j < H; j++) {
      const at = <usize>j << 2;
      store<i32>(rowOf(i) + at, whole(<f64>load<f32>(row + at), scaleOf(j)));
    }
  }
  fillGains();
}

@inline
function scaleOf(j: i32): f64 {
  return load<f64>(sums + (<usize>j << 3));
}
@inline
function whole(x: f64, scale: f64): i32 {
  return isNaN(scale) ? 0 : <i32>floor(x * scale + 0.5);
}

/** Of each hidden unit: first the sum of sizes, then the steps of a unit of its input. */
function chooseSteps(): void {
  for (let j = 0; j < H; j++) store<f64>(sums + (<usize>j << 3), <f64>abs(load<f32>(hiddenBias + (<usize>j << 2))));
  for (let i = 0; i < V; i++) {
    for (let j = 0; j < H; j++) {
      const at = sums + (<usize>j << 3);
      store<f64>(at, load<f64>(at) + <f64>abs(load<f32>(weights + (<usize>(i * HP + j) << 2))));
    }
  }
  for (let j = 0; j < H; j++) {
    const at = sums + (<usize>j << 3);
    const scale = stepsPerUnit(load<f64>(at), MOST_INPUT);
    store<f64>(at, scale);
    store<f32>(stepSize + (<usize>j << 2), <f32>(1 / scale));
  }
}

function stepsPerUnit(sum: f64, most: f64): f64 {
  if (!(sum < Infinity)) return NaN;
  let scale = FINEST;
  while (sum * scale > most) scale /= 2;
  return scale;
}

function fillGains(): void {
  let sum: f64 = 0;
  for (let i = 0; i < V; i++) sum += abs(changeOf(i));
  const scale = stepsPerUnit(sum, MOST_GAIN);
  for (let i = 0; i < V; i++) store<i64>(rowOf(i) + (<usize>HP << 2), isNaN(scale) ? 0 : <i64>floor(changeOf(i) * scale + 0.5));
  gainSize = 1 / scale;
}
@inline
function changeOf(i: i32): f64 {
  const at = <usize>i << 2;
  return <f64>load<f32>(visibleBias + at) - <f64>load<f32>(baseBias + at);
}

/** out = the input of the hidden units: that of their biases and of the rows whose addresses stand in [rows, end); and `gained`. */
export function addRows(out: usize, rows: usize, end: usize): void {
  const length = <usize>HP << 2;
  let at: usize = 0;
  let gain = i64x2.splat(0);
  if (length >= 128) {
    gain = addEight(out, rows, end, 0, length);
    for (at = 128; at + 128 <= length; at += 128) addEight(out, rows, end, at, 0);
  } else for (let r = rows; r < end; r += 4) gain = i64x2.add(gain, v128.load(load<usize>(r) + length));
  for (; at < length; at += 16) {
    let s = v128.load(biasSteps + at);
    for (let r = rows; r < end; r += 4) s = i32x4.add(s, v128.load(load<usize>(r) + at));
    putInput(out, at, s);
  }
  gained = <f64>i64x2.extract_lane(gain, 0) * gainSize;
}
/** Eight vectors of the input, from byte `at` on; returns the sum of those at byte `gains` of the rows, where that is not 0. */
@inline
function addEight(out: usize, rows: usize, end: usize, at: usize, gains: usize): v128 {
  let s0 = v128.load(biasSteps + at);
  let s1 = v128.load(biasSteps + at, 16);
  let s2 = v128.load(biasSteps + at, 32);
  let s3 = v128.load(biasSteps + at, 48);
  let s4 = v128.load(biasSteps + at, 64);
  let s5 = v128.load(biasSteps + at, 80);
  let s6 = v128.load(biasSteps + at, 96);
  let s7 = v128.load(biasSteps + at, 112);
  let gain = i64x2.splat(0);
  for (let r = rows; r < end; r += 4) {
    const row = load<usize>(r) + at;
    s0 = i32x4.add(s0, v128.load(row));
    s1 = i32x4.add(s1, v128.load(row, 16));
    s2 = i32x4.add(s2, v128.load(row, 32));
    s3 = i32x4.add(s3, v128.load(row, 48));
    s4 = i32x4.add(s4, v128.load(row, 64));
    s5 = i32x4.add(s5, v128.load(row, 80));
    s6 = i32x4.add(s6, v128.load(row, 96));
    s7 = i32x4.add(s7, v128.load(row, 112));
    if (gains != 0) gain = i64x2.add(gain, v128.load(row + gains));
  }
  putInput(out, at, s0);
  putInput(out, at + 16, s1);
  putInput(out, at + 32, s2);
  putInput(out, at + 48, s3);
  putInput(out, at + 64, s4);
  putInput(out, at + 80, s5);
  putInput(out, at + 96, s6);
  putInput(out, at + 112, s7);
  return gain;
}
@inline
function putInput(out: usize, at: usize, sum: v128): void {
  v128.store(out + at, f32x4.mul(f32x4.convert_i32x4_s(sum), v128.load(stepSize + at)));
}

/** The row of a visible unit. */
@inline
export function rowOf(i: u32): usize {
  return steps + <usize>i * rowBytes;
}

/** Input of the hidden units of chain n, whose states are a list; and `gained`. */
export function inputOfChain(out: usize, n: i32): void {
  prepareSteps();
  const active = list(negative, n);
  const length = <usize>count(negativeCount, n) << 2;
  for (let a: usize = 0; a < length; a += 4) store<usize>(rows + a, rowOf(load<u32>(active + a)));
  addRows(out, rows, rows + length);
}
