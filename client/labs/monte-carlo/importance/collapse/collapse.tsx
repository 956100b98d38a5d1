import { effectiveShare } from "../../../../../shared/kernels/importance/theory.ts";
import type { CollapseParams } from "../../../../../shared/labs/monte-carlo/importance/collapse/fields.ts";
import { levelsIn, meanOf } from "../../../../../shared/labs/monte-carlo/importance/collapse/metrics.ts";
import type { ImportanceParams } from "../../../../../shared/labs/monte-carlo/importance/fields.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatInteger } from "../../../../i18n/numbers.ts";
import { Chart, type Mark } from "../../../../views/chart.tsx";
import { roleColor } from "../../../../views/palette.ts";
import type { ViewProps } from "../../../view.ts";
import { words } from "./words.ts";

const POINTS = 100;

/** The effective share of the draws over the dimension, measured and in theory. */
export function CollapseView({ fold, experiment }: ViewProps<ImportanceParams>) {
  const params = experiment.params as unknown as CollapseParams;
  const levels = levelsIn(fold, params);
  if (levels.length === 0) return <p class="part-caption">{t(words.empty)}</p>;
  const last = params.dimensions[params.dimensions.length - 1];
  const at = Float64Array.from({ length: POINTS }, (_, i) => 1 + ((last - 1) * i) / (POINTS - 1));
  const theory = at.map((d) => effectiveShare(d, params.shift, params.scale));
  const isInfinite = !(theory[0] > 0);
  const x = levels.map(({ dimension }) => dimension);
  const least = 1 / params.size;
  const marks: Mark[] = [
    { kind: "rule", y: least, dashed: true, label: t(words.floor) },
    ...(isInfinite
      ? []
      : [{ kind: "line" as const, x: at, y: theory, color: roleColor("truth"), label: t(words.theory) }]),
    {
      kind: "interval",
      x,
      low: levels.map(({ shares }) => Math.min(...shares)),
      high: levels.map(({ shares }) => Math.max(...shares)),
      color: roleColor("data"),
    },
    {
      kind: "points",
      x,
      y: levels.map(({ shares }) => meanOf(shares)),
      color: roleColor("data"),
      label: t(words.measured),
    },
  ];
  return (
    <>
      <Chart
        title={t(words.title)}
        note={t(words.note, { size: formatInteger(params.size, locale.value) })}
        x={{ label: t(words.dimension), domain: [0, 1.03 * last] }}
        y={{ label: t(words.share), log: true, domain: [least / 3, 1.2] }}
        marks={marks}
        height={320}
      />
      <p class="part-caption">{t(isInfinite ? words.infinite : words.optimism)}</p>
    </>
  );
}
