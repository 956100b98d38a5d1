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

/** One minus the level of the limit. */
const ALPHA = 0.001;
/** Fractions of the wealth that are staked: 1, 1/2, …, 1/128. */
const STAKES = Array.from({ length: 8 }, (_, g) => 2 ** -g);
/** Halvings of an interval of one nat: the limit is found to 1e-9 nats. */
const HALVINGS = 30;

/**
 * Lower 99.9 % limit of log E[w] from independent weights w ≥ 0 given by their logarithms. It holds for every distribution and every number
 * of weights, however skewed: a gambler who owns 1 and stakes the fraction θ of it on each weight in turn at the price m multiplies it by
 * 1 + θ (w / m − 1), and expects to end with 1 where m = E[w]. By Markov's inequality that wealth reaches 1 / α with probability at most α.
 * The limit is the greatest m at which it does, for the mean wealth of several stakes (Waudby-Smith & Ramdas 2024, "Estimating means
 * of bounded random variables by betting", §4).
 *
 * Where all weights are alike it lies at most log(8 / α) / n below them, since a few small ones may be unseen; where the central limit theorem
 * holds, about a third farther below the mean than Student's limit.
 */
export function lowerLimit(logWeights: ArrayLike<number>): number {
  const centre = logMean(logWeights);
  const relative = Float64Array.from(logWeights, (value) => exp(value - centre));
  const enough = -log(ALPHA);
  let high = 0;
  while (logWealth(relative, high - 1) < enough) high--;
  let low = high - 1;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (logWealth(relative, middle) < enough) high = middle;
    else low = middle;
  }
  return centre + low;
}

/** log of the mean over the stakes θ of Π_i (1 + θ (w_i / m − 1)), m = e^price. */
function logWealth(weights: Float64Array, price: number): number {
  const perWeight = exp(-price);
  const wealths = STAKES.map((stake) => {
    let sum = 0;
    let product = 1;
    for (const weight of weights) {
      product *= 1 - stake + stake * perWeight * weight;
      if (product > 1e-150 && product < 1e150) continue;
      sum += log(product);
      product = 1;
    }
    return sum + log(product);
  });
  return logMean(wealths);
}
