/** What computes, for threads: the page shows the lab without it. */
import { classifying, evaluation } from "./classify.ts";
import { coderTraining, fitting } from "./generator.ts";
import { showing } from "./shown.ts";

export const augmentationProcesses = {
  fit: fitting,
  coder: coderTraining,
  train: classifying,
  evaluate: evaluation,
  samples: showing,
} as const;
