/**
 * Elementary functions of two float64 at once, with the bits of the scalar ones in shared/math: the same operations
 * in the same order, the same constants (../constants). Those are loaded (see ./lanes).
 */
import * as c from "../constants";

const EXP = memory.data<f64>([
  c.EXP_12, c.EXP_11, c.EXP_10, c.EXP_9, c.EXP_8, c.EXP_7, c.EXP_6, c.EXP_5, c.EXP_4, c.EXP_3, c.EXP_2,
]);
const LOG = memory.data<f64>([c.LOG_8, c.LOG_7, c.LOG_6, c.LOG_5, c.LOG_4, c.LOG_3, c.LOG_2, c.LOG_1]);
const SIN = memory.data<f64>([c.SIN_15, c.SIN_13, c.SIN_11, c.SIN_9, c.SIN_7, c.SIN_5, c.SIN_3]);
const COS = memory.data<f64>([c.COS_14, c.COS_12, c.COS_10, c.COS_8, c.COS_6, c.COS_4]);
const HALF = memory.data<f64>([0.5]);
const ONE = memory.data<f64>([1]);
const TWO = memory.data<f64>([2]);
const FOUR = memory.data<f64>([4]);
const QUARTER = memory.data<f64>([0.25]);
const SQRT2 = memory.data<f64>([Math.SQRT2]);
const LOG2_E = memory.data<f64>([Math.LOG2E]);
const LN2_HIGH = memory.data<f64>([c.LN2_HIGH]);
const LN2_LOW = memory.data<f64>([c.LN2_LOW]);
const TAU = memory.data<f64>([c.TAU]);
const TAU_TAIL = memory.data<f64>([c.TAU_TAIL]);
const ROUND = memory.data<f64>([c.TO_INTEGER]);
const OVERFLOW = memory.data<f64>([c.EXP_OVERFLOW]);
const UNDERFLOW = memory.data<f64>([c.EXP_UNDERFLOW]);
/** Where 2^k is normal. */
const ORDINARY = memory.data<f64>([708]);
/** The bias of the exponent, to be added to the low bits. */
const BIAS = memory.data<i64>([1023]);
const LEAST_NORMAL = memory.data<f64>([c.LEAST_NORMAL]);
const TWO_54 = memory.data<f64>([c.TWO_54]);
const INFINITE = memory.data<f64>([Infinity]);
const NEAR_LEAST = memory.data<f64>([c.LOG1P_LEAST]);
const NEAR_MOST = memory.data<f64>([c.LOG1P_MOST]);
const TINY = memory.data<f64>([c.TINY]);
const EXPM1_LEAST = memory.data<f64>([c.EXPM1_LEAST]);
const EXPM1_MOST = memory.data<f64>([c.EXPM1_MOST]);
const TANH_LEAST = memory.data<f64>([c.TANH_LEAST]);
const TANH_MOST = memory.data<f64>([c.TANH_MOST]);

@inline
function constant(table: usize, i: usize = 0): v128 {
  return v128.load64_splat(table + (i << 3));
}

/** a·x + c, rounded twice. */
@inline
function madd(a: v128, x: v128, table: usize, i: usize): v128 {
  return f64x2.add(f64x2.mul(a, x), constant(table, i));
}

@inline
function polynomial6(table: usize, x: v128): v128 {
  const y = madd(madd(constant(table), x, table, 1), x, table, 2);
  return madd(madd(madd(y, x, table, 3), x, table, 4), x, table, 5);
}

@inline
function nearest(x: v128): v128 {
  return f64x2.sub(f64x2.add(x, constant(ROUND)), constant(ROUND));
}

/** 2^k of integers k in −1022…1023, given as float64: the sum with 1.5 · 2^52 holds k + 1023 in its low bits. */
@inline
function powerOfTwo(k: v128): v128 {
  const bits = f64x2.add(f64x2.add(k, f64x2.splat(1023)), constant(ROUND));
  return i64x2.shl(bits, 52);
}

