/**
 * Elementary functions of four float32 at once. Every operation is exact IEEE arithmetic (no fused or relaxed one), so
 * the bits are the same on every machine; shared/math/elementary32.ts is the readable twin of a lane. The scalar
 * functions at the end give the bits of a lane, for remainders. NaN results may have any payload.
 */

// @ts-ignore: decorator
@inline
function splat(x: f32): v128 {
  return f32x4.splat(x);
}

/** a·x + c, rounded twice. */
// @ts-ignore: decorator
@inline
function madd(a: v128, x: v128, c: f32): v128 {
  return f32x4.add(f32x4.mul(a, x), f32x4.splat(c));
}

/** 2^k in each lane, k an integer in −126…127. */
// @ts-ignore: decorator
@inline
function powerOfTwo(k: v128): v128 {
  return i32x4.shl(i32x4.add(k, i32x4.splat(127)), 23);
}

/** e^x. Error < 1 ulp where the result is normal. */
// @ts-ignore: decorator
@inline
export function expf4(x: v128): v128 {
  const y = f32x4.min(f32x4.max(x, splat(-104)), splat(89));
  const n = f32x4.nearest(f32x4.mul(y, splat(1.4426950216293335)));
  const r = f32x4.sub(f32x4.sub(y, f32x4.mul(n, splat(0.693145751953125))), f32x4.mul(n, splat(1.428606765330187e-6)));
  const p = madd(madd(madd(madd(madd(f32x4.splat(0.00019891017291229218), r, 0.001393367419950664), r, 0.00833331048488617), r, 0.041666463017463684), r, 0.1666666716337204), r, 0.5);
  const e = f32x4.add(splat(1), f32x4.add(r, f32x4.mul(f32x4.mul(r, r), p)));
  const k = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(k, 1);
  return f32x4.mul(f32x4.mul(e, powerOfTwo(half)), powerOfTwo(i32x4.sub(k, half)));
}

/** log of normal positive finite numbers, plus k·ln 2. */
// @ts-ignore: decorator
@inline
function logOfNormal(x: v128, shift: v128): v128 {
  const e = i32x4.shr_s(i32x4.sub(x, i32x4.splat(0x3f3504f3)), 23);
  const k = f32x4.convert_i32x4_s(i32x4.add(e, shift));
  const g = f32x4.sub(i32x4.sub(x, i32x4.shl(e, 23)), splat(1));
  const s = f32x4.div(g, f32x4.add(splat(2), g));
  const z = f32x4.mul(s, s);
  const half = f32x4.mul(f32x4.mul(splat(0.5), g), g);
  const p = madd(madd(madd(f32x4.splat(0.23330830037593842), z, 0.28550806641578674), z, 0.4000012278556824), z, 0.6666666865348816);
  const rest = f32x4.add(f32x4.mul(s, f32x4.add(half, f32x4.mul(z, p))), f32x4.mul(k, splat(1.428606765330187e-6)));
  return f32x4.sub(f32x4.mul(k, splat(0.693145751953125)), f32x4.sub(f32x4.sub(half, rest), g));
}

/** Natural logarithm of numbers known to be positive, normal and finite (uniforms). The bits of logf4. */
// @ts-ignore: decorator
@inline
export function logOfNormalf4(x: v128): v128 {
  return logOfNormal(x, i32x4.splat(0));
}

/** Natural logarithm. Error < 1 ulp, subnormals included; log 0 = −Infinity, of a negative number NaN. */
// @ts-ignore: decorator
@inline
export function logf4(x: v128): v128 {
  const subnormal = f32x4.lt(x, splat(1.1754943508222875e-38));
  const scaled = v128.bitselect(f32x4.mul(x, splat(8388608)), x, subnormal);
  let y = logOfNormal(scaled, v128.and(subnormal, i32x4.splat(-23)));
  y = v128.bitselect(x, y, f32x4.eq(x, splat(Infinity)));
  y = v128.bitselect(splat(-Infinity), y, f32x4.eq(x, splat(0)));
  return v128.bitselect(y, splat(NaN), f32x4.ge(x, splat(0)));
}

/** tanh x. Error < 2 ulp; keeps −0. */
// @ts-ignore: decorator
@inline
export function tanhf4(x: v128): v128 {
  const a = f32x4.abs(x);
  const z = f32x4.mul(x, x);
  const p = madd(madd(madd(madd(madd(f32x4.splat(0.002292744815349579), z, -0.008343945257365704), z, 0.02176891826093197), z, -0.053959257900714874), z, 0.13333304226398468), z, -0.3333333432674408);
  const small = f32x4.add(x, f32x4.mul(f32x4.mul(x, z), p));
  const e = expf4(f32x4.add(a, a));
  const y = f32x4.sub(splat(1), f32x4.div(splat(2), f32x4.add(e, splat(1))));
  // The sign of x is set even where adding has made +0 of −0.
  return v128.or(v128.bitselect(small, y, f32x4.lt(a, splat(0.625))), v128.and(x, splat(-0.0)));
}

/** 1 / (1 + e^−x). Error < 2.5 ulp where the result is normal. */
// @ts-ignore: decorator
@inline
export function sigmoidf4(x: v128): v128 {
  const e = expf4(f32x4.neg(f32x4.abs(x)));
  return f32x4.div(v128.bitselect(e, splat(1), f32x4.lt(x, splat(0))), f32x4.add(splat(1), e));
}

