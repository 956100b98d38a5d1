/** What computes, for threads: the page shows the lab without it. */
import { autoencoderQuestion } from "./ask.ts";
import { autoencoderCodes } from "./codes.ts";
import { autoencoderPca, trainingMoments } from "./pca.ts";
import { autoencoderProbe } from "./probe.ts";
import { autoencoderQuantisation } from "./quantise.ts";
import { autoencoderTraining } from "./train.ts";

export const autoencoderProcesses = {
  train: autoencoderTraining,
  moments: trainingMoments,
  pca: autoencoderPca,
  codes: autoencoderCodes,
  quantise: autoencoderQuantisation,
  probe: autoencoderProbe,
  encode: autoencoderQuestion,
  decode: autoencoderQuestion,
  reconstruct: autoencoderQuestion,
} as const;
