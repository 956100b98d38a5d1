import type { FaParams } from "../../../../shared/labs/factors/fa/fields.ts";
import { t } from "../../../i18n/locale.ts";
import { Chart } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { columnOf } from "../../parts/matrix.ts";
import { type RecordTask, recordLines } from "../../parts/record-lines.tsx";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

/** Starts whose curves get their own colours. */
const maxCurves = 4;

/** The first starts, each up to the iteration at which it converged. */
function startsOf({ fold, experiment }: Pick<ViewProps<FaParams>, "fold" | "experiment">) {
  const { starts, iterations } = experiment.params;
  return Array.from({ length: Math.min(starts, maxCurves) }, (_, i) => ({
    id: `fit.${i}`,
    label: t(words.start, { n: i + 1 }),
    until: Math.max(2, fold.output(`fit.${i}`)?.iterations?.values[0] ?? iterations),
  })) satisfies RecordTask[];
}

/** Likelihood and gradient over the iterations of the first starts, and where every start ended. */
export const CurveView = recordLines<FaParams>({
  task: startsOf,
  x: words.iteration,
  domain: (props) => [1, Math.max(...startsOf(props).map(({ until }) => until))],
  figures: [
    { title: words.curveTitle, y: words.nats, lines: [["logLikelihood"]] },
    { title: words.gradientTitle, note: words.gradientNote, y: words.gradientAxis, log: true, lines: [["gradient"]] },
  ],
  beside: ({ fold }) => <Ends {...fold.output("scores")} />,
});

/** Likelihood at the end of every start. */
function Ends({ starts }: { readonly starts?: Parameters<typeof columnOf>[0] }) {
  if (!starts || starts.shape[0] < 2) return null;
  const count = starts.shape[0];
  return (
    <Chart
      title={t(words.starts)}
      note={t(words.startsNote)}
      x={{ label: t(words.startAxis), domain: [0.5, count + 0.5] }}
      y={{ label: t(words.nats) }}
      height={180}
      marks={[
        {
          kind: "points",
          x: Array.from({ length: count }, (_, i) => i + 1),
          y: columnOf(starts, 0),
          radius: 4,
          color: roleColor("model"),
        },
      ]}
    />
  );
}
