import type { Fold } from "../../fold.ts";
import type { Recording } from "../../recording.ts";
import type { DepthParams } from "./fields.ts";
import { newestOf, SIDES } from "./sides.ts";

/** The curves, the first net of each kind and its regions; the other topics are small. */
export function depthRecording(fold: Fold, { topic }: DepthParams): Recording {
  const drawn = { corners: { bits: 16 }, heights: { bits: 8 } } as const;
  if (topic !== "training") return { keep: { "output/regions/corners": drawn.corners } };
  const answers = SIDES.flatMap((side) => {
    const given = newestOf(fold, side, 0);
    return given ? [[side, pictureQuestion(given)] as const] : [];
  });
  return {
    keep: {
      "records/deep/testLoss": { bits: "relative" },
      "records/shallow/testLoss": { bits: "relative" },
      "records/deep/regions": {},
      "records/shallow/regions": {},
      "records/*/*": "none",
      "output/deep/*": {},
      "output/shallow/*": {},
      "output/evaluate/*": {},
      "output/*/*": "none",
      "answer/*/corners": drawn.corners,
      "answer/*/heights": drawn.heights,
    },
    answers: Object.fromEntries(answers),
  };
}

/** Asks for the regions of a net. */
export function pictureQuestion(given: NonNullable<ReturnType<typeof newestOf>>) {
  return { task: { kind: "picture", steps: 1, params: {} }, given };
}
