/** What computes, for threads: the page shows the lab without it. */
import type { Autoencoding } from "../autoencoding.ts";
import { codesOf } from "../codes.ts";
import { pcaBeside, trainingMoments } from "../pca.ts";
import { probeOf } from "../probe.ts";
import { trainingOf } from "../train.ts";
import { autoencoderQuestion } from "./ask.ts";
import { checkAutoencoder } from "./data.ts";
import type { AutoencoderTaskParams } from "./fields.ts";
import { autoencoderModel } from "./net.ts";
import { autoencoderQuantisation } from "./quantise.ts";

const net: Autoencoding<AutoencoderTaskParams> = {
  lab: "autoencoder",
  check: checkAutoencoder,
  model: autoencoderModel,
};

export const autoencoderProcesses = {
  train: trainingOf(net),
  moments: trainingMoments,
  pca: pcaBeside,
  codes: codesOf(net),
  quantise: autoencoderQuantisation,
  probe: probeOf(net),
  encode: autoencoderQuestion,
  decode: autoencoderQuestion,
  reconstruct: autoencoderQuestion,
} as const;
