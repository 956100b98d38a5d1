import { intervalFactor } from "../../../../shared/kernels/integration/estimate.ts";
import { isRandomised, STREAMS } from "../../../../shared/labs/monte-carlo/integration/integral/methods.ts";
import {
  covers,
  type Interval,
  intervalsOf,
  type Truth,
  truthOf,
} from "../../../../shared/labs/monte-carlo/integration/measure.ts";
import { lgamma } from "../../../../shared/math/index.ts";
import { t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../i18n/numbers.ts";
import { Chart } from "../../../views/chart.tsx";
import { Figure } from "../../../views/figure.tsx";
import { roleColor } from "../../../views/palette.ts";
import { Plane, type PlotContext } from "../../../views/plane.tsx";
import { line } from "../../../views/strokes.ts";
import { drawAxes } from "../../parts/axes.ts";
import type { IntegrationProps } from "./state.ts";
import { words } from "./words.ts";

/** Intervals that are drawn. */
const SHOWN = 100;
/** Left of them, for the numbers of the axis: a share of the room that they take. */
const GUTTER = 0.17;

/** The intervals of many repeats beside the value that they are to contain, and how far off their centres are. */
export function IntervalsView(props: IntegrationProps) {
  const { fold, metrics, locale, experiment } = props;
  const truth = truthOf(fold);
  const intervals = intervalsOf(fold);
  if (!truth || intervals.length === 0) return <p class="part-caption">{t(words.noIntervals)}</p>;
  const shown = intervals.slice(0, SHOWN);
  const ends = shown
    .flatMap(({ estimate, halfWidth }) => [estimate - halfWidth, estimate + halfWidth])
    .filter(Number.isFinite);
  const [low, high] = ends.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [truth.value, truth.value]);
  const margin = 0.05 * (high - low) || 1;
  const made = experiment.params.repeats ?? intervals.length;
  const count = fold.finished ? made : intervals.length;
  // In mid-run the metrics are older than the intervals.
  const own = (100 * intervals.filter((one) => covers(one, truth)).length) / intervals.length;
  const share = fold.finished ? (metrics.coverage ?? own) : own;
  const degrees = isRandomised(experiment.params.method ?? "plain") ? STREAMS - 1 : 1e7;
  return (
    <div class="part-beside integration-main">
      <Figure
        title={t(words.intervalsTitle)}
        note={t(words.intervalsNote, {
          hits: formatInteger(Math.round((share / 100) * count), locale),
          count: formatInteger(count, locale),
          share: formatNumber(share, locale, 4),
          shown: formatInteger(shown.length, locale),
        })}
        columns={() => [
          { name: t(words.estimate), values: intervals.map(({ estimate }) => estimate) },
          { name: t(words.lowerEnd), values: intervals.map(({ estimate, halfWidth }) => estimate - halfWidth) },
          { name: t(words.upperEnd), values: intervals.map(({ estimate, halfWidth }) => estimate + halfWidth) },
        ]}
      >
        <Plane
          title={t(words.intervalsTitle)}
          x={[-GUTTER * shown.length, shown.length + 1]}
          y={[low - margin, high + margin]}
          height={300}
          draw={(pen) => {
            drawIntervals(pen, shown, truth);
            drawAxes(pen, [0, shown.length + 1], pen.y, [t(words.repeat), t(words.estimate)], locale);
          }}
        />
      </Figure>
      <Chart
        title={t(words.errorHistogram)}
        note={t(words.errorHistogramNote)}
        height={300}
        x={{ label: t(words.errorHistogram), domain: [-5, 5] }}
        y={{ label: t(words.density), zero: true }}
        marks={[
          {
            kind: "histogram",
            density: true,
            color: roleColor("data"),
            values: scaled(intervals, truth, degrees),
            bins: 40,
          },
          { kind: "line", color: roleColor("truth"), x: GRID, y: GRID.map((x) => density(x, degrees)), width: 2 },
        ]}
      />
    </div>
  );
}

function drawIntervals(pen: PlotContext, intervals: readonly Interval[], truth: Truth): void {
  const { context } = pen;
  context.lineWidth = 1;
  context.strokeStyle = pen.color(roleColor("truth"));
  line(context, pen.px(0), pen.py(truth.value), pen.width, pen.py(truth.value));
  context.lineWidth = 2;
  for (const [i, interval] of intervals.entries()) {
    if (!Number.isFinite(interval.halfWidth)) continue;
    const x = pen.px(i + 1);
    const [bottom, top] = [
      pen.py(interval.estimate - interval.halfWidth),
      pen.py(interval.estimate + interval.halfWidth),
    ];
    const hits = covers(interval, truth);
    context.strokeStyle = pen.color(hits ? roleColor("data") : "var(--bad)");
    line(context, x, bottom, x, top);
    if (hits) continue;
    for (const y of [bottom, top]) line(context, x - 3, y, x + 3, y);
  }
}

/** Errors in standard errors, within what is drawn. */
function scaled(intervals: readonly Interval[], truth: Truth, degrees: number): number[] {
  const factor = intervalFactor(degrees);
  return intervals
    .map(({ estimate, halfWidth }) => ((estimate - truth.value) * factor) / halfWidth)
    .filter((z) => Math.abs(z) <= 5);
}

const GRID = Array.from({ length: 101 }, (_, i) => i / 10 - 5);

function density(x: number, degrees: number): number {
  if (degrees > 1e6) return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  const scale = Math.exp(lgamma((degrees + 1) / 2) - lgamma(degrees / 2)) / Math.sqrt(degrees * Math.PI);
  return scale * (1 + (x * x) / degrees) ** (-(degrees + 1) / 2);
}
