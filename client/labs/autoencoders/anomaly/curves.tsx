import { SCORES } from "../../../../shared/labs/autoencoders/anomaly/fields.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Roc } from "../../parts/roc.tsx";
import { classNames } from "../../parts/table.ts";
import { lossFigure, trainingCurves } from "../../parts/training-curves.tsx";
import { words as family } from "../words.ts";
import type { JudgedProps } from "./state.tsx";
import { scores as scoreNames, words } from "./words.ts";

/** Loss in training, and on the normal rows that set the threshold. */
export const TrainingView = trainingCurves([lossFigure(family.perValue)]);

/** ROC and precision–recall curves of the chosen score, and the areas under them. */
export function CurvesView({ metrics, data, experiment, judged }: JudgedProps) {
  if (!judged.tested) return <p class="part-caption">{t(words.noClasses)}</p>;
  const { auc, aucLow, aucHigh, averagePrecision, averagePrecisionLow, averagePrecisionHigh } = metrics;
  const areas = [
    [auc, aucLow, aucHigh],
    [averagePrecision, averagePrecisionLow, averagePrecisionHigh],
  ] as const;
  const kinds = data ? classNames(experiment.data, data) : [];
  return (
    <>
      <Roc
        scored={judged.tested}
        threshold={judged.threshold}
        areas={judged.score === experiment.params.score ? areas : undefined}
      />
      <Areas
        title={t(words.byScore)}
        areas={SCORES.map((score) => [t(scoreNames[score]), metrics[`areaBy.${score}`]])}
      />
      <Areas title={t(words.byKind)} areas={kinds.map((name, k) => [name, metrics[`areaOf.${data?.classes?.[k]}`]])} />
      <p class="part-caption">{t(words.curvesNote)}</p>
    </>
  );
}

interface AreasProps {
  readonly title: string;
  readonly areas: readonly (readonly [name: string, area: number | undefined])[];
}

/** Areas that are known, in a line. */
function Areas({ title, areas }: AreasProps) {
  const known = areas.filter(([, area]) => area !== undefined);
  if (known.length === 0) return null;
  return (
    <p class="part-controls">
      <b>{title}</b>
      {known.map(([name, area]) => (
        <span key={name}>
          {name} <span class="part-number">{formatNumber(area ?? Number.NaN, locale.value, 4)}</span>
        </span>
      ))}
    </p>
  );
}
