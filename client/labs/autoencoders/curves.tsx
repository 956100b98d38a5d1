import { words as common } from "../parts/net-words.ts";
import { lossFigure, trainingCurves } from "../parts/training-curves.tsx";
import { words } from "./words.ts";

/** Training and held-out loss, and the held-out error compared with that of PCA. */
export const CurvesView = trainingCurves([
  lossFigure(words.perValue),
  {
    title: words.mseTitle,
    y: words.perValue,
    zero: true,
    lines: [["testMse", common.heldOut, 1]],
    levels: ({ fold }) => [[fold.output("pca")?.testMse.values[0], words.pca, 2]],
  },
]);
