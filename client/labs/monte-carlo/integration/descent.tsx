import { DESCENTS } from "../../../../shared/labs/monte-carlo/integration/gradient/schemes.ts";
import { DESCENT_NAMES } from "../../../../shared/labs/monte-carlo/integration/names.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { seriesColor } from "../../../views/palette.ts";
import type { IntegrationProps } from "./state.ts";
import { words } from "./words.ts";

/** How far each way of drawing rows comes, for what it reads. */
export function DescentView({ fold }: IntegrationProps) {
  const series = DESCENTS.flatMap((of, at) => {
    const excess = fold.records(`descent.${of}`, "excess")?.values;
    const passes = fold.records(`descent.${of}`, "passes")?.values;
    if (!excess || !passes) return [];
    const color = of === "full" ? "var(--ink-soft)" : seriesColor(at - 1);
    return [{ label: t(DESCENT_NAMES[of]), color, x: Array.from(passes), y: Array.from(excess), width: 2 }];
  });
  if (series.length === 0) return <p class="part-caption">{t(words.noVarianceYet)}</p>;
  return (
    <LiveLine
      title={t(words.descentTitle)}
      note={t(words.descentNote)}
      height={360}
      x={{ label: t(words.passes), zero: true }}
      y={{ label: t(words.excess), log: true }}
      series={series}
    />
  );
}
