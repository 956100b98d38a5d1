/**
 * Elementary functions of four float32 at once. Every operation is exact IEEE arithmetic (no fused or relaxed one), so
 * the bits are the same on every machine; shared/math/elementary32.ts is the readable twin of a lane. The scalar
 * functions at the end give the bits of a lane, for remainders. NaN results may have any payload.
 */

@inline
function splat(x: f32): v128 {
  return f32x4.splat(x);
}

/**
 * Constants are loaded, not spelled out: engines build a 128-bit literal anew from integers wherever it is used, which
 * takes longer than a load (10–15 % of these functions). Those that the twin has too are written there alone: the build puts them here
 * (shared/wasm/constants.mjs).
 */
const EXP = memory.data<f32>([/* elementary32: EXP */]);
const EXP_SHORT = memory.data<f32>([/* elementary32: EXP_SHORT */]);
const LOG = memory.data<f32>([/* elementary32: LOG */]);
const LOG1P = memory.data<f32>([/* elementary32: LOG1P */]);
const TANH = memory.data<f32>([/* elementary32: TANH */]);
const ERF = memory.data<f32>([/* elementary32: ERF */]);
const LOG_ERFC = memory.data<f32>([/* elementary32: LOG_ERFC */]);
const SIN = memory.data<f32>([/* elementary32: SIN */]);
const COS = memory.data<f32>([/* elementary32: COS */]);
const SIN_TURNS = memory.data<f32>([/* elementary32: SIN_TURNS */]);
const COS_TURNS = memory.data<f32>([/* elementary32: COS_TURNS */]);
const ONE = memory.data<f32>([1]);
const TWO = memory.data<f32>([2]);
const HALF = memory.data<f32>([0.5]);
const EXP_LEAST = memory.data<f32>([-104]);
const EXP_NORMAL = memory.data<f32>([-87]);
/** 1.5·2^23: a number below 2^22 added to it is rounded to an integer, which stands in the low bits. */
const TO_INTEGER = memory.data<f32>([12582912]);
const EXP_MOST = memory.data<f32>([89]);
const EXPM1_LEAST = memory.data<f32>([-20]);
/** Below 2^−25 e^x − 1 = x. */
const EXPM1_SMALL = memory.data<f32>([/* elementary32: EXPM1_SMALL */]);
const LOG2_E = memory.data<f32>([/* elementary32: LOG2_E */]);
const LN2_HIGH = memory.data<f32>([/* elementary32: LN2_HIGH */]);
const LN2_LOW = memory.data<f32>([/* elementary32: LN2_LOW */]);
const LEAST_NORMAL = memory.data<f32>([1.1754943508222875e-38]);
const TWO_23 = memory.data<f32>([8388608]);
/** From here on tanh is 1: e^60 is far from too large for one power of two. */
const TANH_MOST = memory.data<f32>([60]);
const TANH_SMALL = memory.data<f32>([0.625]);
const TWO_OVER_PI = memory.data<f32>([/* elementary32: TWO_OVER_PI */]);
const P1 = memory.data<f32>([/* elementary32: P1 */]);
const P2 = memory.data<f32>([/* elementary32: P2 */]);
const P3 = memory.data<f32>([/* elementary32: P3 */]);
const P4 = memory.data<f32>([/* elementary32: P4 */]);
const FOUR = memory.data<f32>([4]);
const QUARTER = memory.data<f32>([0.25]);
/** The bits of √½ and the bias of the exponent. */
const SQRT_HALF_BITS = memory.data<i32>([0x3f3504f3]);
const BIAS = memory.data<i32>([127]);

/** The 32-bit constant `i` of a table in all lanes. */
@inline
export function constant(table: usize, i: usize = 0): v128 {
  return v128.load32_splat(table + (i << 2));
}

@inline
function madd(a: v128, x: v128, table: usize, i: usize): v128 {
  return f32x4.add(f32x4.mul(a, x), constant(table, i));
}

/** Horner's rule, highest coefficient first; every product and sum rounded. */
@inline
function polynomial4(table: usize, x: v128): v128 {
  return madd(madd(madd(constant(table), x, table, 1), x, table, 2), x, table, 3);
}

@inline
function polynomial5(table: usize, x: v128): v128 {
  return madd(polynomial4(table, x), x, table, 4);
}

@inline
function polynomial6(table: usize, x: v128): v128 {
  return madd(polynomial5(table, x), x, table, 5);
}

@inline
function polynomial7(table: usize, x: v128): v128 {
  return madd(polynomial6(table, x), x, table, 6);
}

@inline
function polynomial9(table: usize, x: v128): v128 {
  return madd(madd(polynomial7(table, x), x, table, 7), x, table, 8);
}

