import type { NDArray } from "../../../../shared/arrays.ts";
import { energySpread } from "../../../../shared/labs/monte-carlo/mcmc/energy.ts";
import { mostEss } from "../../../../shared/labs/monte-carlo/mcmc/metrics.ts";
import { diagnosisQuestion, recordedDiagnosis } from "../../../../shared/labs/monte-carlo/mcmc/questions.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { Chart, type Mark } from "../../../views/chart.tsx";
import { LiveLine } from "../../../views/live-line.tsx";
import { seriesColor } from "../../../views/palette.ts";
import { useAnswer } from "../../answer.ts";
import { Controls, chosenParameter, labelOf, Nothing } from "./controls.tsx";
import { words } from "./diagnostics-words.ts";
import { type Draws, drawsOf, keptAnswer, type McmcProps, shownValue, strideFor } from "./draws.ts";
import { words as labWords } from "./words.ts";

/** The mean of ever more draws, with two standard errors on either side. */
export function RunningView(props: McmcProps) {
  const { draws, name, answer, missing } = useDiagnosis(props);
  if (answer?.running === undefined) return <Nothing draws={draws} kept={!missing && answer === null} />;
  const stages = answer.running.shape[0];
  const at = (column: number) => Float64Array.from({ length: stages }, (_, i) => answer.running.values[3 * i + column]);
  const [x, y, errors] = [0, 1, 2].map(at);
  const off = (sign: number) => y.map((value, i) => value + sign * 2 * shownValue(errors[i]));
  const [low, high] = [off(-1), off(1)];
  return (
    <>
      <Controls draws={draws} />
      <LiveLine
        title={t(words.runningOf, { name })}
        note={t(words.runningNote)}
        x={{ label: t(words.count), zero: true }}
        y={{ label: name }}
        series={[
          { label: "", color: seriesColor(0), x, y: high, low },
          // The lower end of the band is a line too, so that the axis reaches it.
          { label: "", color: seriesColor(0), x, y: low, width: 0.5 },
          { label: t(labWords.mean), color: seriesColor(0), x, y },
        ]}
      />
    </>
  );
}

/** How often each chain's draws fall into each twentieth of all ranks. */
export function RanksView(props: McmcProps) {
  const { draws, name, answer, missing } = useDiagnosis(props);
  if (answer === null) return <Nothing draws={draws} kept={!missing} />;
  const [chains, bins] = answer.ranks.shape;
  const total = Array.from(answer.ranks.values).reduce((sum, count) => sum + count, 0);
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => (i * total) / bins);
  const marks: Mark[] = rowsOf(answer.ranks).map((counts, chain) => ({
    kind: "line",
    ...staircase(edges, counts),
    color: seriesColor(chain),
    ...labelOf(chain, chains),
  }));
  return (
    <>
      <Controls draws={draws} />
      <Chart
        title={t(words.ranksOf, { name })}
        note={t(words.ranksNote)}
        x={{ label: t(words.rank), domain: [0, total] }}
        y={{ label: t(words.count), zero: true }}
        marks={[{ kind: "rule", y: total / chains / bins, dashed: true }, ...marks]}
      />
    </>
  );
}

export function AutocorrelationView(props: McmcProps) {
  const { draws, name, answer, missing } = useDiagnosis(props);
  if (missing) return <NotNeighbours draws={draws} />;
  if (answer === null) return <Nothing draws={draws} />;
  const { thin } = draws.params;
  const [chains] = answer.autocorrelation.shape;
  return (
    <>
      <Controls draws={draws} />
      <Chart
        title={t(words.autocorrelationOf, { name })}
        x={{ label: thin > 1 ? t(words.lagOfKept, { thin: formatInteger(thin, props.locale) }) : t(words.lag) }}
        y={{ label: t(labWords.autocorrelation), domain: [-0.4, 1] }}
        marks={[
          { kind: "rule", y: 0 },
          ...rowsOf(answer.autocorrelation).map(
            (y, chain): Mark => ({ kind: "line", y, color: seriesColor(chain), ...labelOf(chain, chains) }),
          ),
        ]}
      />
    </>
  );
}

export function DensityView(props: McmcProps) {
  const { draws, name, answer, missing } = useDiagnosis(props);
  if (answer === null) return <Nothing draws={draws} kept={!missing} />;
  return (
    <>
      <Controls draws={draws} />
      <Chart
        title={t(words.densityOf, { name })}
        x={{ label: name }}
        y={{ label: t(labWords.density), zero: true }}
        marks={rowsOf(answer.density).map(
          (y, chain): Mark => ({
            kind: "line",
            x: answer.grid.values,
            y,
            color: seriesColor(chain),
          }),
        )}
      />
    </>
  );
}

