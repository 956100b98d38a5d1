import { chainsLike, concatenate, type Draws, drawsOf, halved, splitChains } from "./chains.ts";
import { differ, effectiveSampleSize, type Series, seriesOf, sizeOf } from "./ess.ts";
import { incompleteBetaInverse } from "./incomplete-beta.ts";
import { essAtMost } from "./indicator.ts";
import { mean, standardDeviation, variance } from "./moments.ts";
import type { Ordered } from "./order.ts";
import { type Ascending, medianOfSorted, quantileOfSorted, valueAt } from "./quantile.ts";
import { folded, rankScores, scoreSums } from "./ranks.ts";

// Diagnostics of Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), "Rank-normalization, folding, and localization: an improved R̂ for
// assessing convergence of MCMC", Bayesian Analysis 16, in the details as the R package posterior computes them. Chains are the draws of one
// quantity, all of the same length, without warm-up. `undefined` where a diagnostic has no value (constant, too few or infinite draws). What several
// of them need can be made once and given: the draws in order, and their scores.

type Chains = readonly Float64Array[];

/**
 * Largest of the rank-normalised split R̂ and of that of the draws folded around their median: should be ≤ 1.01. Undefined too where no half of a chain
 * moves: a number would be made of rounding errors.
 */
export function rhat(
  chains: Chains,
  draws = drawsOf(chains),
  scores: Moments = scoresOf(draws),
  distances = foldedScores(draws),
): number | undefined {
  return rhatOf(scores, distances);
}

/** As `rhat`, of the scores of the draws and of their distances from the median. */
export function rhatOf(scores: Moments, distances: Moments): number | undefined {
  const bulk = ratio(scores);
  const tail = ratio(distances);
  return bulk === undefined || tail === undefined ? undefined : Math.max(bulk, tail);
}

/** How chains moved: not at all ("still"), not at all but each at a place of its own ("apart"), or somehow. */
export function movement(chains: Chains): "still" | "apart" | "moving" {
  if (chains.some((chain) => chain.some((x) => x !== chain[0]))) return "moving";
  return chains.every(([first]) => first === chains[0][0]) ? "still" : "apart";
}

/** What R̂ takes of chains: their length, their means, the mean of their variances (0 where none moves). */
export interface Moments {
  readonly draws: number;
  readonly means: Float64Array;
  readonly within: number;
}

/** The rank-normalised halves of the chains. */
export function scoresOf(draws: Draws): Moments & { readonly series: Series | undefined } {
  const chains = halvesOf(draws, halved(draws));
  const series = seriesOf(chains);
  if (!series) return { ...momentsOf(chains), series };
  return {
    ...momentsOfSeries(
      series,
      chains.some((chain) => differ([chain])),
    ),
    series,
  };
}

/** Of scores whose effective size is asked for too. */
export function momentsOfSeries({ draws, means, covariance }: Series, isMoving: boolean): Moments {
  return { draws, means, within: isMoving ? (covariance(0) * draws) / (draws - 1) : 0 };
}

/** The halves of the distances from the median, rank-normalised. Their order in time is of no matter: sums are enough, unless rounding would show in them. */
function foldedScores(draws: Draws): Moments {
  const distances = folded(halved(draws), medianOfSorted(draws.ordered.sorted));
  const { chains } = draws;
  const half = Math.floor(chains[0].length / 2);
  const sums = scoreSums(distances, { count: 2 * chains.length, size: chains[0].length / 2 });
  return momentsOfSums(half, sums) ?? momentsOf(halvesOf(draws, distances));
}

/** Of halves of `half` draws, from the sums of their scores and of the squares of these; undefined where rounding would show. */
export function momentsOfSums(half: number, { sums, squares }: ReturnType<typeof scoreSums>): Moments | undefined {
  const means = sums.map((sum) => sum / half);
  const within = mean(squares.map((square, c) => (square - half * means[c] * means[c]) / (half - 1)));
  // Of halves of one draw see `splitChains`.
  const isExact = half > 1 && within > 1e-6 * mean(squares.map((square) => square / half));
  return isExact ? { draws: half, means, within } : undefined;
}

/** Scores of values of the draws, put in their places, in halves of chains. */
function halvesOf({ chains, all }: Draws, values: Ordered): Chains {
  return splitChains(chainsLike(chains, rankScores(values, all.length)));
}

function momentsOf(chains: Chains): Moments {
  const means = Float64Array.from(chains, mean);
  const within = chains.some((chain) => differ([chain]))
    ? mean(Float64Array.from(chains, (chain, c) => variance(chain, means[c])))
    : 0;
  return { draws: chains[0].length, means, within };
}

