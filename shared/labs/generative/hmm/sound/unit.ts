import { type Arrays, array } from "../../../../arrays.ts";
import { type Hmm, type HmmMachine, type Observations, openHmm, smoothedOf } from "../../../../kernels/hmm/index.ts";
import { ANALYSIS } from "../../../../kernels/speech/index.ts";
import { iterate } from "../../../process.ts";
import { STATES } from "./loop.ts";

const D = ANALYSIS.coefficients;
/** The least variance, as a share of that over all frames of all units: few frames may lie close together by chance. */
const FLOOR = 0.01;
/** Bounds of the probability of staying. */
const [LEAST, MOST] = [0.02, 0.98];

interface Problem {
  readonly data: Observations & { readonly values: Float64Array };
  /** Of all frames, per coefficient. */
  readonly floors: Float64Array;
  readonly machine: HmmMachine;
}

interface State {
  readonly means: Float64Array;
  readonly variances: Float64Array;
  /** Of the last state while it is trained: 1, since a segment ends there. */
  readonly stays: Float64Array;
  /** Expected share of its frames after which a segment that is in the last state goes on. */
  readonly lastStays: number;
  /** Per frame, of the model before the step. */
  readonly logLikelihood: number;
}

/**
 * Learns one unit from its segments by Baum–Welch: a chain of `STATES` states, from left to right, each with a normal distribution of cepstra (diagonal covariance). It begins
 * with every segment cut in equal parts. Waits for the task "voices". Records the log-likelihood per frame before each step.
 */
export const unitTask = iterate<{ readonly unit: number }, Problem, State, "logLikelihood">({
  records: { logLikelihood: { shape: [], values: new Float64Array(1) } },
  problem: ({ unit }, context) => ({ ...problemOf(unit, context.inputs.voices), machine: openHmm(context) }),
  init: (_key, problem) => equalParts(problem),
  step: (_key, problem, state) => improved(problem, state),
  info: (_problem, { logLikelihood }) => ({ logLikelihood }),
  output: (_problem, { means, variances, stays, lastStays }) => ({
    means: array(means, [STATES, D]),
    variances: array(variances, [STATES, D]),
    stays: array(
      stays.map((stay, s) => (s === STATES - 1 ? lastStays : stay)),
      [STATES],
    ),
  }),
});

/** The segments of one unit, one after another. */
function problemOf(unit: number, { cepstra, starts, units }: Arrays): Omit<Problem, "machine"> {
  const all = cepstra.values as Float64Array;
  const ends = [...Array.from(starts.values).slice(1), cepstra.shape[0]];
  const own = Array.from(units.values, (_, i) => i).filter((i) => units.values[i] === unit);
  const rows = own.reduce((sum, i) => sum + ends[i] - starts.values[i], 0);
  const values = new Float64Array(rows * D);
  const from = new Int32Array(own.length);
  let at = 0;
  for (const [place, i] of own.entries()) {
    from[place] = at;
    values.set(all.subarray(starts.values[i] * D, ends[i] * D), at * D);
    at += ends[i] - starts.values[i];
  }
  const whole = spread(all, new Float64Array(cepstra.shape[0]).fill(1));
  return { data: { rows, starts: from, values }, floors: whole.variances.map((variance) => FLOOR * variance) };
}

/** Mean and variance (divided by the sum of weights) of rows. */
function spread(values: Float64Array, weights: Float64Array) {
  const [means, variances] = [new Float64Array(D), new Float64Array(D)];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  for (const [t, weight] of weights.entries())
    for (let d = 0; d < D; d++) means[d] += (weight * values[t * D + d]) / total;
  for (const [t, weight] of weights.entries())
    for (let d = 0; d < D; d++) variances[d] += (weight * (values[t * D + d] - means[d]) ** 2) / total;
  return { means, variances, total };
}

function equalParts(problem: Problem): State {
  const { data } = problem;
  const shares = new Float64Array(data.rows * STATES);
  for (const [i, from] of data.starts.entries()) {
    const to = data.starts[i + 1] ?? data.rows;
    for (let t = from; t < to; t++) shares[t * STATES + Math.floor(((t - from) * STATES) / (to - from))] = 1;
  }
  const stays = new Float64Array(STATES).fill(0.8);
  stays[STATES - 1] = 1;
  return { ...emissionsOf(problem, shares), stays, lastStays: 0.8, logLikelihood: 0 };
}

/** Weighted by the shares that rows have in states, rows × STATES. */
function emissionsOf({ data, floors }: Pick<Problem, "data" | "floors">, shares: Float64Array) {
  const [means, variances] = [new Float64Array(STATES * D), new Float64Array(STATES * D)];
  for (let s = 0; s < STATES; s++) {
    const found = spread(
      data.values,
      Float64Array.from({ length: data.rows }, (_, t) => shares[t * STATES + s]),
    );
    means.set(found.means, s * D);
    variances.set(
      found.variances.map((variance, d) => Math.max(variance, floors[d])),
      s * D,
    );
  }
  return { means, variances };
}

function chainOf({ means, variances, stays }: State): Hmm {
  const transitions = new Float64Array(STATES * STATES);
  for (let s = 0; s < STATES; s++) {
    transitions[s * STATES + s] = stays[s];
    if (s < STATES - 1) transitions[s * STATES + s + 1] = 1 - stays[s];
  }
  const initial = new Float64Array(STATES);
  initial[0] = 1;
  return { initial, transitions, emissions: { kind: "diagonal", dimensions: D, means, covariances: variances } };
}

function improved(problem: Problem, state: State): State {
  const { data, machine } = problem;
  const { posterior, pairs, logLikelihoods } = smoothedOf(chainOf(state), data, { machine });
  const last = STATES - 1;
  const stays = state.stays.map((_, s) => {
    const stay = pairs[s * STATES + s];
    return s === last ? 1 : bounded(stay / (stay + pairs[s * STATES + s + 1]));
  });
  let [ends, visits] = [0, 0];
  for (let t = 0; t < data.rows; t++) visits += posterior[t * STATES + last];
  for (const i of data.starts.keys()) ends += posterior[((data.starts[i + 1] ?? data.rows) - 1) * STATES + last];
  const logLikelihood = logLikelihoods.reduce((sum, one) => sum + one, 0) / data.rows;
  return { ...emissionsOf(problem, posterior), stays, lastStays: bounded(1 - ends / visits), logLikelihood };
}

/** Within its bounds; where a state was never visited, the middle. */
const bounded = (stay: number) => (Number.isNaN(stay) ? 0.5 : Math.min(MOST, Math.max(LEAST, stay)));
