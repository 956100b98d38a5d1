import { meanAutocovariance } from "./autocovariance.ts";
import { shortestTime } from "./ess-cap.ts";
import { mean, variance } from "./moments.ts";

/** What an effective sample size is made of. */
export interface Series {
  readonly draws: number;
  /** Mean of each chain. */
  readonly means: Float64Array;
  /** Biased autocovariance, averaged over chains; lags are asked in ascending order. */
  covariance(lag: number): number;
}

/**
 * Effective sample size of the mean of chains of equal length (already split, transformed, … as wanted): S / τ̂ with Geyer's initial
 * monotone sequence over the combined autocorrelations, as in Vehtari et al. (2021), section 3.2, and the R package posterior. Undefined for fewer
 * than 3 draws per chain, for constant draws and for values that are not finite.
 */
export function effectiveSampleSize(chains: readonly Float64Array[]): number | undefined {
  const series = seriesOf(chains);
  return series && sizeOf(series);
}

/** Undefined for chains that `effectiveSampleSize` says nothing of. */
export function seriesOf(chains: readonly Float64Array[]): Series | undefined {
  const draws = chains[0].length;
  const means = Float64Array.from(chains, mean);
  if (draws < 3 || !means.every(Number.isFinite) || !differ(chains)) return undefined;
  return { draws, means, covariance: meanAutocovariance(chains, means) };
}

/** As `effectiveSampleSize`. */
export function sizeOf({ draws, means, covariance }: Series): number {
  const within = (covariance(0) * draws) / (draws - 1);
  const between = means.length > 1 ? variance(means) : 0;
  const total = (within * (draws - 1)) / draws + between;
  const autocorrelation = (lag: number) => 1 - (within - covariance(lag)) / total;
  const size = means.length * draws;
  return size / Math.max(autocorrelationTime(autocorrelation, draws), shortestTime(size));
}

/**
 * τ̂ = −1 + 2 Σ ρ̂_t up to the first negative pair, pairs made to decrease; the even term after it is added once (Geyer 1992, improved). Where no pair is
 * summed (chains of fewer than six draws, or a first pair that is negative) posterior counts the first term thrice: τ̂ = 2.
 */
function autocorrelationTime(autocorrelation: (lag: number) => number, draws: number): number {
  let even = 1;
  let odd = autocorrelation(1);
  const pairs = [even + odd];
  let lag = 0;
  while (lag < draws - 5 && even + odd > 0) {
    lag += 2;
    even = autocorrelation(lag);
    odd = autocorrelation(lag + 1);
    if (even + odd > 0) pairs.push(even + odd);
  }
  if (lag === 0) return 2;
  // The last pair looked at is not summed; when it was still positive, the chain ended first and only its even term counts.
  const summed = Math.min(pairs.length, lag / 2);
  let sum = 0;
  let smallest = Infinity;
  for (let k = 0; k < summed; k++) {
    smallest = Math.min(smallest, pairs[k]);
    sum += smallest;
  }
  return -1 + 2 * sum + (even + odd >= 0 ? even : Math.max(even, 0));
}

/** Whether the draws are not all the same. */
export function differ(chains: readonly Float64Array[]): boolean {
  const first = chains[0][0];
  return chains.some((chain) => chain.some((x) => x !== first));
}
