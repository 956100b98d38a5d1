/**
 * exp, expm1 and what is built on them. x = k·ln 2 + r with |r| ≤ ln 2 / 2, then e^r = 1 + r + r²·P(r), where P
 * interpolates (e^r − 1 − r)/r² at Chebyshev nodes (relative error 2^-57.5).
 */
import { nearest, powerOfTwo, scale } from "./bits.ts";
import {
  EXP_2,
  EXP_3,
  EXP_4,
  EXP_5,
  EXP_6,
  EXP_7,
  EXP_8,
  EXP_9,
  EXP_10,
  EXP_11,
  EXP_12,
  EXP_OVERFLOW,
  EXP_UNDERFLOW,
  EXPM1_LEAST,
  EXPM1_MOST,
  LN2_HIGH,
  LN2_LOW,
  TANH_LEAST,
  TANH_MOST,
  TINY,
} from "./constants.ts";
import { log1p } from "./logarithm.ts";

function quadraticRest(r: number): number {
  const p = EXP_5 + r * (EXP_6 + r * (EXP_7 + r * (EXP_8 + r * (EXP_9 + r * (EXP_10 + r * (EXP_11 + r * EXP_12))))));
  return r * r * (EXP_2 + r * (EXP_3 + r * (EXP_4 + r * p)));
}

/** e^(x + tail) of a pair with |tail| ≤ ulp(x), x within the range of exp. Error < 1 ulp. */
export function expOfPair(x: number, tail: number): number {
  const k = nearest(x * Math.LOG2E);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW - tail;
  const r = high - low;
  return scale(1 + (r + (quadraticRest(r) + (high - r - low))), k);
}

/** e^x. Error < 0.9 ulp; ±Infinity → Infinity, 0; NaN → NaN. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x > EXP_OVERFLOW) return Infinity;
  if (x < EXP_UNDERFLOW) return 0;
  return expOfPair(x, 0);
}

/** e^x − 1, accurate near 0. Error < 1 ulp; keeps −0. */
export function expm1(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x > EXPM1_MOST) return exp(x);
  if (x < EXPM1_LEAST) return -1;
  if (Math.abs(x) < TINY) return x;
  const k = nearest(x * Math.LOG2E);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const c = high - r - low;
  const rest = quadraticRest(r) + (c + c * r);
  const head = r + rest;
  if (k === 0) return head;
  const power = powerOfTwo(k);
  const a = power * head;
  const b = power - 1;
  const s = a + b;
  return s + (a - (s - b) + power * (rest - (head - r)));
}

/** tanh x. Error < 2 ulp; keeps −0. */
export function tanh(x: number): number {
  if (Number.isNaN(x)) return NaN;
  const a = Math.abs(x);
  if (a < TANH_LEAST) return x;
  let y: number = 1;
  if (a < TANH_MOST) {
    const t = expm1(2 * a);
    y = a < 0.5 ? t / (t + 2) : 1 - 2 / (t + 2);
  }
  return x < 0 ? -y : y;
}

/** 1 / (1 + e^−x). Error < 2.5 ulp where the result is normal. */
export function sigmoid(x: number): number {
  if (Number.isNaN(x)) return NaN;
  const e = exp(-Math.abs(x));
  return x < 0 ? e / (1 + e) : 1 / (1 + e);
}

/** log(1 + e^x) without overflow. Error < 2 ulp where the result is normal. */
export function softplus(x: number): number {
  if (Number.isNaN(x)) return NaN;
  const rest = log1p(exp(-Math.abs(x)));
  return x > 0 ? x + rest : rest;
}

/** log(e^a + e^b) without overflow; −Infinity stands for log 0. */
export function logAddExp(a: number, b: number): number {
  if (a === b) return a + Math.LN2;
  if (Number.isNaN(a) || Number.isNaN(b)) return NaN;
  return Math.max(a, b) + log1p(exp(-Math.abs(a - b)));
}
