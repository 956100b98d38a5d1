/** Parameters follow the difference of the phases. */
import { weightsChanged } from "./phases";
import { drive } from "./units";
import {
  B,
  HP,
  V,
  VP,
  chainCounts,
  chainLists,
  count,
  dataCounts,
  dataLists,
  hiddenBias,
  hiddenVelocity,
  input,
  list,
  negative,
  negativeCount,
  negativeHidden,
  p,
  positive,
  positiveCount,
  positiveHidden,
  row,
  visibleBias,
  visibleVelocity,
  weights,
  weightsVelocity,
  zeros,
} from "./state";

/** Gradient step on the difference of the phases: velocity = momentum · velocity + rate · (gradient − decay · W), W += velocity. */
export function update(rows: i32, rate: f32, momentum: f32, decay: f32): void {
  const scale: f32 = <f32>1 / <f32>rows;
  updateWeights(rows, rate, momentum, decay, scale);
  updateVisibleBias(rows, rate, momentum, scale);
  updateHiddenBias(rows, rate, momentum, scale);
  weightsChanged();
}

/** on[i] = rows whose visible unit i is on, ascending. */
function invert(on: usize, onCounts: usize, lists: usize, counts: usize, rows: i32): void {
  memory.fill(onCounts, 0, <usize>V << 2);
  for (let n = 0; n < rows; n++) {
    const active = list(lists, n);
    const length = count(counts, n);
    for (let a = 0; a < length; a++) {
      const i = load<u32>(active + (<usize>a << 2));
      const at = onCounts + (<usize>i << 2);
      const seen = load<u32>(at);
      store<u32>(on + ((<usize>i * B + seen) << 2), n);
      store<u32>(at, seen + 1);
    }
  }
}

/** Row by row, so that a gradient never leaves the first cache: sums of the hidden rows n (ascending) whose unit i is on, of data less chains. */
function updateWeights(rows: i32, rate: f32, momentum: f32, decay: f32, scale: f32): void {
  invert(dataLists, dataCounts, positive, positiveCount, rows);
  invert(chainLists, chainCounts, negative, negativeCount, rows);
  const stride = <usize>HP << 2;
  const m = f32x4.splat(momentum);
  const r = f32x4.splat(rate);
  const d = f32x4.splat(decay);
  const s = f32x4.splat(scale);
  for (let i = 0; i < V; i++) {
    const lists = (<usize>i * B) << 2;
    drive(input, zeros, positiveHidden, HP, dataLists + lists, count(dataCounts, i));
    drive(p, zeros, negativeHidden, HP, chainLists + lists, count(chainCounts, i));
    const own = weights + <usize>i * stride;
    const speed = weightsVelocity + <usize>i * stride;
    for (let at: usize = 0; at < stride; at += 16) {
      const w = v128.load(own + at);
      const g = f32x4.sub(v128.load(input + at), v128.load(p + at));
      const net = f32x4.sub(f32x4.mul(s, g), f32x4.mul(d, w));
      const velocity = f32x4.add(f32x4.mul(m, v128.load(speed + at)), f32x4.mul(r, net));
      v128.store(speed + at, velocity);
      v128.store(own + at, f32x4.add(w, velocity));
    }
  }
}

function updateVisibleBias(rows: i32, rate: f32, momentum: f32, scale: f32): void {
  memory.fill(input, 0, <usize>VP << 2);
  for (let n = 0; n < rows; n++) addOnes(list(positive, n), count(positiveCount, n), 1);
  for (let n = 0; n < rows; n++) addOnes(list(negative, n), count(negativeCount, n), -1);
  descend(visibleBias, visibleVelocity, VP, rate, momentum, scale);
}
function addOnes(active: usize, length: i32, one: f32): void {
  for (let a = 0; a < length; a++) {
    const at = input + (<usize>load<u32>(active + (<usize>a << 2)) << 2);
    store<f32>(at, load<f32>(at) + one);
  }
}
function updateHiddenBias(rows: i32, rate: f32, momentum: f32, scale: f32): void {
  for (let j = 0; j < HP; j += 4) {
    const at = <usize>j << 2;
    let sum = f32x4.splat(0);
    for (let n = 0; n < rows; n++) sum = f32x4.add(sum, v128.load(row(positiveHidden, n, HP) + at));
    for (let n = 0; n < rows; n++) sum = f32x4.sub(sum, v128.load(row(negativeHidden, n, HP) + at));
    v128.store(input + at, sum);
  }
  descend(hiddenBias, hiddenVelocity, HP, rate, momentum, scale);
}
function descend(bias: usize, velocity: usize, width: i32, rate: f32, momentum: f32, scale: f32): void {
  for (let i = 0; i < width; i += 4) {
    const at = <usize>i << 2;
    const g = f32x4.mul(f32x4.splat(scale), v128.load(input + at));
    const v = f32x4.add(f32x4.mul(f32x4.splat(momentum), v128.load(velocity + at)), f32x4.mul(f32x4.splat(rate), g));
    v128.store(velocity + at, v);
    v128.store(bias + at, f32x4.add(v128.load(bias + at), v));
  }
}
