import type { HmmParams } from "../../../../shared/labs/generative/hmm/fields.ts";
import { t } from "../../../i18n/locale.ts";
import { Chart } from "../../../views/chart.tsx";
import { seriesColor } from "../../../views/palette.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

/** The probability of each state, step by step. */
export function SequenceView({ fold }: ViewProps<HmmParams>) {
  const posterior = fold.output("answer")?.posterior;
  if (!posterior) return <p class="part-caption">{t(words.empty)}</p>;
  const [rows, K] = posterior.shape;
  const marks = Array.from({ length: K }, (_, s) => ({
    kind: "line" as const,
    y: Float64Array.from({ length: rows }, (_, i) => posterior.values[i * K + s]),
    color: seriesColor(s),
    label: String(s + 1),
  }));
  return (
    <Chart
      title={t(words.posterior)}
      note={t(words.posteriorNote)}
      x={{ label: t(words.step) }}
      y={{ label: t(words.probability), domain: [0, 1] }}
      marks={marks}
    />
  );
}
