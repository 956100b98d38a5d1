import { concatenate, splitChains, transformChains } from "./chains.ts";
import { effectiveSampleSize, vary } from "./ess.ts";
import { incompleteBetaInverse } from "./incomplete-beta.ts";
import { mean, standardDeviation, variance } from "./moments.ts";
import { medianOfSorted, quantileOfSorted } from "./quantile.ts";
import { rankNormalise } from "./ranks.ts";

// Diagnostics of Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), "Rank-normalization, folding, and localization: an improved R̂ for
// assessing convergence of MCMC", Bayesian Analysis 16, in the details as the R package posterior computes them. Chains are the draws of one
// quantity, all of the same length, without warm-up. `undefined` where a diagnostic has no value (constant, too few or infinite draws).

type Chains = readonly Float64Array[];

/**
 * Largest of the rank-normalised split R̂ and of that of the draws folded around their median: should be ≤ 1.01. Undefined too where no half of a chain
 * moves: a number would be made of rounding errors.
 */
export function rhat(
  chains: Chains,
  centre = medianOfSorted(concatenate(chains).sort()),
  normalised = normaliseRanks(chains),
): number | undefined {
  const bulk = plainRhat(normalised);
  const folded = chains.map((chain) => chain.map((x) => Math.abs(x - centre)));
  const tail = plainRhat(normaliseRanks(folded));
  return bulk === undefined || tail === undefined ? undefined : Math.max(bulk, tail);
}

/** How chains moved: not at all ("still"), not at all but each at a place of its own ("apart"), or somehow. */
export function movement(chains: Chains): "still" | "apart" | "moving" {
  if (chains.some((chain) => chain.some((x) => x !== chain[0]))) return "moving";
  return chains.every(([first]) => first === chains[0][0]) ? "still" : "apart";
}

/** The chains in halves, rank-normalised together. */
export function normaliseRanks(chains: Chains): Chains {
  return transformChains(splitChains(chains), rankNormalise);
}

/** √((B/W + n − 1)/n) of the draws as they are. */
function plainRhat(chains: Chains): number | undefined {
  const draws = chains[0].length;
  if (draws < 2 || chains.length < 2 || !vary(chains) || !chains.some((chain) => vary([chain]))) return undefined;
  const between = draws * variance(Float64Array.from(chains, mean));
  const within = mean(Float64Array.from(chains, (chain) => variance(chain)));
  return within > 0 ? Math.sqrt((between / within + draws - 1) / draws) : undefined;
}

/** Effective sample size for the centre of the distribution: of the rank-normalised split chains. */
export function essBulk(chains: Chains, normalised = normaliseRanks(chains)): number | undefined {
  return effectiveSampleSize(normalised);
}

/** Effective sample size for the tails: the smaller of those of the 5 % and 95 % quantiles. */
export function essTail(chains: Chains, sorted = concatenate(chains).sort()): number | undefined {
  const low = essQuantile(chains, 0.05, sorted);
  const high = essQuantile(chains, 0.95, sorted);
  return low === undefined || high === undefined ? undefined : Math.min(low, high);
}

/** Effective sample size of the mean. */
export function essMean(chains: Chains): number | undefined {
  return effectiveSampleSize(splitChains(chains));
}

/** Effective sample size of a quantile: that of the share of draws at or below it. Undefined for draws that are not finite. */
export function essQuantile(
  chains: Chains,
  probability: number,
  sorted = concatenate(chains).sort(),
): number | undefined {
  if (!Number.isFinite(sorted[0]) || !Number.isFinite(sorted[sorted.length - 1])) return undefined;
  const value = quantileOfSorted(sorted, probability);
  return effectiveSampleSize(splitChains(chains.map((chain) => chain.map((x) => (x <= value ? 1 : 0)))));
}

/** Monte Carlo standard error of the mean. */
export function mcseMean(chains: Chains): number | undefined {
  const size = essMean(chains);
  return size === undefined ? undefined : standardDeviation(concatenate(chains)) / Math.sqrt(size);
}

/** Monte Carlo standard error of the standard deviation, without assuming normality (Kenney and Keeping 1951, p. 141). */
export function mcseSd(chains: Chains): number | undefined {
  const centre = mean(concatenate(chains));
  const squares = chains.map((chain) => chain.map((x) => (x - centre) * (x - centre)));
  const size = essMean(squares);
  if (size === undefined) return undefined;
  const all = concatenate(squares);
  const second = mean(all);
  const fourth = mean(all.map((x) => x * x));
  return Math.sqrt((fourth - second * second) / size / second / 4);
}

/** Monte Carlo standard error of a quantile: half the width of its 68 % interval among the order statistics. */
export function mcseQuantile(chains: Chains, probability: number): number | undefined {
  const sorted = concatenate(chains).sort();
  const size = essQuantile(chains, probability, sorted);
  if (size === undefined) return undefined;
  const a = size * probability + 1;
  const b = size * (1 - probability) + 1;
  const low = incompleteBetaInverse(0.1586553, a, b) * sorted.length;
  const high = incompleteBetaInverse(0.8413447, a, b) * sorted.length;
  // Ranks count from 1.
  const first = sorted[Math.max(Math.floor(low), 1) - 1];
  const last = sorted[Math.min(Math.ceil(high), sorted.length) - 1];
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
