/** Slow and obvious: log p* of a state by its units, and what objectives are by their definitions. */
import { fillNormal, keyOfSeed } from "../../../../shared/random/index.ts";

export type LogModel = (x: readonly number[]) => number;

export const bitsOf = (state: number, units: number): number[] =>
  Array.from({ length: units }, (_, i) => (state >> i) & 1);

/** A machine of spins: θ is biases, then couplings of the pairs. */
export const visibleModel =
  (theta: ArrayLike<number>, pairs: readonly (readonly [number, number])[]): LogModel =>
  (x) => {
    const s = x.map((bit) => 2 * bit - 1);
    const biases = s.reduce((sum, spin, i) => sum + theta[i] * spin, 0);
    return pairs.reduce((sum, [i, j], c) => sum + theta[x.length + c] * s[i] * s[j], biases);
  };

/** A restricted machine, by summing over all hidden states. */
export const restrictedModel =
  (theta: ArrayLike<number>, hidden: number): LogModel =>
  (v) => {
    let sum = 0;
    for (let state = 0; state < 2 ** hidden; state++) {
      const h = bitsOf(state, hidden);
      let energy = 0;
      for (const [i, on] of v.entries()) energy += theta[i] * on;
      for (const [j, on] of h.entries()) energy += theta[v.length + j] * on;
      for (const [i, a] of v.entries())
        for (const [j, b] of h.entries()) energy += theta[v.length + hidden + i * hidden + j] * a * b;
      sum += Math.exp(energy);
    }
    return Math.log(sum);
  };

export const normals = (seed: number, count: number, scale = 1): Float64Array => {
  const values = new Float64Array(count);
  fillNormal(keyOfSeed(seed), 0, values);
  return values.map((value) => scale * value);
};

/** Weights of the states that sum to 1, one of them 0. */
export function weightsOf(units: number, seed: number): Float64Array {
  const weights = normals(seed, 2 ** units).map(Math.exp);
  weights[1] = 0;
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

/** Derivatives of a function by each of its numbers: central differences. */
export function differences(of: (theta: Float64Array) => number, at: Float64Array, step = 1e-5): Float64Array {
  return at.map((_, i) => {
    const moved = (by: number) => at.map((value, j) => (i === j ? value + by : value));
    return (of(moved(step)) - of(moved(-step))) / (2 * step);
  });
}

/** The largest distance between two lists. */
export const apart = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));
