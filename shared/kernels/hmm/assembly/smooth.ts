/**
 * The twin of shared/kernels/hmm/smooth.ts, of one sequence at a time. Rows of K numbers are padded to a whole number of vectors; what pads holds no
 * number that is looked at.
 */
import { log } from "../../../math/assembly/elementary";
import { addOuterProducts, multiply } from "./matrices";

const LEAST: f64 = 1e-290;
const SAFE: f64 = 1e-200;
/** Rows whose products are added together: they stay in the nearest cache. */
const BLOCK = 32;

let states = 0;
let symbolCount = 0;
/** Bytes of a padded row. */
let stride: usize = 0;
let rounds = false;

/** K, padded. */
export let initial: usize = 0;
/** K rows: from; and the same by what they lead to. */
export let transitions: usize = 0;
export let transposed: usize = 0;
/** p(symbol | ·), a row for each symbol, and one for what is missing. */
export let table: usize = 0;
/** Σ filtered · ratio over the sequence, the factor of A left out. */
export let products: usize = 0;
let modelBytes: usize = 0;

/** Of each row a symbol (−1: missing); or, where there are none, its weights and their shift. */
export let symbols: usize = 0;
export let weights: usize = 0;
export let shifts: usize = 0;
/** Rows of the results. `backward` leaves what each row's posterior is to its prediction in `predicted`. */
export let predicted: usize = 0;
export let filtered: usize = 0;
export let posterior: usize = 0;
let evidenceBytes: usize = 0;

/** Makes room for a model of K states and so many symbols, 0 where weights are given. Whatever was there is lost, all is 0. */
export function setUpModel(K: i32, symbolsOfTable: i32): void {
  states = K;
  symbolCount = symbolsOfTable;
  rounds = symbolsOfTable === 0;
  stride = <usize>((K + 1) >> 1) << 4;
  const square = (stride >> 3) * stride;
  const bytes: usize = stride + square * 3 + <usize>(symbolsOfTable + 1) * stride;
  if (bytes > modelBytes) {
    initial = heap.alloc(bytes);
    modelBytes = bytes;
  }
  memory.fill(initial, 0, bytes);
  transitions = initial + stride;
  transposed = transitions + square;
  products = transposed + square;
  table = products + square;
}

/** Makes room for the evidence of sequences of up to so many rows, and for what is found. Call after `setUpModel`. */
export function setUpEvidence(rows: i32): void {
  const values = <usize>rows * stride;
  const own = (<usize>rows * 8 + 15) & ~(<usize>15);
  const bytes: usize = values * 4 + own;
  if (bytes > evidenceBytes) {
    predicted = heap.alloc(bytes);
    evidenceBytes = bytes;
  }
  filtered = predicted + values;
  posterior = filtered + values;
  weights = posterior + values;
  shifts = weights + values;
  symbols = shifts;
  if (rounds && states & 1) memory.fill(weights, 0, values);
}

@inline
function weightsAt(t: i32): usize {
  if (rounds) return weights + <usize>t * stride;
  const symbol = load<i32>(symbols + (<usize>t << 2));
  return table + <usize>(symbol < 0 ? symbolCount : symbol) * stride;
}

/** Fills `predicted` and `filtered`; returns the log-likelihood, or NaN where logarithms must answer. */
export function forward(rows: i32): f64 {
  let logLikelihood: f64 = 0;
  let lost = false;
  for (let t = 0; t < rows; t++) {
    const prior = predicted + <usize>t * stride;
    const row = filtered + <usize>t * stride;
    if (t === 0) memory.copy(prior, initial, stride);
    else multiply(row - stride, transitions, prior, states, stride);
    if (lost && isMissed(row - stride, prior - stride, prior)) return NaN;
    const shown = weightsAt(t);
    const sum = weigh(prior, shown, row);
    if (!(sum > LEAST)) return NaN;
    lost = divide(prior, row, sum) && drop(prior, shown, row);
    logLikelihood += rounds ? log(sum) + load<f64>(shifts + (<usize>t << 3)) : log(sum);
  }
  return logLikelihood;
}

/** row = prior · shown; returns its sum, added in order. */
@inline
function weigh(prior: usize, shown: usize, row: usize): f64 {
  let sum: f64 = 0;
  for (let i: usize = 0; i < stride; i += 16) {
    const weight = f64x2.mul(v128.load(prior + i), v128.load(shown + i));
    v128.store(row + i, weight);
    sum += f64x2.extract_lane(weight, 0);
    sum += f64x2.extract_lane(weight, 1);
  }
  return sum;
}

/** Divides the row by its sum; returns whether a share that might have been larger is too small to be kept. */
@inline
function divide(prior: usize, row: usize, sum: f64): bool {
  const divisor = f64x2.splat(sum);
  const zero = f64x2.splat(0);
  const least = f64x2.splat(LEAST);
  let small = zero;
  for (let i: usize = 0; i < stride; i += 16) {
    const share = f64x2.div(v128.load(row + i), divisor);
    v128.store(row + i, share);
    small = v128.or(small, v128.and(f64x2.lt(share, least), f64x2.gt(v128.load(prior + i), zero)));
  }
  return v128.any_true(small);
}

/** Makes 0 of the shares that are too small; returns whether one was not 0 by right. */
function drop(prior: usize, shown: usize, row: usize): bool {
  let lost = false;
  for (let i: usize = 0; i < <usize>states << 3; i += 8) {
    if (!(load<f64>(row + i) < LEAST && load<f64>(prior + i) > 0 && (rounds || load<f64>(shown + i) > 0))) continue;
    store<f64>(row + i, 0);
    lost = true;
  }
  return lost;
}

/** As in the reference: `row` and `prior` of the step before, `next` predicted from them. */
function isMissed(row: usize, prior: usize, next: usize): bool {
  const end = <usize>states << 3;
  for (let i: usize = 0; i < end; i += 8) {
    if (load<f64>(row + i) > 0 || !(load<f64>(prior + i) > 0)) continue;
    const leads = transitions + (i >> 3) * stride;
    for (let j: usize = 0; j < end; j += 8)
      if (load<f64>(leads + j) > 0 && load<f64>(next + j) < SAFE) return true;
  }
  return false;
}

/** Fills `posterior` from what `forward` has left, and with `counts` also `products`. */
export function backward(rows: i32, counts: bool): void {
  if (counts) memory.fill(products, 0, (stride >> 3) * stride);
  if (rows === 0) return;
  const last = <usize>(rows - 1) * stride;
  memory.copy(posterior + last, filtered + last, stride);
  for (let end = rows - 1; end > 0; ) {
    const from = max(0, end - BLOCK);
    for (let t = end - 1; t >= from; t--) stepBack(<usize>t * stride);
    const at = <usize>from * stride;
    if (counts) addOuterProducts(filtered + at, predicted + at + stride, end - from, products, stride);
    end = from;
  }
}

@inline
function stepBack(at: usize): void {
  const zero = f64x2.splat(0);
  const ratio = predicted + at + stride;
  const later = posterior + at + stride;
  for (let i: usize = 0; i < stride; i += 16) {
    const belief = v128.load(later + i);
    v128.store(ratio + i, v128.and(f64x2.div(belief, v128.load(ratio + i)), f64x2.gt(belief, zero)));
  }
  const row = posterior + at;
  multiply(ratio, transposed, row, states, stride);
  for (let i: usize = 0; i < stride; i += 16)
    v128.store(row + i, f64x2.mul(v128.load(filtered + at + i), v128.load(row + i)));
}
