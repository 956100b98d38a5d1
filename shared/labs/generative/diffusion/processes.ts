/** What computes, for threads: the page shows the lab without it. */
import { compareSamples } from "../points/compare.ts";
import { diffusionScore, diffusionWay } from "./answer.ts";
import { diffusionSamples } from "./samples.ts";
import { diffusionTraining } from "./train.ts";

export const diffusionProcesses = {
  train: diffusionTraining,
  samples: diffusionSamples,
  mmd: compareSamples,
  way: diffusionWay,
  score: diffusionScore,
} as const;
