// Linear and logistic regression, as in ../targets: the same sums, with the two lanes of a SIMD register as the two
// interleaved parts of the reference.
import { exp, log } from "../../../math/assembly/elementary";
import { sumLanes } from "./vectors";

const PRIOR_PRECISION: f64 = 1 / (2.5 * 2.5);

// The model: coefficients k; of a linear one R (k × k), Qᵀy (k), rows and remainder; of a logistic one blocks of 8 rows, Xᵀy (k), padding.
let k: i32 = 0;
let rows: f64 = 0;
let remainder: f64 = 0;
let triangle: usize = 0;
let projection: usize = 0;
let blocks: i32 = 0;
let padding: f64 = 0;
let design: usize = 0;
let successes: usize = 0;
/** Two lanes a coefficient. */
let totals: usize = 0;
/** Response centre and scale, then centres and scales of the predictors. */
let reporting: usize = 0;

export function setLinear(coefficients: i32, count: f64, rest: f64, r: usize, qty: usize, report: usize): void {
  k = coefficients;
  rows = count;
  remainder = rest;
  triangle = r;
  projection = qty;
  reporting = report;
}

export function setLogistic(coefficients: i32, count: i32, pad: f64, x: usize, xty: usize, report: usize): void {
  k = coefficients;
  blocks = count;
  padding = pad;
  design = x;
  successes = xty;
  reporting = report;
  totals = heap.alloc(<usize>coefficients << 4);
}

export function reportCoefficients(q: usize, parameters: usize, linear: bool): void {
  const centre = load<f64>(reporting);
  const scale = load<f64>(reporting, 8);
  const centres = reporting + 16;
  const scales = centres + (<usize>(k - 1) << 3);
  let alpha = centre + scale * load<f64>(q);
  for (let j = 1; j < k; j++) {
    const at = <usize>j << 3;
    const beta = (load<f64>(q + at) * scale) / load<f64>(scales + at - 8);
    store<f64>(parameters + at, beta);
    alpha -= beta * load<f64>(centres + at - 8);
  }
  store<f64>(parameters, alpha);
  if (linear) {
    const at = <usize>k << 3;
    store<f64>(parameters + at, exp(load<f64>(q + at)) * scale);
  }
}

export function linearDensity(q: usize, g: usize): f64 {
  const end = <usize>k << 3;
  const logSigma = load<f64>(q + end);
  const sigma = exp(logSigma);
  const precision = 1 / (sigma * sigma);
  for (let at: usize = 0; at < end; at += 8) store<f64>(g + at, 0);
  let squares = remainder;
  for (let at: usize = 0; at < end; at += 8) {
    const row = triangle + at * <usize>k;
    let residual = load<f64>(projection + at);
    for (let j = at; j < end; j += 8) residual -= load<f64>(row + j) * load<f64>(q + j);
    squares += residual * residual;
    for (let j = at; j < end; j += 8) store<f64>(g + j, load<f64>(g + j) + load<f64>(row + j) * residual);
  }
  let norm: f64 = 0;
  for (let at: usize = 0; at < end; at += 8) {
    const coefficient = load<f64>(q + at);
    norm += coefficient * coefficient;
    store<f64>(g + at, load<f64>(g + at) * precision - coefficient * PRIOR_PRECISION);
  }
  store<f64>(g + end, squares * precision - rows - sigma + 1);
  return -0.5 * (squares * precision + norm * PRIOR_PRECISION) - (rows - 1) * logSigma - sigma;
}

export function logisticDensity(q: usize, g: usize): f64 {
  const rowsSum = sumRows(q);
  let fit: f64 = 0;
  let norm: f64 = 0;
  for (let j = 0; j < k; j++) {
    const at = <usize>j << 3;
    const coefficient = load<f64>(q + at);
    const success = load<f64>(successes + at);
    fit += success * coefficient;
    norm += coefficient * coefficient;
    store<f64>(g + at, success - sumLanes(v128.load(totals + (at << 1))) - coefficient * PRIOR_PRECISION);
  }
  return fit - rowsSum + padding * 0.6931471805599453 - 0.5 * norm * PRIOR_PRECISION;
}

const BLOCKS_PER_LOG: i32 = 127;

