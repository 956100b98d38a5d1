/**
 * Elementary functions in float32: every operation rounded to 24 bits, so that the bits equal those of a lane of
 * shared/math/assembly/elementary4.ts. They are its documentation and its oracle (and slow: Math.fround everywhere).
 * Arguments and results are float32 values. Polynomials interpolate at Chebyshev nodes. Its constants are those of the functions on WebGPU too
 * (shared/webgpu/snippets).
 */
const f = Math.fround;
const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

export const LOG2_E = f(Math.LOG2E);
export const TWO_OVER_PI = f(0.6366197723675814);
/** ln 2 in two pieces, the first of 15 bits; π/2 in four, the first three of 10 bits. */
export const LN2_HIGH = f(0.693145751953125);
export const LN2_LOW = f(1.428606765330187e-6);
export const P1 = f(1.5703125);
export const P2 = f(0.00048351287841796875);
export const P3 = f(3.1385570764541626e-7);
export const P4 = f(6.07710062827671e-11);

/** Below 2^−25 e^x − 1 = x. */
export const EXPM1_SMALL = 2.9802322387695312e-8;

export const EXP = [
  0.00019891017291229218, 0.001393367419950664, 0.00833331048488617, 0.041666463017463684, 0.1666666716337204, 0.5,
];
export const EXP_SHORT = [0.0013926250394433737, 0.00836323294788599, 0.04166655242443085, 0.16666576266288757, 0.5];
export const LOG = [0.23330830037593842, 0.28550806641578674, 0.4000012278556824, 0.6666666865348816];
export const LOG1P = [
  0.23224329948425293, 0.2170657515525818, 0.285923570394516, 0.3999970555305481, 0.6666666865348816,
];
export const TANH = [
  0.002292744815349579, -0.008343945257365704, 0.02176891826093197, -0.053959257900714874, 0.13333304226398468,
  -0.3333333432674408,
];
/** (erf x)/x − 1 of x², |x| ≤ 1; log erfc x, 1 ≤ x ≤ 4. */
export const ERF = [
  0.00007875874871388078, -0.000801686430349946, 0.005189087241888046, -0.02685421146452427, 0.11283594369888306,
  -0.3761262595653534, 0.12837916612625122,
];
export const LOG_ERFC = [
  0.0000016371513993362896, -0.00004605804133461788, 0.0005968056502752006, -0.004759596195071936, 0.026421135291457176,
  -0.11008008569478989, -0.6318260431289673, -1.1302334070205688, 0.0003201380604878068,
];
export const SIN = [2.724962087086169e-6, -0.00019840084132738411, 0.008333331905305386, -0.1666666716337204];
export const COS = [-2.7300703209220956e-7, 2.4800598112051375e-5, -0.00138888880610466, 0.0416666679084301];
export const SIN_TURNS = [-75.401611328125, 81.59254455566406, -41.3416633605957, 6.2831854820251465];
export const COS_TURNS = [59.42410659790039, -85.44882202148438, 64.93936920166016, -19.739208221435547];

/** Horner's rule, highest coefficient first. */
function polynomial(coefficients: readonly number[], x: number): number {
  let y = f(coefficients[0]);
  for (let i = 1; i < coefficients.length; i++) y = f(f(y * x) + f(coefficients[i]));
  return y;
}

function nearest(x: number): number {
  const n = f(f(x + 12582912) - 12582912);
  return n === 0 ? f(0 * x) : n;
}

function powerOfTwo(k: number): number {
  bits[0] = (k + 127) << 23;
  return float[0];
}

/** e^x. Error < 1 ulp where the result is normal. */
export function expf(x: number): number {
  const y = Math.min(Math.max(x, -104), 89);
  const n = nearest(f(y * LOG2_E));
  const r = f(f(y - f(n * LN2_HIGH)) - f(n * LN2_LOW));
  const e = f(1 + f(r + f(f(r * r) * polynomial(EXP, r))));
  const half = n >> 1;
  return f(f(e * powerOfTwo(half)) * powerOfTwo((n | 0) - half));
}

/** e^x − 1, accurate near 0 as well. Error < 2 ulp; keeps −0. */
export function expm1f(x: number): number {
  const y = Math.min(Math.max(x, -20), 89);
  const n = nearest(f(y * LOG2_E));
  const r = f(f(y - f(n * LN2_HIGH)) - f(n * LN2_LOW));
  const p = f(r + f(f(r * r) * polynomial(EXP, r)));
  // 2^128 is no float32, half of it is.
  const half = powerOfTwo((n | 0) - 1);
  return Math.abs(x) < EXPM1_SMALL ? x : f(2 * f(f(half * p) + f(half - 0.5)));
}

