import { exp, log } from "../../../../../shared/math/index.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatInteger } from "../../../../i18n/numbers.ts";
import { Chart } from "../../../../views/chart.tsx";
import { roleColor } from "../../../../views/palette.ts";
import type { EstimateProps } from "./peek.ts";
import { words } from "./words.ts";

const LN10 = log(10);
const POINTS = 200;
/** Power of ten of the mean below which a weight changes no sum of doubles: far out they would be all that the figure shows. */
const LIGHTEST = -16;

/** How weights are spread, and how few draws bear most of them. */
export function WeightsView({ fold }: EstimateProps) {
  const draws = fold.output("draws") ?? fold.snapshot("draws");
  const logs = Array.from(draws?.logWeights.values ?? [], Number).filter(Number.isFinite);
  if (logs.length < 2) return <p class="part-caption">{t(words.emptyCourse)}</p>;
  const top = logs.reduce((most, w) => Math.max(most, w), Number.NEGATIVE_INFINITY);
  const weights = Float64Array.from(logs, (w) => exp(w - top))
    .sort()
    .reverse();
  const total = weights.reduce((sum, w) => sum + w, 0);
  const mean = log(total / weights.length) + top;
  const values = logs.map((w) => (w - mean) / LN10).filter((value) => value >= LIGHTEST);
  const left = logs.length - values.length;
  const sums = new Float64Array(weights.length);
  weights.forEach((w, i) => {
    sums[i] = (i > 0 ? sums[i - 1] : 0) + w / total;
  });
  const places = Array.from({ length: POINTS + 1 }, (_, i) => Math.round((i / POINTS) * weights.length));
  const spread = Math.max(...values) - Math.min(...values);
  return (
    <div class="part-pair">
      <Chart
        title={t(words.weightTitle)}
        {...(left > 0 && { note: t(words.weightless, { count: formatInteger(left, locale.value) }) })}
        x={{ label: t(words.logWeight), ...(spread < 1e-9 && { domain: [-1, 1] as const }) }}
        y={{ label: t(words.count) }}
        marks={[
          { kind: "rule", x: 0, dashed: true },
          { kind: "histogram", values, color: roleColor("data"), ...(spread < 1e-9 && { bins: 1 }) },
        ]}
      />
      <Chart
        title={t(words.loadTitle)}
        note={t(words.loadNote)}
        x={{ label: t(words.heaviest) }}
        y={{ label: t(words.share), domain: [0, 1] }}
        marks={[
          {
            kind: "line",
            x: [0, weights.length],
            y: [0, 1],
            dashed: true,
            color: roleColor("other"),
            label: t(words.equal),
          },
          {
            kind: "line",
            x: places,
            y: places.map((n) => (n === 0 ? 0 : Math.min(1, sums[n - 1]))),
            color: roleColor("data"),
            label: t(words.borne),
          },
        ]}
      />
    </div>
  );
}