/** e^r − 1 − r of the rest r of a reduction. */
@inline
function quadraticRest(r: v128): v128 {
  let p = polynomial6(EXP, r);
  p = madd(madd(madd(p, r, EXP, 6), r, EXP, 7), r, EXP, 8);
  p = madd(madd(p, r, EXP, 9), r, EXP, 10);
  return f64x2.mul(f64x2.mul(r, r), p);
}

/** e^(x − k·ln 2). */
@inline
function expOfReduced(x: v128, k: v128): v128 {
  const high = f64x2.sub(x, f64x2.mul(k, constant(LN2_HIGH)));
  const low = f64x2.mul(k, constant(LN2_LOW));
  const r = f64x2.sub(high, low);
  const rest = f64x2.add(quadraticRest(r), f64x2.sub(f64x2.sub(high, r), low));
  return f64x2.add(constant(ONE), f64x2.add(r, rest));
}

/** e^x of numbers in −708…709 (or NaN), with the bits of expd2. */
@inline
export function expOfOrdinaryd2(x: v128): v128 {
  const shifted = f64x2.add(f64x2.mul(x, constant(LOG2_E)), constant(ROUND));
  const e = expOfReduced(x, f64x2.sub(shifted, constant(ROUND)));
  return f64x2.mul(e, i64x2.shl(i64x2.add(shifted, constant(BIAS)), 52));
}

/** Whether a lane is beyond the range of expOfOrdinaryd2. */
@inline
export function isExtremed2(x: v128): bool {
  return v128.any_true(f64x2.gt(f64x2.abs(x), constant(ORDINARY)));
}

/** e^x. Error < 0.9 ulp; a NaN lane gives a NaN of any payload. */
@inline
export function expd2(x: v128): v128 {
  const y = f64x2.pmin(f64x2.pmax(x, constant(UNDERFLOW)), constant(OVERFLOW));
  const k = nearest(f64x2.mul(y, constant(LOG2_E)));
  const e = expOfReduced(y, k);
  const half = f64x2.floor(f64x2.mul(k, constant(HALF)));
  const scaled = f64x2.mul(f64x2.mul(e, powerOfTwo(half)), powerOfTwo(f64x2.sub(k, half)));
  const finite = v128.bitselect(f64x2.splat(Infinity), scaled, f64x2.gt(x, constant(OVERFLOW)));
  const positive = v128.andnot(finite, f64x2.lt(x, constant(UNDERFLOW)));
  return v128.bitselect(positive, f64x2.splat(NaN), f64x2.eq(x, x));
}

/** k·ln 2 + log(1 + f) + c for a small correction c. */
@inline
function logOfReduced(k: v128, f: v128, c: v128): v128 {
  const s = f64x2.div(f, f64x2.add(constant(TWO), f));
  const z = f64x2.mul(s, s);
  const r = f64x2.mul(z, madd(madd(polynomial6(LOG, z), z, LOG, 6), z, LOG, 7));
  const half = f64x2.mul(f64x2.mul(constant(HALF), f), f);
  const low = f64x2.add(f64x2.mul(s, f64x2.add(half, r)), f64x2.add(f64x2.mul(k, constant(LN2_LOW)), c));
  return f64x2.sub(f64x2.mul(k, constant(LN2_HIGH)), f64x2.sub(f64x2.sub(half, low), f));
}

/** The significand of positive normal numbers, in [1, 2). */
@inline
function significand(x: v128): v128 {
  return v128.or(v128.and(x, i64x2.splat(0x000fffffffffffff)), constant(ONE));
}

/** The exponent of positive normal numbers. */
@inline
function exponent(x: v128): v128 {
  const biased = v128.shuffle<i32>(i64x2.shr_u(x, 52), i32x4.splat(0), 0, 2, 4, 4);
  return f64x2.convert_low_i32x4_s(i32x4.sub(biased, i32x4.splat(1023)));
}

/** A significand less 1, of half the number where it is above √2. */
@inline
function fraction(m: v128, above: v128): v128 {
  return f64x2.sub(v128.bitselect(f64x2.mul(m, constant(HALF)), m, above), constant(ONE));
}

