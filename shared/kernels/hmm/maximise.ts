/**
 * The M-step of Baum–Welch (Baum, Petrie, Soules & Weiss, 1970): the model that makes the expected complete data most probable. What nothing was
 * counted of stays as it was, and a probability of 0 stays 0, so that the likelihood never falls. Also counts of known states.
 */
import { gaussiansFrom } from "./gaussians.ts";
import { type Chain, type DiscreteEmissions, type Hmm, longestOf, type Observations, sequencesOf } from "./model.ts";
import type { Smoothed } from "./posterior.ts";

export interface LearningOptions {
  /** Added to each count of starts, transitions, symbols and durations whose probability is not 0: a Dirichlet prior of this + 1. */
  readonly pseudoCounts: number;
  /** Least variance of each dimension, D: normal distributions shrink no further (in units of these, a covariance has no smaller eigenvalue than 1). */
  readonly floors: Float64Array;
}

/** What was counted, or is expected. */
export type Counts = Pick<Smoothed, "posterior" | "pairs" | "spells">;

export function maximise(model: Hmm, counts: Counts, data: Observations, options: LearningOptions): Hmm {
  const { pseudoCounts } = options;
  const K = model.initial.length;
  const emissions =
    model.emissions.kind === "discrete"
      ? discreteFrom(model.emissions, counts.posterior, data, pseudoCounts)
      : gaussiansFrom(model.emissions, K, counts.posterior, data, options.floors);
  return {
    initial: proportions(model.initial, startsIn(counts.posterior, data, K), K, pseudoCounts),
    transitions: proportions(model.transitions, counts.pairs, K, pseudoCounts),
    ...(model.durations && counts.spells && { durations: durationsFrom(model, counts.spells, pseudoCounts) }),
    emissions,
  };
}

/** Smaller probabilities are 0. */
const LEAST = 1e-150;

/** counts + pseudoCounts, in rows that sum to 1; a row without counts as it was. */
function proportions(old: Float64Array, counts: Float64Array, width: number, pseudoCounts: number): Float64Array {
  const out = old.slice();
  for (let from = 0; from < old.length; from += width) {
    let sum = 0;
    for (let i = from; i < from + width; i++) sum += old[i] > 0 ? counts[i] + pseudoCounts : 0;
    if (!(sum > 0)) continue;
    for (let i = from; i < from + width; i++) {
      const share = old[i] > 0 ? (counts[i] + pseudoCounts) / sum : 0;
      out[i] = share < LEAST ? 0 : share;
    }
  }
  return out;
}

function startsIn(posterior: Float64Array, data: Observations, K: number): Float64Array {
  const starts = new Float64Array(K);
  for (const [from, to] of sequencesOf(data))
    for (let s = 0; from < to && s < K; s++) starts[s] += posterior[from * K + s];
  return starts;
}

function discreteFrom(
  { kind, symbols: M, table }: DiscreteEmissions,
  posterior: Float64Array,
  data: Observations,
  pseudoCounts: number,
): DiscreteEmissions {
  const K = table.length / M;
  const given = data.symbols as Int32Array;
  const counts = new Float64Array(K * M);
  for (let t = 0; t < data.rows; t++)
    if (given[t] >= 0) for (let s = 0; s < K; s++) counts[s * M + given[t]] += posterior[t * K + s];
  return { kind, symbols: M, table: proportions(table, counts, M, pseudoCounts) };
}

/** By hazards: of the spells that reach an age, the share that ends there. Those that the end of a sequence cuts short count for what they reached. */
function durationsFrom(model: Chain, { ended, stayed }: NonNullable<Counts["spells"]>, pseudoCounts: number) {
  const L = longestOf(model);
  const old = model.durations as Float64Array;
  const out = new Float64Array(old.length);
  for (let from = 0; from < old.length; from += L) {
    // With pseudo-counts as if that many spells of each possible duration had been seen.
    const possible = old.subarray(from, from + L);
    let beyond = possible.reduce((count, one) => count + (one > 0 ? 1 : 0), 0);
    let [left, leftBefore] = [1, 1];
    for (let a = 0; a < L; a++) {
      const i = from + a;
      const seen = old[i] > 0 ? 1 : 0;
      beyond -= seen;
      const [ends, stays] = [ended[i] + pseudoCounts * seen, stayed[i] + pseudoCounts * beyond];
      const reached = ends + stays;
      const hazard = reached > 0 ? ends / reached : leftBefore > 0 ? old[i] / leftBefore : 1;
      out[i] = left * hazard;
      left -= out[i];
      leftBefore -= old[i];
    }
  }
  return proportions(old, out, L, 0);
}
