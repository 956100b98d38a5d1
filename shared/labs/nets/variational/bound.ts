/** Bounds of log p(x) in nats: the evidence lower bound in its parts, and the importance-weighted one (Burda et al. 2016). */
import { exponent } from "../../../math/bits.ts";
import { exp, log } from "../../../math/index.ts";
import { add } from "../../../nets/ops/add.ts";
import { gaussianDivergence } from "../../../nets/ops/gaussian.ts";
import { scale } from "../../../nets/ops/scale.ts";
import { subtract } from "../../../nets/ops/subtract.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import { type DrawnCode, logPriorOverPosterior, type Posterior } from "./posterior.ts";

/** Each [rows]: log p(x | z) of the drawn code, KL(q(z | x) ‖ p(z)), and what is made small: β times the one less the other (Higgins et al. 2017). */
export interface Elbo {
  readonly reconstruction: Tensor;
  readonly kl: Tensor;
  readonly losses: Tensor;
}

/** The bound itself is reconstruction − kl, whatever β is. `logLikelihood`: [rows], of a code drawn from the posterior. */
export function elboOf({ mean, logVariance }: Posterior, logLikelihood: Tensor, beta: number): Elbo {
  const kl = gaussianDivergence(mean, logVariance);
  return { reconstruction: logLikelihood, kl, losses: subtract(beta === 1 ? kl : scale(kl, beta), logLikelihood) };
}

/** log p(x, z) − log q(z | x): [rows], the logarithm of the weight of a drawn code. */
export function logWeightOf(posterior: Posterior, drawn: DrawnCode, logLikelihood: Tensor): Tensor {
  return add(logLikelihood, logPriorOverPosterior(posterior, drawn));
}

/** Powers of two up to `most`, at each of which the bound is estimated, and `most` itself. */
export function boundSizes(most: number): readonly number[] {
  const powers = Array.from({ length: exponent(most) + 1 }, (_, i) => 2 ** i);
  return powers.at(-1) === most ? powers : [...powers, most];
}

/** log of the mean of the exponentials of `count` numbers from `from` on, summed in ascending order about their largest. */
export function logMeanExp(values: ArrayLike<number>, from: number, count: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = from; k < from + count; k++) if (values[k] > largest) largest = values[k];
  if (!Number.isFinite(largest)) return largest;
  let total = 0;
  for (let k = from; k < from + count; k++) total += exp(values[k] - largest);
  return largest + log(total / count);
}

/**
 * The importance-weighted bound of one sample with so many draws: E log (w₁ + … + w_k) / k, as the mean over the groups of k into which its log weights
 * fall. With k = 1 it is the ELBO. Where k divides k', the groups nest, and the estimate with k' is never below that with k. `variance` of that mean over
 * the draws: from the groups, or of a single one by the delta method from its weights; 0 where one draw tells none.
 */
export function importanceBound(
  logWeights: ArrayLike<number>,
  draws: number,
): { readonly bound: number; readonly variance: number } {
  const groups = Math.floor(logWeights.length / draws);
  const own = Float64Array.from({ length: groups }, (_, group) => logMeanExp(logWeights, group * draws, draws));
  const bound = own.reduce((total, value) => total + value, 0) / groups;
  if (groups > 1)
    return { bound, variance: own.reduce((total, value) => total + (value - bound) ** 2, 0) / (groups - 1) / groups };
  // E w² / (E w)² of the weights relative to their mean.
  let square = 0;
  for (let k = 0; k < draws; k++) square += exp(2 * (logWeights[k] - bound)) / draws;
  return { bound, variance: Math.max(0, square - 1) / draws };
}
