import { foldIn, type Key, uniform } from "../../random/index.ts";
import type { FiniteChain } from "./chain.ts";

/** Moves every chain one step: chain c takes the uniform c of the step's key. `at` (states) is written. */
export function moveAll(chain: FiniteChain, cumulative: Float64Array, key: Key, step: number, at: Int32Array): void {
  const own = foldIn(key, step);
  for (let c = 0; c < at.length; c++) at[c] = moved(chain, cumulative, at[c], uniform(own, c));
}

/** Sums of the probabilities of each row from its first entry on: as long as `values`. */
export function cumulativeRows({ states, starts, values }: FiniteChain): Float64Array {
  const sums = new Float64Array(values.length);
  for (let i = 0; i < states; i++) {
    let sum = 0;
    for (let e = starts[i]; e < starts[i + 1]; e++) {
      sum += values[e];
      sums[e] = sum;
    }
  }
  return sums;
}

function moved({ starts, targets }: FiniteChain, cumulative: Float64Array, from: number, u: number): number {
  let low = starts[from];
  let high = starts[from + 1] - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (u < cumulative[middle]) high = middle;
    else low = middle + 1;
  }
  return targets[low];
}

/** States drawn from a distribution: chain c takes the uniform c of the key. */
export function drawStates(distribution: Float64Array, key: Key, count: number): Int32Array {
  const sums = new Float64Array(distribution.length);
  let sum = 0;
  distribution.forEach((mass, i) => {
    sum += mass;
    sums[i] = sum;
  });
  return Int32Array.from({ length: count }, (_, c) => {
    const u = uniform(key, c) * sum;
    const found = sums.findIndex((upTo) => u < upTo);
    return found < 0 ? distribution.length - 1 : found;
  });
}
