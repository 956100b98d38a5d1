/** What computes, for threads: the page shows the lab without it. */
import { mlpMeanQuestion, mlpQuestion } from "./ask.ts";
import { mlpEnsemble } from "./ensemble.ts";
import { mlpEvaluation } from "./evaluate.ts";
import { mlpForeign, mlpForeignQuestion } from "./foreign.ts";
import { mlpTraining } from "./train.ts";

export const mlpProcesses = {
  train: mlpTraining,
  evaluate: mlpEvaluation,
  ensemble: mlpEnsemble,
  predict: mlpQuestion,
  predictMean: mlpMeanQuestion,
  foreign: mlpForeign,
  foreignPredict: mlpForeignQuestion,
} as const;
