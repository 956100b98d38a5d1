import { useSignal } from "@preact/signals";
import { t } from "../../../i18n/locale.ts";
import { recordLines } from "../../parts/record-lines.tsx";
import type { MlpProps } from "./state.ts";
import { words } from "./words.ts";

function linesOf(log: boolean) {
  return recordLines({
    task: "train",
    x: words.minibatch,
    figures: [
      {
        title: words.loss,
        y: words.perSample,
        zero: !log,
        log,
        lines: [
          ["loss", words.training, "data"],
          ["testLoss", words.heldOut, 1],
        ],
      },
      {
        title: words.accuracy,
        y: words.share,
        optional: true,
        lines: [
          ["accuracy", words.training, "data"],
          ["testAccuracy", words.heldOut, 1],
        ],
      },
    ],
    note: words.curvesNote,
  });
}

const Linear = linesOf(false);
const Logarithmic = linesOf(true);

/** Loss and accuracy of minibatches, and of held-out data every 20 steps. */
export function CurvesView(props: MlpProps) {
  const log = useSignal(false);
  const Lines = log.value ? Logarithmic : Linear;
  return (
    <>
      <div class="part-controls">
        <label class="part-control" data-act="log">
          <input type="checkbox" checked={log.value} onChange={() => (log.value = !log.value)} />
          {t(words.logScale)}
        </label>
      </div>
      <Lines {...props} />
    </>
  );
}
