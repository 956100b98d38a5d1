/**
 * Nested R̂ of many short chains (C. C. Margossian, M. D. Hoffman, P. Sountsov, L. Riou-Durand, A. Vehtari, A. Gelman 2024, "Nested R̂: assessing the
 * convergence of Markov chain Monte Carlo when running many short chains", Bayesian Analysis; arXiv:2110.13017). Chains come in superchains of M chains
 * that start at one point: what they have not forgotten of it shows as a difference between superchains, however short the chains are.
 */

/** What nested R̂ needs to know of one superchain and one quantity. */
export interface Superchain {
  /** Over its chains and their draws. */
  readonly mean: number;
  /** B̃: variance of the means of its chains (divided by M − 1); 0 of a single chain. */
  readonly between: number;
  /** W̃: mean over its chains of their variances (divided by N − 1); 0 of single draws. */
  readonly within: number;
}

/** Of the draws of its chains, all equally many. */
export function superchainOf(chains: readonly ArrayLike<number>[]): Superchain {
  const means = chains.map(meanOf);
  const mean = meanOf(means);
  return {
    mean,
    between: varianceOf(means, mean),
    within: meanOf(chains.map((chain, m) => varianceOf(chain, means[m]))),
  };
}

/**
 * √(1 + B/W): B is the variance of the means of the superchains (divided by K − 1), W the mean of B̃ + W̃. At least 1. Superchains of M chains that have
 * forgotten where they began have about √(1 + 1/M) where N = 1, and less the more (independent) draws there are of each chain. Undefined of fewer than two superchains, and where nothing
 * moves within any of them.
 */
export function nestedRhat(superchains: readonly Superchain[]): number | undefined {
  if (superchains.length < 2) return undefined;
  const within = meanOf(superchains.map(({ between, within: own }) => between + own));
  const ratio = 1 + betweenSuperchains(superchains) / within;
  return within > 0 && Number.isFinite(ratio) ? Math.sqrt(ratio) : undefined;
}

/** B: variance of the means of at least two superchains. */
export function betweenSuperchains(superchains: readonly Superchain[]): number {
  const means = superchains.map(({ mean }) => mean);
  return varianceOf(means, meanOf(means));
}

/**
 * Monte Carlo standard error of the mean over all superchains: these are independent of each other, whatever their chains have in common. Undefined of fewer
 * than two.
 */
export function nestedMcse(superchains: readonly Superchain[]): number | undefined {
  return superchains.length < 2 ? undefined : Math.sqrt(betweenSuperchains(superchains) / superchains.length);
}

/** Standard deviation of all draws together (divided by one less than their number): M chains of N draws in each superchain. */
export function nestedSd(superchains: readonly Superchain[], chains: number, draws: number): number {
  const centre = meanOf(superchains.map(({ mean }) => mean));
  const sum = superchains.reduce(
    (total, { mean, between, within }) =>
      total +
      chains * (draws - 1) * within +
      draws * (chains - 1) * between +
      draws * chains * (mean - centre) * (mean - centre),
    0,
  );
  return Math.sqrt(sum / (superchains.length * chains * draws - 1));
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** 0 of a single value. */
function varianceOf(values: ArrayLike<number>, centre: number): number {
  if (values.length < 2) return 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - centre) * (values[i] - centre);
  return sum / (values.length - 1);
}
