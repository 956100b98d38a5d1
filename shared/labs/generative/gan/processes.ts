/** What computes, for threads: the page shows the lab without it. */
import { ganAnswer } from "./answer.ts";
import { ganMmd, ganModes, ganSamples } from "./samples.ts";
import { ganTraining } from "./train.ts";

export const ganProcesses = {
  train: ganTraining,
  samples: ganSamples,
  mmd: ganMmd,
  modes: ganModes,
  generate: ganAnswer,
} as const;
