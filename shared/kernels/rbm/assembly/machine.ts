/**
 * One machine a module instance: its state, then what is done with it under four headings. Visible i and hidden j; W is stored twice, by visible rows
 * (H floats padded to HP) and by hidden rows (V padded to VP), since both directions add rows of active units.
 */
import { softplus } from "../../../math/assembly/elementary";
import { fillUniform32 } from "../../../random/assembly/distributions";
import { fold } from "../../../random/assembly/philox";
import { alloc } from "../../../wasm/lib/memory";
import { NEVER, drive, probabilities, sample, sumSoftplus, transpose } from "./units";

let V: i32 = 0;
let H: i32 = 0;
let VP: i32 = 0;
let HP: i32 = 0;
let B: i32 = 0;

export let weights: usize = 0; // VP × HP
export let visibleBias: usize = 0; // VP
export let hiddenBias: usize = 0; // HP
export let weightsVelocity: usize = 0;
export let visibleVelocity: usize = 0;
export let hiddenVelocity: usize = 0;
let transposed: usize = 0; // HP × VP

/** Minibatch: active visible units of each row (V uint32 per row), their number, and hidden probabilities (HP floats per row). */
export let positive: usize = 0;
export let positiveCount: usize = 0;
export let positiveHidden: usize = 0;
export let negative: usize = 0;
export let negativeCount: usize = 0;
export let negativeHidden: usize = 0;

let uniforms: usize = 0;
let input: usize = 0;
let p: usize = 0;
let hiddenOn: usize = 0;
/** For data and for chains: rows of the batch in which each visible unit is on (V × B uint32), and their number. */
let dataLists: usize = 0;
let dataCounts: usize = 0;
let chainLists: usize = 0;
let chainCounts: usize = 0;
let zeros: usize = 0; // HP
/** Visible biases of the base-rate machine of annealed importance sampling. */
export let baseBias: usize = 0; // VP

/** What random numbers are drawn for: the first word that the key of a step is folded with. */
const BINARISE: u32 = 1;
const HIDDEN: u32 = 2;
const VISIBLE: u32 = 3;
const RECONSTRUCTION: u32 = 4;

export function setUp(visible: i32, hidden: i32, batch: i32): void {
  V = visible;
  H = hidden;
  B = batch;
  VP = (V + 3) & ~3;
  HP = (H + 3) & ~3;
  const matrix = <usize>VP * HP * 4;
  weights = alloc(matrix);
  transposed = alloc(matrix);
  weightsVelocity = alloc(matrix);
  visibleBias = alloc(VP * 4);
  hiddenBias = alloc(HP * 4);
  visibleVelocity = alloc(VP * 4);
  hiddenVelocity = alloc(HP * 4);
  for (let i = V; i < VP; i++) store<f32>(visibleBias + (<usize>i << 2), NEVER);
  for (let j = H; j < HP; j++) store<f32>(hiddenBias + (<usize>j << 2), NEVER);
  positive = alloc(<usize>B * V * 4);
  negative = alloc(<usize>B * V * 4);
  positiveCount = alloc(B * 4);
  negativeCount = alloc(B * 4);
  positiveHidden = alloc(<usize>B * HP * 4);
  negativeHidden = alloc(<usize>B * HP * 4);
  const widest = VP > HP ? VP : HP;
  uniforms = alloc(widest * 4);
  input = alloc(widest * 4);
  p = alloc(widest * 4);
  hiddenOn = alloc(HP * 4);
  dataLists = alloc(<usize>V * B * 4);
  dataCounts = alloc(V * 4);
  chainLists = alloc(<usize>V * B * 4);
  chainCounts = alloc(V * 4);
  zeros = alloc(widest * 4);
  baseBias = alloc(VP * 4);
  for (let i = V; i < VP; i++) store<f32>(baseBias + (<usize>i << 2), NEVER);
}

@inline
function list(lists: usize, n: i32): usize {
  return lists + ((<usize>n * V) << 2);
}
@inline
function count(counts: usize, n: i32): i32 {
  return load<i32>(counts + (<usize>n << 2));
}
@inline
function uniformsOf(k0: u32, k1: u32, what: u32, a: u32, b: u32, length: i32): void {
  const key = fold(k0, k1, what, a, b);
  fillUniform32(uniforms, length, <u32>key, <u32>(key >> 32), 0);
}
@inline
function row(rows: usize, n: i32, width: i32): usize {
  return rows + ((<usize>n * width) << 2);
}

// Phases of the log-likelihood's gradient: hidden units given the data, and block Gibbs sampling of the model.

