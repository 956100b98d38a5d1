import { useMemo } from "preact/hooks";
import type { ImportanceParams } from "../../../../../shared/labs/monte-carlo/importance/fields.ts";
import { entropyOf } from "../../../../../shared/labs/monte-carlo/importance/vocabulary/corpus.ts";
import type { VocabularyParams } from "../../../../../shared/labs/monte-carlo/importance/vocabulary/fields.ts";
import { trainingsOf } from "../../../../../shared/labs/monte-carlo/importance/vocabulary/plan.ts";
import { PER_STEP } from "../../../../../shared/labs/monte-carlo/importance/vocabulary/schedule.ts";
import { t } from "../../../../i18n/locale.ts";
import { LiveLine } from "../../../../views/live-line.tsx";
import { roleColor, seriesColor } from "../../../../views/palette.ts";
import { recordLine, settledSpan } from "../../../parts/record-lines.tsx";
import type { ViewProps } from "../../../view.ts";
import { words } from "./words.ts";

export type VocabularyProps = ViewProps<ImportanceParams>;
export const vocabularyOf = ({ experiment: { params } }: VocabularyProps) => params as unknown as VocabularyParams;

// Not the colour of the truth, which the best possible loss has.
const COLORS = { full: 6, importance: 2, sampled: 0, nce: 4, uncorrected: 3 } as const;
export const colorOf = (method: keyof typeof COLORS) => seriesColor(COLORS[method]);

/** Held-out losses of the trainings, over updates and over the time that these took. */
export function TrainingView(props: VocabularyProps) {
  const { fold } = props;
  const params = vocabularyOf(props);
  const least = useMemo(() => entropyOf(params), [params]);
  const lines = trainingsOf(params).map((by) => {
    const line = recordLine(fold, { id: `train.${by}` }, "loss", { at: (step) => step * PER_STEP });
    return { by, line, seconds: secondsAt(props, `train.${by}`, line.x) };
  });
  const diverged = trainingsOf(params).filter((by) => fold.output(`train.${by}`)?.diverged?.values[0] === 1);
  if (lines.every(({ line }) => line.y.length === 0)) return <p class="part-caption">{t(words.empty)}</p>;
  const span = settledSpan([...lines.map(({ line }) => line), ...(least === undefined ? [] : [{ y: [least, least] }])]);
  const level = (to: number) =>
    least === undefined
      ? []
      : [
          {
            label: t(words.least),
            color: roleColor("truth"),
            x: Float64Array.of(0, to),
            y: Float64Array.of(least, least),
          },
        ];
  const last = Math.max(...lines.flatMap(({ line }) => Array.from(line.x.slice(-1))));
  const slowest = Math.max(0, ...lines.flatMap(({ seconds }) => seconds.slice(-1)));
  return (
    <>
      {diverged.map((by) => (
        <p key={by} class="part-warning">
          {t(words.diverged, { method: t(words[by]) })}
        </p>
      ))}
      <div class="part-pair">
        <LiveLine
          title={t(words.lossTitle)}
          note={t(words.lossNote)}
          x={{ label: t(words.updates), domain: [0, last] }}
          y={{ label: t(words.loss), unit: "nats", ...(span && { domain: span }) }}
          height={280}
          series={[
            ...level(last),
            ...lines.map(({ by, line }) => ({ label: t(words[by]), color: colorOf(by), ...line })),
          ]}
        />
        {slowest > 0 && (
          <LiveLine
            title={t(words.timeTitle)}
            note={t(words.timeNote)}
            x={{ label: t(words.seconds), domain: [0, slowest] }}
            y={{ label: t(words.loss), unit: "nats", ...(span && { domain: span }) }}
            height={280}
            series={[
              ...level(slowest),
              ...lines.map(({ by, line, seconds }) => ({
                label: t(words[by]),
                color: colorOf(by),
                x: seconds,
                y: line.y,
              })),
            ]}
          />
        )}
      </div>
    </>
  );
}

/** Seconds of updates up to each of some numbers of updates; empty where times were not kept. */
function secondsAt({ fold }: VocabularyProps, task: string, updates: ArrayLike<number>): number[] {
  const times = fold.records(task, "milliseconds")?.values;
  if (!times || times.length < fold.done(task)) return [];
  let [step, sum] = [0, 0];
  return Array.from(updates, (update) => {
    for (; step < Math.min(times.length, update / PER_STEP); step++) sum += Number(times[step]) / 1000;
    return sum;
  });
}
