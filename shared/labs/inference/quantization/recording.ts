import type { Fold } from "../../fold.ts";
import { countOf, trainedWeights } from "../../nets/weights.ts";
import type { Recording } from "../../recording.ts";

/** Weights of a net that is kept in two bytes each; a larger one in one. */
const WHOLE = 30_000;

/** The net, from which views compute formats anew, and what was found of each format. */
export function recordQuantization(fold: Fold): Recording {
  const count = countOf(trainedWeights(fold) ?? {});
  return {
    keep: {
      "records/*/*": { bits: "relative" },
      "output/train/layer*": { bits: count > WHOLE ? 8 : 16 },
      "output/*/file": "none",
      "output/*/probabilities": "none",
      "output/evaluate/confusion": "none",
      "output/seen/*": { bits: 16, evenly: 512 },
    },
  };
}
