import type { Fold } from "../../fold.ts";
import { countOf, trainedWeights } from "../../nets/weights.ts";
import type { Recording } from "../../recording.ts";

/** Weights of a net that is kept in two bytes each; a larger one in one. */
const WHOLE = 20_000;
/** Minibatches whose records are kept. */
const EVENLY = 500;

/** The net itself, which views ask to go on, and what it wrote. */
export function recordChars(fold: Fold): Recording {
  const weights = trainedWeights(fold);
  return {
    keep: {
      "records/train/bits": { bits: "relative", evenly: EVENLY },
      "records/train/testBits": { bits: "relative" },
      "records/*/*": "none",
      "output/train/layer*": { bits: weights && countOf(weights) <= WHOLE ? 16 : 8 },
      "output/write/probabilities": { bits: 8 },
      "output/*/each": { bits: 8 },
    },
  };
}
