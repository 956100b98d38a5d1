import { type Arrays, array } from "../../../arrays.ts";
import { type HmmMachine, openHmm } from "../../../kernels/hmm/index.ts";
import { potts, totalVariation } from "../../../kernels/kalman/chain-field.ts";
import { type Filtered, kalmanFilter } from "../../../kernels/kalman/filter.ts";
import type { Measurements, StateSpaceModel } from "../../../kernels/kalman/model.ts";
import { drawPath, smooth } from "../../../kernels/kalman/smoother.ts";
import { foldIn, type Key } from "../../../random/index.ts";
import { once } from "../../process.ts";
import { type FitParams, modelFrom, told } from "./fit.ts";
import { gridFilter } from "./grid-filter.ts";
import { learnedOf, startModel } from "./models.ts";
import { DETAILED, seenOf, seriesOf, withHorizon } from "./series.ts";

/** Paths that are drawn given all measurements. */
const DRAWS = 5;
/** Squared distance beyond which a measurement of so many values has less than one chance in a thousand (χ²). */
const GATES = [10.83, 13.82, 16.27, 18.47, 20.52, 22.46];

/** What the answer is asked with: the model is that of the fit; or, with `set`, that of the parameters (a slider is dragged). */
export type AnswerParams = FitParams & { readonly set?: boolean };

/**
 * Filter, smoother and what else cleans the series, over all steps and those that are predicted (T in all), of what is measured without its noise (C·x + d):
 * "predicted", "filtered", "smoothed" (T × m) with covariances "predictedCov", … (T × m × m, long series: variances alone, T × m). "used" (T × m); "innovations" and
 * "whitened" (T × m); "states" (T × n, smoothed), "gains" (T × n × m) and "draws" (draws × T × m) of series that are not long; with one column "hmm", "hmmSmoothed" with
 * deviations, and the chain's "variation" and "potts" (steps that are seen). "facts": log-likelihood (nats), settled slots. "noise": standard deviations of measurements.
 */
export const answer = once((params: AnswerParams, context, { key }) => {
  const { data, inputs } = context;
  const seen = seenOf(params, seriesOf(data));
  const fitted = inputs.fit ?? inputs.given;
  const model = params.set || !fitted?.observation ? startModel(params, seen, key) : modelFrom(fitted);
  const longer = withHorizon(params, seen);
  const run = told(() => kalmanFilter(model, longer, params.gate ? { gate: GATES[seen.outputs - 1] } : {}));
  const isDetailed = longer.steps <= DETAILED;
  const smoothed = smooth(run, model.states, model.outputs);
  const beliefs = {
    ...signal(model, "predicted", run.predicted, run.predictedFactors, run.slots, isDetailed),
    ...signal(model, "filtered", run.filtered, run.filteredFactors, run.slots, isDetailed),
    ...signal(model, "smoothed", smoothed.means, smoothed.factors, smoothed.slots, isDetailed),
  };
  const { outputs: m } = model;
  const steps = longer.steps;
  return {
    ...beliefs,
    used: array(run.used, [steps, m]),
    innovations: array(run.innovations, [steps, m]),
    whitened: array(run.whitened, [steps, m]),
    noise: array(noiseOf(model)),
    facts: array(Float64Array.of(run.logLikelihood, run.slots[steps - 1] + 1)),
    ...(isDetailed && { states: array(smoothed.means, [steps, model.states]), ...detailsOf(model, run, key) }),
    ...(isDetailed && m === 1 && cleaned(params, seen, model, openHmm(context))),
  };
});

/** Mean and covariance of C·x + d at each step. */
function signal(
  { states: n, outputs: m, observation, offset }: StateSpaceModel,
  name: string,
  means: Float64Array,
  factors: Float64Array,
  slots: Int32Array,
  isWhole: boolean,
): Arrays {
  const steps = slots.length;
  const mean = new Float64Array(steps * m);
  const width = isWhole ? m * m : m;
  const covariance = new Float64Array(steps * width);
  let [last, block] = [-1, new Float64Array(m * m)];
  for (let t = 0; t < steps; t++) {
    for (let i = 0; i < m; i++) {
      let value = offset[i];
      for (let j = 0; j < n; j++) value += observation[i * n + j] * means[t * n + j];
      mean[t * m + i] = value;
    }
    if (slots[t] !== last) block = seenCovariance(observation, factors, slots[t] * n * n, n, m);
    last = slots[t];
    if (isWhole) covariance.set(block, t * width);
    else for (let i = 0; i < m; i++) covariance[t * m + i] = block[i * m + i];
  }
  return { [name]: array(mean, [steps, m]), [`${name}Cov`]: array(covariance, isWhole ? [steps, m, m] : [steps, m]) };
}

/** C·F·(C·F)ᵀ. */
function seenCovariance(c: Float64Array, factors: Float64Array, at: number, n: number, m: number) {
  const root = new Float64Array(m * n);
  for (let i = 0; i < m; i++)
    for (let k = 0; k < n; k++) for (let j = 0; j < n; j++) root[i * n + j] += c[i * n + k] * factors[at + k * n + j];
  const out = new Float64Array(m * m);
  for (let a = 0; a < m; a++)
    for (let b = 0; b < m; b++) for (let j = 0; j < n; j++) out[a * m + b] += root[a * n + j] * root[b * n + j];
  return out;
}

function noiseOf({ outputs: m, noiseFactor }: StateSpaceModel): Float64Array {
  return Float64Array.from({ length: m }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < m; j++) sum += noiseFactor[i * m + j] * noiseFactor[i * m + j];
    return Math.sqrt(sum);
  });
}

function detailsOf({ states: n, outputs: m, observation, offset }: StateSpaceModel, run: Filtered, key: Key): Arrays {
  const { steps, slots } = run;
  const gains = new Float64Array(steps * n * m);
  for (let t = 0; t < steps; t++) gains.set(run.gains.subarray(slots[t] * n * m, (slots[t] + 1) * n * m), t * n * m);
  const draws = new Float64Array(DRAWS * steps * m);
  for (let d = 0; d < DRAWS; d++) {
    const path = drawPath(foldIn(key, d), run, n, m);
    for (let t = 0; t < steps; t++)
      for (let i = 0; i < m; i++) {
        let value = offset[i];
        for (let j = 0; j < n; j++) value += observation[i * n + j] * path[t * n + j];
        draws[(d * steps + t) * m + i] = value;
      }
  }
  return { gains: array(gains, [steps, n, m]), draws: array(draws, [DRAWS, steps, m]) };
}

/** What else cleans one column: the HMM of as many levels, and two Markov fields on a chain. */
function cleaned(params: AnswerParams, seen: Measurements, model: StateSpaceModel, machine: HmmMachine): Arrays {
  const noise = noiseOf(model)[0];
  // The walk of the level alone: of models with a slope, what the level changes by in a step beside it.
  const process = learnedOf(params).process === "full" ? noise : walkOf(model);
  const grid = gridFilter(seen, params.regimes, process, noise, machine);
  const weight = params.smoothness * noise;
  return {
    hmm: array(grid.means),
    hmmDeviation: array(grid.deviations),
    hmmSmoothed: array(grid.smoothed),
    hmmSmoothedDeviation: array(grid.smoothedDeviations),
    variation: array(totalVariation(seen, weight)),
    potts: array(potts(seen, params.smoothness * noise * noise)),
  };
}

/** Standard deviation of what the process adds to the signal in a step. */
function walkOf({ states: n, observation, processFactor }: StateSpaceModel): number {
  let square = 0;
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += observation[i] * processFactor[i * n + j];
    square += sum * sum;
  }
  return Math.sqrt(square);
}
