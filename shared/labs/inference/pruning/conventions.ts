import { activationInWords, initialInWords, normalisationInWords, optimizerInWords } from "../../nets/conventions.ts";
import type { PruningParams } from "./fields.ts";

/** What other programs do otherwise; written into exported weights. */
export function pruningConventions(params: PruningParams): Readonly<Record<string, string>> {
  const { channels, dense, kernel, pooling, activation, structure, tuning } = params;
  const blocks = channels.length === 0 ? "none" : `layer0 to layer${channels.length - 1}`;
  return {
    pruning:
      structure === "units"
        ? "units and filters that were pruned are taken out: matrices are smaller than the parameters say"
        : "weights that were pruned are exactly 0; biases are not pruned",
    mask: "a weight is pruned where it is 0",
    fineTuning:
      tuning === "none" ? "none" : `pruned weights, and the optimizer's moments of them, are set to 0 after each step`,
    layout: `convolutions (${blocks}): weights kernel x kernel x inputs x filters (no flip: cross-correlation); then dense layers, weights inputs x outputs, row-major: y = x * weights + bias`,
    input:
      "height x width x channels, channels last, values from 0 to 1; flattened in that order before the dense layers",
    convolution: `${kernel} x ${kernel}, stride 1, zeros around the picture (same)`,
    pooling: pooling === "none" ? "none" : `${pooling} over 2 x 2, stride 2, no padding`,
    activation: activationInWords(activation),
    output: `${dense.length} hidden dense layers; the last layer is followed by: softmax`,
    optimizer: optimizerInWords(params.optimizer),
    initial: initialInWords,
    ...normalisationInWords(params.normalisation),
  };
}
