import { exp, lgamma, log } from "../math/elementary.ts";

/** Probability that χ² with so many degrees of freedom is at least x: what a test of independence calls its p-value. 1 for no degrees of freedom. */
export function chiSquareTail(x: number, degrees: number): number {
  return degrees > 0 ? incompleteGammaTail(degrees / 2, x / 2) : 1;
}

/** Regularised upper incomplete gamma function Q(a, x), a > 0, x ≥ 0: a series below the mean (DLMF 8.11.4), a continued fraction above it (8.9.2). */
export function incompleteGammaTail(a: number, x: number): number {
  if (!(x > 0)) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  const front = exp(a * log(x) - x - lgamma(a));
  return x < a + 1 ? 1 - front * series(a, x) : front * continuedFraction(a, x);
}

/** Σ x^n / (a (a + 1) … (a + n)). */
function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** By Lentz's method; x ≥ a + 1, where no denominator is 0. */
function continuedFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let d = 1 / b;
  let c = Number.POSITIVE_INFINITY;
  let result = d;
  for (let n = 1; n <= 100_000; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return result;
}
