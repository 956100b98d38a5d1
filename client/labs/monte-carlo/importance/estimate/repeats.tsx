import { exactIn, repeatedIn } from "../../../../../shared/labs/monte-carlo/importance/estimate/results.ts";
import { quantile } from "../../../../../shared/stats/quantile.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatNumber } from "../../../../i18n/numbers.ts";
import { Chart } from "../../../../views/chart.tsx";
import { roleColor } from "../../../../views/palette.ts";
import type { EstimateProps } from "./peek.ts";
import { words } from "./words.ts";

/** How the estimates of the repeats lie about the exact value. */
export function RepeatsView({ fold }: EstimateProps) {
  const exact = exactIn(fold, "value");
  const { estimates, errors, mean, error, deviation, coverage } = repeatedIn(fold, exact);
  if (mean === undefined || error === undefined || deviation === undefined)
    return <p class="part-caption">{t(words.emptyRepeats)}</p>;
  const number = (value: number) => formatNumber(value, locale.value, 3);
  const announced = quantile(errors, 0.5);
  return (
    <>
      <Chart
        title={t(words.repeatTitle)}
        x={{ label: t(words.estimate) }}
        y={{ label: t(words.frequency) }}
        marks={[
          { kind: "histogram", values: estimates, color: roleColor("model") },
          ...(exact === undefined
            ? []
            : [{ kind: "rule" as const, x: exact, color: roleColor("truth"), label: t(words.exact) }]),
        ]}
      />
      <p class="part-caption">
        {t(words.repeatNote, {
          count: number(estimates.length),
          mean: number(mean),
          error: number(error),
          deviation: number(deviation),
          announced: number(announced),
        })}
      </p>
      {coverage !== undefined && <p class="part-caption">{t(words.coverageNote, { share: number(100 * coverage) })}</p>}
    </>
  );
}