/** e^−|x|, but at least e^−87: no subnormal results, half the time of expf in WebAssembly. Error < 1 ulp on ±87. */
export function expMinusAbsf(x: number): number {
  const y = Math.max(-Math.abs(x), -87);
  const n = f(f(f(y * LOG2_E) + 12582912) - 12582912);
  const r = f(f(y - f(n * LN2_HIGH)) - f(n * LN2_LOW));
  return f(f(1 + f(r + f(f(r * r) * polynomial(EXP_SHORT, r)))) * powerOfTwo(n));
}

/** Natural logarithm. Error < 1 ulp, subnormals included; log 0 = −Infinity, of a negative number NaN. */
export function logf(x: number): number {
  if (!(x >= 0)) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;
  const subnormal = x < 1.1754943508222875e-38;
  float[0] = subnormal ? x * 8388608 : x;
  // The exponent that leaves a significand in [√½, √2).
  const e = (bits[0] - 0x3f3504f3) >> 23;
  bits[0] -= e << 23;
  const k = subnormal ? e - 23 : e;
  const g = f(float[0] - 1);
  const s = f(g / f(2 + g));
  const z = f(s * s);
  const half = f(f(0.5 * g) * g);
  const rest = f(f(s * f(half + f(z * polynomial(LOG, z)))) + f(k * LN2_LOW));
  return f(f(k * LN2_HIGH) - f(f(half - rest) - g));
}

/** tanh x. Error < 2 ulp; keeps −0. */
export function tanhf(x: number): number {
  const a = Math.abs(x);
  if (a < 0.625) {
    const z = f(x * x);
    return x === 0 ? x : f(x + f(f(x * z) * polynomial(TANH, z)));
  }
  const y = f(1 - f(2 / f(expf(f(2 * a)) + 1)));
  return x < 0 ? -y : y;
}

/** 1 / (1 + e^−x). Error < 2.5 ulp where the result is normal. */
export function sigmoidf(x: number): number {
  const e = expf(-Math.abs(x));
  return f((x < 0 ? e : 1) / f(1 + e));
}

/** log(1 + e^x) without overflow. Error < 2.5 ulp where the result is normal. */
export function softplusf(x: number): number {
  const e = expf(-Math.abs(x));
  const s = f(e / f(2 + e));
  const z = f(s * s);
  return f(Math.max(x, 0) + f(f(s + s) + f(f(s * z) * polynomial(LOG1P, z))));
}

/** The error function. Error < 1e-7; keeps −0. */
export function erff(x: number): number {
  const a = Math.min(Math.abs(x), 4);
  if (a < 1) return x === 0 ? x : f(x + f(x * polynomial(ERF, f(x * x))));
  const y = f(1 - expf(polynomial(LOG_ERFC, a)));
  return x < 0 ? -y : y;
}

function ofQuadrant(quadrant: number, sin: number, cos: number): number {
  const y = quadrant & 1 ? cos : sin;
  return quadrant & 2 ? -y : y;
}

function radians(x: number, turned: 0 | 1): number {
  const n = nearest(f(x * TWO_OVER_PI));
  const r = f(f(f(f(x - f(n * P1)) - f(n * P2)) - f(n * P3)) - f(n * P4));
  const z = f(r * r);
  const sin = f(r + f(f(r * z) * polynomial(SIN, z)));
  const cos = f(f(1 - f(0.5 * z)) + f(f(z * z) * polynomial(COS, z)));
  return ofQuadrant(n + turned, sin, cos);
}

/** sin x, x in radians, |x| ≤ 8192. Error < 2^-23 (2 ulp of results near 1). */
export function sinf(x: number): number {
  return radians(x, 0);
}

/** cos x, x in radians, |x| ≤ 8192. Error < 2^-23 (2 ulp of results near 1). */
export function cosf(x: number): number {
  return radians(x, 1);
}

function turns(u: number, turned: 0 | 1): number {
  const n = nearest(f(4 * u));
  const r = f(u - f(0.25 * n));
  const z = f(r * r);
  return ofQuadrant(n + turned, f(r * polynomial(SIN_TURNS, z)), f(1 + f(z * polynomial(COS_TURNS, z))));
}

/** sin 2πu, |u| ≤ 2^20 turns. Error < 2 ulp. */
export function sinTurnsf(u: number): number {
  return turns(u, 0);
}

/** cos 2πu, |u| ≤ 2^20 turns. Error < 2 ulp. */
export function cosTurnsf(u: number): number {
  return turns(u, 1);
}
