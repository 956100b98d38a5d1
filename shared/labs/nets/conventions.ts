/** What other programs do otherwise, or call the same, in the words that exported weights are given. */
import { BATCH_EPSILON, BATCH_MOMENTUM, LAYER_EPSILON, SELU } from "../../nets/conventions.ts";
import { ADAM } from "../../nets/optimisers.ts";
import { RHO, type RuleParams } from "./rules.ts";

/** Constants of the formula that other libraries choose otherwise, or forms that share a name. */
const FORMS: Readonly<Record<string, string>> = {
  "leaky-relu": "slope 0.01 below zero",
  elu: "alpha 1",
  selu: `alpha ${SELU.alpha}, scale ${SELU.lambda}`,
  gelu: "x * Phi(x) by erf, not by tanh",
  softplus: "log(1 + exp(x))",
  silu: "x * sigmoid(x), also called swish",
  swish: "x * sigmoid(x), also called silu",
};

export function activationInWords(name: string): string {
  return FORMS[name] ? `${name} (${FORMS[name]})` : name;
}

const OUTSIDE = `epsilon ${ADAM.epsilon}, added outside the root`;
const MOMENTS = `beta1 ${ADAM.beta1}, beta2 ${ADAM.beta2}, ${OUTSIDE}`;
const OPTIMISERS = {
  sgd: "gradient descent with momentum (velocity = momentum * velocity + gradient; step = -rate * velocity)",
  rmsprop: `rmsprop (decay ${RHO}, ${OUTSIDE})`,
  adam: `adam (${MOMENTS})`,
  adamw: `adamw (${MOMENTS}; weights decay apart: w = w * (1 - rate * decay))`,
} as const satisfies Record<RuleParams["optimizer"], string>;

export function optimizerInWords(optimizer: RuleParams["optimizer"]): string {
  return OPTIMISERS[optimizer];
}

/** How weights begin: see `initialiserBefore`. */
export const initialInWords =
  "before relu, leaky-relu, elu, gelu, swish and softplus normal of variance 2 / inputs; before selu normal of variance 1 / inputs; before others, and in the last layer, uniform in +-sqrt(6 / (inputs + outputs)); inputs and outputs of a convolution count once for each place of its filter; biases 0";

const NORMALISATIONS = {
  layer: `layer, before the activation (epsilon ${LAYER_EPSILON} under the root, variance divided by n)`,
  batch: `batch, before the activation (epsilon ${BATCH_EPSILON} under the root, variance divided by n; moving averages keep ${BATCH_MOMENTUM})`,
} as const;

/** Nothing where there is none. */
export function normalisationInWords(kind: "none" | "layer" | "batch"): { readonly normalisation?: string } {
  return kind === "none" ? {} : { normalisation: NORMALISATIONS[kind] };
}
