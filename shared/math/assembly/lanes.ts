/** The operations of shared/math/lanes.ts on four float32 at once: read in its place. What is said there of one number holds of each lane. */

/** The bias of the exponent. */
const BIAS = memory.data<i32>([127]);

@inline
export function splat(x: f32): v128 {
  return f32x4.splat(x);
}

/**
 * The 32-bit constant `i` of a table in all lanes. Constants are loaded, not spelled out: engines build a 128-bit literal anew from integers wherever it is
 * used, which takes longer than a load (10–15 % of these functions).
 */
@inline
export function constant(table: usize, i: usize = 0): v128 {
  return v128.load32_splat(table + (i << 2));
}

@inline
export function add(a: v128, b: v128): v128 {
  return f32x4.add(a, b);
}

@inline
export function sub(a: v128, b: v128): v128 {
  return f32x4.sub(a, b);
}

@inline
export function mul(a: v128, b: v128): v128 {
  return f32x4.mul(a, b);
}

@inline
export function div(a: v128, b: v128): v128 {
  return f32x4.div(a, b);
}

@inline
export function max(a: v128, b: v128): v128 {
  return f32x4.max(a, b);
}

@inline
export function min(a: v128, b: v128): v128 {
  return f32x4.min(a, b);
}

@inline
export function greater(a: v128, b: v128): v128 {
  return f32x4.pmax(a, b);
}

@inline
export function lesser(a: v128, b: v128): v128 {
  return f32x4.pmin(a, b);
}

@inline
export function abs(x: v128): v128 {
  return f32x4.abs(x);
}

@inline
export function minusAbs(x: v128): v128 {
  return v128.or(x, splat(-0.0));
}

@inline
export function withMinusOf(x: v128, y: v128): v128 {
  return v128.or(y, v128.and(x, splat(-0.0)));
}

@inline
export function nearest(x: v128): v128 {
  return f32x4.nearest(x);
}

@inline
function madd(a: v128, x: v128, table: usize, i: usize): v128 {
  return f32x4.add(f32x4.mul(a, x), constant(table, i));
}

/** `terms`, of 4, 5, 6, 7 or 9, is known to the compiler. */
@inline
export function polynomial(table: usize, terms: i32, x: v128): v128 {
  let y = madd(madd(madd(constant(table), x, table, 1), x, table, 2), x, table, 3);
  if (terms > 4) y = madd(y, x, table, 4);
  if (terms > 5) y = madd(y, x, table, 5);
  if (terms > 6) y = madd(y, x, table, 6);
  if (terms > 7) y = madd(madd(y, x, table, 7), x, table, 8);
  return y;
}

@inline
export function lessThan(a: v128, b: v128): v128 {
  return f32x4.lt(a, b);
}

@inline
export function equal(a: v128, b: v128): v128 {
  return f32x4.eq(a, b);
}

@inline
export function atLeast(a: v128, b: v128): v128 {
  return f32x4.ge(a, b);
}

@inline
export function select(a: v128, otherwise: v128, where: v128): v128 {
  return v128.bitselect(a, otherwise, where);
}

@inline
export function bitsOf(x: v128): v128 {
  return x;
}

@inline
export function ofBits(bits: v128): v128 {
  return bits;
}

@inline
export function wholeOf(k: i32): v128 {
  return i32x4.splat(k);
}

@inline
export function wholeWhere(where: v128, k: i32): v128 {
  return v128.and(where, i32x4.splat(k));
}

@inline
export function addWhole(a: v128, b: v128): v128 {
  return i32x4.add(a, b);
}

@inline
export function subWhole(a: v128, b: v128): v128 {
  return i32x4.sub(a, b);
}

@inline
export function shiftLeft(a: v128, places: i32): v128 {
  return i32x4.shl(a, places);
}

@inline
export function shiftRight(a: v128, places: i32): v128 {
  return i32x4.shr_s(a, places);
}

@inline
export function toWhole(x: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(x);
}

@inline
export function toFloat(k: v128): v128 {
  return f32x4.convert_i32x4_s(k);
}

@inline
export function powerOfTwo(k: v128): v128 {
  return i32x4.shl(i32x4.add(k, constant(BIAS)), 23);
}

@inline
export function ofQuadrant(quadrant: v128, sin: v128, cos: v128): v128 {
  const odd = i32x4.ne(v128.and(quadrant, i32x4.splat(1)), i32x4.splat(0));
  const sign = i32x4.shl(v128.and(quadrant, i32x4.splat(2)), 30);
  return v128.xor(v128.bitselect(cos, sin, odd), sign);
}
