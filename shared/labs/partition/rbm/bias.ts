import { array } from "../../../arrays.ts";
import { exactPhases } from "../../../kernels/rbm/bias.ts";
import { once } from "../../process.ts";
import { checkRbmData, samplesOf } from "./data.ts";
import type { RbmParams } from "./fields.ts";
import { parametersFrom } from "./machines.ts";
import { BIAS_STEPS, biases, dataDistribution } from "./track.ts";

/** What CD-k lacks of the gradient at the trained machine, of each k of `BIAS_STEPS`: norms and cosines, and the two as vectors for its own k. */
export const rbmBias = once((params: RbmParams, context) => {
  const samples = samplesOf(checkRbmData(context.data, params), params);
  const trained = parametersFrom(context.inputs.train);
  const phases = exactPhases(trained, dataDistribution(samples, params.binarise === "sample"));
  const found = biases(phases);
  return {
    k: array(Float64Array.from(BIAS_STEPS)),
    norm: array(Float64Array.from(found, ({ norm }) => norm)),
    cosine: array(Float64Array.from(found, ({ cosine }) => cosine)),
    gradient: array(phases.gradient),
    update: array(phases.contrastiveDivergence(params.k)),
  };
});