/** √((B/W + n − 1)/n) */
function ratio({ draws, means, within }: Moments): number | undefined {
  if (draws < 2 || means.length < 2 || !(within > 0)) return undefined;
  return Math.sqrt(((draws * variance(means)) / within + draws - 1) / draws);
}

/** Effective sample size for the centre of the distribution: of the rank-normalised split chains. */
export function essBulk(chains: Chains, { series } = scoresOf(drawsOf(chains))): number | undefined {
  return series && sizeOf(series);
}

/** Effective sample size for the tails: the smaller of those of the 5 % and 95 % quantiles. */
export function essTail(chains: Chains, draws = drawsOf(chains)): number | undefined {
  const low = essQuantile(chains, 0.05, draws);
  const high = essQuantile(chains, 0.95, draws);
  return low === undefined || high === undefined ? undefined : Math.min(low, high);
}

/** Effective sample size of the mean. */
export function essMean(chains: Chains): number | undefined {
  return effectiveSampleSize(splitChains(chains));
}

/** Effective sample size of the standard deviation: that of the mean distance from the mean. */
export function essSd(chains: Chains): number | undefined {
  const centre = mean(concatenate(chains));
  return essMean(chains.map((chain) => chain.map((x) => Math.abs(x - centre))));
}

/** Effective sample size of a quantile: that of the share of draws at or below it. Undefined for draws that are not finite. */
export function essQuantile(chains: Chains, probability: number, draws = drawsOf(chains)): number | undefined {
  const { sorted } = draws.ordered;
  const { length } = sorted;
  if (!Number.isFinite(sorted[0]) || !Number.isFinite(sorted[length - 1])) return undefined;
  // All draws are at or below the largest: that says nothing.
  const value = quantileOfSorted(sorted, probability === 1 ? (length - 0.5) / length : probability);
  return essAtMost(splitChains(chains), value);
}

/** Monte Carlo standard error of the mean. */
export function mcseMean(chains: Chains, spread = standardDeviation(concatenate(chains))): number | undefined {
  const size = essMean(chains);
  return size === undefined ? undefined : spread / Math.sqrt(size);
}

/** Monte Carlo standard error of the standard deviation, without assuming normality (Kenney and Keeping 1951, p. 141). */
export function mcseSd(chains: Chains, all = concatenate(chains), centre = mean(all)): number | undefined {
  const squares = new Float64Array(all.length);
  let second = 0;
  let fourth = 0;
  for (let i = 0; i < all.length; i++) {
    const square = (all[i] - centre) * (all[i] - centre);
    squares[i] = square;
    second += square;
    fourth += square * square;
  }
  const size = essMean(chainsLike(chains, squares));
  return size === undefined ? undefined : errorOfSd(size, second / all.length, fourth / all.length);
}

/** From the second and the fourth moment about the mean, and the effective size of the squared distances from it. */
export function errorOfSd(size: number, second: number, fourth: number): number {
  return Math.sqrt((fourth - second * second) / size / second / 4);
}

/** Monte Carlo standard error of a quantile: half the width of its 68 % interval among the order statistics. */
export function mcseQuantile(
  chains: Chains,
  probability: number,
  draws = drawsOf(chains),
  size = essQuantile(chains, probability, draws),
): number | undefined {
  return size === undefined ? undefined : errorOfQuantile(draws.ordered.sorted, probability, size);
}

/** As `mcseQuantile`, of so many effective draws. */
export function errorOfQuantile(sorted: Ascending, probability: number, size: number): number {
  const a = size * probability + 1;
  const b = size * (1 - probability) + 1;
  const low = incompleteBetaInverse(0.1586553, a, b) * sorted.length;
  const high = incompleteBetaInverse(0.8413447, a, b) * sorted.length;
  // Ranks count from 1.
  const first = valueAt(sorted, Math.max(Math.floor(low), 1) - 1);
  const last = valueAt(sorted, Math.min(Math.ceil(high), sorted.length) - 1);
  return (last - first) / 2;
}

/**
 * Energy Bayesian fraction of missing information of one chain, Σ (E_i − E_{i−1})² / Σ (E_i − Ē)² (Betancourt 2016, "Diagnosing suboptimal
 * cotangent disintegrations"): below about 0.3 the momenta explore the energies too slowly.
 */
export function ebfmi(energy: Float64Array): number | undefined {
  const centre = mean(energy);
  let steps = 0;
  let spread = 0;
  for (let i = 0; i < energy.length; i++) {
    if (i > 0) steps += (energy[i] - energy[i - 1]) * (energy[i] - energy[i - 1]);
    spread += (energy[i] - centre) * (energy[i] - centre);
  }
  const ratio = steps / spread;
  return Number.isFinite(ratio) ? ratio : undefined;
}
