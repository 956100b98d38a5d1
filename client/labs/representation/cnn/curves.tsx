import { t } from "../../../i18n/locale.ts";
import { recordLines } from "../../parts/record-lines.tsx";
import { type CnnProps, isOnlyRun } from "./state.ts";
import { words } from "./words.ts";

/** Loss and accuracy, in training and on held-out pictures. */
export function CurvesView(props: CnnProps) {
  return isOnlyRun(props) ? <p class="part-caption">{t(words.noCurves)}</p> : <Lines {...props} />;
}

const Lines = recordLines<CnnProps["experiment"]["params"]>({
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
