import type { Fold } from "../../fold.ts";
import { countOf, trainedWeights } from "../../nets/weights.ts";
import type { Recording } from "../../recording.ts";

/** Weights of a net that is kept in two bytes each, with its integers, and in one; a larger one is not kept. */
const WHOLE = 15_000;
const WITH_INTEGERS = 25_000;
const MOST = 60_000;

/** Times, costs, and the net where it is small. */
export function recordHardware(fold: Fold): Recording {
  const count = countOf(trainedWeights(fold) ?? {});
  return {
    keep: {
      "records/train/*": { bits: "relative", evenly: 200 },
      "records/*/*": { bits: "relative" },
      "output/train/layer*": count > MOST ? "none" : { bits: count > WHOLE ? 8 : 16 },
      "output/evaluate/probabilities": "none",
      "output/evaluate/found": "none",
      ...(count > WITH_INTEGERS && { "output/quantise/file": "none" as const }),
    },
  };
}
