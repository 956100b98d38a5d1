import { LAYER_EPSILON } from "../../../nets/normalisation.ts";
import { SELU } from "../../../nets/ops/elu.ts";
import { ADAM } from "../../../nets/optimisers.ts";
import type { AutoencoderParams } from "./fields.ts";
import { isConvolutional } from "./layers.ts";

/** Constants of the formula that other libraries choose otherwise, or forms that share a name. */
const FORMS: Readonly<Partial<Record<AutoencoderParams["activation"], string>>> = {
  "leaky-relu": "slope 0.01 below zero",
  elu: "alpha 1",
  selu: `alpha ${SELU.alpha}, scale ${SELU.lambda}`,
  gelu: "x * Phi(x) by erf, not by tanh",
  softplus: "log(1 + exp(x))",
  swish: "x * sigmoid(x)",
};

export function autoencoderConventions(params: AutoencoderParams): Readonly<Record<string, string>> {
  const { activation, loss, normalisation, optimizer } = params;
  const form = FORMS[activation];
  return {
    layout: "layerN.weights is inputs x outputs, row-major: y = x * weights + bias; the last layer is linear",
    ...(isConvolutional(params) && convolutions(params)),
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
      normalisation: `layer (epsilon ${LAYER_EPSILON} under the root, variance divided by n)`,
    }),
  };
}

function convolutions({ shrinking, growing }: AutoencoderParams): Readonly<Record<string, string>> {
  const way = growing === "upsampling" ? "kh x kw x inputs x outputs" : "kh x kw x outputs x inputs (transposed)";
  return {
    convolutions: `pictures are rows x height x width x channels; filters of the encoder are kh x kw x inputs x outputs, of the decoder ${way}`,
    padding: `zeros around, the smaller half before ("same"); ${shrinking === "max-pooling" ? "stride 1, then maxima of 2 x 2" : "stride 2"}`,
    flattening: "rows, then columns, then channels",
  };
}
