import { activationInWords, initialInWords, normalisationInWords, optimizerInWords } from "../../nets/conventions.ts";
import type { QuantizationParams } from "./fields.ts";

/** What other programs do otherwise; written into exported weights. */
export function quantizationConventions(params: QuantizationParams): Readonly<Record<string, string>> {
  const { channels, kernel, pooling, activation, calibration, rows } = params;
  const blocks = channels.length === 0 ? "none" : `layer0 to layer${channels.length - 1}`;
  return {
    layout: `convolutions (${blocks}): weights kernel x kernel x inputs x filters (no flip: cross-correlation); then dense layers, weights inputs x outputs, row-major: y = x * weights + bias`,
    input:
      "height x width x channels, channels last, values from 0 to 1; flattened in that order before the dense layers",
    convolution: `${kernel} x ${kernel}, stride 1, zeros around the picture (same)`,
    pooling: pooling === "none" ? "none" : `${pooling} over 2 x 2, stride 2, no padding`,
    activation: activationInWords(activation),
    quantised: `weights symmetric (zero is code 0), int8 -127 to 127; activations 7 bits, asymmetric, ranges by ${calibration} over ${rows} training samples; sums rounded half up`,
    optimizer: optimizerInWords(params.optimizer),
    initial: initialInWords,
    ...normalisationInWords(params.normalisation),
  };
}
