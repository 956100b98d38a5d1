import { BATCH_EPSILON, BATCH_MOMENTUM, LAYER_EPSILON } from "../../../nets/normalisation.ts";
import { ADAM } from "../../../nets/optimisers.ts";
import type { Activation, MlpParams } from "./fields.ts";
import { activationsOf } from "./net.ts";

/** Constants of the formula that other libraries choose otherwise, or forms that share a name. */
const FORMS: Readonly<Partial<Record<Activation, string>>> = {
  "leaky-relu": "slope 0.01 below zero",
  elu: "alpha 1",
  gelu: "x * Phi(x) by erf, not by tanh",
  softplus: "log(1 + exp(x))",
  selu: "alpha 1.6733, scale 1.0507",
  silu: "x * sigmoid(x), also called swish",
};

const said = (name: Activation) => (FORMS[name] ? `${name} (${FORMS[name]})` : name);

export function mlpConventions(params: MlpParams): Readonly<Record<string, string>> {
  const { normalisation } = params;
  const moments = `beta1 ${ADAM.beta1}, beta2 ${ADAM.beta2}, epsilon ${ADAM.epsilon}, added outside the root`;
  return {
    layout: "layerN.weights is inputs x outputs, row-major: y = x * weights + bias",
    inputs:
      "columns less their mean over their deviation (n in the denominator), both of the training rows; pixels as shares of 255",
    activations: activationsOf(params).map(said).join(", ") || "none",
    output: "classes: softmax of the last layer; a number: the last layer, times the target's deviation, plus its mean",
    loss: "classes: cross-entropy in nats, mean over rows; a number: mean of (y - t)^2 of standardised numbers; penalties apart",
    optimizer:
      params.optimizer === "sgd"
        ? "gradient descent with momentum (velocity = momentum * velocity + gradient; step = -rate * velocity)"
        : params.optimizer === "rmsprop"
          ? `rmsprop (decay 0.9, epsilon ${ADAM.epsilon}, added outside the root)`
          : `${params.optimizer} (${moments}${params.optimizer === "adamw" ? "; weights decay apart: w = w * (1 - rate * decay)" : ""})`,
    initial:
      "uniform in +-sqrt(6 g / (inputs + outputs)), g = 2 before relu, leaky-relu, gelu and swish, else 1; biases 0",
    ...(params.folds * params.members > 1 && {
      net: `the first of ${params.folds * params.members}: ${[
        ...(params.folds > 1 ? [`of ${params.folds} folds`] : []),
        ...(params.members > 1 ? [`of an ensemble of ${params.members}`] : []),
      ].join(", ")}`,
    }),
    ...(normalisation !== "none" && {
      normalisation:
        normalisation === "layer"
          ? `layer, before the activation (epsilon ${LAYER_EPSILON} under the root, variance divided by n)`
          : `batch, before the activation (epsilon ${BATCH_EPSILON} under the root, variance divided by n; moving averages keep ${BATCH_MOMENTUM})`,
    }),
  };
}
