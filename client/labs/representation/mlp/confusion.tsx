import { useSignal } from "@preact/signals";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { ConfusionMatrix } from "../../parts/confusion.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { SampleList } from "./samples.tsx";
import { type MlpProps, useNamed, usePartsOf } from "./state.ts";
import { words } from "./words.ts";

/** Classes of a matrix that has room for its counts. */
const MOST_CLASSES = 20;

/** True against predicted classes of the held-out data; a press on a cell shows its samples. */
export function ConfusionView(props: MlpProps) {
  const { fold, experiment } = props;
  const data = useNamed(props);
  const chosen = useSignal<readonly [number, number] | null>(null);
  const parts = usePartsOf(data, experiment.params);
  const confusion = fold.output("evaluate")?.confusion;
  const predicted = fold.output("evaluate")?.predicted;
  if (data && !data.labels) return <p class="part-caption">{t(words.noClasses)}</p>;
  if (!confusion || !data?.classes || !data.labels || !parts)
    return <p class="part-caption">{t(nets.afterTraining)}</p>;
  const { classes, labels } = data;
  const cell =
    chosen.value && chosen.value[0] < classes.length && chosen.value[1] < classes.length ? chosen.value : null;
  const rows =
    cell && predicted
      ? [...parts.test].filter(
          (row) => labels[row] === cell[0] && row < predicted.values.length && predicted.values[row] === cell[1],
        )
      : [];
  return (
    <div class="part-beside">
      <ConfusionMatrix
        title={t(words.confusion)}
        note={t(words.confusionNote)}
        counts={confusion}
        names={classes}
        selected={cell}
        onPick={(...pressed) => (chosen.value = pressed)}
        recall
        most={MOST_CLASSES}
      />
      <section class="part-stack">
        {cell ? (
          <>
            <h2 class="part-heading">
              {t(words.cell, {
                truth: classes[cell[0]],
                predicted: classes[cell[1]],
                count: formatInteger(rows.length, locale.value),
              })}
            </h2>
            <SampleList data={data} rows={rows} fold={fold} told={false} />
          </>
        ) : (
          <p class="part-caption">{t(words.pressCell)}</p>
        )}
      </section>
    </div>
  );
}
