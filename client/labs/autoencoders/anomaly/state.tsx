import { signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useMemo } from "preact/hooks";
import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import type { AnomalyParams, Score } from "../../../../shared/labs/autoencoders/anomaly/fields.ts";
import { testedOf, thresholdOf } from "../../../../shared/labs/autoencoders/anomaly/judged.ts";
import { judgeQuestion } from "../../../../shared/labs/autoencoders/anomaly/questions.ts";
import { layersOf } from "../../../../shared/labs/nets/coders/layers.ts";
import { isWhole, weightsIn } from "../../../../shared/labs/nets/weights.ts";
import type { Scored } from "../../../../shared/stats/roc.ts";
import { cheapestThreshold } from "../../../../shared/stats/threshold.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatSignificant } from "../../../i18n/numbers.ts";
import { useAnswer } from "../../answer.ts";
import { words as nets } from "../../parts/net-words.ts";
import type { ViewProps } from "../../view.ts";

export type AnomalyProps = ViewProps<AnomalyParams>;

/** What chooses the threshold: the part of false alarms, what a miss costs beside a false alarm, or the hand. */
export type Rule = "alarms" | "costs" | "hand";

interface Choice {
  /** The run that it is about: another one begins with what its parameters say. */
  readonly of: unknown;
  readonly score: Score;
  readonly rule: Rule;
  readonly cost: number;
  readonly byHand: number;
}

export const say = (score: number) => formatSignificant(score, locale.value);

/** All views of the lab go by one threshold, and it outlives their tabs. */
const choice = signal<Choice | null>(null);

export interface Judged extends Omit<Choice, "of" | "byHand"> {
  readonly scores: Arrays;
  readonly threshold: number;
  /** Absent where rows have no classes. */
  readonly tested: Scored | undefined;
  change(change: Partial<Omit<Choice, "of">>): void;
}

/** The scores of a run and the threshold over them; undefined before there are scores. */
export function useJudged({ fold, experiment }: AnomalyProps): Judged | undefined {
  const scores = fold.output("scores");
  const { score, falseAlarms } = experiment.params;
  const of = scores?.part.values;
  const fresh: Choice = { of, score, rule: "alarms", cost: 10, byHand: 0 };
  const now = choice.value && choice.value.of === of ? choice.value : fresh;
  const tested = useMemo(() => scores && testedOf(scores, now.score), [of, now.score]);
  if (!scores) return undefined;
  const rule = now.rule === "costs" && !tested ? "alarms" : now.rule;
  const threshold =
    rule === "hand"
      ? now.byHand
      : rule === "costs" && tested
        ? cheapestThreshold(tested, now.cost)
        : thresholdOf(scores, now.score, falseAlarms);
  return {
    scores,
    score: now.score,
    rule,
    cost: now.cost,
    threshold,
    tested,
    change: (change) => {
      choice.value = { ...now, ...change };
    },
  };
}

/** What a view of scores is given. */
export interface JudgedProps extends AnomalyProps {
  readonly judged: Judged;
}

/** A view of scores; before there are any that is said. */
export function ofScores(View: FunctionComponent<JudgedProps>) {
  return function OfScores(props: AnomalyProps) {
    const judged = useJudged(props);
    return judged ? <View {...props} judged={judged} /> : <p class="part-caption">{t(nets.afterTraining)}</p>;
  };
}

/** What judges a row: net, PPCA, and what is known of codes. Undefined before there is all of it; `missing` where a kept result lacks the net. */
export function modelOf({ fold, experiment }: AnomalyProps): { readonly model?: Arrays; readonly missing: boolean } {
  const [train, ppca, scores] = ["train", "ppca", "scores"].map((id) => fold.output(id));
  if (!train || !ppca || !scores) return { missing: false };
  const { layers } = layersOf(experiment.params, { columns: 1 });
  const isKept =
    isWhole(weightsIn(train), layers.length) && ppca.components !== undefined && scores.codeMean !== undefined;
  return isKept ? { model: { ...train, ...ppca, ...scores }, missing: false } : { missing: true };
}

/** Scores and reconstructions of rows as the net sees them; null rows ask nothing. */
export function useJudge(props: AnomalyProps, rows: NDArray<Float32Array> | null, key: string, recordedAs?: string) {
  const { model, missing } = modelOf(props);
  const { fold, data, experiment } = props;
  const asked = rows && data && fold.output("scores") && (model || recordedAs) ? `${fold.tasks.length} ${key}` : null;
  const { answer, waiting } = useAnswer(props.ask, asked, () => {
    if (!rows || !data) throw new Error("nothing to ask about");
    const { task, given } = judgeQuestion(experiment.params, data, model ?? {}, rows);
    return { task: { ...task, recordedAs, partial: missing }, given };
  });
  return { answer, waiting };
}
