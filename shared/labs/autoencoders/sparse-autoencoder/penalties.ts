/** What is added to the loss so that a code is sparse, or hardly moves: formulas over the activities h, rows × units. */
import { log as logarithm } from "../../../math/elementary.ts";
import { asParameter } from "../../../nets/leaves.ts";
import { abs } from "../../../nets/ops/abs.ts";
import { add } from "../../../nets/ops/add.ts";
import { log } from "../../../nets/ops/log.ts";
import { meanAxis } from "../../../nets/ops/mean.ts";
import { multiply } from "../../../nets/ops/multiply.ts";
import { negate, scale } from "../../../nets/ops/scale.ts";
import { shift } from "../../../nets/ops/shift.ts";
import { square } from "../../../nets/ops/square.ts";
import { sum, sumAxis } from "../../../nets/ops/sum.ts";
import { ordered } from "../../../nets/order.ts";
import type { Tensor } from "../../../nets/tensor.ts";

/** Mean activities are drawn this far from 0 and 1, where logarithms end. */
const EPSILON = 1e-6;

/**
 * Σⱼ KL(ρ ‖ ρ̂ⱼ), ρ̂ⱼ the mean of unit j over the minibatch (Ng 2011): one number, which depends on all samples together. KL(ρ ‖ ρ̂) = ρ log(ρ/ρ̂) + (1 − ρ) log((1 − ρ)/(1 − ρ̂)).
 */
export function activityDivergence(h: Tensor, target: number): Tensor {
  const mean = shift(scale(meanAxis(h, 0), 1 - 2 * EPSILON), EPSILON);
  const parts = add(scale(log(mean), target), scale(log(shift(negate(mean), 1)), 1 - target));
  const entropy = target * logarithm(target) + (1 - target) * logarithm(1 - target);
  return shift(negate(sum(parts)), entropy * h.shape[1]);
}

/** Σⱼ |hⱼ| of each sample: [rows]. */
export function activitySize(h: Tensor): Tensor {
  return sumAxis(abs(h), -1);
}

/**
 * ‖∂h/∂x‖²_F of each sample, [rows], of one layer h = σ(xW + b): Σⱼ (hⱼ (1 − hⱼ))² Σᵢ Wᵢⱼ² (Rifai et al. 2011, equation 8). Its slopes go through the
 * weights as well as through h.
 */
export function contraction(h: Tensor, weights: Tensor): Tensor {
  const slopes = multiply(h, shift(negate(h), 1));
  return sumAxis(multiply(square(slopes), sumAxis(square(weights), 0)), -1);
}

/** The parameter of this name that a tensor depends on. */
export function parameterOf(tensor: Tensor, name: string): Tensor {
  const found = ordered([tensor]).find((one) => asParameter(one)?.name === name);
  if (!found) throw new Error(`no parameter ${name}`);
  return found;
}
