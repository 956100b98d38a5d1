import { activationInWords, initialInWords, normalisationInWords, optimizerInWords } from "../conventions.ts";
import type { CoderParams, ReconstructionLoss } from "./fields.ts";
import { isConvolutional } from "./layers.ts";

/** What other programs do otherwise; written into exported weights. */
export function coderConventions(
  params: CoderParams & ReconstructionLoss & { readonly optimizer: "adam" | "sgd" },
): Readonly<Record<string, string>> {
  const { activation, loss, normalisation = "none", optimizer } = params;
  return {
    layout: "layerN.weights is inputs x outputs, row-major: y = x * weights + bias; the last layer is linear",
    inputs:
      loss === "mse"
        ? "columns less their mean, over one deviation for all of them (root of the mean variance, n in the denominator), both of the training rows; pixels from 0 to 1"
        : "values from 0 to 1",
    ...(isConvolutional(params) && convolutions(params)),
    activation: activationInWords(activation),
    loss:
      loss === "mse"
        ? "mean of (y - x)^2 over rows and outputs"
        : "cross-entropy of the logits, mean over rows and outputs; probabilities are the sigmoid of the outputs",
    optimizer: optimizerInWords(optimizer),
    initial: initialInWords,
    ...normalisationInWords(normalisation),
  };
}

function convolutions({ shrinking, growing }: CoderParams): Readonly<Record<string, string>> {
  const way = growing === "upsampling" ? "kh x kw x inputs x outputs" : "kh x kw x outputs x inputs (transposed)";
  return {
    convolutions: `pictures are rows x height x width x channels; filters of the encoder are kh x kw x inputs x outputs, of the decoder ${way}`,
    padding: `zeros around, the smaller half before ("same"); ${shrinking === "max-pooling" ? "stride 1, then maxima of 2 x 2" : "stride 2"}`,
    flattening: "rows, then columns, then channels",
  };
}
