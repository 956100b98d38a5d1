import { exp, log, logSumExp, softplus } from "../../math/index.ts";

/**
 * Annealed importance sampling (Neal 2001; Salakhutdinov & Murray 2008) from the base-rate machine, whose partition function is known, to
 * the trained one. Forward chains start at exact draws of the base and have weights w with E[w] = Z / Z_0. Reverse chains start at draws
 * of the trained machine and have weights r with E[r] = Z_0 / Z (Grosse, Ghahramani & Adams 2015): the mean of a few such weights rarely
 * exceeds its expectation, so that the two directions limit log Z from below and from above.
 */

/** log Z_0 of the base-rate machine: 2^hidden Π_i (1 + e^a_i). */
export function logBase(visibleBias: ArrayLike<number>, hidden: number): number {
  let sum = hidden * softplus(0);
  for (let i = 0; i < visibleBias.length; i++) sum += softplus(visibleBias[i]);
  return sum;
}

/** log of the mean of e^(log weights). */
export function logMean(logWeights: ArrayLike<number>): number {
  return logSumExp(Float64Array.from(logWeights)) - log(logWeights.length);
}

/** Quantile of the standard normal at 0.999. */
const Z_999 = 3.0902323061678132;
/** One minus the level of the limit. */
const ALPHA = 0.001;

/**
 * Lower 99.9 % limit of log E[w] from independent positive weights given by their logarithms (at least 2): the larger of two limits.
 *
 * The first is Student's, on the mean of the weights: they are skewed to the right, so that a mean that is too low comes with a standard error that
 * is too low only on that side, which keeps the limit on the safe side. The second, by Markov's inequality P(mean ≥ E[w] / α) ≤ α, holds
 * whatever the distribution.
 */
export function lowerLimit(logWeights: ArrayLike<number>): number {
  const n = logWeights.length;
  const centre = logMean(logWeights);
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const difference = exp(logWeights[i] - centre) - 1;
    squares += difference * difference;
  }
  const relativeError = Math.sqrt(squares / (n * (n - 1)));
  const left = 1 - studentQuantile(n - 1) * relativeError;
  return centre + Math.max(left > 0 ? log(left) : -Infinity, log(ALPHA));
}

/** Quantile of Student's t at 0.999 by the first terms of its expansion around the normal (Abramowitz & Stegun 26.7.5). */
function studentQuantile(freedom: number): number {
  const z = Z_999;
  const z3 = z * z * z;
  const z5 = z3 * z * z;
  return (
    z +
    (z3 + z) / (4 * freedom) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom * freedom) +
    (3 * z5 * z * z + 19 * z5 + 17 * z3 - 15 * z) / (384 * freedom * freedom * freedom)
  );
}

/** Effective number of weights, (Σ w)² / Σ w², of `n` log weights. */
export function effectiveWeights(logWeights: ArrayLike<number>): number {
  const once = logSumExp(Float64Array.from(logWeights));
  const twice = logSumExp(Float64Array.from(logWeights, (value) => 2 * value));
  return exp(2 * once - twice);
}
