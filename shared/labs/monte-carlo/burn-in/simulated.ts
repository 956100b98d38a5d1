import { array } from "../../../arrays.ts";
import { cumulativeRows, drawStates, moveAll } from "../../../kernels/finite-chain/index.ts";
import { foldIn } from "../../../random/index.ts";
import { autocovariance } from "../../../stats/autocovariance.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { type ChainParams, problemOf } from "./problem.ts";

export interface SimulatedParams extends ChainParams {
  readonly count: number;
  readonly discarded: number;
  readonly thin: number;
}

interface Saved {
  readonly at: Int32Array;
  readonly sums: Float64Array;
  /** States of the first chain at the times that were passed. */
  readonly path: Int32Array;
}

/** Lags whose autocorrelation is estimated. */
const LAGS = 201;

const STREAM = { start: 0, moves: 1 } as const;

/**
 * Chains that begin alike. Record row t is after t + 1 steps: `counts` of the chains in each state, `sum` and `squares` of f over them, `path`: the state of the first. Output:
 * `averages`, of each chain that of f over its states at the times that are kept; `kept`, how many; `autocorrelation` of the first chain after what is
 * discarded, empty where it does not move.
 */
export const simulated = drive((params: SimulatedParams, { data }, { key, steps, saved }: Start<Saved>) => {
  const { chain, start, f } = problemOf(params, data);
  const { count, discarded, thin } = params;
  const cumulative = cumulativeRows(chain);
  const moves = foldIn(key, STREAM.moves);
  const at = saved?.at ?? drawStates(start, foldIn(key, STREAM.start), count);
  const sums = saved?.sums ?? new Float64Array(count);
  const path = new Int32Array(steps);
  // What goes on may be a shorter run.
  if (saved) path.set(saved.path.subarray(0, steps));
  const counts = new Int32Array(chain.states);
  const records = {
    counts: array(new Int32Array(chain.states)),
    sum: array(Float64Array.of(Number.POSITIVE_INFINITY), []),
    squares: array(Float64Array.of(Number.POSITIVE_INFINITY), []),
    path: array(new Int32Array(1), []),
  };
  /** The average is over the times 0 … steps − 1: what comes before step n is the state at time n. */
  const isKept = (time: number) => time >= discarded && (time - discarded) % thin === 0;
  return {
    advance: eachStep<string>(records, (n, row) => {
      path[n] = at[0];
      if (isKept(n)) for (let c = 0; c < count; c++) sums[c] += f[at[c]];
      moveAll(chain, cumulative, moves, n, at);
      counts.fill(0);
      let [sum, squares] = [0, 0];
      for (let c = 0; c < count; c++) {
        counts[at[c]]++;
        sum += f[at[c]];
        squares += f[at[c]] * f[at[c]];
      }
      row.counts = counts;
      row.sum = sum;
      row.squares = squares;
      row.path = at[0];
    }),
    save: () => ({ at: at.slice(), sums: sums.slice(), path: path.slice() }),
    output() {
      const kept = keptTimes(steps, discarded, thin);
      const own = autocovariance(Float64Array.from(path.subarray(discarded), (state) => f[state]));
      return {
        averages: array(sums.map((sum) => sum / kept)),
        kept: array(Int32Array.of(kept)),
        autocorrelation: array(own[0] > 0 ? own.slice(0, LAGS).map((value) => value / own[0]) : new Float64Array(0)),
      };
    },
  };
});

/** How many of the times 0 … steps − 1 are averaged. */
export function keptTimes(steps: number, discarded: number, thin: number): number {
  return Math.floor((steps - discarded - 1) / thin) + 1;
}
