/** Parameters follow the difference of the phases. */
import {
  B,
  H,
  HP,
  V,
  VP,
  chainCounts,
  chainLists,
  count,
  dataCounts,
  dataLists,
  fastHiddenBias,
  fastVisibleBias,
  fastWeights,
  gaussian,
  hiddenBias,
  hiddenVelocity,
  input,
  interactions,
  list,
  logVariance,
  negative,
  negativeCount,
  negativeHidden,
  p,
  positive,
  positiveCount,
  positiveHidden,
  precision,
  row,
  stride,
  varianceVelocity,
  visibleBias,
  visibleVelocity,
  weights,
  weightsVelocity,
  zeros,
} from "./state";
import { weightsChanged } from "./phases";
import { combine, drive } from "./units";

/** log σ² is kept within these: σ from 1/20 to 20 of the unit that the data are in. */
const LOG_VARIANCE: f32 = 6;

/**
 * Gradient step on the difference of the phases: velocity = momentum · velocity + rate · (gradient − decay · W), W += velocity. The variances follow at
 * `varianceRate`, where that is not 0; the fast weights, where there are some, forget at `fastDecay` and follow at `fastRate`. What Gaussian unit i has of
 * the gradient is multiplied by σ_i² (see `UpdateRule`), which leaves the plain difference of the phases there too.
 */
