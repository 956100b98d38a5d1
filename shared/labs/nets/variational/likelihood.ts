/** What a decoder says of each sample: how likely its numbers are given what comes out of the last layer, in nats. */
import { log } from "../../../math/index.ts";
import { constant, parameter } from "../../../nets/leaves.ts";
import { bernoulliLoss } from "../../../nets/ops/bernoulli.ts";
import { isotropicGaussianLoss } from "../../../nets/ops/gaussian.ts";
import { negate } from "../../../nets/ops/scale.ts";
import { sigmoid } from "../../../nets/ops/sigmoid.ts";
import type { Tensor } from "../../../nets/tensor.ts";

/**
 * Bernoulli: outputs are logits. A grey value x stands for pixels that are white with probability x: what is computed is the expectation over these, so
 * that bounds from it are bounds of the expected log-likelihood of black-and-white pictures. Gaussian: outputs are means, with one deviation for all
 * numbers, which is given, or learnt as a parameter of this name.
 */
export type Likelihood =
  | { readonly kind: "bernoulli" }
  | { readonly kind: "gaussian"; readonly deviation: number }
  | { readonly kind: "gaussian"; readonly learnt: string };

/** log p(x | z): [rows]. */
export function logLikelihoodOf(likelihood: Likelihood, outputs: Tensor, x: Tensor): Tensor {
  if (likelihood.kind === "bernoulli") return negate(bernoulliLoss(outputs, x));
  return negate(isotropicGaussianLoss(outputs, logVarianceOf(likelihood), x));
}

/** What a learnt log variance begins at: a deviation of 0.22, between what pixels and columns of variance 1 come to, since steps towards it are small. */
const INITIAL = -3;

/** One number, [1]. */
function logVarianceOf(likelihood: Exclude<Likelihood, { readonly kind: "bernoulli" }>): Tensor {
  if ("learnt" in likelihood) return parameter(likelihood.learnt, [1], { kind: "constant", value: INITIAL });
  const { deviation } = likelihood;
  if (!(deviation > 0 && Number.isFinite(deviation)))
    throw new RangeError(`invalid deviation of the likelihood: ${deviation} (must be > 0)`);
  return constant(2 * log(deviation), { shape: [1], perSample: 0 });
}

/** The mean of each number: what is shown as a reconstruction or a sample. */
export function meanOf({ kind }: Likelihood, outputs: Tensor): Tensor {
  return kind === "bernoulli" ? sigmoid(outputs) : outputs;
}
