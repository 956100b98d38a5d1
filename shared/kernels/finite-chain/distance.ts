import { type FiniteChain, stepDistribution } from "./chain.ts";

/** ½ Σ |μ − π|, the largest difference of the probabilities that they give to one event: in [0, 1]. */
export function totalVariation(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += Math.abs(one[i] - other[i]);
  return 0.5 * sum;
}

/** The distributions from every state, that they may be stepped together: d(t) is the distance of the farthest. */
export class EveryStart {
  readonly #chain: FiniteChain;
  /** One after another. */
  readonly #rows: readonly Float64Array[];
  readonly #next: Float64Array;

  /** `saved`: the distributions, states × states. */
  constructor(chain: FiniteChain, saved?: Float64Array) {
    const n = chain.states;
    this.#chain = chain;
    this.#next = new Float64Array(n);
    this.#rows = Array.from({ length: n }, (_, i) => {
      if (saved) return saved.slice(i * n, (i + 1) * n);
      const row = new Float64Array(n);
      row[i] = 1;
      return row;
    });
  }

  step(): void {
    for (const row of this.#rows) {
      stepDistribution(this.#chain, row, this.#next);
      row.set(this.#next);
    }
  }

  /** d(t) = max over starts of the total variation. */
  distance(): number {
    let largest = 0;
    for (const row of this.#rows) largest = Math.max(largest, totalVariation(row, this.#chain.stationary));
    return largest;
  }

  save(): Float64Array {
    const n = this.#chain.states;
    const all = new Float64Array(n * n);
    this.#rows.forEach((row, i) => {
      all.set(row, i * n);
    });
    return all;
  }
}