export function update(rows: i32, rate: f32, momentum: f32, decay: f32, varianceRate: f32, fastRate: f32, fastDecay: f32): void {
  const scale: f32 = <f32>1 / <f32>rows;
  if (!gaussian) {
    invert(dataLists, dataCounts, positive, positiveCount, rows);
    invert(chainLists, chainCounts, negative, negativeCount, rows);
  }
  for (let i = 0; i < V; i++) {
    sumPhases(i, rows);
    if (varianceRate != 0) store<f64>(interactions + (<usize>i << 3), interaction(i));
    moveWeights(i, rate, momentum, decay, scale);
    if (fastWeights) remember(row(fastWeights, i, HP), HP, fastRate, fastDecay, scale);
  }
  if (varianceRate != 0) updateVariances(rows, varianceRate, momentum, scale);
  if (gaussian) sumStates(rows);
  else countStates(rows);
  descend(visibleBias, visibleVelocity, VP, rate, momentum, scale);
  if (fastWeights) remember(fastVisibleBias, VP, fastRate, fastDecay, scale);
  sumHidden(rows);
  descend(hiddenBias, hiddenVelocity, HP, rate, momentum, scale);
  if (fastWeights) remember(fastHiddenBias, HP, fastRate, fastDecay, scale);
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

/** Σ_n v_i h_j over the rows n (ascending), of the data in `input` and of the chains in `p`: a row of the gradient never leaves the first cache. */
@inline
function sumPhases(i: i32, rows: i32): void {
  if (gaussian) {
    const at = <usize>i << 2;
    combine(input, zeros, positiveHidden, HP, positive + at, <usize>stride << 2, rows);
    combine(p, zeros, negativeHidden, HP, negative + at, <usize>stride << 2, rows);
    return;
  }
  const lists = (<usize>i * B) << 2;
  drive(input, zeros, positiveHidden, HP, dataLists + lists, count(dataCounts, i));
  drive(p, zeros, negativeHidden, HP, chainLists + lists, count(chainCounts, i));
}

/** The difference of the phases is left in `input`. */
@inline
function moveWeights(i: i32, rate: f32, momentum: f32, decay: f32, scale: f32): void {
  const m = f32x4.splat(momentum);
  const r = f32x4.splat(rate);
  const d = f32x4.splat(decay);
  const s = f32x4.splat(scale);
  const own = row(weights, i, HP);
  const speed = row(weightsVelocity, i, HP);
  const end = <usize>HP << 2;
  for (let at: usize = 0; at < end; at += 16) {
    const w = v128.load(own + at);
    const g = f32x4.sub(v128.load(input + at), v128.load(p + at));
    v128.store(input + at, g);
    const net = f32x4.sub(f32x4.mul(s, g), f32x4.mul(d, w));
    const velocity = f32x4.add(f32x4.mul(m, v128.load(speed + at)), f32x4.mul(r, net));
    v128.store(speed + at, velocity);
    v128.store(own + at, f32x4.add(w, velocity));
  }
}

/** Fast weights: F = decay · F + rate · gradient, whose unscaled values are in `input`. */
function remember(fast: usize, width: i32, rate: f32, decay: f32, scale: f32): void {
  for (let i = 0; i < width; i += 4) {
    const at = <usize>i << 2;
    const g = f32x4.mul(f32x4.splat(scale), v128.load(input + at));
    const kept = f32x4.mul(f32x4.splat(decay), v128.load(fast + at));
    v128.store(fast + at, f32x4.add(kept, f32x4.mul(f32x4.splat(rate), g)));
  }
}

function countStates(rows: i32): void {
  memory.fill(input, 0, <usize>VP << 2);
  for (let n = 0; n < rows; n++) addOnes(list(positive, n), count(positiveCount, n), 1);
  for (let n = 0; n < rows; n++) addOnes(list(negative, n), count(negativeCount, n), -1);
}
function addOnes(active: usize, length: i32, one: f32): void {
  for (let a = 0; a < length; a++) {
    const at = input + (<usize>load<u32>(active + (<usize>a << 2)) << 2);
    store<f32>(at, load<f32>(at) + one);
  }
}
/** Σ_n v_i, of data less chains. */
function sumStates(rows: i32): void {
  for (let i = 0; i < VP; i += 4) {
    const at = <usize>i << 2;
    let sum = f32x4.splat(0);
    for (let n = 0; n < rows; n++) sum = f32x4.add(sum, v128.load(list(positive, n) + at));
    for (let n = 0; n < rows; n++) sum = f32x4.sub(sum, v128.load(list(negative, n) + at));
    v128.store(input + at, sum);
  }
}
function sumHidden(rows: i32): void {
  for (let j = 0; j < HP; j += 4) {
    const at = <usize>j << 2;
    let sum = f32x4.splat(0);
    for (let n = 0; n < rows; n++) sum = f32x4.add(sum, v128.load(row(positiveHidden, n, HP) + at));
    for (let n = 0; n < rows; n++) sum = f32x4.sub(sum, v128.load(row(negativeHidden, n, HP) + at));
    v128.store(input + at, sum);
  }
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

// Variances: ∂ log p / ∂ log σ_i² is the difference of the phases of (½ (v_i − b_i)² − v_i Σ_j W_ij h_j) / σ_i² (Cho, Ilin & Raiko 2011, eq. 9).

/** Σ_j W_ij Σ_n v_i h_j, of data less chains. */
function interaction(i: i32): f64 {
  const own = row(weights, i, HP);
  let sum: f64 = 0;
  for (let j = 0; j < H; j++) {
    const at = <usize>j << 2;
    sum += <f64>load<f32>(own + at) * (<f64>load<f32>(input + at) - <f64>load<f32>(p + at));
  }
  return sum;
}

function updateVariances(rows: i32, rate: f32, momentum: f32, scale: f32): void {
  for (let i = 0; i < V; i++) {
    const at = <usize>i << 2;
    const centre = <f64>load<f32>(visibleBias + at);
    let sum: f64 = 0;
    for (let n = 0; n < rows; n++) {
      const off = <f64>load<f32>(list(positive, n) + at) - centre;
      sum += off * off;
    }
    for (let n = 0; n < rows; n++) {
      const off = <f64>load<f32>(list(negative, n) + at) - centre;
      sum -= off * off;
    }
    const difference = 0.5 * sum - load<f64>(interactions + (<usize>i << 3));
    const g = <f32>(<f64>scale * <f64>load<f32>(precision + at) * difference);
    const velocity = momentum * load<f32>(varianceVelocity + at) + rate * g;
    store<f32>(varianceVelocity + at, velocity);
    store<f32>(logVariance + at, max(-LOG_VARIANCE, min(LOG_VARIANCE, load<f32>(logVariance + at) + velocity)));
  }
}
