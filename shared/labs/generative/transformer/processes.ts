/** What computes, for threads: the page shows the lab without it. */
import { attentionQuestion } from "./attend.ts";
import { textBaseline } from "./baseline.ts";
import { recurrentEvaluation, transformerEvaluation } from "./evaluate.ts";
import { recurrentTraining, transformerTraining } from "./train.ts";
import { transformerQuestion, transformerWriting } from "./write.ts";

export const transformerProcesses = {
  baseline: textBaseline,
  train: transformerTraining,
  beside: recurrentTraining,
  evaluate: transformerEvaluation,
  judge: recurrentEvaluation,
  write: transformerWriting,
  continue: transformerQuestion,
  attend: attentionQuestion,
} as const;
