/** What computes, for threads: the page shows the lab without it. */
import { rulesOf } from "../../nets/rules.ts";
import { training } from "../../training.ts";
import { initialWeights } from "../weights.ts";
import { checkAnomaly, samplesOf } from "./data.ts";
import type { AnomalyTaskParams } from "./fields.ts";
import { anomalyModel } from "./net.ts";
import { anomalyMoments, anomalyPpca } from "./ppca.ts";
import { anomalyJudge, anomalyScores } from "./scores.ts";

/** On normal rows alone; those that set the threshold are the held-out ones. */
const anomalyTraining = training((params: AnomalyTaskParams, { data }) => {
  const table = checkAnomaly(params, data);
  const { values, columns, train, threshold } = samplesOf(table, params);
  const initial = initialWeights(table, "anomaly");
  return {
    model: anomalyModel(params, table),
    sources: { x: { values, columns } },
    ...rulesOf(params, train.length),
    train,
    test: threshold,
    ...(initial && { initial }),
  };
});

export const anomalyProcesses = {
  train: anomalyTraining,
  moments: anomalyMoments,
  ppca: anomalyPpca,
  scores: anomalyScores,
  judge: anomalyJudge,
} as const;
