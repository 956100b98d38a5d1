/**
 * Elementary functions to some 200 bits in BigInt fixed point, by their textbook series: slow, obvious, and
 * independent of shared/math. A Real is m·2^e exactly; a fixed-point number is a BigInt in units of 2^-P.
 */
export interface Real {
  readonly m: bigint;
  readonly e: number;
}

const view = new DataView(new ArrayBuffer(8));

export function realOf(x: number): Real {
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const m = exponent === 0 ? fraction : fraction | 0x10000000000000n;
  return { m: x < 0 ? -m : m, e: Math.max(exponent, 1) - 1075 };
}

const abs = (a: bigint) => (a < 0n ? -a : a);
const bitLength = (a: bigint) => abs(a).toString(2).length;
const shift = (a: bigint, n: number) => (n >= 0 ? a << BigInt(n) : a >> BigInt(-n));
const magnitude = (x: Real) => (x.m === 0n ? -1075 : bitLength(x.m) + x.e);

/** Enough fractional bits for a relative error below 2^-200 of anything like x, and for x itself to be exact. */
function precision(x: Real): number {
  return 64 * Math.ceil((280 + Math.max(0, -x.e, Math.abs(magnitude(x)))) / 64);
}

/** |exact − actual| in units in the last place of the exact value, as float64 or (digits 24) float32. */
export function ulpError(actual: number, exact: Real, digits: 24 | 53 = 53): number {
  const least = digits === 53 ? -1074 : -149;
  const ulp = Math.max(magnitude(exact) - digits, least);
  const a = realOf(actual);
  const e = Math.min(a.e, exact.e, ulp) - 20;
  const difference = abs(shift(a.m, a.e - e) - shift(exact.m, exact.e - e));
  return Number(shift(difference, e - ulp + 30)) / 2 ** 30;
}

function memo(f: (p: number) => bigint): (p: number) => bigint {
  const known = new Map<number, bigint>();
  return (p) => {
    const value = known.get(p) ?? f(p);
    known.set(p, value);
    return value;
  };
}

/** Σ z^(2i+1)/(2i+1) with signs: artanh z, or arctan z when `alternate`. */
function oddSeries(z: bigint, p: number, alternate: boolean): bigint {
  const b = BigInt(p);
  const z2 = (z * z) >> b;
  let power = z;
  let sum = 0n;
  for (let i = 1n; power !== 0n && power !== -1n; i += 2n) {
    sum += (alternate && i % 4n === 3n ? -power : power) / i;
    power = (power * z2) >> b;
  }
  return sum;
}

const one = (p: number) => 1n << BigInt(p);
const ln2 = memo((p) => 2n * oddSeries(one(p) / 3n, p, false));
const pi = memo((p) => 16n * oddSeries(one(p) / 5n, p, true) - 4n * oddSeries(one(p) / 239n, p, true));

/** e^r − 1 for fixed-point |r| < 1. */
function expm1Series(r: bigint, p: number): bigint {
  let term = r;
  let sum = 0n;
  for (let i = 2n; term !== 0n && term !== -1n; i++) {
    sum += term;
    term = ((term * r) >> BigInt(p)) / i;
  }
  return sum;
}

/** e^x of a fixed-point x: a Real with p bits. */
function expFixed(x: bigint, p: number): Real {
  const k = (2n * x + ln2(p)) / (2n * ln2(p)) - (x < 0n ? 1n : 0n);
  return { m: one(p) + expm1Series(x - k * ln2(p), p), e: Number(k) - p };
}

/** log of a fixed-point y > 0. */
function logFixed(y: bigint, p: number): bigint {
  const k = bitLength(y) - p - 1;
  const m = shift(y, -k);
  const s = ((m - one(p)) << BigInt(p)) / (m + one(p));
  return 2n * oddSeries(s, p, false) + BigInt(k) * ln2(p);
}

const fixed = (x: Real, p: number) => shift(x.m, x.e + p);
const divide = (a: bigint, b: bigint, p: number) => (a << BigInt(p)) / b;

export function exp(x: number): Real {
  const r = realOf(x);
  const p = precision(r);
  return expFixed(fixed(r, p), p);
}

export function expm1(x: number): Real {
  const r = realOf(x);
  const p = precision(r);
  if (Math.abs(x) < 0.5) return { m: expm1Series(fixed(r, p), p), e: -p };
  const y = expFixed(fixed(r, p), p);
  const e = Math.min(y.e, -p);
  return { m: shift(y.m, y.e - e) - shift(1n, -e), e };
}

export function log(x: number): Real {
  const r = realOf(x);
  const p = precision(r);
  return { m: logFixed(fixed(r, p), p), e: -p };
}

export function log1p(x: number): Real {
  const r = realOf(x);
  const p = precision(r);
  const y = fixed(r, p);
  if (Math.abs(x) > 0.5) return { m: logFixed(one(p) + y, p), e: -p };
  return { m: 2n * oddSeries(divide(y, 2n * one(p) + y, p), p, false), e: -p };
}

/** sin (from = 1) or cos (from = 0) of a fixed-point |r| < 2. */
function circleSeries(r: bigint, p: number, from: 0 | 1): bigint {
  let term = from === 1 ? r : one(p);
  let sum = 0n;
  for (let i = BigInt(from); term !== 0n && term !== -1n; i += 2n) {
    sum += term;
    term = -((((term * r) >> BigInt(p)) * r) >> BigInt(p)) / ((i + 1n) * (i + 2n));
  }
  return sum;
}

