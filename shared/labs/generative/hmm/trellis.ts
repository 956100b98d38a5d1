/** Questions of views about a model and the data: the whole in brief, a window of the trellis with all its numbers, and new sequences. */
import { type Arrays, array } from "../../../arrays.ts";
import {
  beliefsOf,
  evidenceOf,
  filter,
  type Hmm,
  logDensities,
  logMessages,
  type Observations,
  openHmm,
  posteriorOf,
  sample,
  sequencesOf,
  smoothedOf,
  survivors,
  viterbi,
} from "../../../kernels/hmm/index.ts";
import { exp, logSumExp } from "../../../math/index.ts";
import { foldIn, keyOfSeed } from "../../../random/index.ts";
import { once } from "../../process.ts";
import { impossibleRow } from "./answer.ts";
import { sequencesIn } from "./data.ts";
import type { HmmParams } from "./fields.ts";
import { modelIn } from "./model-arrays.ts";
import { SAMPLE_ROWS } from "./sampled.ts";

export type ReadParams = Pick<HmmParams, "emissions" | "sequence">;

/**
 * Of the model that is given: "posterior" [rows, K] (float32), "path" [rows], "logLikelihood", "pathLog"; or "impossible" alone: the row (from 0) that cannot
 * follow those before it.
 */
export const overview = once((params: ReadParams, context): Arrays => {
  const { data, inputs } = context;
  const { observations } = sequencesIn(data, params);
  const model = modelIn(inputs.given);
  const { posterior, logLikelihoods } = smoothedOf(model, observations, { counts: false, machine: openHmm(context) });
  const wrong = logLikelihoods.indexOf(Number.NEGATIVE_INFINITY);
  if (wrong >= 0) return { impossible: array(Int32Array.of(impossibleRow(model, observations, wrong)), []) };
  const { path, logProbabilities } = viterbi(model, observations);
  const sum = (values: Float64Array) => array(Float64Array.of(values.reduce((a, b) => a + b, 0)), []);
  return {
    posterior: array(Float32Array.from(posterior), [observations.rows, model.initial.length]),
    path: array(path),
    logLikelihood: sum(logLikelihoods),
    pathLog: sum(logProbabilities),
  };
});

export interface TrellisParams extends ReadParams {
  /** First row, from 0. */
  readonly from: number;
  readonly rows: number;
}

/**
 * Of the rows [from, from + rows), cut to the sequence of the first; all [rows, K] unless said: "forward" α = p(sₜ | x₁ … xₜ), "backward" β = p(xₜ₊₁ … | sₜ) / p(xₜ₊₁ … | x₁ … xₜ), "posterior" γ = α·β,
 * "shown" p(xₜ | sₜ), "best" log of the most probable path to each state and "before" the state before on it; and "scale" cₜ = p(xₜ | x₁ … xₜ₋₁) [rows]. A model with
 * durations has forward, posterior and shown alone.
 */
export const trellis = once((params: TrellisParams, { data, inputs }): Arrays => {
  const { observations } = sequencesIn(data, params);
  const model = modelIn(inputs.given);
  const K = model.initial.length;
  const range = sequencesOf(observations).find(([, to]) => params.from < to) ?? [0, observations.rows];
  const rows = Math.min(params.rows, range[1] - params.from);
  const cut = (values: Float64Array, first = 0) =>
    array(values.slice((params.from - first) * K, (params.from - first + rows) * K), [rows, K]);
  const logs = logDensities(model.emissions, K, observations);
  const shown = cut(logs.map(exp));
  if (model.durations) {
    const { filtered, posterior } = posteriorOf(model, observations);
    return { forward: cut(filtered), posterior: cut(posterior), shown };
  }
  const { forward, backward, scale } = messages(model, observations, logs, range);
  const { best, before } = survivors(model, logs, range);
  const places = before.slice((params.from - range[0]) * K, (params.from - range[0] + rows) * K);
  return {
    forward: cut(forward, range[0]),
    backward: cut(backward, range[0]),
    posterior: cut(
      forward.map((one, i) => (one > 0 ? one * backward[i] : 0)),
      range[0],
    ),
    shown,
    best: cut(best, range[0]),
    before: array(places, [rows, K]),
    scale: array(scale.slice(params.from - range[0], params.from - range[0] + rows)),
  };
});

/** α and β of a whole sequence, scaled (Rabiner's), and its factors of the likelihood. */
function messages(model: Hmm, data: Observations, logs: Float64Array, range: readonly [number, number]) {
  const K = model.initial.length;
  const [from, to] = range;
  const evidence = evidenceOf(model.emissions, K, data);
  const { filtered, predicted } = beliefsOf(data.rows, K);
  if (Number.isNaN(filter(model, evidence, range, { filtered, predicted }))) return byLogarithms(model, logs, range);
  const rows = to - from;
  const backward = new Float64Array(rows * K).fill(1);
  const scale = new Float64Array(rows);
  const weighted = new Float64Array(K);
  for (let t = rows - 1; t >= 0; t--) {
    const at = (from + t) * K;
    let sum = 0;
    for (let s = 0; s < K; s++) sum += predicted[at + s] * evidence.weights[at + s];
    scale[t] = sum * exp(evidence.shifts[from + t]);
    if (t === 0) continue;
    for (let s = 0; s < K; s++) weighted[s] = (evidence.weights[at + s] / sum) * backward[t * K + s];
    for (let s = 0; s < K; s++) {
      let all = 0;
      for (let next = 0; next < K; next++) all += model.transitions[s * K + next] * weighted[next];
      backward[(t - 1) * K + s] = all;
    }
  }
  return { forward: filtered.slice(from * K, to * K), backward, scale };
}

function byLogarithms(model: Hmm, logs: Float64Array, range: readonly [number, number]) {
  const K = model.initial.length;
  const { forward, backward, logLikelihood } = logMessages(model, logs, range);
  const rows = range[1] - range[0];
  const sums = Float64Array.from({ length: rows }, (_, t) => logSumExp(forward.subarray(t * K, (t + 1) * K)));
  return {
    forward: forward.map((one, i) => exp(one - sums[Math.floor(i / K)])),
    backward: backward.map((one, i) => exp(one - (logLikelihood - sums[Math.floor(i / K)]))),
    scale: sums.map((sum, t) => exp(t === 0 ? sum : sum - sums[t - 1])),
  };
}

/** A new sequence of the model that is given, by its number: "states", and "symbols" or "values". */
export const another = once(({ number }: { readonly number: number }, { inputs }): Arrays => {
  const { states, observations } = sample(foldIn(keyOfSeed(number), 0), modelIn(inputs.given), SAMPLE_ROWS);
  const { symbols, values } = observations;
  return {
    states: array(states),
    ...(symbols && { symbols: array(symbols) }),
    ...(values && { values: array(values) }),
  };
});