export function EssView(props: McmcProps) {
  const { draws, name, answer, missing } = useDiagnosis(props);
  if (answer === null) return <Nothing draws={draws} kept={!missing} />;
  const stage = (column: number) =>
    Float64Array.from({ length: answer.ess.shape[0] }, (_, i) => shownValue(answer.ess.values[3 * i + column]));
  const [sizes, bulk, tail] = [0, 1, 2].map(stage);
  const chains = draws.tasks.length;
  const most = sizes.map((size) => mostEss(chains, size / chains));
  const isCapped = [bulk, tail].some((line) => line.some((size, i) => size >= most[i] * (1 - 1e-9)));
  return (
    <>
      <Controls draws={draws} />
      <Chart
        title={t(words.essOf, { name })}
        note={t(isCapped ? words.essCapNote : words.essNote)}
        x={{ label: t(words.count), zero: true }}
        y={{ label: t(labWords.ess), zero: true }}
        marks={[
          { kind: "rule", y: 400, dashed: true },
          ...(isCapped
            ? [{ kind: "line", x: sizes, y: most, color: "var(--ink-soft)", label: t(words.essCap) } satisfies Mark]
            : []),
          { kind: "line", x: sizes, y: bulk, color: seriesColor(0), label: t(labWords.essBulk) },
          { kind: "line", x: sizes, y: tail, color: seriesColor(1), label: t(labWords.essTail) },
        ]}
      />
    </>
  );
}

/** Energies in the histograms. */
const energies = 20_000;

/** Energies of the draws and their changes. */
export function EnergyView(props: McmcProps) {
  const draws = drawsOf(props);
  const isKept = !draws.thinned && draws.fold.records(draws.tasks[0], "energy") !== undefined;
  if (draws.rows <= draws.from + 1 || !isKept) return <Nothing draws={draws} kept={isKept} />;
  const { levels, changes } = energySpread(
    draws.tasks.map((task) =>
      (draws.fold.records(task, "energy")?.values ?? new Float64Array(0)).subarray(draws.from, draws.rows),
    ),
    strideFor(draws, energies),
  );
  return (
    <>
      <Controls draws={draws} />
      <Chart
        title={t(labWords.energy)}
        note={t(words.energyNote)}
        x={{ label: t(labWords.energy) }}
        y={{ label: t(labWords.density), zero: true }}
        marks={[
          { kind: "histogram", values: levels, density: true, color: seriesColor(0), label: t(words.energyLevel) },
          { kind: "histogram", values: changes, density: true, color: seriesColor(1), label: t(words.energyChange) },
        ]}
      />
    </>
  );
}

/** How deep the trees of NUTS grew. */
export function DepthView(props: McmcProps) {
  const draws = drawsOf(props);
  const depths = draws.tasks.map((task) => draws.fold.records(task, "treeDepth")?.values);
  // Some of the draws, evenly taken, are as deep as all.
  const isKept = depths[0] !== undefined;
  if (draws.rows <= draws.from || !isKept) return <Nothing draws={draws} kept={isKept} />;
  const { maxDepth = 10 } = draws.params;
  const counts = new Float64Array(maxDepth + 1);
  for (const values of depths) for (let i = draws.from; values && i < draws.rows; i++) counts[values[i]]++;
  return (
    <>
      <Controls draws={draws} />
      <Chart
        title={t(labWords.depth)}
        note={t(words.depthNote, { max: formatInteger(maxDepth, props.locale) })}
        x={{ label: t(words.depthAxis) }}
        y={{ label: t(words.count), zero: true }}
        marks={[{ kind: "bars", names: Array.from(counts.keys(), String), values: counts, color: seriesColor(0) }]}
      />
    </>
  );
}

/** The pool's diagnosis of the chosen parameter, renewed about every twentieth of the run. */
function useDiagnosis(props: McmcProps) {
  const draws = drawsOf(props);
  const column = chosenParameter(draws);
  const enough = draws.rows - draws.from >= 8 && draws.names.length > 0;
  const stage = props.fold.finished
    ? "all"
    : Math.floor((20 * draws.rows) / (draws.params.warmup + draws.params.draws));
  const key = enough ? `${column} ${draws.from} ${stage} ${props.experiment.seed}` : null;
  const { answer, missing } = useAnswer(props.ask, key, () => {
    const { task, given } = diagnosisQuestion(props.fold, column, draws.from, draws.rows);
    return { task: { ...task, ...keptAnswer(draws, recordedDiagnosis(column)) }, given };
  });
  return { draws, name: draws.names[column] ?? "", answer, missing };
}

/** In place of the autocorrelation of draws that were kept here and there. */
function NotNeighbours({ draws }: { readonly draws: Draws }) {
  const { fold, tasks, rows } = draws;
  const stride = Math.round(fold.done(tasks[0]) / Math.max(rows, 1));
  return (
    <>
      <Controls draws={draws} />
      <p class="part-caption">{t(words.notNeighbours, { stride: formatInteger(Math.max(stride, 2), locale.value) })}</p>
    </>
  );
}

function rowsOf({ shape, values }: NDArray): readonly NDArray["values"][] {
  return Array.from({ length: shape[0] }, (_, row) => values.subarray(row * shape[1], (row + 1) * shape[1]));
}

/** Counts between edges as a line with corners. */
function staircase(edges: Float64Array, counts: ArrayLike<number>) {
  const x: number[] = [];
  const y: number[] = [];
  for (let bin = 0; bin < counts.length; bin++) {
    x.push(edges[bin], edges[bin + 1]);
    y.push(counts[bin], counts[bin]);
  }
  return { x, y };
}
