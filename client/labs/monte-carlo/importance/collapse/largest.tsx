import type { CollapseParams } from "../../../../../shared/labs/monte-carlo/importance/collapse/fields.ts";
import { levelsIn, meanOf } from "../../../../../shared/labs/monte-carlo/importance/collapse/metrics.ts";
import type { ImportanceParams } from "../../../../../shared/labs/monte-carlo/importance/fields.ts";
import { t } from "../../../../i18n/locale.ts";
import { Chart } from "../../../../views/chart.tsx";
import { roleColor } from "../../../../views/palette.ts";
import type { ViewProps } from "../../../view.ts";
import { words } from "./words.ts";

/** How much of all weight a single draw has. */
export function LargestView({ fold, experiment }: ViewProps<ImportanceParams>) {
  const levels = levelsIn(fold, experiment.params as unknown as CollapseParams);
  if (levels.length === 0) return <p class="part-caption">{t(words.empty)}</p>;
  const x = levels.map(({ dimension }) => dimension);
  return (
    <Chart
      title={t(words.largestTitle)}
      x={{ label: t(words.dimension), domain: [0, 1.03 * x[x.length - 1]] }}
      y={{ label: t(words.largest), domain: [0, 1] }}
      marks={[
        {
          kind: "interval",
          x,
          low: levels.map(({ largest }) => Math.min(...largest)),
          high: levels.map(({ largest }) => Math.max(...largest)),
          color: roleColor("model"),
        },
        { kind: "points", x, y: levels.map(({ largest }) => meanOf(largest)), color: roleColor("model") },
      ]}
    />
  );
}
