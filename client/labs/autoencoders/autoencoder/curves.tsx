import { recordLines } from "../../parts/record-lines.tsx";
import { words } from "./words.ts";

/** Training and held-out loss, and the held-out error compared with that of PCA. */
export const CurvesView = recordLines({
  task: "train",
  x: words.minibatch,
  figures: [
    {
      title: words.lossTitle,
      y: words.perValue,
      zero: true,
      lines: [
        ["loss", words.train, "data"],
        ["testLoss", words.heldOut, 1],
      ],
    },
    {
      title: words.mseTitle,
      y: words.perValue,
      zero: true,
      lines: [["testMse", words.heldOut, 1]],
      levels: ({ fold }) => [[fold.output("pca")?.testMse.values[0], words.pca, 2]],
    },
  ],
});
