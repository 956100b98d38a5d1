/** The net as formulas: encoder to the posterior, a code drawn from it, decoder, what dependence among its numbers costs, and heads that learn labels. */

import { denseLayer } from "../../../nets/layers/index.ts";
import { input } from "../../../nets/leaves.ts";
import type { Model } from "../../../nets/model.ts";
import { add } from "../../../nets/ops/add.ts";
import { gaussianDivergences } from "../../../nets/ops/gaussian.ts";
import { multiply } from "../../../nets/ops/multiply.ts";
import { reshape } from "../../../nets/ops/reshape.ts";
import { scale } from "../../../nets/ops/scale.ts";
import { sigmoid } from "../../../nets/ops/sigmoid.ts";
import { slice } from "../../../nets/ops/slice.ts";
import { softmaxCrossEntropy } from "../../../nets/ops/softmax-cross-entropy.ts";
import { square } from "../../../nets/ops/square.ts";
import { subtract } from "../../../nets/ops/subtract.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import type { RowShape } from "../../nets/coders/layers.ts";
import { elboOf } from "../../nets/variational/bound.ts";
import { logLikelihoodOf } from "../../nets/variational/likelihood.ts";
import { reparametrised } from "../../nets/variational/posterior.ts";
import { decoded, encoded, variationalLayers } from "../../nets/variational-coder.ts";
import { criticOf } from "./critic.ts";
import { type Labels, widthOf } from "./factors.ts";
import type { FactorTaskParams } from "./fields.ts";

/** Of the step's key: the normals that codes are drawn by. */
const STREAM = 1_000;

/**
 * What is made small: β·KL − log p(x | z) of a β-VAE; KL − log p(x | z) + γ·(total correlation) of FactorVAE, and what its discriminator learns by; with
 * labels also their weight times the error of the heads. Measures in nats: "elbo" = "logLikelihood" − "kl".
 */
export function factorsModel(params: FactorTaskParams, row: RowShape, labels: Pick<Labels, "factors"> | null): Model {
  const net = variationalLayers(params, row);
  const { method, beta = 1, gamma = 0, labelWeight } = params;
  return {
    build(rows, training) {
      const x = input("x", [rows, row.columns]);
      const posterior = encoded(net, params, x, training);
      const { code } = reparametrised(posterior, STREAM);
      const logits = decoded(net, params, code, training);
      const isFactor = method === "factor-vae";
      const bound = elboOf(posterior, logLikelihoodOf({ kind: "bernoulli" }, logits, x), isFactor ? 1 : beta);
      const { reconstruction, kl } = bound;
      const elbo = { elbo: subtract(reconstruction, kl), logLikelihood: reconstruction, kl };
      const wrong = labels && headsLoss(posterior.mean, labels, rows);
      const weighted = wrong ? add(bound.losses, scale(wrong, labelWeight)) : bound.losses;
      const told = { ...elbo, ...(wrong && { labels: wrong }) };
      if (!training || !isFactor) return { losses: weighted, measures: told, outputs: { code: posterior.mean } };
      const critic = criticOf(code);
      return {
        losses: add(add(weighted, scale(critic.logits, gamma)), critic.losses),
        measures: { ...told, tc: critic.logits, critic: critic.losses },
        outputs: {},
      };
    },
  };
}

/** Number j of the code predicts factor j by a line, or a class by a line for each: ½ (ŷ − y)² or cross-entropy, summed; 0 where labels are not known. */
function headsLoss(mean: Tensor, { factors }: Pick<Labels, "factors">, rows: number): Tensor {
  const columns = factors.reduce((sum, factor) => sum + widthOf(factor), 0);
  const labels = input("labels", [rows, columns]);
  let at = 0;
  const errors = factors.map((factor, j) => {
    const width = widthOf(factor);
    const target = slice(labels, -1, at, at + width);
    at += width;
    const said = denseLayer(`head${j}`, slice(mean, -1, j, j + 1), width);
    if (factor.classes > 0) return softmaxCrossEntropy(said, target);
    return scale(reshape(square(subtract(said, target)), [rows], 1), 0.5);
  });
  return multiply(reshape(input("known", [rows, 1]), [rows], 1), errors.reduce(add));
}

/** Of rows "x": posteriors, their divergence from the prior by number of the code, and the bound in its parts. */
export function codesNet(params: FactorTaskParams, row: RowShape, rows: number) {
  const net = variationalLayers(params, row);
  const x = input("x", [rows, row.columns]);
  const posterior = encoded(net, params, x, false);
  const { code } = reparametrised(posterior, STREAM);
  const logLikelihood = logLikelihoodOf({ kind: "bernoulli" }, decoded(net, params, code, false), x);
  return { ...posterior, divergences: gaussianDivergences(posterior.mean, posterior.logVariance), logLikelihood };
}

/** Pictures of codes "code", the probability of each pixel; posterior means and log variances of pictures "x". */
export function picturesNet(params: FactorTaskParams, row: RowShape, rows: number): Tensor {
  const net = variationalLayers(params, row);
  return sigmoid(decoded(net, params, input("code", [rows, net.code]), false));
}

export function posteriorNet(params: FactorTaskParams, row: RowShape, rows: number) {
  const net = variationalLayers(params, row);
  return encoded(net, params, input("x", [rows, row.columns]), false);
}
