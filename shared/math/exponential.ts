/**
 * exp, expm1 and what is built on them. x = k·ln 2 + r with |r| ≤ ln 2 / 2, then e^r = 1 + r + r²·P(r), where P
 * interpolates (e^r − 1 − r)/r² at Chebyshev nodes (relative error 2^-57.5).
 */
import { nearest, powerOfTwo, scale } from "./bits.ts";
import { log1p } from "./logarithm.ts";

/** ln 2 in two pieces; the first has 32 bits, so that k · LN2_HIGH is exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const OVERFLOW = 709.782712893384;
const UNDERFLOW = -745.1332191019412;

function quadraticRest(r: number): number {
  const p =
    0.00833333333332614 +
    r *
      (0.0013888888888883752 +
        r *
          (0.00019841269874804214 +
            r *
              (2.4801587325536023e-5 +
                r *
                  (2.7557255421023506e-6 +
                    r * (2.7557273657975953e-7 + r * (2.5105208339987698e-8 + r * 2.0914680780540263e-9))))));
  return r * r * (0.5 + r * (0.1666666666666667 + r * (0.04166666666666667 + r * p)));
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
  if (x > OVERFLOW) return Infinity;
  if (x < UNDERFLOW) return 0;
  return expOfPair(x, 0);
}

/** e^x − 1, accurate near 0. Error < 1 ulp; keeps −0. */
export function expm1(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x > 41) return exp(x);
  if (x < -41) return -1;
  if (Math.abs(x) < 5.551115123125783e-17) return x;
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
  if (a < 3.725290298461914e-9) return x;
  let y: number = 1;
  if (a < 22) {
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
