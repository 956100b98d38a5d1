/**
 * sin and cos in radians and in turns. The argument is first reduced to |r| ≤ π/4 as a pair (r, tail):
 * by π/2 in four pieces (Cody & Waite) up to 2^20, beyond by the digits of 2/π that matter (Payne & Hanek, 1983),
 * so that every finite argument, however huge, is reduced correctly. Then polynomials that interpolate in
 * Chebyshev's nodes (error 2^-54 of a term that is itself small).
 */
import { entry, exponent, nearest, powerOfTwo } from "./bits.ts";
import {
  COS_4,
  COS_6,
  COS_8,
  COS_10,
  COS_12,
  COS_14,
  SIN_3,
  SIN_5,
  SIN_7,
  SIN_9,
  SIN_11,
  SIN_13,
  SIN_15,
  TAU,
  TAU_TAIL,
} from "./constants.ts";
import { productTail, sumTail } from "./double.ts";

const TWO_OVER_PI = 0.6366197723675814;
const HALF_PI = 1.5707963267948966;
const HALF_PI_TAIL = 6.123233995736766e-17;
const QUARTER_PI = 0.7853981633974483;
/** π/2 in pieces of 32 bits (the last: 53), so that their products with integers below 2^21 are exact. */
const P1 = 1.5707963267341256;
const P2 = 6.077100506303966e-11;
const P3 = 2.0222662487111665e-21;
const P4 = 8.4784276603689e-32;
const MAX_TURNS: number = 281474976710656;
const TWO_24: number = 16777216;
const TWO_M24 = 1 / TWO_24;
/** The digits of 2/π to base 2^24. */
const DIGITS: StaticArray<number> = [
  0xa2f983, 0x6e4e44, 0x1529fc, 0x2757d1, 0xf534dd, 0xc0db62, 0x95993c, 0x439041, 0xfe5163, 0xabdebb, 0xc561b7,
  0x246e3a, 0x424dd2, 0xe00649, 0x2eea09, 0xd1921c, 0xfe1deb, 0x1cb129, 0xa73ee8, 0x8235f5, 0x2ebb44, 0x84e99c,
  0x7026b4, 0x5f7e41, 0x3991d6, 0x398353, 0x39f49c, 0x845f8b, 0xbdf928, 0x3b1ff8, 0x97ffde, 0x05980f, 0xef2f11,
  0x8b5a0a, 0x6d1f6d, 0x367ecf, 0x27cb09, 0xb74f46, 0x3f669e, 0x5fea2d, 0x7527ba, 0xc7ebe5, 0xf17b3d, 0x0739f7,
  0x8a5292, 0xea6bfb, 0x5fb11f, 0x8d5d08, 0x560330, 0x46fc7b,
];
const fraction: StaticArray<number> = [0, 0, 0, 0, 0, 0, 0, 0, 0];

/** The reduced argument of the last call of `reduce`. */
let remainder: number = 0;
let tail: number = 0;

/** Digit p of the product x·2/π before carries: Σ of the digits of x (y0 first) with those of 2/π. */
function column(last: number, y0: number, y1: number, y2: number, y3: number): number {
  let sum: number = 0;
  if (last >= 0) sum += y0 * entry(DIGITS, last);
  if (last >= 1) sum += y1 * entry(DIGITS, last - 1);
  if (last >= 2) sum += y2 * entry(DIGITS, last - 2);
  if (last >= 3) sum += y3 * entry(DIGITS, last - 3);
  return sum;
}

/** x > 2^20: x·2/π mod 4 from the eight fractional digits that survive, then times π/2 as a pair. */
function reduceHuge(x: number): number {
  const shift = Math.floor(exponent(x) / 24);
  let y = x * powerOfTwo(-24 * shift);
  const y0 = Math.floor(y);
  y = (y - y0) * TWO_24;
  const y1 = Math.floor(y);
  y = (y - y1) * TWO_24;
  const y2 = Math.floor(y);
  const y3 = (y - y2) * TWO_24;
  let carry: number = 0;
  for (let p = 8; p > 0; p--) {
    const sum = column(p + shift - 1, y0, y1, y2, y3) + carry;
    carry = Math.floor(sum * TWO_M24);
    fraction[p] = sum - carry * TWO_24;
  }
  let quadrant = column(shift - 1, y0, y1, y2, y3) + carry;
  quadrant -= 4 * Math.floor(quadrant * 0.25);
  // Above one half the fraction is taken from the next integer: its complement, negative.
  const above = fraction[1] >= 8388608;
  let high: number = 0;
  for (let p = 8; p > 0; p--) {
    if (above) fraction[p] = 16777215 - fraction[p];
    high += fraction[p] * powerOfTwo(-24 * p);
  }
  let low = -high;
  for (let p = 1; p <= 8; p++) low += fraction[p] * powerOfTwo(-24 * p);
  const product = high * HALF_PI;
  const rest = productTail(high, HALF_PI, product) + (high * HALF_PI_TAIL + low * HALF_PI);
  remainder = product + rest;
  tail = rest - (remainder - product);
  if (!above) return quadrant;
  remainder = -remainder;
  tail = -tail;
  return quadrant + 1;
}

