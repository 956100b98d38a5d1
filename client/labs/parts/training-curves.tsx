import type { Localized } from "../../../shared/text.ts";
import { t } from "../../i18n/locale.ts";
import type { ViewProps } from "../view.ts";
import { isOnlyRun } from "./net-state.ts";
import { words } from "./net-words.ts";
import { type RecordFigure, type RecordLinesSpec, recordLines } from "./record-lines.tsx";

/** Curves of a net's task "train" over its minibatches; a model that is only run has none. */
export function trainingCurves<P>(
  figures: readonly RecordFigure<P>[],
  more: Pick<RecordLinesSpec<P>, "note" | "empty"> = {},
) {
  const Lines = recordLines<P>({ task: "train", x: words.minibatch, figures, ...more });
  return function TrainingCurves(props: ViewProps<P>) {
    return isOnlyRun(props) ? <p class="part-caption">{t(words.noCurves)}</p> : <Lines {...props} />;
  };
}

/** A record of the training and the one of held-out samples, "test…", as lines of a figure. */
export function bothLines<R extends string>(record: R) {
  return [
    [record, words.training, "data"],
    [`test${record[0].toUpperCase()}${record.slice(1)}`, words.heldOut, 1],
  ] as const;
}

/** In training and on held-out samples. */
export function lossFigure(y: Localized) {
  return {
    title: words.loss,
    y,
    zero: true,
    lines: bothLines("loss"),
  } as const;
}

/** What people call it where they read of it. */
export function accuracyFigure(title: Localized) {
  return {
    title,
    y: words.share,
    lines: bothLines("accuracy"),
  } as const;
}
