/**
 * Elementary functions in float32, one source for both languages: the operations of lanes.ts are on one number in TypeScript, each rounded to 24 bits, and on
 * four at once in WebAssembly (assembly/elementary4.ts), exact IEEE arithmetic without fused or relaxed steps: a lane has the same bits. Both ways of a choice
 * are computed. Arguments and results are float32 values; NaN results may have any payload in WebAssembly.
 */
import * as c from "./constants32.ts";
import type { v128 } from "./lanes.ts";
import {
  abs,
  add,
  addWhole,
  atLeast,
  bitsOf,
  constant,
  div,
  equal,
  greater,
  lesser,
  lessThan,
  max,
  min,
  minusAbs,
  mul,
  nearest,
  ofBits,
  ofQuadrant,
  polynomial,
  powerOfTwo,
  select,
  shiftLeft,
  shiftRight,
  splat,
  sub,
  subWhole,
  toFloat,
  toWhole,
  wholeOf,
  wholeWhere,
  withMinusOf,
} from "./lanes.ts";

/** r = y − n·ln 2. */
// @inline
function reduced(y: v128, n: v128): v128 {
  return sub(sub(y, mul(n, constant(c.LN2_HIGH))), mul(n, constant(c.LN2_LOW)));
}

/** e^r − 1 of a reduced argument. */
// @inline
function rest(r: v128): v128 {
  return add(r, mul(mul(r, r), polynomial(c.EXP, 6, r)));
}

/** 1.5·2^23 + n, for n the integer nearest to y / ln 2, |n| < 2^22. */
// @inline
function shiftedOf(y: v128): v128 {
  return add(mul(y, constant(c.LOG2_E)), constant(c.TO_INTEGER));
}

/** e · 2^k in two steps: 2^k itself need not be a normal number. */
// @inline
function scaled(e: v128, k: v128): v128 {
  const half = shiftRight(k, 1);
  return mul(mul(e, powerOfTwo(half)), powerOfTwo(subWhole(k, half)));
}

/** e^x. Error < 1 ulp where the result is normal. */
// @inline
export function expf(x: v128): v128 {
  const y = min(max(x, constant(c.EXP_LEAST)), constant(c.EXP_MOST));
  const n = nearest(mul(y, constant(c.LOG2_E)));
  return scaled(add(constant(c.ONE), rest(reduced(y, n))), toWhole(n));
}

/** e^x for x ≤ 0, with the bits of expf in less time: nothing overflows, and n, an integer above −2^22, is found by adding. */
// @inline
export function expOfNonPositivef(x: v128): v128 {
  const y = greater(x, constant(c.EXP_LEAST));
  const shifted = shiftedOf(y);
  const n = sub(shifted, constant(c.TO_INTEGER));
  const e = add(constant(c.ONE), rest(reduced(y, n)));
  return scaled(e, subWhole(bitsOf(shifted), bitsOf(constant(c.TO_INTEGER))));
}

/** e^x for 0 ≤ x ≤ 60, with the bits of expf in less time; e^60 beyond. */
// @inline
function expOfModeratef(x: v128): v128 {
  const y = lesser(x, constant(c.TANH_MOST));
  const shifted = shiftedOf(y);
  const n = sub(shifted, constant(c.TO_INTEGER));
  return mul(add(constant(c.ONE), rest(reduced(y, n))), powerOfTwo(bitsOf(shifted)));
}

/** e^x − 1, accurate near 0 as well. Error < 2 ulp; keeps −0. */
// @inline
export function expm1f(x: v128): v128 {
  const y = min(max(x, constant(c.EXPM1_LEAST)), constant(c.EXP_MOST));
  const n = nearest(mul(y, constant(c.LOG2_E)));
  // 2^128 is no float32, half of it is.
  const half = powerOfTwo(subWhole(toWhole(n), wholeOf(1)));
  const z = add(mul(half, rest(reduced(y, n))), sub(half, constant(c.HALF)));
  return select(x, add(z, z), lessThan(abs(x), constant(c.EXPM1_SMALL)));
}

/** e^−|x|, but at least e^−87: no subnormal results, half the time of expf in WebAssembly. Error < 1 ulp on ±87. */
// @inline
export function expMinusAbsf(x: v128): v128 {
  const y = greater(minusAbs(x), constant(c.EXP_NORMAL));
  const shifted = shiftedOf(y);
  const r = reduced(y, sub(shifted, constant(c.TO_INTEGER)));
  const e = add(constant(c.ONE), add(r, mul(mul(r, r), polynomial(c.EXP_SHORT, 5, r))));
  return mul(e, powerOfTwo(bitsOf(shifted)));
}

/** log of a normal positive finite number, plus k·ln 2. */
// @inline
function logOfNormal(x: v128, shift: v128): v128 {
  // The exponent that leaves a significand in [√½, √2).
  const e = shiftRight(subWhole(bitsOf(x), bitsOf(constant(c.SQRT_HALF))), 23);
  const k = toFloat(addWhole(e, shift));
  const g = sub(ofBits(subWhole(bitsOf(x), shiftLeft(e, 23))), constant(c.ONE));
  const s = div(g, add(constant(c.TWO), g));
  const z = mul(s, s);
  const half = mul(mul(constant(c.HALF), g), g);
  const more = add(mul(s, add(half, mul(z, polynomial(c.LOG, 4, z)))), mul(k, constant(c.LN2_LOW)));
  return sub(mul(k, constant(c.LN2_HIGH)), sub(sub(half, more), g));
}

