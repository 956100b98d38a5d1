/** What computes, for threads: the page shows the lab without it. */
import type { Autoencoding } from "../autoencoding.ts";
import { codesOf } from "../codes.ts";
import { trainingMoments } from "../pca.ts";
import { trainingOf } from "../train.ts";
import { vaeQuestion, vaeSample } from "./ask.ts";
import { vaeBounds } from "./bounds.ts";
import { checkVae } from "./data.ts";
import type { VaeTaskParams } from "./fields.ts";
import { vaeModelOf } from "./net.ts";
import { ppcaBeside } from "./ppca.ts";
import { vaeQuantisation } from "./quantise.ts";

const vaeNet: Autoencoding<VaeTaskParams> = { lab: "vae", check: checkVae, model: vaeModelOf };

export const vaeProcesses = {
  train: trainingOf(vaeNet),
  moments: trainingMoments,
  ppca: ppcaBeside,
  bounds: vaeBounds,
  codes: codesOf(vaeNet),
  quantise: vaeQuantisation,
  encode: vaeQuestion,
  decode: vaeQuestion,
  reconstruct: vaeQuestion,
  sample: vaeSample,
} as const;
