import type { NDArray } from "../../../../shared/arrays.ts";
import { t } from "../../../i18n/locale.ts";
import { Chart, type Mark } from "../../../views/chart.tsx";
import { LiveLine } from "../../../views/live-line.tsx";
import { seriesColor } from "../../../views/palette.ts";
import { useAnswer } from "../../answer.ts";
import type { ViewProps } from "../../view.ts";
import { Controls, chosenParameter } from "./controls.tsx";
import { type Draws, drawsOf, givenDraws, series, shownValue } from "./draws.ts";
import { words } from "./words.ts";

/** The draws of one parameter in the order in which they were made. */
export function TraceView(props: ViewProps) {
  const draws = drawsOf(props);
  const column = chosenParameter(draws);
  const name = draws.names[column] ?? "";
  if (draws.rows <= draws.from || name === "") return <Nothing draws={draws} />;
  const x = Float64Array.from({ length: draws.rows - draws.from }, (_, i) => draws.from + i + 1);
  return (
    <>
      <Controls draws={draws} />
      <LiveLine
        title={t(words.traceOf, { name })}
        x={{ label: t(words.draw), domain: [draws.from + 1, draws.rows] }}
        y={{ label: name }}
        series={draws.tasks.map((task, chain) => ({
          label: t(words.chain, { n: chain + 1 }),
          color: seriesColor(chain),
          x,
          y: series(draws, task, column, draws.from),
        }))}
      />
    </>
  );
}

/** How often each chain's draws fall into each twentieth of all ranks. */
export function RanksView(props: ViewProps) {
  const { draws, name, answer } = useDiagnosis(props);
  if (answer === null) return <Nothing draws={draws} />;
  const [chains, bins] = answer.ranks.shape;
  const total = (draws.rows - draws.from) * chains;
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

export function AutocorrelationView(props: ViewProps) {
  const { draws, name, answer } = useDiagnosis(props);
  if (answer === null) return <Nothing draws={draws} />;
  const [chains] = answer.autocorrelation.shape;
  return (
    <>
      <Controls draws={draws} />
      <Chart
        title={t(words.autocorrelationOf, { name })}
        x={{ label: t(words.lag) }}
        y={{ label: t(words.autocorrelation), domain: [-0.4, 1] }}
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

export function DensityView(props: ViewProps) {
  const { draws, name, answer } = useDiagnosis(props);
  if (answer === null) return <Nothing draws={draws} />;
  return (
    <>
      <Controls draws={draws} />
      <Chart
        title={t(words.densityOf, { name })}
        x={{ label: name }}
        y={{ label: t(words.density), zero: true }}
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

export function EssView(props: ViewProps) {
  const { draws, name, answer } = useDiagnosis(props);
  if (answer === null) return <Nothing draws={draws} />;
  const stage = (column: number) =>
    Float64Array.from({ length: answer.ess.shape[0] }, (_, i) => shownValue(answer.ess.values[3 * i + column]));
  return (
    <>
      <Controls draws={draws} />
      <Chart
        title={t(words.essOf, { name })}
        note={t(words.essNote)}
        x={{ label: t(words.count), zero: true }}
        y={{ label: t(words.ess), zero: true }}
        marks={[
          { kind: "rule", y: 400, dashed: true },
          { kind: "line", x: stage(0), y: stage(1), color: seriesColor(0), label: t(words.essBulk) },
          { kind: "line", x: stage(0), y: stage(2), color: seriesColor(1), label: t(words.essTail) },
        ]}
      />
    </>
  );
}

/** Energies of the draws and their changes. */
export function EnergyView(props: ViewProps) {
  const draws = drawsOf(props);
  if (draws.rows <= draws.from + 1) return <Nothing draws={draws} />;
  const energies = draws.tasks.map((task) =>
    Float64Array.from(draws.fold.records(task, "energy")?.values ?? []).slice(draws.from),
  );
  const count = energies.reduce((sum, chain) => sum + chain.length, 0);
  const centre = energies.reduce((sum, chain) => sum + chain.reduce((a, b) => a + b, 0), 0) / count;
  const levels = energies.flatMap((chain) => Array.from(chain, (energy) => energy - centre));
  const changes = energies.flatMap((chain) => Array.from(chain.subarray(1), (energy, i) => energy - chain[i]));
  return (
    <>
      <Controls draws={draws} />
      <Chart
        title={t(words.energy)}
        note={t(words.energyNote)}
        x={{ label: t(words.energy) }}
        y={{ label: t(words.density), zero: true }}
        marks={[
          { kind: "histogram", values: levels, density: true, color: seriesColor(0), label: t(words.energyLevel) },
          { kind: "histogram", values: changes, density: true, color: seriesColor(1), label: t(words.energyChange) },
        ]}
      />
    </>
  );
}

/** The pool's diagnosis of the chosen parameter, renewed about every twentieth of the run. */
function useDiagnosis(props: ViewProps) {
  const draws = drawsOf(props);
  const column = chosenParameter(draws);
  const enough = draws.rows - draws.from >= 8 && draws.names.length > 0;
  const stage = props.fold.finished
    ? "all"
    : Math.floor((20 * draws.rows) / (draws.params.warmup + draws.params.draws));
  const key = enough ? `${column} ${draws.from} ${stage} ${props.experiment.seed}` : null;
  const { answer } = useAnswer(props.ask, key, () => ({
    task: { kind: "diagnose", steps: 1, params: { column } },
    given: givenDraws(draws),
  }));
  return { draws, name: draws.names[column] ?? "", answer };
}

function Nothing({ draws }: { readonly draws: Draws }) {
  return (
    <>
      <Controls draws={draws} />
      <p class="mcmc-caption">{t(words.noDraws)}</p>
    </>
  );
}

function rowsOf({ shape, values }: NDArray): readonly NDArray["values"][] {
  return Array.from({ length: shape[0] }, (_, row) => values.subarray(row * shape[1], (row + 1) * shape[1]));
}

/** Direct labels while they can be read. */
function labelOf(chain: number, chains: number) {
  return chains <= 6 ? { label: t(words.chain, { n: chain + 1 }) } : {};
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
