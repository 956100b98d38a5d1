/** The net that draws digits on the home page, taken from a recorded run: half of it, and as small as its pictures allow. */
import type { Arrays } from "../../shared/arrays.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import { recordedArrays } from "../../shared/labs/recording.ts";
import { compactArrays, encodeCompact } from "../../shared/publication/compact.ts";

/** The preset whose net it is. */
export const decoderPreset = "autoencoder:classic";

const maxCodes = 64;

export function decoderFile(fold: Fold, { params }: Experiment): Uint8Array<ArrayBuffer> {
  const { "layer1.weights": weights, "layer1.bias": bias } = fold.output("train") as Arrays;
  const { codes } = fold.output("codes") as Arrays;
  const { arrays, bitsOf } = recordedArrays(
    { keep: { codes: { bits: 8, rows: maxCodes }, "layer1.weights": { bits: 8 }, "layer1.bias": { bits: 16 } } },
    { codes, "layer1.weights": weights, "layer1.bias": bias },
  );
  return encodeCompact(compactArrays(arrays, bitsOf), { params: JSON.stringify(params) });
}