function sumRows(q: usize): f64 {
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  let hinge = zero;
  let logs: f64 = 0;
  let f0 = one;
  let f1 = one;
  let f2 = one;
  let f3 = one;
  const width = <usize>k << 6;
  memory.fill(totals, 0, <usize>k << 4);
  let start = design;
  for (let block = 1; block <= blocks; block++) {
    let e0 = zero;
    let e1 = zero;
    let e2 = zero;
    let e3 = zero;
    let from = q;
    for (let x = start; x < start + width; x += 64) {
      const weight = v128.load_splat<f64>(from);
      from += 8;
      e0 = f64x2.add(e0, f64x2.mul(v128.load(x), weight));
      e1 = f64x2.add(e1, f64x2.mul(v128.load(x, 16), weight));
      e2 = f64x2.add(e2, f64x2.mul(v128.load(x, 32), weight));
      e3 = f64x2.add(e3, f64x2.mul(v128.load(x, 48), weight));
    }
    hinge = f64x2.add(hinge, f64x2.max(e0, zero));
    hinge = f64x2.add(hinge, f64x2.max(e1, zero));
    hinge = f64x2.add(hinge, f64x2.max(e2, zero));
    hinge = f64x2.add(hinge, f64x2.max(e3, zero));
    const s0 = expOfMinusAbs(e0);
    const s1 = expOfMinusAbs(e1);
    const s2 = expOfMinusAbs(e2);
    const s3 = expOfMinusAbs(e3);
    const p0 = probability(e0, s0);
    const p1 = probability(e1, s1);
    const p2 = probability(e2, s2);
    const p3 = probability(e3, s3);
    f0 = f64x2.mul(f0, f64x2.add(one, s0));
    f1 = f64x2.mul(f1, f64x2.add(one, s1));
    f2 = f64x2.mul(f2, f64x2.add(one, s2));
    f3 = f64x2.mul(f3, f64x2.add(one, s3));
    let total = totals;
    for (let x = start; x < start + width; x += 64) {
      const left = f64x2.add(f64x2.mul(v128.load(x), p0), f64x2.mul(v128.load(x, 16), p1));
      const right = f64x2.add(f64x2.mul(v128.load(x, 32), p2), f64x2.mul(v128.load(x, 48), p3));
      v128.store(total, f64x2.add(v128.load(total), f64x2.add(left, right)));
      total += 16;
    }
    start += width;
    if (block % BLOCKS_PER_LOG === 0 || block === blocks) {
      logs += logOfProduct(f0, f1, f2, f3);
      f0 = one;
      f1 = one;
      f2 = one;
      f3 = one;
    }
  }
  return sumLanesAnd(hinge, logs);
}

function sumLanesAnd(hinge: v128, logs: f64): f64 {
  return f64x2.extract_lane(hinge, 0) + f64x2.extract_lane(hinge, 1) + logs;
}

/** Factors multiplied in the order of their rows. */
function logOfProduct(f0: v128, f1: v128, f2: v128, f3: v128): f64 {
  let product = f64x2.extract_lane(f0, 0) * f64x2.extract_lane(f0, 1);
  product = product * f64x2.extract_lane(f1, 0) * f64x2.extract_lane(f1, 1);
  product = product * f64x2.extract_lane(f2, 0) * f64x2.extract_lane(f2, 1);
  return log(product * f64x2.extract_lane(f3, 0) * f64x2.extract_lane(f3, 1));
}

/** 1/(1 + e^−η) from η and e^−|η|. */
@inline
function probability(eta: v128, small: v128): v128 {
  const one = f64x2.splat(1);
  return f64x2.div(v128.bitselect(one, small, f64x2.ge(eta, f64x2.splat(0))), f64x2.add(one, small));
}

/** e^max(−|x|, −700) with the bits of exp in elementary/exponential.ts, where every power of two is normal. */
@inline
function expOfMinusAbs(eta: v128): v128 {
  const x = f64x2.max(f64x2.neg(f64x2.abs(eta)), f64x2.splat(-700));
  const k = f64x2.nearest(f64x2.mul(x, f64x2.splat(1.4426950408889634)));
  const high = f64x2.sub(x, f64x2.mul(k, f64x2.splat(0.6931471803691238)));
  const low = f64x2.mul(k, f64x2.splat(1.9082149292705877e-10));
  const r = f64x2.sub(high, low);
  let p = f64x2.splat(2.0914680780540263e-9);
  p = f64x2.add(f64x2.splat(2.5105208339987698e-8), f64x2.mul(r, p));
  p = f64x2.add(f64x2.splat(2.7557273657975953e-7), f64x2.mul(r, p));
  p = f64x2.add(f64x2.splat(2.7557255421023506e-6), f64x2.mul(r, p));
  p = f64x2.add(f64x2.splat(2.4801587325536023e-5), f64x2.mul(r, p));
  p = f64x2.add(f64x2.splat(0.00019841269874804214), f64x2.mul(r, p));
  p = f64x2.add(f64x2.splat(0.0013888888888883752), f64x2.mul(r, p));
  p = f64x2.add(f64x2.splat(0.00833333333332614), f64x2.mul(r, p));
  p = f64x2.add(f64x2.splat(0.04166666666666667), f64x2.mul(r, p));
  p = f64x2.add(f64x2.splat(0.1666666666666667), f64x2.mul(r, p));
  p = f64x2.add(f64x2.splat(0.5), f64x2.mul(r, p));
  const rest = f64x2.mul(f64x2.mul(r, r), p);
  const tail = f64x2.sub(f64x2.sub(high, r), low);
  const one = f64x2.splat(1);
  const power = f64x2.add(one, f64x2.add(r, f64x2.add(rest, tail)));
  // 2^k: k + 2^52 + 1023 has k + 1023 in its low bits.
  const bits = i64x2.shl(f64x2.add(k, f64x2.splat(4503599627371519)), 52);
  return f64x2.mul(power, bits);
}