/** log(1 + e^x) without overflow. Error < 2.5 ulp where the result is normal. */
// @ts-ignore: decorator
@inline
export function softplusf4(x: v128): v128 {
  const e = expf4(f32x4.neg(f32x4.abs(x)));
  const s = f32x4.div(e, f32x4.add(splat(2), e));
  const z = f32x4.mul(s, s);
  const p = madd(madd(madd(madd(f32x4.splat(0.23224329948425293), z, 0.2170657515525818), z, 0.285923570394516), z, 0.3999970555305481), z, 0.6666666865348816);
  return f32x4.add(f32x4.max(x, splat(0)), f32x4.add(f32x4.add(s, s), f32x4.mul(f32x4.mul(s, z), p)));
}

/** The sine in quadrant j (two low bits of each lane) from the reduced sine and cosine. */
// @ts-ignore: decorator
@inline
function ofQuadrant(j: v128, sin: v128, cos: v128): v128 {
  const odd = i32x4.ne(v128.and(j, i32x4.splat(1)), i32x4.splat(0));
  const sign = i32x4.shl(v128.and(j, i32x4.splat(2)), 30);
  return v128.xor(v128.bitselect(cos, sin, odd), sign);
}

// @ts-ignore: decorator
@inline
function radians(x: v128, turned: i32): v128 {
  const n = f32x4.nearest(f32x4.mul(x, splat(0.6366197466850281)));
  let r = f32x4.sub(x, f32x4.mul(n, splat(1.5703125)));
  r = f32x4.sub(r, f32x4.mul(n, splat(0.00048351287841796875)));
  r = f32x4.sub(r, f32x4.mul(n, splat(3.1385570764541626e-7)));
  r = f32x4.sub(r, f32x4.mul(n, splat(6.07710062827671e-11)));
  const z = f32x4.mul(r, r);
  const s = madd(madd(madd(f32x4.splat(2.724962087086169e-6), z, -0.00019840084132738411), z, 0.008333331905305386), z, -0.1666666716337204);
  const c = madd(madd(madd(f32x4.splat(-2.7300703209220956e-7), z, 2.4800598112051375e-5), z, -0.00138888880610466), z, 0.0416666679084301);
  const sin = f32x4.add(r, f32x4.mul(f32x4.mul(r, z), s));
  const cos = f32x4.add(f32x4.sub(splat(1), f32x4.mul(splat(0.5), z)), f32x4.mul(f32x4.mul(z, z), c));
  return ofQuadrant(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(turned)), sin, cos);
}

/** sin x, x in radians, |x| ≤ 8192. Error < 2^-23 (2 ulp of results near 1). */
// @ts-ignore: decorator
@inline
export function sinf4(x: v128): v128 {
  return radians(x, 0);
}

/** cos x, x in radians, |x| ≤ 8192. Error < 2^-23 (2 ulp of results near 1). */
// @ts-ignore: decorator
@inline
export function cosf4(x: v128): v128 {
  return radians(x, 1);
}

/** The nearest quarter turn of u turns, as a float32 integer. */
// @ts-ignore: decorator
@inline
export function quarterf4(u: v128): v128 {
  return f32x4.nearest(f32x4.mul(splat(4), u));
}

/** sin 2πr and cos 2πr of the rest r = u − n/4, |r| ≤ 1/8: for callers that need both. */
// @ts-ignore: decorator
@inline
export function sinOfRestf4(r: v128, z: v128): v128 {
  return f32x4.mul(r, madd(madd(madd(f32x4.splat(-75.401611328125), z, 81.59254455566406), z, -41.3416633605957), z, 6.2831854820251465));
}

// @ts-ignore: decorator
@inline
export function cosOfRestf4(z: v128): v128 {
  return f32x4.add(splat(1), f32x4.mul(z, madd(madd(madd(f32x4.splat(59.42410659790039), z, -85.44882202148438), z, 64.93936920166016), z, -19.739208221435547)));
}

/** sin and cos of u = n/4 + r turns from those of r. */
// @ts-ignore: decorator
@inline
export function sinOfQuartersf4(n: v128, sin: v128, cos: v128): v128 {
  return ofQuadrant(i32x4.trunc_sat_f32x4_s(n), sin, cos);
}

// @ts-ignore: decorator
@inline
export function cosOfQuartersf4(n: v128, sin: v128, cos: v128): v128 {
  return ofQuadrant(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(1)), sin, cos);
}

/** sin 2πu, |u| ≤ 2^20 turns. Error < 2 ulp. */
// @ts-ignore: decorator
@inline
export function sinTurnsf4(u: v128): v128 {
  const n = quarterf4(u);
  const r = f32x4.sub(u, f32x4.mul(splat(0.25), n));
  const z = f32x4.mul(r, r);
  return sinOfQuartersf4(n, sinOfRestf4(r, z), cosOfRestf4(z));
}

/** cos 2πu, |u| ≤ 2^20 turns. Error < 2 ulp. */
// @ts-ignore: decorator
@inline
export function cosTurnsf4(u: v128): v128 {
  const n = quarterf4(u);
  const r = f32x4.sub(u, f32x4.mul(splat(0.25), n));
  const z = f32x4.mul(r, r);
  return cosOfQuartersf4(n, sinOfRestf4(r, z), cosOfRestf4(z));
}

export function expf(x: f32): f32 {
  return f32x4.extract_lane(expf4(f32x4.splat(x)), 0);
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
