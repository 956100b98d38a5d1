import type { Arrays } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import {
  auc,
  aucInterval,
  averagePrecision,
  averagePrecisionInterval,
  confusionAt,
  ratesOf,
  type Scored,
} from "../../../stats/roc.ts";
import type { Fold } from "../../fold.ts";
import { known } from "../../metrics.ts";
import { autoencoding } from "../metrics.ts";
import { type AnomalyParams, SCORES } from "./fields.ts";
import { rowsIn, testedOf, thresholdOf } from "./judged.ts";

/** Kinds of anomalies beyond which each has no area of its own. */
const MAX_KINDS = 24;

/** Without classes there is nothing but the threshold and what is above it. */
export function measureAnomaly(fold: Fold, params: AnomalyParams, data: Table | null) {
  const scores = fold.output("scores");
  return known({
    loss: autoencoding.loss.of(fold),
    stoppedAt: autoencoding.stoppedAt.of(fold),
    ...(scores && judged(scores, params, data)),
  });
}

function judged(scores: Arrays, { score, falseAlarms }: AnomalyParams, data: Table | null) {
  const threshold = thresholdOf(scores, score, falseAlarms);
  const all = Float64Array.from(scores[score].values);
  const flagged = all.filter((value) => value >= threshold).length / all.length;
  const tested = testedOf(scores, score);
  if (!tested) return { threshold, flagged };
  const area = aucInterval(tested);
  const average = averagePrecisionInterval(tested);
  const byScore = SCORES.map((other) => [`areaBy.${other}`, auc(testedOf(scores, other) ?? tested)]);
  return {
    auc: auc(tested),
    aucLow: area?.low,
    aucHigh: area?.high,
    averagePrecision: averagePrecision(tested),
    averagePrecisionLow: average?.low,
    averagePrecisionHigh: average?.high,
    threshold,
    flagged,
    ...ratesOf(confusionAt(tested, threshold)),
    ...Object.fromEntries(byScore),
    ...Object.fromEntries(kindsOf(scores, tested, data ?? {}).map(({ name, own }) => [`areaOf.${name}`, auc(own)])),
  };
}

/** Each kind of anomaly with all normal rows that are tested, where there are several kinds. */
export function kindsOf(scores: Arrays, tested: Scored, { labels, classes = [] }: Partial<Table>) {
  if (!labels) return [];
  const own = rowsIn(scores, "test").map((row) => labels[row]);
  const kinds = [...new Set(own.filter((_, k) => tested.positive[k]))].sort((a, b) => a - b);
  if (kinds.length < 2 || kinds.length > MAX_KINDS) return [];
  return kinds.map((kind) => {
    const isIn = (_: unknown, k: number) => !tested.positive[k] || own[k] === kind;
    const { scores, positive } = tested;
    return {
      name: classes[kind],
      kind,
      own: { scores: scores.filter(isIn), positive: Array.from(positive).filter(isIn) },
    };
  });
}
