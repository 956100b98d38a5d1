import { t } from "../../../i18n/locale.ts";
import { Chart } from "../../../views/chart.tsx";
import { LiveLine } from "../../../views/live-line.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import type { ViewProps } from "../../view.ts";
import { blocksOf, curveOf } from "./state.ts";
import { words } from "./words.ts";
import "../ppca/ppca.css";

/** Starts whose curves are told apart. */
const mostCurves = 4;

/** Likelihood and gradient over the iterations of the first starts, and where every start ended. */
export function CurveView({ fold, experiment }: ViewProps) {
  const total = Number(experiment.params.iterations);
  const starts = Number(experiment.params.starts);
  const blocks = blocksOf(fold, total);
  const shown = Array.from({ length: Math.min(starts, mostCurves) }, (_, i) => i);
  const until = (i: number) => Math.max(2, fold.output(`fit.${i}`)?.iterations?.values[0] ?? total);
  const last = Math.max(...shown.map((i) => until(i)));
  const lines = (name: string, of: (y: number) => number = (y) => y) =>
    shown.map((i) => {
      const { x, y } = curveOf(fold, `fit.${i}`, name, blocks, until(i));
      return { label: t(words.start, { n: i + 1 }), color: seriesColor(i), x, y: y.map(of) };
    });
  const ends = fold.output("scores")?.starts;
  const x = { label: t(words.iteration), domain: [1, last] as const };
  return (
    <div class="ppca-pair">
      <LiveLine title={t(words.curveTitle)} x={x} y={{ label: t(words.nats) }} series={lines("logLikelihood")} />
      <LiveLine
        title={t(words.gradientTitle)}
        note={t(words.gradientNote)}
        x={x}
        y={{ label: t(words.gradientAxis) }}
        series={lines("gradient", Math.log10)}
      />
      {ends && ends.shape[0] > 1 && (
        <Chart
          title={t(words.starts)}
          note={t(words.startsNote)}
          x={{ label: t(words.startAxis), domain: [0.5, ends.shape[0] + 0.5] }}
          y={{ label: t(words.nats) }}
          height={180}
          marks={[
            {
              kind: "points",
              x: Array.from({ length: ends.shape[0] }, (_, i) => i + 1),
              y: Array.from({ length: ends.shape[0] }, (_, i) => ends.values[2 * i]),
              radius: 4,
              color: roleColor("model"),
            },
          ]}
        />
      )}
    </div>
  );
}
