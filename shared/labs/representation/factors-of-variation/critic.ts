/**
 * The discriminator of FactorVAE (Kim & Mnih 2018): it tells codes from codes whose numbers were taken from different samples, and its logit is an
 * estimate of log q(z) − log Πⱼ q(zⱼ), whose mean is the total correlation. It and the autoencoder learn in one graph: where the one learns, a stop in
 * the gradient takes the other for given.
 */
import { he, zeros } from "../../../nets/initial.ts";
import { parameter } from "../../../nets/leaves.ts";
import { add } from "../../../nets/ops/add.ts";
import { dense } from "../../../nets/ops/dense.ts";
import { leakyRelu } from "../../../nets/ops/leaky-relu.ts";
import { reshape } from "../../../nets/ops/reshape.ts";
import { rotateColumns } from "../../../nets/ops/rotate-columns.ts";
import { negate, scale } from "../../../nets/ops/scale.ts";
import { softplus } from "../../../nets/ops/softplus.ts";
import { stopGradient } from "../../../nets/ops/stop-gradient.ts";
import type { Tensor } from "../../../nets/tensor.ts";

/** Widths of its hidden layers (six of 1,000 in the paper), with leaky ReLUs. */
const HIDDEN = [64, 64, 64] as const;

export interface Critic {
  /** The logit for each code, [rows]; through it the codes learn, the discriminator does not. */
  readonly logits: Tensor;
  /** Of each code and its shuffled one, half each: cross-entropy of telling which is which, [rows]. The discriminator learns by it, the codes do not. */
  readonly losses: Tensor;
}

export function criticOf(code: Tensor): Critic {
  const widths = [code.shape[1], ...HIDDEN, 1];
  const layers = widths.slice(1).map((width, l) => ({
    weights: parameter(`critic${l}.weights`, [widths[l], width], he(widths[l])),
    bias: parameter(`critic${l}.bias`, [width], zeros),
  }));
  const score = (z: Tensor, held: (own: Tensor) => Tensor): Tensor => {
    const last = layers.length - 1;
    const y = layers.reduce((x, { weights, bias }, l) => {
      const sums = dense(x, held(weights), held(bias));
      return l === last ? sums : leakyRelu(sums);
    }, z);
    return reshape(y, [y.shape[0]], 1);
  };
  const own = (tensor: Tensor) => tensor;
  const given = stopGradient(code);
  return {
    logits: score(code, stopGradient),
    losses: scale(add(softplus(negate(score(given, own))), softplus(score(rotateColumns(given), own))), 0.5),
  };
}
