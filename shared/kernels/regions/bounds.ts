/** How many linear regions a ReLU net of given widths may have. All counts are doubles: beyond 2^53 they are rounded, beyond 1.8e308 infinite. */

export function binomial(n: number, k: number): number {
  let value = 1;
  for (let i = 0; i < k; i++) value = (value * (n - i)) / (i + 1);
  return Math.round(value);
}

/** Zaslavsky 1975: the cells into which n hyperplanes in general position cut d dimensions, Σ_{j ≤ d} C(n, j). */
export function arrangementCells(hyperplanes: number, dimensions: number): number {
  let cells = 0;
  for (let j = 0; j <= Math.min(dimensions, hyperplanes); j++) cells += binomial(hyperplanes, j);
  return cells;
}

/**
 * Montúfar, Pascanu, Cho & Bengio 2014, theorem 4: a net of these widths, none below the number of inputs, can have at least
 * Π_{l < L} ⌊n_l / n₀⌋^n₀ · Σ_{j ≤ n₀} C(n_L, j) regions. Undefined where a layer is narrower than that.
 */
export function leastOfMost(inputs: number, hidden: readonly number[]): number | undefined {
  const last = hidden.at(-1);
  if (last === undefined || hidden.some((width) => width < inputs)) return undefined;
  const folds = hidden.slice(0, -1).reduce((product, width) => product * Math.floor(width / inputs) ** inputs, 1);
  return folds * arrangementCells(last, inputs);
}

/**
 * Serra, Tjandraatmadja & Ramalingam 2018, theorem 1: no more than Σ Π_l C(n_l, j_l) regions, over all j with 0 ≤ j_l ≤ min(n₀, n_1 − j_1, …,
 * n_{l−1} − j_{l−1}, n_l). Of one layer it is Zaslavsky's count.
 */
export function mostRegions(inputs: number, hidden: readonly number[]): number {
  const from = (l: number, dimensions: number): number => {
    if (l === hidden.length) return 1;
    let sum = 0;
    for (let j = 0; j <= Math.min(dimensions, hidden[l]); j++)
      sum += binomial(hidden[l], j) * from(l + 1, Math.min(dimensions, hidden[l] - j));
    return sum;
  };
  return from(0, inputs);
}