/** Rows whose positiveHidden belongs to the present minibatch and weights. */
let fresh: i32 = 0;

/** After the caller has written `weights` (and biases). */
export function weightsChanged(): void {
  fresh = 0;
  transpose(transposed, VP, weights, HP, VP, HP);
}

/** Sets row n of the batch from V bytes: on where pixel ≥ 128 (threshold), or with probability pixel / 255. */
export function present(n: i32, pixels: usize, sampled: bool, k0: u32, k1: u32): void {
  fresh = 0;
  const out = list(positive, n);
  let on = 0;
  if (sampled) uniformsOf(k0, k1, BINARISE, n, 0, V);
  for (let i = 0; i < V; i++) {
    const pixel = load<u8>(pixels + i);
    const active = sampled ? load<f32>(uniforms + (<usize>i << 2)) * 255 < <f32>pixel : pixel >= 128;
    if (active) {
      store<u32>(out + (<usize>on << 2), i);
      on++;
    }
  }
  store<i32>(positiveCount + (<usize>n << 2), on);
}

function hiddenOfList(out: usize, active: usize, length: i32): void {
  drive(input, hiddenBias, weights, HP, active, length);
  probabilities(out, input, HP);
}

/** Starts the persistent chains at the rows of the present batch. */
export function startParticles(rows: i32): void {
  for (let n = 0; n < rows; n++) {
    memory.copy(list(negative, n), list(positive, n), <usize>count(positiveCount, n) << 2);
    store<i32>(negativeCount + (<usize>n << 2), count(positiveCount, n));
  }
}

/** Positive phase of `rows` rows: hidden probabilities given the data. */
export function positivePhase(rows: i32): void {
  for (let n = 0; n < rows; n++) hiddenOfList(row(positiveHidden, n, HP), list(positive, n), count(positiveCount, n));
  fresh = rows;
}

/** k steps of block Gibbs sampling for `rows` chains, from the data (CD) or from where the chains stand (PCD); leaves negative and negativeHidden. */
export function negativePhase(rows: i32, k: i32, persistent: bool, k0: u32, k1: u32): void {
  if (!persistent) startParticles(rows);
  // Chains that start at the data have its hidden probabilities.
  if (!persistent && rows <= fresh) memory.copy(negativeHidden, positiveHidden, (<usize>rows * HP) << 2);
  else for (let n = 0; n < rows; n++) hiddenOfList(row(negativeHidden, n, HP), list(negative, n), count(negativeCount, n));
  for (let step = 0; step < k; step++) for (let n = 0; n < rows; n++) gibbs(n, step, k0, k1);
}

/** One sweep of chain n: its hidden units, then its visible ones, then the hidden probabilities that these give. */
function gibbs(n: i32, step: i32, k0: u32, k1: u32): void {
  uniformsOf(k0, k1, HIDDEN, step, n, HP);
  const on = sample(hiddenOn, row(negativeHidden, n, HP), uniforms, HP);
  drive(input, visibleBias, transposed, VP, hiddenOn, on);
  probabilities(p, input, VP);
  uniformsOf(k0, k1, VISIBLE, step, n, VP);
  const seen = sample(list(negative, n), p, uniforms, VP);
  store<i32>(negativeCount + (<usize>n << 2), seen);
  hiddenOfList(row(negativeHidden, n, HP), list(negative, n), seen);
}

/** Mean over the first `rows` rows and V pixels of (v − p(v | h))², with h drawn from the positive phase. */
export function reconstructionError(rows: i32, k0: u32, k1: u32): f64 {
  let sum: f64 = 0;
  for (let n = 0; n < rows; n++) {
    uniformsOf(k0, k1, RECONSTRUCTION, n, 0, HP);
    const on = sample(hiddenOn, row(positiveHidden, n, HP), uniforms, HP);
    drive(input, visibleBias, transposed, VP, hiddenOn, on);
    probabilities(p, input, VP);
    const active = list(positive, n);
    const length = count(positiveCount, n);
    let a = 0;
    for (let i = 0; i < V; i++) {
      const v: f64 = a < length && load<u32>(active + (<usize>a << 2)) == i ? 1 : 0;
      if (v == 1) a++;
      const difference = v - <f64>load<f32>(p + (<usize>i << 2));
      sum += difference * difference;
    }
  }
  return sum / (<f64>rows * <f64>V);
}

// Update: parameters follow the difference of the phases.

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

// Evaluation: free energy and pseudo-likelihood of rows of the batch.

