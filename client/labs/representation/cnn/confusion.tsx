import { useSignal } from "@preact/signals";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { t } from "../../../i18n/locale.ts";
import { ConfusionMatrix } from "../../parts/confusion.tsx";
import { PictureRows, scaleFor } from "../../parts/picture-rows.tsx";
import { shapeOf } from "./choice.tsx";
import { type CnnProps, isOnlyRun, useKnown } from "./state.ts";
import { words } from "./words.ts";

const SHOWN = 40;

/** Which classes are taken for which, and the pictures of a cell. */
export function ConfusionView(props: CnnProps) {
  const output = props.fold.output("evaluate");
  const known = useKnown(props);
  const cell = useSignal<readonly [number, number] | null>(null);
  if (!output?.confusion)
    return <p class="part-caption">{t(isOnlyRun(props) ? words.afterAnswers : words.afterTraining)}</p>;
  const { confusion, found } = output;
  const names = known?.names ?? Array.from({ length: confusion.shape[0] }, (_, k) => String(k));
  const [truth, taken] = cell.value ?? firstMistake(confusion.values, names.length);
  const samples = known?.samples;
  const rows = samples
    ? [...samples.test].filter((row, n) => samples.labels[row] === truth && found.values[n] === taken).slice(0, SHOWN)
    : [];
  return (
    <div class="part-beside">
      <ConfusionMatrix
        title={t(words.confusion)}
        note={t(words.confusionNote)}
        counts={confusion}
        names={names}
        selected={[truth, taken]}
        onPick={(...picked) => (cell.value = picked)}
      />
      {known && rows.length > 0 && (
        <PictureRows
          title={t(words.cell, { truth: names[truth], found: names[taken] })}
          rows={{
            shape: [rows.length, rowsAsFloats(known.samples, [0]).length],
            values: rowsAsFloats(known.samples, rows),
          }}
          rowName={(n) => `${t(words.picture)} ${rows[n] + 1}`}
          shape={shapeOf(known)}
          range={[0, 1]}
          maxScale={scaleFor(shapeOf(known), 64)}
        />
      )}
    </div>
  );
}

/** The most frequent mistake; where there is none, the first class. */
function firstMistake(counts: ArrayLike<number>, classes: number): readonly [number, number] {
  let best: readonly [number, number] = [0, 0];
  let most = 0;
  for (let i = 0; i < classes * classes; i++) {
    const [truth, found] = [Math.floor(i / classes), i % classes];
    if (truth !== found && counts[i] > most) [best, most] = [[truth, found], counts[i]];
  }
  return best;
}
