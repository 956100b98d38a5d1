/**
 * The operations of which the functions in float32 (elementary32.ts) consist: here on one number, every result rounded to float32. The compiler of
 * AssemblyScript reads assembly/lanes.ts in place of this file, where they are on four at once. Whole: an integer of 32 bits, or the bits of a float32.
 */
import { TO_INTEGER } from "./constants32.ts";

/** AssemblyScript's own name of four lanes; here it is one number. */
export type v128 = number;

const f = Math.fround;
const SHIFT = TO_INTEGER;
const float = new Float32Array(1);
const word = new Int32Array(float.buffer);

export function splat(x: number): v128 {
  return x;
}

/** A number of constants32.ts. */
export function constant(x: number): v128 {
  return x;
}

export function add(a: v128, b: v128): v128 {
  return f(a + b);
}

export function sub(a: v128, b: v128): v128 {
  return f(a - b);
}

export function mul(a: v128, b: v128): v128 {
  return f(a * b);
}

export function div(a: v128, b: v128): v128 {
  return f(a / b);
}

/** NaN if either is. */
export function max(a: v128, b: v128): v128 {
  return Math.max(a, b);
}

export function min(a: v128, b: v128): v128 {
  return Math.min(a, b);
}

/** The greater one, the first unless they are ordered: quicker than `max`. */
export function greater(a: v128, b: v128): v128 {
  return a < b ? b : a;
}

export function lesser(a: v128, b: v128): v128 {
  return b < a ? b : a;
}

export function abs(x: v128): v128 {
  return Math.abs(x);
}

export function minusAbs(x: v128): v128 {
  return -Math.abs(x);
}

/** y, with a minus wherever x has one. */
export function withMinusOf(x: v128, y: v128): v128 {
  return x < 0 || Object.is(x, -0) ? -Math.abs(y) : y;
}

/** The integer nearest to |x| < 2^22 (ties to even); keeps −0. */
export function nearest(x: v128): v128 {
  const n = f(f(x + SHIFT) - SHIFT);
  return n === 0 ? f(0 * x) : n;
}

/** Horner's rule with the first `terms` coefficients, the highest first; every product and sum rounded. */
export function polynomial(coefficients: readonly number[], terms: i32, x: v128): v128 {
  let y = coefficients[0];
  for (let i = 1; i < terms; i++) y = f(f(y * x) + coefficients[i]);
  return y;
}

export function lessThan(a: v128, b: v128): boolean {
  return a < b;
}

export function equal(a: v128, b: v128): boolean {
  return a === b;
}

export function atLeast(a: v128, b: v128): boolean {
  return a >= b;
}

export function select(a: v128, otherwise: v128, where: boolean): v128 {
  return where ? a : otherwise;
}

export function bitsOf(x: v128): v128 {
  float[0] = x;
  return word[0];
}

export function ofBits(bits: v128): v128 {
  word[0] = bits;
  return float[0];
}

export function wholeOf(k: i32): v128 {
  return k;
}

/** k there, 0 elsewhere. */
export function wholeWhere(where: boolean, k: i32): v128 {
  return where ? k : 0;
}

export function addWhole(a: v128, b: v128): v128 {
  return (a + b) | 0;
}

export function subWhole(a: v128, b: v128): v128 {
  return (a - b) | 0;
}

export function shiftLeft(a: v128, places: i32): v128 {
  return a << places;
}

/** The sign is kept. */
export function shiftRight(a: v128, places: i32): v128 {
  return a >> places;
}

/** Of an integer that is a float32. */
export function toWhole(x: v128): v128 {
  return x | 0;
}

export function toFloat(k: v128): v128 {
  return f(k);
}

/** 2^k, k whole in −126…127; a multiple of 512 may be added to it. */
export function powerOfTwo(k: v128): v128 {
  word[0] = (k + 127) << 23;
  return float[0];
}

/** sin, cos, −sin or −cos, as the two lowest bits of a whole number say. */
export function ofQuadrant(quadrant: v128, sin: v128, cos: v128): v128 {
  const y = quadrant & 1 ? cos : sin;
  return quadrant & 2 ? -y : y;
}
