/** What computes, for threads: the page shows the lab without it. */
import { compareSamples } from "../points/compare.ts";
import { ganAnswer } from "./answer.ts";
import { ganModes, ganSamples } from "./samples.ts";
import { ganTraining } from "./train.ts";

export const ganProcesses = {
  train: ganTraining,
  samples: ganSamples,
  mmd: compareSamples,
  modes: ganModes,
  generate: ganAnswer,
} as const;
