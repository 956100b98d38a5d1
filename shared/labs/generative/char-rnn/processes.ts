/** What computes, for threads: the page shows the lab without it. */
import { charBaseline } from "./baseline.ts";
import { charEvaluation } from "./evaluate.ts";
import { melodySound } from "./kinds/sound.ts";
import { charTraining } from "./train.ts";
import { charQuestion, charWriting } from "./write.ts";

export const charProcesses = {
  train: charTraining,
  baseline: charBaseline,
  evaluate: charEvaluation,
  write: charWriting,
  continue: charQuestion,
  sound: melodySound,
} as const;
