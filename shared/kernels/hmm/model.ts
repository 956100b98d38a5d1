/**
 * Hidden Markov models: p(s, x) = initial[s₁] Π transitions[sₜ₋₁][sₜ] Π p(xₜ | sₜ) (Rabiner, "A tutorial on hidden Markov models", 1989). K states,
 * M symbols or D dimensions; matrices are row-major, rows of `transitions` are "from".
 */
export interface Chain {
  /** K probabilities. */
  readonly initial: Float64Array;
  /** K × K. With `durations` they lead from one segment to the next. */
  readonly transitions: Float64Array;
  /**
   * Explicit durations (a hidden semi-Markov model): K × L, probability of staying 1, 2, …, L steps. A sequence begins with a segment, and its end may
   * cut the last one short.
   */
  readonly durations?: Float64Array;
}

/** A table: K × M probabilities. */
export interface DiscreteEmissions {
  readonly kind: "discrete";
  readonly symbols: number;
  readonly table: Float64Array;
}

/** Normal distributions. `covariances`: K × D variances ("diagonal"), or K × D × D ("full"). */
export interface GaussianEmissions {
  readonly kind: "diagonal" | "full";
  readonly dimensions: number;
  /** K × D. */
  readonly means: Float64Array;
  readonly covariances: Float64Array;
}

export type Emissions = DiscreteEmissions | GaussianEmissions;

export interface Hmm extends Chain {
  readonly emissions: Emissions;
}

/** What was observed: several sequences, one after the other. */
export interface Observations {
  readonly rows: number;
  /** First row of each sequence: ascending, from 0. */
  readonly starts: Int32Array;
  /** Of discrete emissions: a symbol per row, −1 where it is missing. */
  readonly symbols?: Int32Array;
  /** Of Gaussian emissions: rows × D. */
  readonly values?: Float64Array;
  /** 1 where a value is present, rows × D; absent when nothing is missing. */
  readonly mask?: Uint8Array;
}

export const statesOf = ({ initial }: Chain): number => initial.length;

/** L of a chain with durations, 0 of one without. */
export const longestOf = ({ initial, durations }: Chain): number => (durations ? durations.length / initial.length : 0);

/** [from, to) of each sequence. */
export function sequencesOf({
  rows,
  starts,
}: Pick<Observations, "rows" | "starts">): readonly (readonly [number, number])[] {
  return Array.from(starts, (from, i) => [from, i + 1 < starts.length ? starts[i + 1] : rows] as const);
}
