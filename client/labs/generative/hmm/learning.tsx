import { t } from "../../../i18n/locale.ts";
import { counted } from "../../../i18n/numbers.ts";
import { Chart } from "../../../views/chart.tsx";
import type { LineMark } from "../../../views/chart-spec.ts";
import { seriesColor } from "../../../views/palette.ts";
import type { Props } from "./use-subject.ts";
import { words } from "./words.ts";

/** The likelihood of every restart, step by step, and what speaks for each number of states. */
export function LearningView({ fold }: Props) {
  const fits = fold.tasks.filter(({ kind }) => kind === "fit");
  const answer = fold.output("answer");
  const least = Math.min(...fits.map(({ params }) => Number(params.states)));
  const lines = fits.flatMap(({ id, params }): readonly LineMark[] => {
    const values = fold.records(id, "logLikelihood")?.values;
    if (!values || values.length === 0) return [];
    const states = Number(params.states);
    const isBest = isKept(id, answer);
    return [
      {
        ...{ kind: "line", y: values, color: seriesColor(states - least), width: isBest ? 2.5 : 1, dashed: !isBest },
        ...(isFirstOf(id) && { label: counted({ one: words.oneState, other: words.manyStates }, states) }),
      },
    ];
  });
  if (lines.length === 0) return <p class="part-caption">{t(words.notLearned)}</p>;
  return (
    <>
      <Chart
        title={t(words.likelihoods)}
        note={t(words.likelihoodsNote)}
        x={{ label: t(words.iteration) }}
        y={{ label: t(words.logLikelihood), unit: "nats" }}
        marks={lines}
        height={300}
      />
      <Criteria answer={answer} />
    </>
  );
}

type Answer = ReturnType<Props["fold"]["output"]>;

const isFirstOf = (id: string) => id.endsWith(".0");

/** Whether this restart is the one that was kept. */
function isKept(id: string, answer: Answer): boolean {
  if (!answer?.best) return false;
  const best = answer.best.values[0];
  return id === `fit.${answer.tried.values[best]}.${answer.restart.values[best]}`;
}

function Criteria({ answer }: { readonly answer: Answer }) {
  if (!answer?.tried || answer.tried.values.length < 2) return null;
  const { tried, bic, aic, logLikelihoodOf, heldOutOf } = answer;
  const x = tried.values;
  const line = (y: ArrayLike<number>, color: string, label: string): LineMark => ({
    kind: "line",
    x,
    y,
    color: seriesColor(Number(color)),
    label,
  });
  const points = (y: ArrayLike<number>, color: string) => ({
    kind: "points" as const,
    x,
    y,
    color: seriesColor(Number(color)),
    radius: 4,
  });
  const deviance = Float64Array.from(logLikelihoodOf.values, (value) => -2 * value);
  const rule = { kind: "rule" as const, x: x[answer.best.values[0]], dashed: true, label: t(words.chosen) };
  return (
    <div class="part-pair">
      <Chart
        title={t(words.criteria)}
        note={t(words.criteriaNote)}
        x={{ label: t(words.states) }}
        y={{ label: t(words.cost) }}
        marks={[
          ...[
            line(bic.values, "0", "BIC"),
            points(bic.values, "0"),
            line(aic.values, "1", "AIC"),
            points(aic.values, "1"),
          ],
          ...[line(deviance, "2", "−2 log p"), points(deviance, "2"), rule],
        ]}
      />
      {heldOutOf && (
        <Chart
          title={t(words.heldOut)}
          note={t(words.heldOutNote)}
          x={{ label: t(words.states) }}
          y={{ label: t(words.perRow), unit: "nats" }}
          marks={[line(heldOutOf.values, "3", t(words.heldOut)), points(heldOutOf.values, "3"), rule]}
        />
      )}
    </div>
  );
}
