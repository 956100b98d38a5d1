import { coderConventions } from "../../nets/coders/conventions.ts";
import { taskParams, type VaeParams } from "./fields.ts";

const LIKELIHOODS = {
  bernoulli: "Bernoulli: outputs are logits, probabilities are their sigmoid",
  normal: "normal: outputs are means; layerN.logVariance of the last layer is log sigma^2, one for all of them",
  "normal-fixed": "normal: outputs are means, with one given sigma for all of them",
} as const;

/** What other programs do otherwise; written into exported weights. */
export function vaeConventions(params: VaeParams): Readonly<Record<string, string>> {
  const { beta, latent, likelihood, deviation } = params;
  return {
    ...coderConventions(taskParams(params)),
    chain:
      "ONNX and model.json hold the net from a row to its reconstruction by the mean of its code, without the log variances",
    posterior: `the last layer of the encoder gives ${latent} means, then ${latent} log variances; z = mean + exp(log variance / 2) * standard normal`,
    likelihood: `${LIKELIHOODS[likelihood]}${likelihood === "normal-fixed" ? ` (${deviation})` : ""}`,
    loss: `${beta} * KL(q(z | x) || N(0, 1)) - log p(x | z) of one drawn z, in nats, mean over rows`,
  };
}
