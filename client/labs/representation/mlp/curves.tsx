import { useSignal } from "@preact/signals";
import { t } from "../../../i18n/locale.ts";
import { Check } from "../../parts/check.tsx";
import { isOnlyRun } from "../../parts/net-state.ts";
import { accuracyFigure, lossFigure, trainingCurves } from "../../parts/training-curves.tsx";
import type { MlpProps } from "./state.ts";
import { words } from "./words.ts";

function linesOf(log: boolean) {
  const loss = { ...lossFigure(words.perSample), zero: !log, log };
  return trainingCurves([loss, { ...accuracyFigure(words.accuracy), optional: true }], { note: words.curvesNote });
}

const Linear = linesOf(false);
const Logarithmic = linesOf(true);

/** Loss and accuracy of minibatches, and of held-out data every 20 steps. */
export function CurvesView(props: MlpProps) {
  const log = useSignal(false);
  if (isOnlyRun(props)) return <Linear {...props} />;
  const Lines = log.value ? Logarithmic : Linear;
  return (
    <>
      <div class="part-controls">
        <Check act="log" label={t(words.logScale)} on={log} />
      </div>
      <Lines {...props} />
    </>
  );
}
