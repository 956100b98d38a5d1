import { recordLines } from "../../parts/record-lines.tsx";
import { words } from "./words.ts";

const objective = {
  title: words.objective,
  y: words.perPatch,
  zero: true,
  lines: [["objective", words.training, "data"]],
} as const;

/** Shown above the curves, which show it too: two figures of one page have two names. */
export const ObjectiveCurve = recordLines({
  task: "train",
  x: words.minibatch,
  height: 220,
  figures: [{ ...objective, title: words.objectiveNow }],
});

/** What learning records at each minibatch. */
export const CurvesView = recordLines({
  task: "train",
  x: words.minibatch,
  height: 180,
  figures: [
    objective,
    { title: words.nonZeros, y: words.perPatch, zero: true, lines: [["sparsity", words.training, "data"]] },
  ],
  note: words.curvesNote,
});