/** Free energy −b·v − Σ log(1 + e^x) of row n of the batch, in nats. */
export function freeEnergy(n: i32): f64 {
  const active = list(positive, n);
  const length = count(positiveCount, n);
  drive(input, hiddenBias, weights, HP, active, length);
  let linear: f64 = 0;
  for (let a = 0; a < length; a++) linear += <f64>load<f32>(visibleBias + (<usize>load<u32>(active + (<usize>a << 2)) << 2));
  return -linear - sumSoftplus(input, H, 1);
}

/** Log pseudo-likelihood Σ_i log p(v_i | v without i) of row n of the batch, in nats. */
export function pseudoLikelihood(n: i32): f64 {
  const active = list(positive, n);
  const length = count(positiveCount, n);
  drive(input, hiddenBias, weights, HP, active, length);
  const here = sumSoftplus(input, H, 1);
  let total: f64 = 0;
  let a = 0;
  for (let i = 0; i < V; i++) {
    const on = a < length && load<u32>(active + (<usize>a << 2)) == i;
    if (on) a++;
    const sign: f32 = on ? -1 : 1;
    const w = row(weights, i, HP);
    for (let j = 0; j < HP; j += 4) {
      const at = <usize>j << 2;
      v128.store(p + at, f32x4.add(v128.load(input + at), f32x4.mul(f32x4.splat(sign), v128.load(w + at))));
    }
    const gain = <f64>(sign * load<f32>(visibleBias + (<usize>i << 2))) + sumSoftplus(p, H, 1) - here;
    total -= softplus(gain);
  }
  return total;
}

// Annealed importance sampling between the base-rate machine (β = 0: no weights, visible bias `baseBias`) and this one (β = 1):
// log p*_β(v) = ((1 − β) a + β b) · v + Σ_j log(1 + e^(β x_j)), x = c + Wᵀv.

/** Draws chain n from the base-rate machine. */
export function startAtBase(n: i32, k0: u32, k1: u32): void {
  uniformsOf(k0, k1, VISIBLE, 0, n, VP);
  probabilities(p, baseBias, VP);
  store<i32>(negativeCount + (<usize>n << 2), sample(list(negative, n), p, uniforms, VP));
}

/** log p*_to(v) − log p*_from(v) of chain n, then one Gibbs sweep that leaves p_to invariant. */
export function anneal(n: i32, from: f64, to: f64, step: i32, k0: u32, k1: u32): f64 {
  const active = list(negative, n);
  const length = count(negativeCount, n);
  drive(input, hiddenBias, weights, HP, active, length);
  let linear: f64 = 0;
  for (let a = 0; a < length; a++) {
    const at = <usize>load<u32>(active + (<usize>a << 2)) << 2;
    linear += <f64>load<f32>(visibleBias + at) - <f64>load<f32>(baseBias + at);
  }
  const gain = (to - from) * linear + sumSoftplus(input, H, <f32>to) - sumSoftplus(input, H, <f32>from);
  const beta = f32x4.splat(<f32>to);
  for (let j = 0; j < HP; j += 4) {
    const at = <usize>j << 2;
    v128.store(input + at, f32x4.mul(beta, v128.load(input + at)));
  }
  for (let j = H; j < HP; j++) store<f32>(input + (<usize>j << 2), NEVER);
  probabilities(p, input, HP);
  uniformsOf(k0, k1, HIDDEN, step, n, HP);
  const on = sample(hiddenOn, p, uniforms, HP);
  drive(input, visibleBias, transposed, VP, hiddenOn, on);
  const rest = f32x4.splat(<f32>(1 - to));
  for (let i = 0; i < VP; i += 4) {
    const at = <usize>i << 2;
    v128.store(input + at, f32x4.add(f32x4.mul(rest, v128.load(baseBias + at)), f32x4.mul(beta, v128.load(input + at))));
  }
  probabilities(p, input, VP);
  uniformsOf(k0, k1, VISIBLE, step, n, VP);
  store<i32>(negativeCount + (<usize>n << 2), sample(active, p, uniforms, VP));
  return gain;
}

/** Sets chain n to visible states drawn given the hidden states whose indices stand in `hidden`. */
export function drawVisible(n: i32, hidden: usize, on: i32, k0: u32, k1: u32): void {
  drive(input, visibleBias, transposed, VP, hidden, on);
  probabilities(p, input, VP);
  uniformsOf(k0, k1, VISIBLE, 0, n, VP);
  store<i32>(negativeCount + (<usize>n << 2), sample(list(negative, n), p, uniforms, VP));
}