/** Natural logarithm. Error < 0.9 ulp, subnormals included; log 0 = −Infinity, of a negative number NaN. */
export function logd2(x: v128): v128 {
  const subnormal = f64x2.lt(x, constant(LEAST_NORMAL));
  const scaled = v128.bitselect(f64x2.mul(x, constant(TWO_54)), x, subnormal);
  const m = significand(scaled);
  const above = f64x2.gt(m, constant(SQRT2));
  const e = f64x2.add(exponent(scaled), v128.and(subnormal, f64x2.splat(-54)));
  const k = f64x2.add(e, v128.and(above, constant(ONE)));
  let y = logOfReduced(k, fraction(m, above), f64x2.splat(0));
  y = v128.bitselect(x, y, f64x2.eq(x, constant(INFINITE)));
  y = v128.bitselect(f64x2.splat(-Infinity), y, f64x2.eq(x, f64x2.splat(0)));
  return v128.bitselect(y, f64x2.splat(NaN), f64x2.ge(x, f64x2.splat(0)));
}

/** log(1 + x), accurate near 0. Error < 1 ulp; keeps −0; log1p(−1) = −Infinity. */
export function log1pd2(x: v128): v128 {
  let y = log1pOfOrdinaryd2(x);
  y = v128.bitselect(x, y, v128.or(f64x2.lt(f64x2.abs(x), constant(TINY)), f64x2.eq(x, constant(INFINITE))));
  y = v128.bitselect(f64x2.splat(-Infinity), y, f64x2.eq(x, f64x2.splat(-1)));
  return v128.bitselect(y, f64x2.splat(NaN), f64x2.ge(x, f64x2.splat(-1)));
}

/** log(1 + x) of finite numbers above −1 with |x| > 5.6e-17, with the bits of log1pd2. */
@inline
export function log1pOfOrdinaryd2(x: v128): v128 {
  const one = constant(ONE);
  const u = f64x2.add(one, x);
  const beyond = f64x2.sub(one, f64x2.sub(u, x));
  const lost = v128.bitselect(beyond, f64x2.sub(x, f64x2.sub(u, one)), f64x2.gt(x, one));
  const isNear = v128.and(f64x2.gt(x, constant(NEAR_LEAST)), f64x2.lt(x, constant(NEAR_MOST)));
  const m = significand(u);
  const above = f64x2.gt(m, constant(SQRT2));
  const f = v128.bitselect(x, fraction(m, above), isNear);
  const k = v128.andnot(f64x2.add(exponent(u), v128.and(above, one)), isNear);
  return logOfReduced(k, f, v128.andnot(f64x2.div(lost, u), isNear));
}

/** e^x − 1, accurate near 0. Error < 1 ulp; keeps −0. */
export function expm1d2(x: v128): v128 {
  const one = constant(ONE);
  const y = f64x2.pmin(f64x2.pmax(x, constant(EXPM1_LEAST)), constant(EXPM1_MOST));
  const k = nearest(f64x2.mul(y, constant(LOG2_E)));
  const high = f64x2.sub(y, f64x2.mul(k, constant(LN2_HIGH)));
  const low = f64x2.mul(k, constant(LN2_LOW));
  const r = f64x2.sub(high, low);
  const c = f64x2.sub(f64x2.sub(high, r), low);
  const rest = f64x2.add(quadraticRest(r), f64x2.add(c, f64x2.mul(c, r)));
  const head = f64x2.add(r, rest);
  const power = powerOfTwo(k);
  const a = f64x2.mul(power, head);
  const b = f64x2.sub(power, one);
  const s = f64x2.add(a, b);
  const lost = f64x2.mul(power, f64x2.sub(rest, f64x2.sub(head, r)));
  let z = f64x2.add(s, f64x2.add(f64x2.sub(a, f64x2.sub(s, b)), lost));
  z = v128.bitselect(head, z, f64x2.eq(k, f64x2.splat(0)));
  z = v128.bitselect(f64x2.splat(-1), z, f64x2.lt(x, constant(EXPM1_LEAST)));
  z = v128.bitselect(x, z, f64x2.lt(f64x2.abs(x), constant(TINY)));
  const large = f64x2.gt(x, constant(EXPM1_MOST));
  if (v128.any_true(large)) z = v128.bitselect(expd2(x), z, large);
  return v128.bitselect(z, f64x2.splat(NaN), f64x2.eq(x, x));
}

