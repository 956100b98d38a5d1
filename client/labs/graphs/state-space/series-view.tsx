import { useSignal } from "@preact/signals";
import { deviationAt, reachOf } from "../../../../shared/labs/graphs/state-space/measures.ts";
import { t } from "../../../i18n/locale.ts";
import { Chart } from "../../../views/chart.tsx";
import type { Mark } from "../../../views/chart-spec.ts";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { Select } from "../../parts/select.tsx";
import { Legend } from "./legend.tsx";
import { NoiseSliders, useNoises } from "./noises.tsx";
import { bandName, isMeasured, nameOf, type Props, type Shown, useShown } from "./state.ts";
import { words } from "./words.ts";

/** What may be drawn as the estimate. */
const METHODS = ["smoothed", "filtered", "predicted", "draws", "hmmSmoothed", "hmm", "variation", "potts"] as const;
type Method = (typeof METHODS)[number];

/** Number of the colour of what was held out: neither that of the estimate nor that of the truth. */
const HELD_OUT = 2;

/** A column of the series, its estimate with the band, the truth where it is known, and the forecast. */
export function SeriesView(props: Props) {
  const { moved, isOffered, answer } = useNoises(props);
  const column = useSignal(0);
  const method = useSignal<Method>("smoothed");
  const shown = useShown(props, answer);
  if (!shown) return <p class="part-caption">{t(words.notYet)}</p>;
  const { series, found } = shown;
  const i = Math.min(column.value, series.outputs - 1);
  const there = METHODS.filter((name) => found[name] !== undefined);
  const chosen = there.includes(method.value) ? method.value : "smoothed";
  const { params } = props.experiment;
  const marks = marksOf(shown, i, chosen, reachOf(params.band));
  return (
    <div class="state-main">
      <Chart
        title={t(words.main)}
        note={t(shown.steps > shown.seen ? words.forecastNote : words.bandNote, { band: bandName(params) })}
        controls={
          <>
            <Select
              act="method"
              label={t(words.method)}
              names={there.map((name) => t(words[name]))}
              value={there.indexOf(chosen)}
              onChoose={(at) => (method.value = there[at])}
            />
            {series.outputs > 1 && (
              <Select
                label={t(words.column)}
                names={series.names.map((_, at) => nameOf(series, at))}
                value={i}
                onChoose={(at) => (column.value = at)}
              />
            )}
          </>
        }
        x={{ label: t(words.step) }}
        y={{ label: nameOf(series, i) }}
        marks={marks}
        height={340}
      />
      <Legend
        entries={[
          { name: t(words.measured), color: roleColor("data"), kind: "dot" },
          ...(shown.seen < series.steps
            ? [{ name: t(words.heldOut), color: seriesColor(HELD_OUT), kind: "dot" as const }]
            : []),
          { name: t(words[chosen]), color: roleColor("model") },
          ...(series.truth ? [{ name: t(words.truth), color: roleColor("truth"), kind: "dashed" as const }] : []),
        ]}
      />
      {isOffered && <NoiseSliders props={props} moved={moved} answer={answer} />}
    </div>
  );
}

function marksOf(shown: Shown, i: number, method: Method, reach: number): Mark[] {
  const { series, found, seen, steps } = shown;
  const from1 = (count: number, from = 0) => Float64Array.from({ length: count }, (_, at) => from + at + 1);
  const marks: Mark[] = [...bandOf(shown, i, method, reach)];
  const m = series.outputs;
  const { truth } = series;
  if (truth)
    marks.push({
      kind: "line",
      x: from1(series.steps),
      y: Float64Array.from({ length: series.steps }, (_, step) => truth[step * m + i]),
      color: roleColor("truth"),
      dashed: true,
      label: t(words.truth),
    });
  marks.push(...linesOf(shown, i, method));
  const all = Array.from({ length: series.steps }, (_, step) => step).filter((step) => isMeasured(series, step, i));
  const points = (kept: readonly number[], label: string, color: string): Mark => ({
    kind: "points",
    x: Float64Array.from(kept, (step) => step + 1),
    y: Float64Array.from(kept, (step) => series.values[step * m + i]),
    color,
    radius: 2,
    label,
  });
  marks.push(
    points(
      all.filter((step) => step < seen),
      t(words.measured),
      roleColor("data"),
    ),
  );
  const held = all.filter((step) => step >= seen);
  if (held.length > 0) marks.push(points(held, t(words.heldOut), seriesColor(HELD_OUT)));
  if (steps > seen && found[method].shape[0] > seen)
    marks.push({ kind: "rule", x: seen + 0.5, dashed: true, color: "var(--ink-soft)", label: t(words.lastSeen) });
  return marks;
}

function linesOf({ found, series: { outputs: m } }: Shown, i: number, method: Method): Mark[] {
  const { shape, values } = found[method];
  const color = roleColor("model");
  if (method === "draws") {
    const [draws, steps] = shape;
    return Array.from({ length: draws }, (_, d) => ({
      kind: "line" as const,
      x: Float64Array.from({ length: steps }, (_, step) => step + 1),
      y: Float64Array.from({ length: steps }, (_, step) => Number(values[(d * steps + step) * m + i])),
      color: seriesColor(d),
      width: 1,
    }));
  }
  const width = shape[1] ?? 1;
  return [
    {
      kind: "line",
      x: Float64Array.from({ length: shape[0] }, (_, step) => step + 1),
      y: Float64Array.from({ length: shape[0] }, (_, step) => Number(values[step * width + (width > 1 ? i : 0)])),
      color,
      label: t(words[method]),
    },
  ];
}

/** The band of a method that has one: of the predictions with the noise of what is measured. */
function bandOf({ found, seen }: Shown, i: number, method: Method, reach: number): Mark[] {
  const deviations =
    method === "hmm" ? found.hmmDeviation : method === "hmmSmoothed" ? found.hmmSmoothedDeviation : null;
  const covariances = found[`${method}Cov`];
  if (!deviations && !covariances) return [];
  const { shape, values } = found[method];
  const width = shape[1] ?? 1;
  const noise = Number(found.noise?.values[i] ?? 0);
  const half = (step: number) => {
    if (deviations) return reach * Number(deviations.values[step]);
    const own = deviationAt(covariances, step, i);
    return reach * (method === "predicted" || step >= seen ? Math.sqrt(own * own + noise * noise) : own);
  };
  const middle = (step: number) => Number(values[step * width + (width > 1 ? i : 0)]);
  return [
    {
      kind: "band",
      x: Float64Array.from({ length: shape[0] }, (_, step) => step + 1),
      low: Float64Array.from({ length: shape[0] }, (_, step) => middle(step) - half(step)),
      high: Float64Array.from({ length: shape[0] }, (_, step) => middle(step) + half(step)),
      color: roleColor("model"),
      label: t(words.truthBand),
    },
  ];
}
