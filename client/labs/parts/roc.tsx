import { useMemo } from "preact/hooks";
import {
  type Band,
  confusionAt,
  precisionBand,
  type RocCurve,
  ratesOf,
  rocBand,
  rocCurve,
  type Scored,
} from "../../../shared/stats/roc.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatNumber, formatPercent } from "../../i18n/numbers.ts";
import { LiveLine, type LiveSeries } from "../../views/live-line.tsx";
import { roleColor } from "../../views/palette.ts";
import { words } from "./detector-words.ts";

/** An area and the ends of its interval, as far as they are known. */
export type Area = readonly [area: number | undefined, low: number | undefined, high: number | undefined];

interface RocProps {
  readonly scored: Scored;
  readonly threshold: number;
  /** Under the ROC curve, and under that of precision and recall. */
  readonly areas?: readonly [roc: Area, precision: Area] | undefined;
}

/** ROC and precision–recall curves with their uncertainty, and the point of the threshold. */
export function Roc({ scored, threshold, areas }: RocProps) {
  const drawn = useMemo(() => curvesOf(rocCurve(scored)), [scored, locale.value]);
  const { sensitivity = 0, specificity = 1, precision } = ratesOf(confusionAt(scored, threshold));
  const unit = { domain: [0, 1] as const };
  return (
    <div class="part-pair">
      <LiveLine
        title={t(words.roc)}
        {...noteOf(areas?.[0])}
        x={{ label: t(words.falsePositiveRate), ...unit }}
        y={{ label: t(words.sensitivity), ...unit }}
        series={[...drawn.roc, at(1 - specificity, sensitivity)]}
        height={260}
      />
      <LiveLine
        title={t(words.precisionRecall)}
        {...noteOf(areas?.[1])}
        x={{ label: t(words.recall), ...unit }}
        y={{ label: t(words.precision), ...unit }}
        series={[...drawn.precision, ...(precision === undefined ? [] : [at(sensitivity, precision)])]}
        height={260}
      />
    </div>
  );
}

function noteOf(area: Area | undefined) {
  if (area?.[0] === undefined) return {};
  const [own, from, to] = area.map((value) => formatNumber(value ?? Number.NaN, locale.value, 4));
  return { note: t(words.withInterval, { own, from, to }) };
}

const at = (x: number, y: number): LiveSeries => ({
  label: t(words.threshold),
  color: "var(--ink)",
  x: [x],
  y: [y],
  width: 7,
});

/** Places along the horizontal axis at which the band of the ROC curve is drawn. */
const PLACES = Float64Array.from({ length: 201 }, (_, k) => k / 200);

function curvesOf(curve: RocCurve): Readonly<Record<"roc" | "precision", readonly LiveSeries[]>> {
  const { truePositives, falsePositives, positives, negatives } = curve;
  const recall = truePositives.map((count) => count / positives);
  // Average precision is the area under steps: each precision holds back to the recall before it.
  const steps = Array.from({ length: 2 * (recall.length - 1) }, (_, i) => [1 + (i >> 1), (i + 1) >> 1] as const);
  const x = Float64Array.from(steps, ([, k]) => recall[k]);
  const over = (values: Float64Array) => Float64Array.from(steps, ([k]) => values[k - 1]);
  const precision = Float64Array.from(truePositives.slice(1), (count, k) => count / (count + falsePositives[k + 1]));
  const band = precisionBand(curve);
  const chance = positives / (positives + negatives);
  const byChance = { label: t(words.chance), color: "var(--ink-soft)", x: [0, 1], width: 1 };
  const line = { label: "", color: roleColor("model"), width: 2 };
  return {
    roc: [
      banded(PLACES, rocBand(curve, PLACES)),
      { ...byChance, y: [0, 1] },
      { ...line, x: falsePositives.map((count) => count / negatives), y: recall },
    ],
    precision: [
      banded(x, { low: over(band.low), high: over(band.high) }),
      { ...byChance, y: [chance, chance] },
      { ...line, x, y: over(precision) },
    ],
  };
}

const banded = (x: Float64Array, { low, high }: Band): LiveSeries => ({
  label: formatPercent(0.95, locale.value),
  color: roleColor("model"),
  x,
  low,
  y: high,
});
