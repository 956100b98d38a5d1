import type { Arrays } from "../../../arrays.ts";
import type { Fold } from "../../fold.ts";
import { countOf } from "../../nets/weights.ts";
import { type CardPicture, picturesInGrey } from "../../picture.ts";
import type { Recording } from "../../recording.ts";

/** Weights of a net that is recorded, a byte each. */
const MAX_WEIGHTS = 70_000;
/** Codes that are recorded: of the pictures that traversals begin from. */
const MAX_CODES = 20;

/** What the views draw at once, and the net that answers them, unless it is large. */
export function recordFactors(fold: Fold): Recording {
  const isWhole = countOf(fold.output("train") as Arrays) <= MAX_WEIGHTS;
  return {
    keep: {
      // No view asks the critic anything.
      "output/train/critic*": "none",
      "output/train/*": isWhole ? { bits: 8 } : "none",
      "output/codes/held": { rows: MAX_CODES },
      "output/codes/learnt": "none",
      "output/codes/pictures": { bits: 8 },
      "records/*/*": { bits: "relative" },
    },
  };
}

/** The first held-out picture with the numbers of the code that cost most at both ends and in the middle. */
export function factorsPicture(fold: Fold): CardPicture | undefined {
  const { pictures } = fold.output("codes") ?? {};
  return pictures && picturesInGrey(pictures);
}
