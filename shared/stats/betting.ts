import { exp, log, logSumExp } from "../math/index.ts";

/**
 * Limits for the mean of independent numbers ≥ 0 that are given by their logarithms, by betting (Waudby-Smith & Ramdas 2024, "Estimating means of bounded random
 * variables by betting", §4). They hold for every distribution and every number of values, however skewed.
 */

/** log of the mean of e^(logs). */
export function logMean(logs: ArrayLike<number>): number {
  return logSumExp(logs instanceof Float64Array ? logs : Float64Array.from(logs)) - log(logs.length);
}

/** Fractions of the wealth that are staked: 1, 1/2, …, 1/128. */
const STAKES = Array.from({ length: 8 }, (_, g) => 2 ** -g);
/** Halvings of an interval of one nat: the limit is found to 1e-9 nats. */
const HALVINGS = 30;

/**
 * Lower limit of level 1 − `alpha` of log E[w] from independent weights w ≥ 0 given by their logarithms: a gambler who owns 1 and stakes the fraction θ of it on
 * each weight in turn at the price m multiplies it by 1 + θ (w / m − 1), and expects to end with 1 where m = E[w]. By Markov's inequality that wealth reaches
 * 1 / α with probability at most α. The limit is the greatest m at which it does, for the mean wealth of several stakes.
 *
 * Where all weights are alike it lies at most log(8 / α) / n below them, since a few small ones may be unseen; where the central limit theorem
 * holds, about a third farther below the mean than Student's limit.
 */
export function lowerLimit(logWeights: ArrayLike<number>, alpha: number): number {
  const centre = logMean(logWeights);
  const relative = Float64Array.from(logWeights);
  for (let i = 0; i < relative.length; i++) relative[i] = exp(relative[i] - centre);
  const enough = -log(alpha);
  let high = 0;
  while (logWealth(relative, high - 1) < enough) high--;
  return centre + halved(high - 1, high, (middle) => logWealth(relative, middle) >= enough);
}

/**
 * Upper limit of level 1 − `alpha` of log E[w] from independent weights 0 ≤ w ≤ e^logBound given by their logarithms: the gambler stakes on w being less than
 * the price m, and multiplies the wealth by 1 + θ (m − w) / (bound − m). The limit is the least m at which it reaches 1 / α.
 *
 * Weights far below the bound leave it at about logBound + log(log(1 / α) / n): that many draws may well have missed all that matters.
 */
export function upperLimit(logWeights: ArrayLike<number>, logBound: number, alpha: number): number {
  if (logBound === Number.POSITIVE_INFINITY) return logBound;
  const relative = Float64Array.from(logWeights);
  // Rounding may leave a weight just above its bound.
  for (let i = 0; i < relative.length; i++) relative[i] = Math.min(1, exp(relative[i] - logBound));
  const enough = -log(alpha);
  const ruled = (price: number) => logFall(relative, exp(price)) >= enough;
  let low = -1;
  while (ruled(low)) low--;
  return logBound + halved(low, low + 1, (middle) => !ruled(middle));
}

/** The last place of [low, high] for which it holds, if it holds up to some place and no farther. */
function halved(low: number, high: number, holds: (middle: number) => boolean): number {
  let [from, to] = [low, high];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (from + to) / 2;
    if (holds(middle)) from = middle;
    else to = middle;
  }
  return from;
}

/** log of the mean over the stakes θ of Π_i (1 + θ (w_i / m − 1)), m = e^price. */
function logWealth(weights: Float64Array, price: number): number {
  const perWeight = exp(-price);
  return logMean(STAKES.map((stake) => logProduct(weights, 1 - stake, stake * perWeight)));
}

/** log of the mean over the stakes θ of Π_i (1 + θ (m − w_i) / (1 − m)), for 0 ≤ w_i ≤ 1 and 0 < m < 1. */
function logFall(weights: Float64Array, price: number): number {
  return logMean(STAKES.map((stake) => logProduct(weights, 1 + (stake * price) / (1 - price), -stake / (1 - price))));
}

/** log Π_i (fixed + perWeight · w_i). */
function logProduct(weights: Float64Array, fixed: number, perWeight: number): number {
  let sum = 0;
  let product = 1;
  for (let i = 0; i < weights.length; i++) {
    product *= fixed + perWeight * weights[i];
    if (product > 1e-150 && product < 1e150) continue;
    sum += log(product);
    product = 1;
  }
  return sum + log(product);
}
