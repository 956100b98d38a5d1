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
import { sumAxis } from "./sum.ts";

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

/** Divergence from the standard normal, KL(N(μ, σ²) ‖ N(0, 1)) = ½ Σ (σ² + μ² − 1 − log σ²) (Kingma & Welling 2014). */
export function gaussianDivergence(mean: Tensor, logVariance: Tensor): Tensor {
  const own = asRows(logVariance);
  const spread = subtract(exp(own), shift(own, 1));
  return scale(sumAxis(add(spread, square(asRows(mean))), -1), 0.5);
}
