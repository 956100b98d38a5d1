/** What each operation computes, in the exact order that `program.ts` states: for the interpreter, and for what is known when a text is read. */

import { digamma } from "../math/digamma.ts";
import { cos, erf, erfc, exp, expm1, lgamma, log, log1p, pow, sin, tanh } from "../math/index.ts";
import type { Binary, Unary } from "./program.ts";

export const UNARY_OF: Readonly<Record<Unary, (x: number) => number>> = {
  neg: (x) => -x,
  exp,
  log,
  log1p,
  expm1,
  sqrt: Math.sqrt,
  sin,
  cos,
  tanh,
  abs: Math.abs,
  sign: Math.sign,
  floor: Math.floor,
  lgamma,
  digamma,
  erf,
  erfc,
};

export const BINARY_OF: Readonly<Record<Binary, (x: number, y: number) => number>> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  pow,
  max: Math.max,
  min: Math.min,
  less: (x, y) => (x < y ? 1 : 0),
  atMost: (x, y) => (x <= y ? 1 : 0),
  equal: (x, y) => (x === y ? 1 : 0),
};

/** Sum over blocks of eight in two lanes. */
export function sumOf(x: Float64Array): number {
  let even = 0;
  let odd = 0;
  const whole = x.length - (x.length % 8);
  for (let i = 0; i < whole; i += 8) {
    even += x[i] + x[i + 2] + (x[i + 4] + x[i + 6]);
    odd += x[i + 1] + x[i + 3] + (x[i + 5] + x[i + 7]);
  }
  if (whole < x.length) {
    const at = (i: number) => (i < x.length ? x[i] : 0);
    even += at(whole) + at(whole + 2) + (at(whole + 4) + at(whole + 6));
    odd += at(whole + 1) + at(whole + 3) + (at(whole + 5) + at(whole + 7));
  }
  return even + odd;
}

/** Blocks whose factors 1 + x ≤ 2 are multiplied before a logarithm is taken: 127 · 8 of them stay below 2^1023. */
export const BLOCKS_PER_LOG = 127;
const factors = new Float64Array(8);

export function sumLog1pOf(x: Float64Array): number {
  const blocks = Math.ceil(x.length / 8);
  let total = 0;
  factors.fill(1);
  for (let block = 0; block < blocks; block++) {
    const end = Math.min(8, x.length - block * 8);
    for (let i = 0; i < end; i++) factors[i] *= 1 + x[block * 8 + i];
    if ((block + 1) % BLOCKS_PER_LOG !== 0 && block < blocks - 1) continue;
    let product = 1;
    for (let i = 0; i < 8; i++) product *= factors[i];
    factors.fill(1);
    total += log(product);
  }
  return total;
}

export function scanOf(x: Float64Array, reverse: boolean, out: Float64Array): void {
  let sum = 0;
  for (let k = 0; k < x.length; k++) {
    const i = reverse ? x.length - 1 - k : k;
    sum += x[i];
    out[i] = sum;
  }
}

export function spreadOf(x: Float64Array, index: Int32Array, out: Float64Array): void {
  out.fill(0);
  for (let i = 0; i < index.length; i++) out[index[i]] += x[i];
}

export function timesOf(matrix: Float64Array, x: Float64Array, out: Float64Array): void {
  const columns = x.length;
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += matrix[i * columns + j] * x[j];
    out[i] = sum;
  }
}

/** Each column as `sumOf` sums its products. */
export function timesTransposedOf(matrix: Float64Array, x: Float64Array, out: Float64Array): void {
  const columns = out.length;
  const product = new Float64Array(x.length);
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i < x.length; i++) product[i] = matrix[i * columns + j] * x[i];
    out[j] = sumOf(product);
  }
}
