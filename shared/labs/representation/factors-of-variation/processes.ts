/** What computes, for threads: the page shows the lab without it. */
import { factorsCodes, factorsQuestion } from "./codes.ts";
import { factorsScores } from "./scores.ts";
import { factorsTraining } from "./train.ts";

export const factorsProcesses = {
  train: factorsTraining,
  codes: factorsCodes,
  scores: factorsScores,
  encode: factorsQuestion,
  decode: factorsQuestion,
} as const;
