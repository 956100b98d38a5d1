/**
 * The elementary functions that compiled densities call: of one float64, of two at once (their names end in 2), and of four float32 (in 4). The compiler takes these bytes
 * and appends to them (shared/densities/wasm/link.ts): nothing here may allocate, and the data lie below `LIBRARY_END`.
 */
// build: --noExportMemory --disableWarning 112
import * as s from "../../math/assembly/elementary";
import * as d from "../../math/assembly/elementary2";
import * as q from "../../math/assembly/elementary4";

export { cos, digamma, erf, erfc, expm1, lgamma, pow, sin, tanh } from "../../math/assembly/elementary";

// Of one number too, two lanes are worked on where that saves branches that no processor foresees.

export function exp(x: f64): f64 {
  return low(exp2(f64x2.splat(x)));
}

export function log(x: f64): f64 {
  return low(log2(f64x2.splat(x)));
}

export function log1p(x: f64): f64 {
  return low(log1p2(f64x2.splat(x)));
}

export function exp2(x: v128): v128 {
  return d.isExtremed2(x) ? extremeExp(x) : d.expOfOrdinaryd2(x);
}

export function log2(x: v128): v128 {
  const ordinary = v128.and(f64x2.ge(x, f64x2.splat(f64.MIN_NORMAL_VALUE)), f64x2.lt(x, f64x2.splat(Infinity)));
  return i64x2.all_true(ordinary) ? d.logOfNormald2(x) : extremeLog(x);
}

export function log1p2(x: v128): v128 {
  const inside = v128.and(f64x2.gt(x, f64x2.splat(-1)), f64x2.lt(x, f64x2.splat(Infinity)));
  const ordinary = v128.and(inside, f64x2.ge(f64x2.abs(x), f64x2.splat(1e-16)));
  return i64x2.all_true(ordinary) ? d.log1pOfOrdinaryd2(x) : extremeLog1p(x);
}

// Of all numbers: apart, so that the ordinary ones are short enough to be written into a density.

function extremeExp(x: v128): v128 {
  return d.expd2(x);
}

function extremeLog(x: v128): v128 {
  return d.logd2(x);
}

function extremeLog1p(x: v128): v128 {
  return d.log1pd2(x);
}

export function expm12(x: v128): v128 {
  return d.expm1d2(x);
}

export function tanh2(x: v128): v128 {
  return d.tanhd2(x);
}

@inline
function low(x: v128): f64 {
  return f64x2.extract_lane(x, 0);
}

@inline
function high(x: v128): f64 {
  return f64x2.extract_lane(x, 1);
}

@inline
function pair(a: f64, b: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(a), 1, b);
}

// One lane after the other.

export function sin2(x: v128): v128 {
  return pair(s.sin(low(x)), s.sin(high(x)));
}

export function cos2(x: v128): v128 {
  return pair(s.cos(low(x)), s.cos(high(x)));
}

export function lgamma2(x: v128): v128 {
  return pair(s.lgamma(low(x)), s.lgamma(high(x)));
}

export function digamma2(x: v128): v128 {
  return pair(s.digamma(low(x)), s.digamma(high(x)));
}

export function erf2(x: v128): v128 {
  return pair(s.erf(low(x)), s.erf(high(x)));
}

export function erfc2(x: v128): v128 {
  return pair(s.erfc(low(x)), s.erfc(high(x)));
}

export function pow2(x: v128, y: v128): v128 {
  return pair(s.pow(low(x), low(y)), s.pow(high(x), high(y)));
}

// Of four float32.

export function exp4(x: v128): v128 {
  return q.expf4(x);
}

export function expMinusAbs4(x: v128): v128 {
  return q.expMinusAbsf4(x);
}

export function log4(x: v128): v128 {
  return q.logf4(x);
}

export function expm14(x: v128): v128 {
  return q.expm1f4(x);
}

export function tanh4(x: v128): v128 {
  return q.tanhf4(x);
}

export function sin4(x: v128): v128 {
  return q.sinf4(x);
}

export function cos4(x: v128): v128 {
  return q.cosf4(x);
}

export function erf4(x: v128): v128 {
  return q.erff4(x);
}
