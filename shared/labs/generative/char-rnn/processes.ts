/** What computes, for threads: the page shows the lab without it. */
import { melodySound } from "../text/kinds/sound.ts";
import { charBaseline } from "./baseline.ts";
import { charEvaluation } from "./evaluate.ts";
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
