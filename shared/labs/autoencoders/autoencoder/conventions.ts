import { ADAM, LEAK } from "../../../kernels/dense/net.ts";
import { NORM_EPSILON, SELU } from "../../../nets/layers.ts";
import type { AutoencoderParams } from "./fields.ts";

/** Constants of the formula that other libraries choose otherwise, or forms that share a name. */
const FORMS: Readonly<Partial<Record<AutoencoderParams["activation"], string>>> = {
  "leaky-relu": `slope ${LEAK} below zero`,
  elu: "alpha 1",
  selu: `alpha ${SELU.alpha}, scale ${SELU.scale}`,
  gelu: "x * Phi(x) by erf, not by tanh",
  softplus: "log(1 + exp(x))",
  swish: "x * sigmoid(x)",
};

export function autoencoderConventions(params: AutoencoderParams): Readonly<Record<string, string>> {
  const { activation, loss, normalisation, optimizer } = params;
  const form = FORMS[activation];
  return {
    layout: "layerN.weights is inputs x outputs, row-major: y = x * weights + bias; the last layer is linear",
    activation: form ? `${activation} (${form})` : activation,
    loss:
      loss === "mse"
        ? "mean of (y - x)^2 over rows and outputs"
        : "cross-entropy of the logits, mean over rows and outputs; probabilities are the sigmoid of the outputs",
    optimizer:
      optimizer === "adam"
        ? `adam (beta1 ${ADAM.beta1}, beta2 ${ADAM.beta2}, epsilon ${ADAM.epsilon}, added outside the root)`
        : "gradient descent with momentum (velocity = momentum * velocity + gradient; step = -rate * velocity)",
    ...(normalisation === "layer" && {
      normalisation: `layer (epsilon ${NORM_EPSILON} under the root, variance divided by n)`,
    }),
  };
}
