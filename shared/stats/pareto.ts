/**
 * How heavy the tail of importance weights is: the shape k of a generalised Pareto distribution fitted to the largest of them, and the weights smoothed
 * by it (Vehtari, Simpson, Gelman, Yao & Gabry 2024, "Pareto smoothed importance sampling", JMLR 25). Moments of order below 1/k exist: from
 * k = 1/2 on the variance is infinite, from k = 1 on the mean.
 */
import { exp, expm1, log, log1p, logSumExp } from "../math/index.ts";

/** The largest weights that the fit is made of: ⌈min(S/5, 3√S)⌉ of S. */
export function tailLength(count: number): number {
  return Math.ceil(Math.min(0.2 * count, 3 * Math.sqrt(count)));
}

/** Above this k̂ the estimate is not to be trusted with so many draws: min(1 − 1/log10 S, 0.7). */
export function largestGoodK(count: number): number {
  return count <= 1 ? 0 : Math.min(1 - Math.LN10 / log(count), 0.7);
}

export interface ParetoFit {
  readonly k: number;
  readonly sigma: number;
}

/**
 * The generalised Pareto distribution of excesses over a threshold, sorted ascending and positive: the quasi-Bayesian estimate of Zhang & Stephens (2009), with the weak prior
 * of ten observations of k = 1/2. k is Infinity where no fit exists.
 */
export function fitPareto(excesses: Float64Array): ParetoFit {
  const n = excesses.length;
  const grid = 30 + Math.floor(Math.sqrt(n));
  const quartile = excesses[Math.max(0, Math.floor(n / 4 + 0.5) - 1)];
  const largest = excesses[n - 1];
  const theta = Float64Array.from(
    { length: grid },
    (_, j) => 1 / largest + (1 - Math.sqrt(grid / (j + 0.5))) / (3 * quartile),
  );
  const meanLog = (t: number) => {
    let sum = 0;
    for (const x of excesses) sum += log1p(-t * x);
    return sum / n;
  };
  const profile = theta.map((t) => {
    const k = meanLog(t);
    return n * (log(-t / k) - k - 1);
  });
  const total = logSumExp(profile);
  const mean = theta.reduce((sum, t, j) => sum + t * exp(profile[j] - total), 0);
  const k = meanLog(mean);
  const shrunk = (k * n + 5) / (n + 10);
  return Number.isFinite(shrunk) ? { k: shrunk, sigma: -k / mean } : { k: Number.POSITIVE_INFINITY, sigma: 0 };
}

export interface SmoothedWeights {
  /** k̂; Infinity where the tail has fewer than five weights or they are all equal. */
  readonly k: number;
  /** Log weights in the order given, the largest replaced by quantiles of the fit, none above the largest as it was. */
  readonly logWeights: Float64Array;
}

/** Pareto-smoothed weights. −Infinity (weight zero) is allowed; of equal weights k is −Infinity, since they have no tail. */
export function smoothWeights(given: Float64Array): SmoothedWeights {
  const order = Uint32Array.from(given, (_, i) => i).sort((a, b) => given[a] - given[b] || a - b);
  const size = given.length;
  const length = tailLength(size);
  const logWeights = given.slice();
  if (length < 5 || size <= length) return { k: Number.POSITIVE_INFINITY, logWeights };
  const tail = order.subarray(size - length);
  const top = given[tail[length - 1]];
  if (!(top - given[tail[0]] > Number.EPSILON)) return { k: Number.NEGATIVE_INFINITY, logWeights };
  const cutoff = exp(given[order[size - length - 1]] - top);
  // A weight that equals the threshold exceeds it by nothing; a logarithm of the quartile must exist.
  const excesses = Float64Array.from(tail, (i) => Math.max(exp(given[i] - top) - cutoff, Number.MIN_VALUE));
  const { k, sigma } = fitPareto(excesses);
  if (!Number.isFinite(k)) return { k, logWeights };
  tail.forEach((i, rank) => {
    const p = (rank + 0.5) / length;
    const quantile = k === 0 ? -sigma * log1p(-p) : (sigma * expm1(-k * log1p(-p))) / k;
    logWeights[i] = Math.min(0, log(quantile + cutoff)) + top;
  });
  return { k, logWeights };
}
