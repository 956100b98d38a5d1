import { batchSizes, SCHEMES } from "../../../../shared/labs/monte-carlo/integration/gradient/schemes.ts";
import { variancesOf } from "../../../../shared/labs/monte-carlo/integration/measure.ts";
import { SCHEME_NAMES } from "../../../../shared/labs/monte-carlo/integration/names.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { seriesColor } from "../../../views/palette.ts";
import type { IntegrationProps } from "./state.ts";
import { words } from "./words.ts";

/** Measured and theoretical variances of the gradient over the size of the minibatch. */
export function VarianceView({ fold }: IntegrationProps) {
  const width = fold.records("variance", "errors")?.shape[2] ?? 0;
  const measured = variancesOf(fold, width);
  if (!measured) return <p class="part-caption">{t(words.noVarianceYet)}</p>;
  const sizes = batchSizes(2 ** (width - 1));
  const theory = fold.output("variance")?.theory?.values;
  const part = (values: ArrayLike<number>, s: number) => Array.from(values).slice(s * width, (s + 1) * width);
  return (
    <LiveLine
      title={t(words.varianceTitle)}
      note={t(words.varianceNote)}
      height={360}
      x={{ label: t(words.batch), log: true }}
      y={{ label: t(words.varianceAxis), log: true }}
      series={[
        ...SCHEMES.map((scheme, s) => ({
          label: t(SCHEME_NAMES[scheme]),
          color: seriesColor(s),
          x: sizes,
          y: part(measured, s),
          width: 3,
        })),
        ...(theory
          ? SCHEMES.map((_, s) => ({ label: "", color: "var(--ink)", x: sizes, y: part(theory, s), width: 1 }))
          : []),
      ]}
    />
  );
}