/** 2^k in each lane, k an integer in −126…127. */
@inline
function powerOfTwo(k: v128): v128 {
  return i32x4.shl(i32x4.add(k, constant(BIAS)), 23);
}

/** e^x. Error < 1 ulp where the result is normal. */
@inline
export function expf4(x: v128): v128 {
  const y = f32x4.min(f32x4.max(x, constant(EXP_LEAST)), constant(EXP_MOST));
  const n = f32x4.nearest(f32x4.mul(y, constant(LOG2_E)));
  const r = f32x4.sub(f32x4.sub(y, f32x4.mul(n, constant(LN2_HIGH))), f32x4.mul(n, constant(LN2_LOW)));
  const p = polynomial6(EXP, r);
  const e = f32x4.add(constant(ONE), f32x4.add(r, f32x4.mul(f32x4.mul(r, r), p)));
  const k = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(k, 1);
  return f32x4.mul(f32x4.mul(e, powerOfTwo(half)), powerOfTwo(i32x4.sub(k, half)));
}

/** e^x for x ≤ 0, with the bits of expf4 in less time: nothing overflows, and n, an integer above −2^22, is found by adding. */
@inline
export function expOfNonPositivef4(x: v128): v128 {
  const y = f32x4.pmax(x, constant(EXP_LEAST));
  const shifted = f32x4.add(f32x4.mul(y, constant(LOG2_E)), constant(TO_INTEGER));
  const n = f32x4.sub(shifted, constant(TO_INTEGER));
  const r = f32x4.sub(f32x4.sub(y, f32x4.mul(n, constant(LN2_HIGH))), f32x4.mul(n, constant(LN2_LOW)));
  const p = polynomial6(EXP, r);
  const e = f32x4.add(constant(ONE), f32x4.add(r, f32x4.mul(f32x4.mul(r, r), p)));
  const k = i32x4.sub(shifted, constant(TO_INTEGER));
  const half = i32x4.shr_s(k, 1);
  return f32x4.mul(f32x4.mul(e, powerOfTwo(half)), powerOfTwo(i32x4.sub(k, half)));
}

/** e^x for 0 ≤ x ≤ 60, with the bits of expf4 in less time; e^60 beyond. */
@inline
function expOfModeratef4(x: v128): v128 {
  const y = f32x4.pmin(x, constant(TANH_MOST));
  const shifted = f32x4.add(f32x4.mul(y, constant(LOG2_E)), constant(TO_INTEGER));
  const n = f32x4.sub(shifted, constant(TO_INTEGER));
  const r = f32x4.sub(f32x4.sub(y, f32x4.mul(n, constant(LN2_HIGH))), f32x4.mul(n, constant(LN2_LOW)));
  const e = f32x4.add(constant(ONE), f32x4.add(r, f32x4.mul(f32x4.mul(r, r), polynomial6(EXP, r))));
  return f32x4.mul(e, powerOfTwo(shifted));
}

/** e^x − 1, accurate near 0 as well. Error < 2 ulp; keeps −0. */
@inline
export function expm1f4(x: v128): v128 {
  const y = f32x4.min(f32x4.max(x, constant(EXPM1_LEAST)), constant(EXP_MOST));
  const n = f32x4.nearest(f32x4.mul(y, constant(LOG2_E)));
  const r = f32x4.sub(f32x4.sub(y, f32x4.mul(n, constant(LN2_HIGH))), f32x4.mul(n, constant(LN2_LOW)));
  const p = f32x4.add(r, f32x4.mul(f32x4.mul(r, r), polynomial6(EXP, r)));
  // 2^128 is no float32, half of it is.
  const half = powerOfTwo(i32x4.sub(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(1)));
  const z = f32x4.add(f32x4.mul(half, p), f32x4.sub(half, constant(HALF)));
  return v128.bitselect(x, f32x4.add(z, z), f32x4.lt(f32x4.abs(x), constant(EXPM1_SMALL)));
}

/** e^−|x|, but at least e^−87: no subnormal results, half the time of expf4. Error < 1 ulp on ±87. */
@inline
export function expMinusAbsf4(x: v128): v128 {
  const y = f32x4.pmax(v128.or(x, splat(-0.0)), constant(EXP_NORMAL));
  const shifted = f32x4.add(f32x4.mul(y, constant(LOG2_E)), constant(TO_INTEGER));
  const n = f32x4.sub(shifted, constant(TO_INTEGER));
  const r = f32x4.sub(f32x4.sub(y, f32x4.mul(n, constant(LN2_HIGH))), f32x4.mul(n, constant(LN2_LOW)));
  const p = polynomial5(EXP_SHORT, r);
  const e = f32x4.add(constant(ONE), f32x4.add(r, f32x4.mul(f32x4.mul(r, r), p)));
  return f32x4.mul(e, powerOfTwo(shifted));
}

