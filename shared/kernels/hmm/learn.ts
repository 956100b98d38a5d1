/** Baum–Welch (EM), counting of known states, and what a model costs. */
import { log } from "../../math/index.ts";
import type { HmmMachine } from "./machine.ts";
import { type LearningOptions, maximise } from "./maximise.ts";
import { type Hmm, longestOf, type Observations, sequencesOf } from "./model.ts";
import { smoothedOf } from "./posterior.ts";
import { scalarMachine } from "./scalar.ts";

export interface Step {
  readonly model: Hmm;
  /** Of the model before the step. */
  readonly logLikelihood: number;
  /** What EM never lowers: the log-likelihood, with pseudo-counts that of the prior too (but for a constant). Before the step. */
  readonly objective: number;
}

/** One step. A model that cannot have produced the data stays as it is. */
export function baumWelch(
  model: Hmm,
  data: Observations,
  options: LearningOptions,
  machine: HmmMachine = scalarMachine,
): Step {
  const counts = smoothedOf(model, data, { machine });
  const logLikelihood = counts.logLikelihoods.reduce((a, b) => a + b, 0);
  const objective = logLikelihood + logPrior(model, options.pseudoCounts);
  if (logLikelihood === Number.NEGATIVE_INFINITY) return { model, logLikelihood, objective };
  return { model: maximise(model, counts, data, options), logLikelihood, objective };
}

/** c · Σ log of all probabilities that are not 0. */
function logPrior({ initial, transitions, durations, emissions }: Hmm, pseudoCounts: number): number {
  if (pseudoCounts === 0) return 0;
  let sum = 0;
  const tables = [initial, transitions, durations ?? [], emissions.kind === "discrete" ? emissions.table : []];
  for (const table of tables) for (const one of table) if (one > 0) sum += log(one);
  return pseudoCounts * sum;
}

/** The model of known states, one per row. `start` says what nothing is counted of (`blank`). */
export function countStates(start: Hmm, states: Int32Array, data: Observations, options: LearningOptions): Hmm {
  const K = start.initial.length;
  const L = longestOf(start);
  const posterior = new Float64Array(data.rows * K);
  for (let t = 0; t < data.rows; t++) posterior[t * K + states[t]] = 1;
  const pairs = new Float64Array(K * K);
  const spells = { ended: new Float64Array(K * L), stayed: new Float64Array(K * L) };
  for (const [from, to] of sequencesOf(data)) {
    let age = 0;
    for (let t = from; t + 1 < to; t++) {
      const [s, next] = [states[t], states[t + 1]];
      const stays = s === next;
      if (L === 0 || !stays) pairs[s * K + next]++;
      if (L > 0) (stays ? spells.stayed : spells.ended)[s * L + age]++;
      age = stays ? age + 1 : 0;
    }
  }
  return maximise(start, { posterior, pairs, ...(L > 0 && { spells }) }, data, options);
}

/** The longest run of one state in a sequence. */
export function longestRun(
  states: Int32Array,
  data: Observations,
): { readonly length: number; readonly state: number } {
  let found = { length: 0, state: 0 };
  for (const [from, to] of sequencesOf(data)) {
    let length = 0;
    for (let t = from; t < to; t++) {
      length = t > from && states[t] === states[t - 1] ? length + 1 : 1;
      if (length > found.length) found = { length, state: states[t] };
    }
  }
  return found;
}

/** Free numbers of a model, what is 0 by its form apart. */
export function parametersOf(model: Hmm): number {
  const K = model.initial.length;
  const L = longestOf(model);
  const { emissions } = model;
  const others = L > 0 && K > 1 ? K - 1 : K;
  const chain = K - 1 + K * (others - 1) + (L > 0 ? K * (L - 1) : 0);
  if (emissions.kind === "discrete") return chain + K * (emissions.symbols - 1);
  const D = emissions.dimensions;
  return chain + K * (D + (emissions.kind === "full" ? (D * (D + 1)) / 2 : D));
}

/** Rows of which something was observed. */
export function observedRows({ rows, symbols, mask }: Observations): number {
  if (symbols) return symbols.subarray(0, rows).reduce((sum, symbol) => sum + Number(symbol >= 0), 0);
  if (!mask) return rows;
  const D = mask.length / rows;
  let count = 0;
  for (let t = 0; t < rows; t++) if (mask.subarray(t * D, (t + 1) * D).some((one) => one !== 0)) count++;
  return count;
}

/** The first part of the data: whole sequences but `share` of them, of a single one its first steps. */
export function firstPart(data: Observations, share: number): Observations {
  if (share === 0) return data;
  const S = data.starts.length;
  const kept = S > 1 ? Math.max(1, Math.floor(S * (1 - share))) : 1;
  const rows = S > 1 ? (kept < S ? data.starts[kept] : data.rows) : Math.max(1, Math.floor(data.rows * (1 - share)));
  const D = data.values ? data.values.length / data.rows : 1;
  return {
    ...{ rows, starts: data.starts.slice(0, kept) },
    ...(data.symbols && { symbols: data.symbols.subarray(0, rows) }),
    ...(data.values && { values: data.values.subarray(0, rows * D) }),
    ...(data.mask && { mask: data.mask.subarray(0, rows * D) }),
  };
}
