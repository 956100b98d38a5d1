import { activationInWords, initialInWords, normalisationInWords, optimizerInWords } from "../../nets/conventions.ts";
import type { HardwareParams } from "./fields.ts";

/** What other programs do otherwise; written into exported weights. */
export function hardwareConventions(params: HardwareParams): Readonly<Record<string, string>> {
  const { channels, dense, kernel, pooling, blocks } = params;
  const isSeparable = blocks === "separable" && channels.length > 1;
  return {
    layout:
      "convolutions: weights kernel x kernel x inputs x filters (no flip: cross-correlation), depthwise kernel x kernel x channels; dense layers: inputs x outputs, row-major: y = x * weights + bias",
    input:
      "height x width x channels, channels last, values from 0 to 1; flattened in that order before the dense layers",
    convolution: `${channels.length} blocks of ${kernel} x ${kernel}, stride 1, zeros around the picture (same)${isSeparable ? "; from the second on depthwise, then 1 x 1" : ""}`,
    pooling: pooling === "none" ? "none" : `${pooling} over 2 x 2, stride 2, no padding`,
    activation: activationInWords(params.activation),
    output: `${dense.length} hidden dense layers; the last layer is followed by: softmax`,
    optimizer: optimizerInWords(params.optimizer),
    initial: initialInWords,
    ...normalisationInWords(params.normalisation),
  };
}