/** log of normal positive finite numbers, plus k·ln 2. */
@inline
function logOfNormal(x: v128, shift: v128): v128 {
  const e = i32x4.shr_s(i32x4.sub(x, constant(SQRT_HALF_BITS)), 23);
  const k = f32x4.convert_i32x4_s(i32x4.add(e, shift));
  const g = f32x4.sub(i32x4.sub(x, i32x4.shl(e, 23)), constant(ONE));
  const s = f32x4.div(g, f32x4.add(constant(TWO), g));
  const z = f32x4.mul(s, s);
  const half = f32x4.mul(f32x4.mul(constant(HALF), g), g);
  const p = polynomial4(LOG, z);
  const rest = f32x4.add(f32x4.mul(s, f32x4.add(half, f32x4.mul(z, p))), f32x4.mul(k, constant(LN2_LOW)));
  return f32x4.sub(f32x4.mul(k, constant(LN2_HIGH)), f32x4.sub(f32x4.sub(half, rest), g));
}

/** Natural logarithm of numbers known to be positive, normal and finite (uniforms). The bits of logf4. */
@inline
export function logOfNormalf4(x: v128): v128 {
  return logOfNormal(x, i32x4.splat(0));
}

/** Natural logarithm. Error < 1 ulp, subnormals included; log 0 = −Infinity, of a negative number NaN. */
@inline
export function logf4(x: v128): v128 {
  const subnormal = f32x4.lt(x, constant(LEAST_NORMAL));
  const scaled = v128.bitselect(f32x4.mul(x, constant(TWO_23)), x, subnormal);
  let y = logOfNormal(scaled, v128.and(subnormal, i32x4.splat(-23)));
  y = v128.bitselect(x, y, f32x4.eq(x, splat(Infinity)));
  y = v128.bitselect(splat(-Infinity), y, f32x4.eq(x, splat(0)));
  return v128.bitselect(y, splat(NaN), f32x4.ge(x, splat(0)));
}

/** tanh x. Error < 2 ulp; keeps −0. */
@inline
export function tanhf4(x: v128): v128 {
  const a = f32x4.abs(x);
  const z = f32x4.mul(x, x);
  const p = polynomial6(TANH, z);
  const small = f32x4.add(x, f32x4.mul(f32x4.mul(x, z), p));
  const e = expOfModeratef4(f32x4.add(a, a));
  const y = f32x4.sub(constant(ONE), f32x4.div(constant(TWO), f32x4.add(e, constant(ONE))));
  // The sign of x is set even where adding has made +0 of −0.
  return v128.or(v128.bitselect(small, y, f32x4.lt(a, constant(TANH_SMALL))), v128.and(x, splat(-0.0)));
}

/** 1 / (1 + e^−x). Error < 2.5 ulp where the result is normal. */
@inline
export function sigmoidf4(x: v128): v128 {
  const e = expOfNonPositivef4(v128.or(x, splat(-0.0)));
  return f32x4.div(v128.bitselect(e, constant(ONE), f32x4.lt(x, splat(0))), f32x4.add(constant(ONE), e));
}

/** log(1 + e^x) without overflow. Error < 2.5 ulp where the result is normal. */
@inline
export function softplusf4(x: v128): v128 {
  const e = expOfNonPositivef4(v128.or(x, splat(-0.0)));
  const s = f32x4.div(e, f32x4.add(constant(TWO), e));
  const z = f32x4.mul(s, s);
  const p = polynomial5(LOG1P, z);
  return f32x4.add(f32x4.max(x, splat(0)), f32x4.add(f32x4.add(s, s), f32x4.mul(f32x4.mul(s, z), p)));
}

/** The error function. Error < 1e-7; keeps −0. */
@inline
export function erff4(x: v128): v128 {
  const a = f32x4.min(f32x4.abs(x), constant(FOUR));
  const small = f32x4.add(x, f32x4.mul(x, polynomial7(ERF, f32x4.mul(x, x))));
  const large = f32x4.sub(constant(ONE), expf4(polynomial9(LOG_ERFC, a)));
  return v128.or(v128.bitselect(small, large, f32x4.lt(a, constant(ONE))), v128.and(x, splat(-0.0)));
}

/** The sine in quadrant j (two low bits of each lane) from the reduced sine and cosine. */
@inline
function ofQuadrant(j: v128, sin: v128, cos: v128): v128 {
  const odd = i32x4.ne(v128.and(j, i32x4.splat(1)), i32x4.splat(0));
  const sign = i32x4.shl(v128.and(j, i32x4.splat(2)), 30);
  return v128.xor(v128.bitselect(cos, sin, odd), sign);
}

