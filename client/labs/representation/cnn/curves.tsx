import { recordLines } from "../../parts/record-lines.tsx";
import type { CnnProps } from "./state.ts";
import { words } from "./words.ts";

/** Loss and accuracy, in training and on held-out pictures. */
export const CurvesView = recordLines<CnnProps["experiment"]["params"]>({
  task: "train",
  x: words.minibatch,
  figures: [
    {
      title: words.lossTitle,
      y: words.nats,
      zero: true,
      lines: [
        ["loss", words.train, "data"],
        ["testLoss", words.heldOut, 1],
      ],
    },
    {
      title: words.accuracyTitle,
      y: words.share,
      lines: [
        ["accuracy", words.train, "data"],
        ["testAccuracy", words.heldOut, 1],
      ],
    },
  ],
  empty: words.notYet,
});
