/** What a model says of the data: beliefs, the most probable path, likelihoods. */
import { type Arrays, array } from "../../../arrays.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import {
  type Hmm,
  type HmmMachine,
  type Observations,
  openHmm,
  sequencesOf,
  smoothedOf,
  viterbi,
} from "../../../kernels/hmm/index.ts";
import { once } from "../../process.ts";
import { sequencesIn } from "./data.ts";
import type { HmmParams } from "./fields.ts";
import { givenModel } from "./given.ts";
import { modelArrays } from "./model-arrays.ts";

/**
 * The model, "posterior" [rows, K] (p(sₜ | x)), "path" [rows], "logLikelihoods" [sequences] and "pathLogs" [sequences] (log p(path, x)). Throws an ExperimentError for a
 * sequence that the model cannot produce.
 */
export function answerOf(model: Hmm, data: Observations, machine: HmmMachine, isLearned = false): Arrays {
  const { posterior, logLikelihoods } = smoothedOf(model, data, { counts: false, machine });
  const wrong = logLikelihoods.indexOf(Number.NEGATIVE_INFINITY);
  if (wrong >= 0) throw impossible(model, data, wrong, isLearned);
  const { path, logProbabilities } = viterbi(model, data);
  return {
    ...modelArrays(model),
    posterior: array(posterior, [data.rows, model.initial.length]),
    path: array(path),
    logLikelihoods: array(logLikelihoods),
    pathLogs: array(logProbabilities),
  };
}

/** The first row, from 0, that cannot follow those before it in a sequence that the model cannot produce. */
export function impossibleRow(model: Hmm, data: Observations, sequence: number): number {
  const [from, to] = sequencesOf(data)[sequence];
  const isPossible = (end: number) => {
    const part = { ...data, rows: end, starts: Int32Array.of(0, from) };
    return smoothedOf(model, part, { counts: false }).logLikelihoods[1] > Number.NEGATIVE_INFINITY;
  };
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (isPossible(middle)) low = middle;
    else high = middle;
  }
  return high - 1;
}

function impossible(model: Hmm, data: Observations, sequence: number, isLearned: boolean): ExperimentError {
  const row = impossibleRow(model, data, sequence) + 1;
  if (isLearned)
    return new ExperimentError(
      "params.pseudoCounts",
      "hmm-unseen",
      `row ${row} shows what was never seen in the part that was learned from (raise the pseudo-counts, or hold out less)`,
      { row },
    );
  return new ExperimentError(
    "data",
    "hmm-impossible",
    `row ${row} cannot follow those before it: the model gives it probability 0 (give some of its zeros a small probability)`,
    { row, sequence: sequence + 1 },
  );
}

/** Task "answer" of a given model. */
export const given = once((params: HmmParams, context) => {
  const { data } = context;
  const sequences = sequencesIn(data, params);
  return answerOf(givenModel(params, data?.chain, sequences).model, sequences.observations, openHmm(context));
});
