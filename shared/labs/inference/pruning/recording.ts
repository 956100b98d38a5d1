import type { Fold } from "../../fold.ts";
import { countOf, trainedWeights } from "../../nets/weights.ts";
import type { Recording } from "../../recording.ts";

/** Weights of a net that is kept in two bytes each; a larger one in one. */
const WHOLE = 12_000;

/** The net before pruning: what is left of it is found where it is drawn. */
export function recordPruning(fold: Fold): Recording {
  const bits = countOf(trainedWeights(fold) ?? {}) > WHOLE ? 8 : 16;
  return {
    keep: {
      "records/level.*/*": "none",
      "records/*/*": { bits: "relative" },
      "output/train/layer*": { bits },
      "output/prune/layer*": "none",
      "output/prune/norm*": "none",
      "output/prune/small.*": "none",
    },
  };
}
