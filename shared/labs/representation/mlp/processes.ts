/** What computes, for threads: the page shows the lab without it. */
import { mlpQuestion } from "./ask.ts";
import { mlpEvaluation } from "./evaluate.ts";
import { mlpForeign } from "./foreign.ts";
import { mlpTraining } from "./train.ts";

export const mlpProcesses = {
  train: mlpTraining,
  evaluate: mlpEvaluation,
  predict: mlpQuestion,
  foreign: mlpForeign,
} as const;