/** Natural logarithm of numbers known to be positive, normal and finite (uniforms). The bits of logf. */
// @inline
export function logOfNormalf(x: v128): v128 {
  return logOfNormal(x, wholeOf(0));
}

/** Natural logarithm. Error < 1 ulp, subnormals included; log 0 = −Infinity, of a negative number NaN. */
// @inline
export function logf(x: v128): v128 {
  const subnormal = lessThan(x, constant(c.LEAST_NORMAL));
  const normal = select(mul(x, constant(c.TWO_23)), x, subnormal);
  let y = logOfNormal(normal, wholeWhere(subnormal, -23));
  y = select(x, y, equal(x, splat(Infinity)));
  y = select(splat(-Infinity), y, equal(x, splat(0)));
  return select(y, splat(NaN), atLeast(x, splat(0)));
}

/** tanh x. Error < 2 ulp; keeps −0. */
// @inline
export function tanhf(x: v128): v128 {
  const a = abs(x);
  const z = mul(x, x);
  const small = add(x, mul(mul(x, z), polynomial(c.TANH, 6, z)));
  const e = expOfModeratef(add(a, a));
  const y = sub(constant(c.ONE), div(constant(c.TWO), add(e, constant(c.ONE))));
  // The sign of x is set even where adding has made +0 of −0.
  return withMinusOf(x, select(small, y, lessThan(a, constant(c.TANH_SMALL))));
}

/** 1 / (1 + e^−x). Error < 2.5 ulp where the result is normal. */
// @inline
export function sigmoidf(x: v128): v128 {
  const e = expOfNonPositivef(minusAbs(x));
  return div(select(e, constant(c.ONE), lessThan(x, splat(0))), add(constant(c.ONE), e));
}

/** log(1 + e^x) without overflow. Error < 2.5 ulp where the result is normal. */
// @inline
export function softplusf(x: v128): v128 {
  const e = expOfNonPositivef(minusAbs(x));
  const s = div(e, add(constant(c.TWO), e));
  const z = mul(s, s);
  return add(max(x, splat(0)), add(add(s, s), mul(mul(s, z), polynomial(c.LOG1P, 5, z))));
}

/** The error function. Error < 1e-7; keeps −0. */
// @inline
export function erff(x: v128): v128 {
  const a = min(abs(x), constant(c.ERF_MOST));
  const small = add(x, mul(x, polynomial(c.ERF, 7, mul(x, x))));
  const large = sub(constant(c.ONE), expf(polynomial(c.LOG_ERFC, 9, a)));
  return withMinusOf(x, select(small, large, lessThan(a, constant(c.ONE))));
}

// @inline
function radians(x: v128, turned: i32): v128 {
  const n = nearest(mul(x, constant(c.TWO_OVER_PI)));
  let r = sub(x, mul(n, constant(c.P1)));
  r = sub(r, mul(n, constant(c.P2)));
  r = sub(r, mul(n, constant(c.P3)));
  r = sub(r, mul(n, constant(c.P4)));
  const z = mul(r, r);
  const s = polynomial(c.SIN, 4, z);
  const p = polynomial(c.COS, 4, z);
  const sin = add(r, mul(mul(r, z), s));
  const cos = add(sub(constant(c.ONE), mul(constant(c.HALF), z)), mul(mul(z, z), p));
  return ofQuadrant(addWhole(toWhole(n), wholeOf(turned)), sin, cos);
}

/** sin x, x in radians, |x| ≤ 8192. Error < 2^-23 (2 ulp of results near 1). */
// @inline
export function sinf(x: v128): v128 {
  return radians(x, 0);
}

/** cos x, x in radians, |x| ≤ 8192. Error < 2^-23 (2 ulp of results near 1). */
// @inline
export function cosf(x: v128): v128 {
  return radians(x, 1);
}

/** The nearest quarter turn of u turns, as a float32 integer. */
// @inline
export function quarterf(u: v128): v128 {
  return nearest(mul(constant(c.FOUR), u));
}

/** sin 2πr and cos 2πr of the rest r = u − n/4, |r| ≤ 1/8, z = r²: for callers that need both. */
// @inline
export function sinOfRestf(r: v128, z: v128): v128 {
  return mul(r, polynomial(c.SIN_TURNS, 4, z));
}

// @inline
export function cosOfRestf(z: v128): v128 {
  return add(constant(c.ONE), mul(z, polynomial(c.COS_TURNS, 4, z)));
}

/** sin and cos of u = n/4 + r turns from those of r. */
// @inline
export function sinOfQuartersf(n: v128, sin: v128, cos: v128): v128 {
  return ofQuadrant(toWhole(n), sin, cos);
}

// @inline
export function cosOfQuartersf(n: v128, sin: v128, cos: v128): v128 {
  return ofQuadrant(addWhole(toWhole(n), wholeOf(1)), sin, cos);
}

/** sin 2πu, |u| ≤ 2^20 turns. Error < 2 ulp. */
// @inline
export function sinTurnsf(u: v128): v128 {
  const n = quarterf(u);
  const r = sub(u, mul(constant(c.QUARTER), n));
  const z = mul(r, r);
  return sinOfQuartersf(n, sinOfRestf(r, z), cosOfRestf(z));
}

/** cos 2πu, |u| ≤ 2^20 turns. Error < 2 ulp. */
// @inline
export function cosTurnsf(u: v128): v128 {
  const n = quarterf(u);
  const r = sub(u, mul(constant(c.QUARTER), n));
  const z = mul(r, r);
  return cosOfQuartersf(n, sinOfRestf(r, z), cosOfRestf(z));
}
