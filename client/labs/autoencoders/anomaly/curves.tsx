import { useMemo } from "preact/hooks";
import {
  type Band,
  confusionAt,
  precisionBand,
  type RocCurve,
  ratesOf,
  rocBand,
  rocCurve,
} from "../../../../shared/stats/roc.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Chart, type Mark } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { words as nets } from "../../parts/net-words.ts";
import { lossFigure, trainingCurves } from "../../parts/training-curves.tsx";
import { type AnomalyProps, judgedOf } from "./state.ts";
import { words } from "./words.ts";

/** Loss in training, and on the normal rows that set the threshold. */
export const TrainingView = trainingCurves([lossFigure(words.perValue)]);

/** ROC and precision–recall curves of the chosen score, with their uncertainty and the point of the threshold. */
export function CurvesView(props: AnomalyProps) {
  const judged = judgedOf(props);
  const tested = judged?.tested;
  const drawn = useMemo(() => (tested ? curvesOf(rocCurve(tested)) : null), [judged?.scores, judged?.score]);
  if (!judged) return <p class="part-caption">{t(nets.afterTraining)}</p>;
  if (!tested || !drawn) return <p class="part-caption">{t(words.noClasses)}</p>;
  const { sensitivity = 0, specificity = 1, precision } = ratesOf(confusionAt(tested, judged.threshold));
  const isJudged = judged.score === props.experiment.params.score;
  const { auc, aucLow, aucHigh, averagePrecision, averagePrecisionLow, averagePrecisionHigh } = props.metrics;
  const say = (...values: readonly (number | undefined)[]) =>
    values.map((value) => formatNumber(value ?? Number.NaN, locale.value, 4));
  const note = (value: number | undefined, low: number | undefined, high: number | undefined) => {
    const [own, from, to] = say(value, low, high);
    return isJudged && value !== undefined ? { note: t(words.withInterval, { own, from, to }) } : {};
  };
  const unit = { domain: [0, 1] as const };
  return (
    <>
      <div class="part-pair">
        <Chart
          title={t(words.roc)}
          {...note(auc, aucLow, aucHigh)}
          x={{ label: t(words.falsePositiveRate), ...unit }}
          y={{ label: t(words.sensitivity), ...unit }}
          marks={[...drawn.roc, at(1 - specificity, sensitivity)]}
          height={260}
        />
        <Chart
          title={t(words.precisionRecall)}
          {...note(averagePrecision, averagePrecisionLow, averagePrecisionHigh)}
          x={{ label: t(words.recall), ...unit }}
          y={{ label: t(words.precision), ...unit }}
          marks={[...drawn.precision, ...(precision === undefined ? [] : [at(sensitivity, precision)])]}
          height={260}
        />
      </div>
      <p class="part-caption">{t(words.curvesNote)}</p>
    </>
  );
}

const at = (x: number, y: number): Mark => ({ kind: "points", x: [x], y: [y], color: "var(--ink)", radius: 5 });

/** Places along the horizontal axis at which the band of the ROC curve is drawn. */
const PLACES = Float64Array.from({ length: 201 }, (_, k) => k / 200);

function curvesOf(curve: RocCurve): Readonly<Record<"roc" | "precision", readonly Mark[]>> {
  const { truePositives, falsePositives, positives, negatives } = curve;
  const color = roleColor("model");
  const recall = truePositives.map((count) => count / positives);
  const roc: Mark = { kind: "line", x: falsePositives.map((count) => count / negatives), y: recall, color, width: 2 };
  // Average precision is the area under steps: each precision holds back to the recall before it.
  const steps = Array.from({ length: 2 * (recall.length - 1) }, (_, i) => [1 + (i >> 1), (i + 1) >> 1] as const);
  const x = Float64Array.from(steps, ([, k]) => recall[k]);
  const over = (values: Float64Array) => Float64Array.from(steps, ([k]) => values[k - 1]);
  const precision = Float64Array.from(truePositives.slice(1), (count, k) => count / (count + falsePositives[k + 1]));
  const band = precisionBand(curve);
  const chance = positives / (positives + negatives);
  const dashed = { kind: "line", x: [0, 1], color: "var(--ink-soft)", dashed: true, width: 1 } as const;
  return {
    roc: [banded(PLACES, rocBand(curve, PLACES), color), { ...dashed, y: [0, 1] }, roc],
    precision: [
      banded(x, { low: over(band.low), high: over(band.high) }, color),
      { ...dashed, y: [chance, chance] },
      { kind: "line", x, y: over(precision), color, width: 2 },
    ],
  };
}

const banded = (x: Float64Array, { low, high }: Band, color: string): Mark => ({ kind: "band", x, low, high, color });
