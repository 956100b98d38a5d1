/** What computes, for threads: the page shows the lab without it. */
import { netAnswer } from "../ask.ts";
import { trainingOf } from "../train.ts";
import { unitActivity } from "./activity.ts";
import { checkSparse } from "./data.ts";
import type { SparseTaskParams } from "./fields.ts";
import { sparseModel } from "./net.ts";

export const sparseProcesses = {
  train: trainingOf<SparseTaskParams>({ lab: "sparse-autoencoder", check: checkSparse, model: sparseModel }),
  activity: unitActivity,
  encode: netAnswer,
  decode: netAnswer,
  reconstruct: netAnswer,
} as const;
