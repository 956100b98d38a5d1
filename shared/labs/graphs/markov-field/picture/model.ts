/** The Markov field of a noisy picture: what observations cost, and what neighbours that differ cost. Pure functions, for processes and views alike. */

import type { Arrays } from "../../../../arrays.ts";
import {
  contrastWeight,
  flippedCosts,
  type GridField,
  gridField,
  normalCosts,
  type Observed,
} from "../../../../kernels/grid-labels/index.ts";
import type { PictureParams } from "./fields.ts";
import { labelsOf } from "./given.ts";

/** No observation is certain: noise that the model counts with at least. */
const LEAST_FLIP = 0.01;

/**
 * The field of what the task "observe" found: `observed` [height, width, channels], and of a segmentation `means` and `variances` [classes, channels].
 */
export function fieldOf(params: PictureParams, found: Arrays): GridField {
  const [height, width, channels] = found.observed.shape;
  const observed: Observed = { values: Float64Array.from(found.observed.values as Float32Array), channels };
  const labels = labelsOf(params);
  const shape = { width, height, labels };
  const neighbours = params.neighbours === "8" ? 8 : 4;
  const weight = contrastWeight(observed, width, params.coupling, params.task === "segment" ? params.contrast : 0);
  const truncation = params.task === "grey" ? Math.max(1, params.truncation * (labels - 1)) : 1;
  return gridField(shape, unaryOf(params, observed, found), weight, { neighbours, truncation });
}

function unaryOf(params: PictureParams, observed: Observed, { means, variances }: Arrays): Float64Array {
  const { task, noise, levels } = params;
  if (task === "binary") return flippedCosts(observed.values, Math.max(noise, LEAST_FLIP));
  if (task === "segment")
    return normalCosts(observed, {
      means: Float64Array.from(means.values as Float64Array),
      variances: Float64Array.from(variances.values as Float64Array),
    });
  const step = 1 / (levels - 1);
  // Rounding to the nearest level adds what a uniform error of one step does.
  const variance = noise * noise + (step * step) / 12;
  return normalCosts(observed, {
    means: Float64Array.from({ length: levels }, (_, k) => k * step),
    variances: new Float64Array(levels).fill(variance),
  });
}

/** The picture that labels stand for: levels of grey, or of classes their means; height × width × channels, from 0 to 1. */
export function shownOf(params: PictureParams, found: Arrays, labels: ArrayLike<number>): Float32Array {
  const channels = params.task === "segment" ? found.observed.shape[2] : 1;
  const most = labelsOf(params) - 1;
  return Float32Array.from({ length: labels.length * channels }, (_, at) => {
    const label = labels[Math.floor(at / channels)];
    return params.task === "segment" ? Number(found.means.values[label * channels + (at % channels)]) : label / most;
  });
}
