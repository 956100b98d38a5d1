/** The most probable path (Viterbi, 1967), with logarithms; of equally probable ones that whose last states have the lowest numbers. With durations: the most probable segments. */
import { log } from "../../math/index.ts";
import { viterbiByAge } from "./durations.ts";
import { logDensities } from "./emissions.ts";
import { type Chain, type Hmm, type Observations, sequencesOf, statesOf } from "./model.ts";

export interface Path {
  /** A state per row. */
  readonly path: Int32Array;
  /** log p(path, x) of each sequence; −Infinity where the model cannot have produced it. */
  readonly logProbabilities: Float64Array;
}

/** Of one sequence, rows × K. */
export interface Survivors {
  /** log p of the best path to each state. */
  readonly best: Float64Array;
  /** The state before, on that path; −1 in the first row, and where no path leads. */
  readonly before: Int32Array;
}

export function viterbi(model: Hmm, data: Observations): Path {
  const K = statesOf(model);
  const logs = logDensities(model.emissions, K, data);
  const path = new Int32Array(data.rows);
  const logProbabilities = Float64Array.from(sequencesOf(data), (range) => {
    if (model.durations) return viterbiByAge(model, logs, range, path);
    const { best, before } = survivors(model, logs, range);
    const [from, to] = range;
    if (to === from) return 0;
    let state = largest(best.subarray((to - from - 1) * K));
    const found = best[(to - from - 1) * K + state];
    if (found === Number.NEGATIVE_INFINITY) return found;
    for (let t = to - 1; t >= from; t--) {
      path[t] = state;
      state = before[(t - from) * K + state];
    }
    return found;
  });
  return { path, logProbabilities };
}

/** `logs`: log p(xₜ | s), rows × K, of which [from, to) are those of the sequence. */
export function survivors(
  { initial, transitions }: Chain,
  logs: Float64Array,
  [from, to]: readonly [number, number],
): Survivors {
  const K = initial.length;
  const best = new Float64Array((to - from) * K);
  const before = new Int32Array((to - from) * K).fill(-1);
  const logInitial = initial.map(log);
  const logTransitions = transitions.map(log);
  for (let t = 0; t < to - from; t++) {
    for (let s = 0; s < K; s++) {
      let most = t === 0 ? logInitial[s] : Number.NEGATIVE_INFINITY;
      for (let last = 0; t > 0 && last < K; last++) {
        const reached = best[(t - 1) * K + last] + logTransitions[last * K + s];
        if (reached > most) {
          most = reached;
          before[t * K + s] = last;
        }
      }
      best[t * K + s] = most + logs[(from + t) * K + s];
    }
  }
  return { best, before };
}

/** Place of the largest; the first of equal ones. */
export function largest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}
