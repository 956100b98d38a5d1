/**
 * Sums over all states of the smaller side of the machine, in float64. With s its units and l those of the larger side,
 * log f(s) = bias_s · s + Σ_l log(1 + e^(bias_l + Σ_s M_ls s)), whose sum of exponentials over s is Z.
 *
 * A state is a high and a low part: e^(x_l) is a product of a factor of each, so a state costs two multiplications and an addition a larger
 * unit. The product over l of 1 + e^(x_l) is renormalised by its exponent before it can overflow, and only its end is a logarithm.
 */
import { exp, log } from "../../../math/assembly/elementary";
import { alloc } from "../../../wasm/lib/memory";

const LN2: f64 = 0.6931471805599453;
/** States of the low part that are summed side by side. */
const LANES = 8;

let S: i32 = 0;
let L: i32 = 0;
let lowBits: i32 = 0;
let lows: i32 = 0;
let tile: i32 = 0;
/** Written by the caller: M (L rows of S float64), bias_s (S), bias_l (L). */
export let enumerationMatrix: usize = 0;
export let enumerationSmallBias: usize = 0;
export let enumerationLargeBias: usize = 0;
let lowFactors: usize = 0; // tiles of L × 8
let lowBias: usize = 0;
let highFactors: usize = 0; // L
/** log f of the states of the last row. */
export let enumerationRow: usize = 0;

/** Reserves memory, once for sides of these sizes; returns the number of rows (high parts); each row holds 2^(small − log2 rows) states. */
export function enumerationSetUp(small: i32, large: i32): i32 {
  if (enumerationMatrix != 0 && S == small && L == large) return S <= lowBits ? 1 : 1 << (S - lowBits);
  S = small;
  L = large;
  lowBits = S < 10 ? (S < 3 ? 3 : S) : 10;
  lows = 1 << lowBits;
  enumerationMatrix = alloc(<usize>L * S * 8);
  enumerationSmallBias = alloc(<usize>S * 8);
  enumerationLargeBias = alloc(<usize>L * 8);
  lowFactors = alloc(<usize>L * lows * 8);
  lowBias = alloc(<usize>lows * 8);
  highFactors = alloc(<usize>L * 8);
  enumerationRow = alloc(<usize>lows * 8);
  return S <= lowBits ? 1 : 1 << (S - lowBits);
}

// @ts-ignore: decorator
@inline
function entry(array: usize, i: i32): f64 {
  return load<f64>(array + (<usize>i << 3));
}

/** After the caller has written matrix and biases. Returns false when a weight is so large that float64 cannot hold e^x. */
export function enumerationReady(): bool {
  let widest: f64 = 0;
  for (let l = 0; l < L; l++) {
    let reach = abs(entry(enumerationLargeBias, l));
    for (let s = 0; s < S; s++) reach += abs(entry(enumerationMatrix, l * S + s));
    if (reach > widest) widest = reach;
  }
  if (!(widest < 690)) return false;
  const fit = <i32>(690 / (widest + 1));
  tile = fit < 1 ? 1 : fit > 16 ? 16 : fit;
  for (let low = 0; low < lows; low++) {
    let bias: f64 = 0;
    for (let s = 0; s < S && s < lowBits; s++) if ((low >> s) & 1) bias += entry(enumerationSmallBias, s);
    store<f64>(lowBias + (<usize>low << 3), bias);
    const block = lowFactors + ((<usize>(low / LANES) * L * LANES + (low % LANES)) << 3);
    for (let l = 0; l < L; l++) {
      let x: f64 = 0;
      for (let s = 0; s < S && s < lowBits; s++) if ((low >> s) & 1) x += entry(enumerationMatrix, l * S + s);
      store<f64>(block + ((<usize>l * LANES) << 3), exp(x));
    }
  }
  return true;
}

// @ts-ignore: decorator
@inline
function exponents(p: v128): v128 {
  return i64x2.sub(i64x2.shr_u(p, 52), i64x2.splat(1023));
}
// @ts-ignore: decorator
@inline
function mantissas(p: v128): v128 {
  return v128.or(v128.and(p, i64x2.splat(0x000fffffffffffff)), i64x2.splat(0x3ff0000000000000));
}

/** Fills enumerationRow with log f of the states whose high part is `high`, and returns the logarithm of the sum of their f. */
export function enumerateRow(high: i32): f64 {
  let bias: f64 = 0;
  for (let s = lowBits; s < S; s++) if ((high >> (s - lowBits)) & 1) bias += entry(enumerationSmallBias, s);
  for (let l = 0; l < L; l++) {
    let x = entry(enumerationLargeBias, l);
    for (let s = lowBits; s < S; s++) if ((high >> (s - lowBits)) & 1) x += entry(enumerationMatrix, l * S + s);
    store<f64>(highFactors + (<usize>l << 3), exp(x));
  }
  for (let low = 0; low < lows; low += LANES) eightStates(low, bias);
  // With fewer than eight states the surplus ones are repeats: not counted.
  const states = S < lowBits ? 1 << S : lows;
  let top = entry(enumerationRow, 0);
  for (let i = 1; i < states; i++) top = max(top, entry(enumerationRow, i));
  let sum: f64 = 0;
  for (let i = 0; i < states; i++) sum += exp(entry(enumerationRow, i) - top);
  return top + log(sum);
}

function eightStates(low: i32, bias: f64): void {
  const one = f64x2.splat(1);
  let p0 = one;
  let p1 = one;
  let p2 = one;
  let p3 = one;
  let e0 = i64x2.splat(0);
  let e1 = e0;
  let e2 = e0;
  let e3 = e0;
  let factors = lowFactors + ((<usize>low * L) << 3);
  let l = 0;
  while (l < L) {
    const end = min(l + tile, L);
    for (; l < end; l++, factors += LANES << 3) {
      const h = f64x2.splat(entry(highFactors, l));
      p0 = f64x2.mul(p0, f64x2.add(one, f64x2.mul(h, v128.load(factors))));
      p1 = f64x2.mul(p1, f64x2.add(one, f64x2.mul(h, v128.load(factors, 16))));
      p2 = f64x2.mul(p2, f64x2.add(one, f64x2.mul(h, v128.load(factors, 32))));
      p3 = f64x2.mul(p3, f64x2.add(one, f64x2.mul(h, v128.load(factors, 48))));
    }
    e0 = i64x2.add(e0, exponents(p0));
    e1 = i64x2.add(e1, exponents(p1));
    e2 = i64x2.add(e2, exponents(p2));
    e3 = i64x2.add(e3, exponents(p3));
    p0 = mantissas(p0);
    p1 = mantissas(p1);
    p2 = mantissas(p2);
    p3 = mantissas(p3);
  }
  storePair(low, bias, p0, e0);
  storePair(low + 2, bias, p1, e1);
  storePair(low + 4, bias, p2, e2);
  storePair(low + 6, bias, p3, e3);
}

function storePair(low: i32, bias: f64, p: v128, e: v128): void {
  const at = enumerationRow + (<usize>low << 3);
  store<f64>(at, bias + entry(lowBias, low) + (log(f64x2.extract_lane(p, 0)) + LN2 * <f64>i64x2.extract_lane(e, 0)));
  store<f64>(at, bias + entry(lowBias, low + 1) + (log(f64x2.extract_lane(p, 1)) + LN2 * <f64>i64x2.extract_lane(e, 1)), 8);
}
