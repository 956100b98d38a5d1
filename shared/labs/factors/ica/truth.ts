import type { NDArray } from "../../../arrays.ts";
import { cholesky, multiply, NotPositiveDefiniteError, solveCholesky } from "../../../linalg/index.ts";
import { log } from "../../../math/elementary.ts";

/** What is known of the true sources: covariances with the signals and among themselves. */
export interface Truth {
  /** cov(x, s), columns × sources. */
  readonly cross: Float64Array;
  /** Variances of the sources. */
  readonly variances: Float64Array;
  /** The mixing matrix by least squares, columns × sources: exact where there is no noise. */
  readonly mixing: Float64Array;
}

/** From the covariance of signals and sources side by side ((p + q) × (p + q)). Null where a source is silent or two are the same. */
export function truthOf(covariance: Float64Array, p: number, q: number): Truth | null {
  const width = p + q;
  const own = Float64Array.from(
    { length: q * q },
    (_, at) => covariance[(p + Math.floor(at / q)) * width + p + (at % q)],
  );
  const cross = Float64Array.from({ length: p * q }, (_, at) => covariance[Math.floor(at / q) * width + p + (at % q)]);
  const mixing = new Float64Array(p * q);
  try {
    const lower = cholesky(own, q);
    for (let c = 0; c < p; c++) mixing.set(solveCholesky(lower, cross.slice(c * q, c * q + q), q), c * q);
  } catch (error) {
    if (error instanceof NotPositiveDefiniteError) return null;
    throw error;
  }
  return { cross, variances: own.filter((_, at) => at % (q + 1) === 0), mixing };
}

/**
 * Amari's error of P = W·A (n × n): 0 where P is a permutation with scales, 1 where all its elements are equal in size. Amari, Cichocki & Yang 1996, divided by
 * 2n(n − 1). Of one source it is 0.
 */
export function amariError(p: Float64Array, n: number): number {
  if (n < 2) return 0;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let [row, rowMost, column, columnMost] = [0, 0, 0, 0];
    for (let j = 0; j < n; j++) {
      const across = Math.abs(p[i * n + j]);
      const down = Math.abs(p[j * n + i]);
      row += across;
      column += down;
      rowMost = Math.max(rowMost, across);
      columnMost = Math.max(columnMost, down);
    }
    if (rowMost === 0 || columnMost === 0) return 1;
    sum += row / rowMost - 1 + (column / columnMost - 1);
  }
  return sum / (2 * n * (n - 1));
}

export interface Separation {
  /** Where there are as many components as sources. */
  readonly amari?: number;
  /** Of the worst-separated source, each by its best component; dB. */
  readonly siSdr: number;
  /** cov(y, s) by correlation, components × sources. */
  readonly correlations: Float64Array;
}

/** Compares an unmixing (n × p) with the truth; `variances` are those of the components. */
export function separationOf(unmixing: Float64Array, variances: Float64Array, truth: Truth): Separation {
  const n = variances.length;
  const q = truth.variances.length;
  const p = unmixing.length / n;
  const shared = multiply(unmixing, truth.cross, n, p, q);
  const correlations = shared.map((c, at) => {
    const size = Math.sqrt(variances[Math.floor(at / q)] * truth.variances[at % q]);
    return size > 0 ? c / size : 0;
  });
  let worst = 1;
  for (let j = 0; j < q; j++) {
    let best = 0;
    for (let i = 0; i < n; i++) best = Math.max(best, correlations[i * q + j] * correlations[i * q + j]);
    worst = Math.min(worst, best);
  }
  const gains = multiply(unmixing, truth.mixing, n, p, q);
  return { ...(n === q ? { amari: amariError(gains, n) } : {}), siSdr: decibels(worst), correlations };
}

/**
 * The scale-invariant signal-to-distortion ratio (Le Roux et al., ICASSP 2019) of a component and a source without their means, from the square of their
 * correlation: 10·log₁₀(ρ²/(1 − ρ²)). Between ±150 dB, where float64 ends.
 */
export function decibels(squared: number): number {
  const ratio = Math.max(squared, 1e-15) / Math.max(1 - squared, 1e-15);
  return (10 * log(ratio)) / Math.LN10;
}

/** The true source that component i resembles most, and the square of their correlation. Correlations: components × sources, at least one. */
export function closestSource({ shape: [, sources], values }: NDArray, i: number) {
  let [source, squared] = [0, -1];
  for (let j = 0; j < sources; j++) {
    const value = values[i * sources + j] ** 2;
    if (value > squared) [source, squared] = [j, value];
  }
  return { source, squared };
}
