import type { Fold } from "../../fold.ts";
import { countOf, trainedWeights } from "../../nets/weights.ts";
import type { Recording } from "../../recording.ts";

/** Weights of a net that is kept in two bytes each; a larger one in one. */
const WHOLE = 25_000;

/** The net itself: what passes through it is computed where it is drawn. */
export function recordForward(fold: Fold): Recording {
  const count = countOf(trainedWeights(fold) ?? {});
  return {
    keep: {
      "records/*/*": { bits: "relative" },
      "output/train/layer*": { bits: count > WHOLE ? 8 : 16 },
      "output/pass/*": "none",
    },
  };
}
