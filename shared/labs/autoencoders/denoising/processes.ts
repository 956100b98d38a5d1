/** What computes, for threads: the page shows the lab without it. */
import { netAnswer } from "../ask.ts";
import { trainingOf } from "../train.ts";
import { cleaning, walking } from "./ask.ts";
import { checkDenoising } from "./data.ts";
import { heldOutCleaning } from "./evaluate.ts";
import { learntField, trueScore } from "./field.ts";
import type { DenoisingTaskParams } from "./fields.ts";
import { denoisingModel } from "./net.ts";

export const denoisingProcesses = {
  train: trainingOf<DenoisingTaskParams>({
    lab: "denoising",
    check: checkDenoising,
    model: denoisingModel,
    shown: ["spoiled"],
  }),
  cleaned: heldOutCleaning,
  score: trueScore,
  field: learntField,
  reconstruct: netAnswer,
  clean: cleaning,
  walk: walking,
} as const;
