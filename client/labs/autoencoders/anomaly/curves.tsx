import { useMemo } from "preact/hooks";
import { SCORES } from "../../../../shared/labs/autoencoders/anomaly/fields.ts";
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
import { formatNumber, formatPercent } from "../../../i18n/numbers.ts";
import { LiveLine, type LiveSeries } from "../../../views/live-line.tsx";
import { roleColor } from "../../../views/palette.ts";
import { words as nets } from "../../parts/net-words.ts";
import { classNames } from "../../parts/table.ts";
import { lossFigure, trainingCurves } from "../../parts/training-curves.tsx";
import { type AnomalyProps, judgedOf } from "./state.ts";
import { scores as scoreNames, words } from "./words.ts";
import "./anomaly.css";

/** Loss in training, and on the normal rows that set the threshold. */
export const TrainingView = trainingCurves([lossFigure(words.perValue)]);

/** ROC and precision–recall curves of the chosen score, with their uncertainty and the point of the threshold. */
export function CurvesView(props: AnomalyProps) {
  const judged = judgedOf(props);
  const tested = judged?.tested;
  const drawn = useMemo(
    () => (tested ? curvesOf(rocCurve(tested)) : null),
    [judged?.scores, judged?.score, locale.value],
  );
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
        <LiveLine
          title={t(words.roc)}
          {...note(auc, aucLow, aucHigh)}
          x={{ label: t(words.falsePositiveRate), ...unit }}
          y={{ label: t(words.sensitivity), ...unit }}
          series={[...drawn.roc, at(1 - specificity, sensitivity)]}
          height={260}
        />
        <LiveLine
          title={t(words.precisionRecall)}
          {...note(averagePrecision, averagePrecisionLow, averagePrecisionHigh)}
          x={{ label: t(words.recall), ...unit }}
          y={{ label: t(words.precision), ...unit }}
          series={[...drawn.precision, ...(precision === undefined ? [] : [at(sensitivity, precision)])]}
          height={260}
        />
      </div>
      <Areas {...props} />
      <p class="part-caption">{t(words.curvesNote)}</p>
    </>
  );
}

/** The area by each score, and of each kind of anomaly where there are several. */
function Areas({ metrics, data, experiment }: AnomalyProps) {
  const names = data ? classNames(experiment.data, data) : [];
  const byScore = SCORES.map((score) => [t(scoreNames[score]), metrics[`areaBy.${score}`]] as const);
  const byKind = (data?.classes ?? []).map((kind, k) => [names[k], metrics[`areaOf.${kind}`]] as const);
  const lines = [
    { title: words.byScore, areas: byScore },
    { title: words.byKind, areas: byKind },
  ].map(({ title, areas }) => ({ title, areas: areas.filter(([, area]) => area !== undefined) }));
  return lines.map(
    ({ title, areas }) =>
      areas.length > 0 && (
        <p key={title.en} class="anomaly-line">
          <b>{t(title)}</b>
          {areas.map(([name, area]) => (
            <span key={name}>
              {name} <span class="part-number">{formatNumber(area ?? Number.NaN, locale.value, 4)}</span>
            </span>
          ))}
        </p>
      ),
  );
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
