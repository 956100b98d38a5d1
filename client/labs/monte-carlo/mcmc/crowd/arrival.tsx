import { type Moment, momentAt } from "../../../../../shared/labs/monte-carlo/mcmc/crowd/measure.ts";
import { lazy } from "../../../../app/lazy.tsx";
import { t } from "../../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../../i18n/numbers.ts";
import { LiveLine } from "../../../../views/live-line.tsx";
import { seriesColor } from "../../../../views/palette.ts";
import { Rows } from "../../../../views/table.tsx";
import { stepsOf } from "../../../parts/record-lines.tsx";
import { Select } from "../../../parts/select.tsx";
import { type McmcProps, parameter } from "../draws.ts";
import { words as labWords } from "../words.ts";
import { namesOf } from "./names.ts";
import { placesOf } from "./positions.ts";
import { words } from "./words.ts";

const SaveDraws = lazy(
  async () => (await import("../save-draws.tsx")).SaveDraws,
  () => null,
);

/** How the mean over all chains, their spread, and the difference between superchains go with the steps. */
export function ArrivalView(props: McmcProps) {
  const { fold, experiment, locale: language } = props;
  const { subchains = 1, warmup } = experiment.params;
  const { names } = namesOf(props);
  const column = Math.min(parameter.value, names.length - 1);
  const name = names[column] ?? "";
  const longest = fold.tasks.reduce((best, task) => (fold.done(task.id) > fold.done(best.id) ? task : best));
  const steps = stepsOf(fold, longest.id, "mean");
  const moments = Array.from(steps, (_, row) => momentAt(fold, column, row));
  const of = (value: (moment: Moment) => number | undefined) =>
    Float64Array.from(moments, (moment) => (moment && value(moment)) ?? Number.NaN);
  const floor = Math.sqrt(1 + 1 / subchains);
  return (
    <>
      <div class="part-controls">
        <Select label={t(words.parameter)} names={names} value={column} onChoose={(at) => (parameter.value = at)} />
      </div>
      <LiveLine
        title={t(words.meanOf, { name })}
        note={t(words.meanNote, { warmup: formatInteger(warmup, language) })}
        x={{ label: t(words.step) }}
        y={{ label: name }}
        series={[
          {
            label: t(words.spread),
            color: seriesColor(0),
            x: steps,
            y: of(({ mean, sd }) => mean + sd),
            low: of(({ mean, sd }) => mean - sd),
          },
          { label: t(words.mean), color: seriesColor(0), x: steps, y: of(({ mean }) => mean) },
        ]}
      />
      <LiveLine
        title={t(words.rhatOf, { name })}
        note={t(words.rhatNote, {
          floor: formatNumber(floor, language, 4),
          chains: formatInteger(subchains, language),
        })}
        x={{ label: t(words.step) }}
        y={{ label: t(words.rhat), log: true }}
        series={[
          { label: t(words.rhat), color: seriesColor(1), x: steps, y: of(({ rhat }) => rhat) },
          { label: t(words.forgotten), color: "var(--ink-soft)", x: steps, y: steps.map(() => floor), width: 1 },
        ]}
      />
    </>
  );
}

/** What all superchains that are finished say of each quantity. */
export function CrowdTableView(props: McmcProps) {
  const { metrics, fold } = props;
  const { keys, names } = namesOf(props);
  if (!keys.some((key) => metrics[`mean.${key}`] !== undefined))
    return <p class="part-caption">{t(words.tableWaits)}</p>;
  const column = (title: string, kind: string) => ({
    name: title,
    values: Float64Array.from(keys, (key) => metrics[`${kind}.${key}`] ?? Number.NaN),
  });
  return (
    <>
      {fold.finished &&
        placesOf(fold).every(
          ({ chains, each }, task) => chains === Number(fold.tasks[task].params.superchains) * each,
        ) && (
          <div class="part-controls">
            <SaveDraws props={props} formats={["npy"]} />
          </div>
        )}
      <p class="part-caption">{t(words.tableNote)}</p>
      <Rows
        label={t(labWords.crowdTable)}
        limit={200}
        columns={[
          { name: t(words.parameter), values: names },
          column(t(words.mean), "mean"),
          column(t(words.mcse), "mcse"),
          column(t(words.sd), "sd"),
          column(t(words.rhat), "nestedRhat"),
        ]}
      />
    </>
  );
}
