/** What computes, for threads: the page shows the lab without it. */
import { compareSamples } from "../points/compare.ts";
import { flowAnswer, flowBetween } from "./answer.ts";
import { flowSamples } from "./samples.ts";
import { flowTraining } from "./train.ts";

export const flowProcesses = {
  train: flowTraining,
  samples: flowSamples,
  mmd: compareSamples,
  stages: flowAnswer,
  between: flowBetween,
} as const;