function circle(angle: bigint, p: number, turned: bigint): Real {
  const quarter = pi(p) / 2n;
  const n = (2n * angle + (angle < 0n ? -quarter : quarter)) / (2n * quarter);
  const q = (((n + turned) % 4n) + 4n) % 4n;
  const value = circleSeries(angle - n * quarter, p, q % 2n === 0n ? 1 : 0);
  return { m: q >= 2n ? -value : value, e: -p };
}

export function sin(x: number): Real {
  const r = realOf(x);
  const p = precision(r);
  return circle(fixed(r, p), p, 0n);
}

export function cos(x: number): Real {
  const r = realOf(x);
  const p = precision(r);
  return circle(fixed(r, p), p, 1n);
}

export function sinTurns(u: number): Real {
  const r = realOf(u);
  const p = precision(r);
  return circle((2n * pi(p) * fixed(r, p)) >> BigInt(p), p, 0n);
}

export function cosTurns(u: number): Real {
  const r = realOf(u);
  const p = precision(r);
  return circle((2n * pi(p) * fixed(r, p)) >> BigInt(p), p, 1n);
}

export function tanh(x: number): Real {
  const t = expm1(-2 * Math.abs(x));
  const p = 2 * -t.e;
  const m = shift(t.m, t.e + p);
  const y = divide(-m, 2n * one(p) + m, p);
  return { m: x < 0 ? -y : y, e: -p };
}

export function sigmoid(x: number): Real {
  const t = exp(-x);
  const p = 400 + Math.max(0, magnitude(t), -t.e);
  return { m: divide(one(p), one(p) + shift(t.m, t.e + p), p), e: -p };
}

export function softplus(x: number): Real {
  const t = exp(-Math.abs(x));
  const p = 64 * Math.ceil((400 - Math.min(0, magnitude(t)) - t.e) / 64);
  const y = shift(t.m, t.e + p);
  const rest = 2n * oddSeries(divide(y, 2n * one(p) + y, p), p, false);
  return { m: rest + (x > 0 ? fixed(realOf(x), p) : 0n), e: -p };
}

function squareRoot(a: bigint): bigint {
  let x = 1n << BigInt(Math.ceil(bitLength(a) / 2));
  for (;;) {
    const y = (x + a / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}

/** 2/√π Σ (−1)^n x^(2n+1) / (n! (2n+1)) in fixed point. */
function erfFixed(x: bigint, p: number): bigint {
  const b = BigInt(p);
  const square = (x * x) >> b;
  let term = x;
  let sum = 0n;
  for (let n = 0n; term !== 0n && term !== -1n; ) {
    sum += term / (2n * n + 1n);
    n++;
    term = -((term * square) >> b) / n;
  }
  return divide(2n * sum, squareRoot(pi(p) << b), p);
}

export function erf(x: number): Real {
  const r = realOf(x);
  const p = precision(r) + 64 * Math.ceil((x * x) / 20);
  return { m: erfFixed(fixed(r, p), p), e: -p };
}

export function erfc(x: number): Real {
  const r = realOf(x);
  // The terms grow to e^(x²), and the result falls to e^(−x²).
  const p = precision(r) + 64 * Math.ceil((x * x) / 20);
  return { m: one(p) - erfFixed(fixed(r, p), p), e: -p };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

/** B_2, B_4, … as fractions, by Σ binom(n + 1, j) B_j = 0. */
function bernoulli(count: number): [bigint, bigint][] {
  const b: [bigint, bigint][] = [[1n, 1n]];
  for (let n = 1n; n <= 2n * BigInt(count); n++) {
    let top = 0n;
    let bottom = 1n;
    let choose = 1n;
    for (let j = 0n; j < n; j++) {
      const [p, q] = b[Number(j)];
      top = top * q + choose * p * bottom;
      bottom *= q;
      choose = (choose * (n + 1n - j)) / (j + 1n);
    }
    bottom *= n + 1n;
    const divisor = greatestCommonDivisor(abs(top), bottom);
    b.push([-top / divisor, bottom / divisor]);
  }
  return b.filter((_, n) => n > 0 && n % 2 === 0);
}

const BERNOULLI = bernoulli(16);

/** log Γ(x), x > 0: Stirling's series at x + n ≥ 300 (error below 2^-250), less log x(x + 1)…(x + n − 1). */
export function lgamma(x: number): Real {
  const r = realOf(x);
  const p = precision(r);
  let y = fixed(r, p);
  let product = one(p);
  const far = 300n * one(p);
  let logProduct = 0n;
  for (; y < far; y += one(p)) {
    product = (product * y) >> BigInt(p);
    if (bitLength(product) > 2 * p || product < one(p)) {
      logProduct += logFixed(product, p);
      product = one(p);
    }
  }
  logProduct += logFixed(product, p);
  let sum = (((y - one(p) / 2n) * logFixed(y, p)) >> BigInt(p)) - y + logFixed(2n * pi(p), p) / 2n;
  let power = y;
  for (const [i, [top, bottom]] of BERNOULLI.entries()) {
    const k = BigInt(2 * i + 2);
    sum += divide(one(p) * top, bottom * k * (k - 1n) * power, p);
    power = (((power * y) >> BigInt(p)) * y) >> BigInt(p);
  }
  return { m: sum - logProduct, e: -p };
}

/** x^y, x > 0. */
export function pow(x: number, y: number): Real {
  const l = log(x);
  const r = realOf(y);
  const p = 64 * Math.ceil((400 - l.e) / 64);
  return expFixed(shift(l.m * r.m, l.e + r.e + p), p);
}
