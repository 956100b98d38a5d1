/** Normal distributions with a variance for each number, in nats: [rows], sums over the numbers of each sample. */
import { asRows } from "../rows.ts";
import type { Tensor } from "../tensor.ts";
import { add } from "./add.ts";
import { exp } from "./exp.ts";
import { multiply } from "./multiply.ts";
import { negate, scale } from "./scale.ts";
import { shift } from "./shift.ts";
import { square } from "./square.ts";
import { subtract } from "./subtract.ts";
import { broadcastTo, sumAxis } from "./sum.ts";

const LOG_TWO_PI = 1.8378770664093453;

/** Negative log likelihood ½ Σ (log 2π + (x − μ)²), with variance 1. */
export function unitGaussianLoss(mean: Tensor, x: Tensor): Tensor {
  return scale(sumAxis(shift(square(subtract(asRows(x), asRows(mean))), LOG_TWO_PI), -1), 0.5);
}

/** Negative log likelihood ½ Σ (log 2π + log σ² + (x − μ)² / σ²). */
export function gaussianLoss(mean: Tensor, logVariance: Tensor, x: Tensor): Tensor {
  const own = asRows(logVariance);
  const distance = multiply(square(subtract(asRows(x), asRows(mean))), exp(negate(own)));
  return scale(sumAxis(add(distance, shift(own, LOG_TWO_PI)), -1), 0.5);
}

/** Negative log likelihood with one variance for all numbers: `logVariance` has shape [1]. */
export function isotropicGaussianLoss(mean: Tensor, logVariance: Tensor, x: Tensor): Tensor {
  const squares = sumAxis(square(subtract(asRows(x), asRows(mean))), -1);
  const [, columns] = asRows(x).shape;
  // Repeated once: its slope is then one sum over the samples.
  const own = broadcastTo(logVariance, squares);
  return scale(add(multiply(squares, exp(negate(own))), scale(shift(own, LOG_TWO_PI), columns)), 0.5);
}

/** Divergence from the standard normal, KL(N(μ, σ²) ‖ N(0, 1)) = ½ Σ (σ² + μ² − 1 − log σ²) (Kingma & Welling 2014). */
export function gaussianDivergence(mean: Tensor, logVariance: Tensor): Tensor {
  return scale(sumAxis(twiceDivergences(mean, logVariance), -1), 0.5);
}

/** Its parts: of each number of each sample, rows × columns. */
export function gaussianDivergences(mean: Tensor, logVariance: Tensor): Tensor {
  return scale(twiceDivergences(mean, logVariance), 0.5);
}

function twiceDivergences(mean: Tensor, logVariance: Tensor): Tensor {
  const own = asRows(logVariance);
  const spread = subtract(exp(own), shift(own, 1));
  return add(spread, square(asRows(mean)));
}
