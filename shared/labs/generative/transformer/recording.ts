import type { Fold } from "../../fold.ts";
import type { Recording } from "../../recording.ts";

/** Minibatches whose records are kept. */
const EVENLY = 400;

/** The transformer itself, which views ask to go on and where it looks, and what it wrote; of the recurrent net its numbers alone. */
export function recordTransformer(_fold: Fold): Recording {
  return {
    keep: {
      "records/*/bits": { bits: "relative", evenly: EVENLY },
      "records/*/testBits": { bits: "relative" },
      "records/*/exact": "none",
      "records/*/testExact": { bits: "relative" },
      "records/*/*": "none",
      "output/train/*.*": { bits: 8 },
      "output/beside/*.*": "none",
      "output/write/probabilities": { bits: 8 },
      "output/*/each": { bits: 8 },
    },
  };
}