/** Sets remainder + tail = x − n·π/2 and returns n mod 4, for finite x. */
function reduce(x: number): number {
  const a = Math.abs(x);
  if (a <= QUARTER_PI) {
    remainder = x;
    tail = 0;
    return 0;
  }
  if (a > 1048576) {
    const quadrant = reduceHuge(a);
    if (x > 0) return quadrant >= 4 ? quadrant - 4 : quadrant;
    remainder = -remainder;
    tail = -tail;
    return quadrant === 0 || quadrant >= 4 ? 0 : 4 - quadrant;
  }
  const n = nearest(x * TWO_OVER_PI);
  const first = x - n * P1;
  const second = first - n * P2;
  const third = second - n * P3;
  const rest = sumTail(first, -n * P2, second) + sumTail(second, -n * P3, third) - n * P4;
  remainder = third + rest;
  tail = rest - (remainder - third);
  return n - 4 * Math.floor(n * 0.25);
}

/** sin(r + t), |r| ≤ π/4. */
function sinOfReduced(r: number, t: number): number {
  const z = r * r;
  const s = SIN_7 + z * (SIN_9 + z * (SIN_11 + z * (SIN_13 + z * SIN_15)));
  const rest = SIN_3 + z * (SIN_5 + z * s);
  return r + (r * z * rest + t * (1 - 0.5 * z));
}

/** cos(r + t), |r| ≤ π/4. */
function cosOfReduced(r: number, t: number): number {
  const z = r * r;
  const c = COS_8 + z * (COS_10 + z * (COS_12 + z * COS_14));
  const rest = COS_4 + z * (COS_6 + z * c);
  const half = 0.5 * z;
  const head = 1 - half;
  return head + (1 - head - half + (z * z * rest - r * t));
}

function sinOfQuadrant(quadrant: number): number {
  const y = quadrant === 0 || quadrant === 2 ? sinOfReduced(remainder, tail) : cosOfReduced(remainder, tail);
  return quadrant >= 2 ? -y : y;
}

/** sin x, x in radians. Error < 0.9 ulp for every finite x; ±Infinity → NaN; keeps −0. */
export function sin(x: number): number {
  const a = Math.abs(x);
  if (!(a < Infinity)) return NaN;
  if (a < 7.450580596923828e-9) return x;
  return sinOfQuadrant(reduce(x));
}

/** cos x, x in radians. Error < 0.9 ulp for every finite x; ±Infinity → NaN. */
export function cos(x: number): number {
  if (!(Math.abs(x) < Infinity)) return NaN;
  const quadrant = reduce(x) + 1;
  return sinOfQuadrant(quadrant === 4 ? 0 : quadrant);
}

/** Reduces u turns, |u| < 2^48; exact up to the product with 2π. */
function reduceTurns(u: number): number {
  const n = nearest(4 * u);
  const r = u - 0.25 * n;
  remainder = r * TAU;
  tail = r * TAU_TAIL;
  return n - 4 * Math.floor(n * 0.25);
}

/** sin 2πu, |u| < 2^48 turns (else NaN). Error < 1.6 ulp. */
export function sinTurns(u: number): number {
  if (!(Math.abs(u) < MAX_TURNS)) return NaN;
  return sinOfQuadrant(reduceTurns(u));
}

/** cos 2πu, |u| < 2^48 turns (else NaN). Error < 1.6 ulp. */
export function cosTurns(u: number): number {
  if (!(Math.abs(u) < MAX_TURNS)) return NaN;
  const quadrant = reduceTurns(u) + 1;
  return sinOfQuadrant(quadrant === 4 ? 0 : quadrant);
}
