import { softplus } from "../../math/index.ts";

/**
 * Annealed importance sampling (Neal 2001; Salakhutdinov & Murray 2008) from the base-rate machine, whose partition function is known, to
 * the trained one. Forward chains start at exact draws of the base and have weights w with E[w] = Z / Z_0. Reverse chains start at draws
 * of the trained machine and have weights r with E[r] = Z_0 / Z (Grosse, Ghahramani & Adams 2015): the mean of a few such weights rarely
 * exceeds its expectation, so that the two directions limit log Z from below and from above.
 */

const LOG_2_PI = 1.8378770664093453;

/** log Z_0 of the base-rate machine: 2^hidden Π_i (1 + e^a_i), or 2^hidden Π_i √(2π) s_i where visible units are Gaussian, with log variances log s_i². */
export function logBase(visibleBias: ArrayLike<number>, hidden: number, logVariance?: ArrayLike<number>): number {
  let sum = hidden * softplus(0);
  for (let i = 0; i < visibleBias.length; i++)
    sum += logVariance ? 0.5 * (LOG_2_PI + logVariance[i]) : softplus(visibleBias[i]);
  return sum;
}
