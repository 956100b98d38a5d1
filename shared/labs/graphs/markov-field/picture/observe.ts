import { array } from "../../../../arrays.ts";
import {
  byBrightness,
  likeliestLabels,
  mixtureStep,
  type Observed,
  startMixture,
} from "../../../../kernels/grid-labels/index.ts";
import { fillNormal, fillUniform } from "../../../../random/index.ts";
import type { Key } from "../../../../random/key.ts";
import { once } from "../../../process.ts";
import type { PictureParams } from "./fields.ts";
import { type Picture, pictureOf } from "./given.ts";
import { fieldOf } from "./model.ts";
import { scoreOf } from "./score.ts";
import { thresholded } from "./threshold.ts";

/** Steps of EM: on pictures the likelihood is at rest long before. */
const EM_STEPS = 30;

/**
 * What is observed: the picture with noise, `observed` [height, width, channels] (in black and white 0 or 1); of a segmentation the classes learnt from it, from
 * dark to bright: `means`, `variances` [classes, channels], `shares` [classes], and `logLikelihood` of each step of EM, per pixel. `labels`
 * [height, width]: what each pixel would be alone, and `score`, how good that is.
 */
export const observe = once<PictureParams>((params, { data, beat }, { key }) => {
  const picture = pictureOf(data, params);
  const { width, height, channels } = picture;
  const seen =
    params.task === "binary" ? flipped(thresholded(picture), params.noise, key) : noisy(picture, params.noise, key);
  const observed = array(seen, [height, width, channels]);
  const found = {
    observed,
    ...(params.task === "segment" && classesOf({ values: seen, channels }, params.classes, beat)),
  };
  const labels = likeliestLabels(fieldOf(params, found));
  const score = scoreOf(params, picture, found, labels);
  return {
    ...found,
    labels: array(labels, [height, width]),
    score: array(Float64Array.of(score.psnr ?? 0, score.accuracy ?? 0), [2]),
  };
});

function flipped(values: Float32Array, probability: number, key: Key): Float32Array {
  const draws = new Float64Array(values.length);
  fillUniform(key, 0, draws);
  return values.map((value, i) => (draws[i] < probability ? 1 - value : value));
}

function noisy({ values }: Picture, deviation: number, key: Key): Float32Array {
  const draws = new Float64Array(values.length);
  if (deviation > 0) fillNormal(key, 0, draws);
  return Float32Array.from(values, (value, i) => value / 255 + deviation * draws[i]);
}

function classesOf(observed: Observed, classes: number, beat: (() => void) | undefined) {
  let mixture = startMixture(observed, classes);
  const logLikelihood = new Float64Array(EM_STEPS);
  for (let n = 0; n < EM_STEPS; n++) {
    const next = mixtureStep(observed, mixture);
    mixture = next.mixture;
    logLikelihood[n] = next.logLikelihood;
    beat?.();
  }
  const { means, variances, shares } = byBrightness(mixture);
  const shape = [classes, observed.channels];
  return {
    means: array(means, shape),
    variances: array(variances, shape),
    shares: array(shares, [classes]),
    logLikelihood: array(logLikelihood, [EM_STEPS]),
  };
}
