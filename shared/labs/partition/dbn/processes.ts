/** What computes, for threads: the page shows the lab without it. */
import { evaluation, fineTuning } from "./classify.ts";
import { dreaming } from "./dream.ts";
import { layerTraining } from "./layer.ts";
import { reconstruction } from "./reconstruct.ts";

export const dbnProcesses = {
  layer: layerTraining,
  train: fineTuning,
  evaluate: evaluation,
  reconstruct: reconstruction,
  dream: dreaming,
} as const;
