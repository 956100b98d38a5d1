import { useSignal } from "@preact/signals";
import { ljungBox } from "../../../../shared/labs/graphs/state-space/measures.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Chart } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { useAnswer } from "../../answer.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { Select } from "../../parts/select.tsx";
import { nameOf, type Props, useShown } from "./state.ts";
import { words } from "./words.ts";

/** Beyond this many points a picture shows no more. */
const MOST = 4000;

/** What each measurement brought that was new, and whether it could have been foreseen. */
export function InnovationsView(props: Props) {
  const column = useSignal(0);
  const shown = useShown(props);
  // Of long series a recorded result leaves them out, and keeps the model that they follow from.
  const model = props.fold.output("fit");
  const task = props.fold.tasks.find(({ id }) => id === "answer");
  const key = shown && !shown.found.whitened && model && task ? JSON.stringify(props.experiment) : null;
  const { answer, waiting } = useAnswer(props.ask, key, () => ({
    task: { kind: "answer", steps: 1, params: { ...task?.params } },
    given: model ?? {},
  }));
  if (!shown) return <p class="part-caption">{t(words.notYet)}</p>;
  const { series } = shown;
  const found = shown.found.whitened ? shown.found : answer;
  if (!found?.whitened) return waiting ? <p class="part-caption">{t(words.computing)}</p> : <NotKept />;
  const i = Math.min(column.value, series.outputs - 1);
  const m = series.outputs;
  const steps = Array.from({ length: found.whitened.shape[0] }, (_, step) => step).filter(
    (step) => found.used.values[step * m + i] !== 0,
  );
  const stride = Math.ceil(steps.length / MOST);
  const kept = steps.filter((_, k) => k % stride === 0);
  const test = ljungBox(found, i);
  const say = (value: number) => formatNumber(value, locale.value, 3);
  return (
    <>
      <div class="part-pair">
        <Chart
          title={t(words.innovations)}
          note={t(words.innovationsNote)}
          controls={
            m > 1 && (
              <Select
                label={t(words.column)}
                names={series.names.map((_, c) => nameOf(series, c))}
                value={i}
                onChoose={(c) => (column.value = c)}
              />
            )
          }
          x={{ label: t(words.step) }}
          y={{ label: t(words.deviations), zero: true }}
          marks={[
            {
              kind: "points",
              x: Float64Array.from(kept, (step) => step + 1),
              y: Float64Array.from(kept, (step) => Number(found.whitened.values[step * m + i])),
              color: roleColor("model"),
              radius: 1.5,
            },
            { kind: "rule", y: 1.96, dashed: true },
            { kind: "rule", y: -1.96, dashed: true },
          ]}
          height={240}
        />
        {test && (
          <Chart
            title={t(words.correlogram)}
            x={{ label: t(words.lag), domain: [0, test.correlations.length + 1] }}
            y={{ label: t(words.correlation), zero: true }}
            marks={[
              {
                kind: "interval",
                x: test.correlations.map((_, k) => k + 1),
                low: test.correlations.map((r) => Math.min(r, 0)),
                high: test.correlations.map((r) => Math.max(r, 0)),
                color: roleColor("model"),
              },
              { kind: "rule", y: 1.96 / Math.sqrt(test.count), dashed: true },
              { kind: "rule", y: -1.96 / Math.sqrt(test.count), dashed: true },
            ]}
            height={240}
          />
        )}
      </div>
      <p class="part-caption">
        {test
          ? t(words.ljungBox, {
              q: say(test.statistic),
              p: say(test.p),
              verdict: t(test.p < 0.05 ? words.notWhite : words.isWhite),
            })
          : t(words.tooFew)}
      </p>
    </>
  );
}