@inline
function radians(x: v128, turned: i32): v128 {
  const n = f32x4.nearest(f32x4.mul(x, constant(TWO_OVER_PI)));
  let r = f32x4.sub(x, f32x4.mul(n, constant(P1)));
  r = f32x4.sub(r, f32x4.mul(n, constant(P2)));
  r = f32x4.sub(r, f32x4.mul(n, constant(P3)));
  r = f32x4.sub(r, f32x4.mul(n, constant(P4)));
  const z = f32x4.mul(r, r);
  const s = polynomial4(SIN, z);
  const c = polynomial4(COS, z);
  const sin = f32x4.add(r, f32x4.mul(f32x4.mul(r, z), s));
  const cos = f32x4.add(f32x4.sub(constant(ONE), f32x4.mul(constant(HALF), z)), f32x4.mul(f32x4.mul(z, z), c));
  return ofQuadrant(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(turned)), sin, cos);
}

/** sin x, x in radians, |x| ≤ 8192. Error < 2^-23 (2 ulp of results near 1). */
@inline
export function sinf4(x: v128): v128 {
  return radians(x, 0);
}

/** cos x, x in radians, |x| ≤ 8192. Error < 2^-23 (2 ulp of results near 1). */
@inline
export function cosf4(x: v128): v128 {
  return radians(x, 1);
}

/** The nearest quarter turn of u turns, as a float32 integer. */
@inline
export function quarterf4(u: v128): v128 {
  return f32x4.nearest(f32x4.mul(constant(FOUR), u));
}

/** sin 2πr and cos 2πr of the rest r = u − n/4, |r| ≤ 1/8: for callers that need both. */
@inline
export function sinOfRestf4(r: v128, z: v128): v128 {
  return f32x4.mul(r, polynomial4(SIN_TURNS, z));
}

@inline
export function cosOfRestf4(z: v128): v128 {
  return f32x4.add(constant(ONE), f32x4.mul(z, polynomial4(COS_TURNS, z)));
}

/** sin and cos of u = n/4 + r turns from those of r. */
@inline
export function sinOfQuartersf4(n: v128, sin: v128, cos: v128): v128 {
  return ofQuadrant(i32x4.trunc_sat_f32x4_s(n), sin, cos);
}

@inline
export function cosOfQuartersf4(n: v128, sin: v128, cos: v128): v128 {
  return ofQuadrant(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(1)), sin, cos);
}

/** sin 2πu, |u| ≤ 2^20 turns. Error < 2 ulp. */
@inline
export function sinTurnsf4(u: v128): v128 {
  const n = quarterf4(u);
  const r = f32x4.sub(u, f32x4.mul(constant(QUARTER), n));
  const z = f32x4.mul(r, r);
  return sinOfQuartersf4(n, sinOfRestf4(r, z), cosOfRestf4(z));
}

/** cos 2πu, |u| ≤ 2^20 turns. Error < 2 ulp. */
@inline
export function cosTurnsf4(u: v128): v128 {
  const n = quarterf4(u);
  const r = f32x4.sub(u, f32x4.mul(constant(QUARTER), n));
  const z = f32x4.mul(r, r);
  return cosOfQuartersf4(n, sinOfRestf4(r, z), cosOfRestf4(z));
}

export function expf(x: f32): f32 {
  return f32x4.extract_lane(expf4(f32x4.splat(x)), 0);
}

export function expm1f(x: f32): f32 {
  return f32x4.extract_lane(expm1f4(f32x4.splat(x)), 0);
}

export function erff(x: f32): f32 {
  return f32x4.extract_lane(erff4(f32x4.splat(x)), 0);
}

export function expMinusAbsf(x: f32): f32 {
  return f32x4.extract_lane(expMinusAbsf4(f32x4.splat(x)), 0);
}

export function logf(x: f32): f32 {
  return f32x4.extract_lane(logf4(f32x4.splat(x)), 0);
}

export function tanhf(x: f32): f32 {
  return f32x4.extract_lane(tanhf4(f32x4.splat(x)), 0);
}

export function sigmoidf(x: f32): f32 {
  return f32x4.extract_lane(sigmoidf4(f32x4.splat(x)), 0);
}

export function softplusf(x: f32): f32 {
  return f32x4.extract_lane(softplusf4(f32x4.splat(x)), 0);
}

export function sinf(x: f32): f32 {
  return f32x4.extract_lane(sinf4(f32x4.splat(x)), 0);
}

export function cosf(x: f32): f32 {
  return f32x4.extract_lane(cosf4(f32x4.splat(x)), 0);
}

export function sinTurnsf(x: f32): f32 {
  return f32x4.extract_lane(sinTurnsf4(f32x4.splat(x)), 0);
}

export function cosTurnsf(x: f32): f32 {
  return f32x4.extract_lane(cosTurnsf4(f32x4.splat(x)), 0);
}
