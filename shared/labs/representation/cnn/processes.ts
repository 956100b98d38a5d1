/** What computes, for threads: the page shows the lab without it. */
import { foreignPictures } from "../../nets/foreign-pictures.ts";
import { cnnAnswers } from "./answers.ts";
import { samplesOf } from "./data.ts";
import { cnnEvaluation, cnnRobustness } from "./evaluate.ts";
import { cnnMaximisation } from "./maximise.ts";
import { cnnTraining } from "./train.ts";

export const cnnProcesses = {
  train: cnnTraining,
  evaluate: cnnEvaluation,
  maximise: cnnMaximisation,
  robust: cnnRobustness,
  ...cnnAnswers,
  ...foreignPictures(samplesOf),
} as const;
