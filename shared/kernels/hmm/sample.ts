/** Sequences drawn from the model: states first, then what each shows. */
import { cholesky } from "../../linalg/index.ts";
import { categorical, cumulate, foldIn, type Key, normal } from "../../random/index.ts";
import { type Emissions, type Hmm, longestOf, type Observations, statesOf } from "./model.ts";

const STREAM = { states: 0, durations: 1, emissions: 2 } as const;

/** One sequence. */
export interface Sample {
  readonly states: Int32Array;
  readonly observations: Observations;
}

export function sample(key: Key, model: Hmm, rows: number): Sample {
  const states = sampleStates(key, model, rows);
  return { states, observations: emit(foldIn(key, STREAM.emissions), model.emissions, states) };
}

/** A path. With durations its last segment ends where it will: what is beyond `rows` is not there. */
export function sampleStates(key: Key, model: Hmm, rows: number): Int32Array {
  const K = statesOf(model);
  const longest = longestOf(model);
  const rowsOf = (values: Float64Array, width: number) =>
    Array.from({ length: K }, (_, s) => cumulate(values.subarray(s * width, (s + 1) * width)));
  const next = rowsOf(model.transitions, K);
  const durations = model.durations && rowsOf(model.durations, longest);
  const states = new Int32Array(rows);
  const [chosen, lasting] = [foldIn(key, STREAM.states), foldIn(key, STREAM.durations)];
  for (let t = 0; t < rows; ) {
    const state = categorical(chosen, t, t === 0 ? cumulate(model.initial) : next[states[t - 1]]);
    const duration = durations ? 1 + categorical(lasting, t, durations[state]) : 1;
    states.fill(state, t, t + duration);
    t += duration;
  }
  return states;
}

/** What the states show, one draw per row. */
export function emit(key: Key, emissions: Emissions, states: Int32Array): Observations {
  const rows = states.length;
  const starts = Int32Array.of(0);
  if (emissions.kind === "discrete") {
    const { symbols: M, table } = emissions;
    const rowsOf = Array.from({ length: table.length / M }, (_, s) => cumulate(table.subarray(s * M, (s + 1) * M)));
    return { rows, starts, symbols: states.map((state, t) => categorical(key, t, rowsOf[state])) };
  }
  const { dimensions: D, means } = emissions;
  const values = new Float64Array(rows * D);
  const roots = rootsOf(emissions);
  for (let t = 0; t < rows; t++) {
    const state = states[t];
    for (let d = 0; d < D; d++) {
      let sum = means[state * D + d];
      for (let e = 0; e <= d; e++) sum += roots[state][d * D + e] * normal(key, t * D + e);
      values[t * D + d] = sum;
    }
  }
  return { rows, starts, values };
}

/** Per state a lower triangular root of its covariance, D × D. */
function rootsOf({ kind, dimensions: D, means, covariances }: Exclude<Emissions, { kind: "discrete" }>) {
  return Array.from({ length: means.length / D }, (_, s) => {
    if (kind === "full") return cholesky(covariances.subarray(s * D * D, (s + 1) * D * D), D);
    const root = new Float64Array(D * D);
    for (let d = 0; d < D; d++) root[d * D + d] = Math.sqrt(covariances[s * D + d]);
    return root;
  });
}
