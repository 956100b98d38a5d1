/** What computes, for threads: the page shows the lab without it. */
import { trainingOf } from "../train.ts";
import { checkAnomaly, samplesOf } from "./data.ts";
import type { AnomalyTaskParams } from "./fields.ts";
import { anomalyModel } from "./net.ts";
import { anomalyMoments, anomalyPpca } from "./ppca.ts";
import { anomalyJudge, anomalyScores } from "./scores.ts";

/** On normal rows alone; those that set the threshold are the held-out ones. */
const anomalyTraining = trainingOf<AnomalyTaskParams>({
  lab: "anomaly",
  check: checkAnomaly,
  model: anomalyModel,
  samples(table, params) {
    const { columns, values, train, threshold } = samplesOf(table, params);
    return { columns, values, train, test: threshold };
  },
  unseen: true,
});

export const anomalyProcesses = {
  train: anomalyTraining,
  moments: anomalyMoments,
  ppca: anomalyPpca,
  scores: anomalyScores,
  judge: anomalyJudge,
} as const;