/** tanh x. Error < 2 ulp; keeps −0. */
export function tanhd2(x: v128): v128 {
  const one = constant(ONE);
  const two = constant(TWO);
  const a = f64x2.abs(x);
  const t = expm1d2(f64x2.mul(two, f64x2.pmin(a, constant(TANH_MOST))));
  const small = f64x2.lt(a, constant(HALF));
  const ratio = f64x2.div(v128.bitselect(t, two, small), f64x2.add(t, two));
  let y = v128.bitselect(ratio, f64x2.sub(one, ratio), small);
  y = v128.bitselect(one, y, f64x2.ge(a, constant(TANH_MOST)));
  y = v128.or(y, v128.and(x, f64x2.splat(-0.0)));
  y = v128.bitselect(x, y, f64x2.lt(a, constant(TANH_LEAST)));
  return v128.bitselect(y, f64x2.splat(NaN), f64x2.eq(x, x));
}

/** Natural logarithm of numbers known to be positive, normal and finite. Error < 0.9 ulp. */
@inline
export function logOfNormald2(x: v128): v128 {
  const m = significand(x);
  const above = f64x2.gt(m, constant(SQRT2));
  const k = f64x2.add(exponent(x), v128.and(above, constant(ONE)));
  const f = fraction(m, above);
  const s = f64x2.div(f, f64x2.add(constant(TWO), f));
  const z = f64x2.mul(s, s);
  const r = f64x2.mul(z, madd(madd(polynomial6(LOG, z), z, LOG, 6), z, LOG, 7));
  const half = f64x2.mul(f64x2.mul(constant(HALF), f), f);
  const low = f64x2.add(f64x2.mul(s, f64x2.add(half, r)), f64x2.mul(k, constant(LN2_LOW)));
  return f64x2.sub(f64x2.mul(k, constant(LN2_HIGH)), f64x2.sub(f64x2.sub(half, low), f));
}

/** The sine of quadrant q (0…3, float64) from the reduced sine and cosine. */
@inline
function ofQuadrant(q: v128, sin: v128, cos: v128): v128 {
  const odd = v128.or(f64x2.eq(q, constant(ONE)), f64x2.gt(q, constant(TWO)));
  const sign = v128.and(f64x2.ge(q, constant(TWO)), f64x2.splat(-0.0));
  return v128.xor(v128.bitselect(cos, sin, odd), sign);
}

/** sin 2πu of the last call of cosAndSineTurnsd2. */
export let sine: v128 = f64x2.splat(0);

/** cos 2πu of |u| < 2^48 turns; leaves sin 2πu in `sine`. Errors < 1.6 ulp. */
@inline
export function cosAndSineTurnsd2(u: v128): v128 {
  const n = nearest(f64x2.mul(constant(FOUR), u));
  const rest = f64x2.sub(u, f64x2.mul(constant(QUARTER), n));
  const q = f64x2.sub(n, f64x2.mul(constant(FOUR), f64x2.floor(f64x2.mul(n, constant(QUARTER)))));
  const r = f64x2.mul(rest, constant(TAU));
  const t = f64x2.mul(rest, constant(TAU_TAIL));
  const z = f64x2.mul(r, r);
  const half = f64x2.mul(constant(HALF), z);
  const head = f64x2.sub(constant(ONE), half);
  const s = madd(polynomial6(SIN, z), z, SIN, 6);
  const sin = f64x2.add(r, f64x2.add(f64x2.mul(f64x2.mul(r, z), s), f64x2.mul(t, head)));
  const c = f64x2.sub(f64x2.mul(f64x2.mul(z, z), polynomial6(COS, z)), f64x2.mul(r, t));
  const cos = f64x2.add(head, f64x2.add(f64x2.sub(f64x2.sub(constant(ONE), head), half), c));
  sine = ofQuadrant(q, sin, cos);
  const turned = f64x2.add(q, constant(ONE));
  return ofQuadrant(v128.andnot(turned, f64x2.eq(turned, constant(FOUR))), sin, cos);
}
