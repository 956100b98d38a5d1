import { BATCH_EPSILON, BATCH_MOMENTUM } from "../../../nets/normalisation.ts";
import { ADAM } from "../../../nets/optimisers.ts";
import type { CnnParams } from "./fields.ts";

/** What other programs do otherwise; written into exported weights. */
export function cnnConventions(params: CnnParams): Readonly<Record<string, string>> {
  const { activation, kernel, pooling, channels, dense, normalisation, optimizer } = params;
  const forms: Readonly<Record<string, string>> = {
    "leaky-relu": "slope 0.01 below zero",
    elu: "alpha 1",
    gelu: "x * Phi(x) by erf, not by tanh",
    silu: "x * sigmoid(x)",
  };
  return {
    layout: `layer0 to layer${channels.length - 1}: convolutions, weights kernel x kernel x inputs x filters (no flip: cross-correlation); then dense layers, weights inputs x outputs, row-major: y = x * weights + bias`,
    input:
      "height x width x channels, channels last, values from 0 to 1; flattened in that order before the dense layers",
    convolution: `${kernel} x ${kernel}, stride 1, zeros around the picture (same)`,
    pooling: pooling === "none" ? "none" : `${pooling} over 2 x 2, stride 2, no padding`,
    activation: forms[activation] ? `${activation} (${forms[activation]})` : activation,
    output: `${dense.length} hidden dense layers; the last layer gives logits, probabilities are their softmax`,
    optimizer:
      optimizer === "sgd"
        ? "gradient descent with momentum (velocity = momentum * velocity + gradient; step = -rate * velocity)"
        : optimizer === "adam"
          ? `adam (beta1 ${ADAM.beta1}, beta2 ${ADAM.beta2}, epsilon ${ADAM.epsilon}, added outside the root)`
          : `rmsprop (decay 0.9, epsilon ${ADAM.epsilon}, added outside the root)`,
    ...(normalisation === "batch" && {
      normalisation: `batch, layerN.norm, before the activation (epsilon ${BATCH_EPSILON}, variance divided by n, moving averages with momentum ${BATCH_MOMENTUM})`,
    }),
  };
}
