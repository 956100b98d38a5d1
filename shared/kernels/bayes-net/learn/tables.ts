/** Tables of a network whose graph is known, from rows: counts, their maximum likelihood, their Dirichlet posterior. */
import { log } from "../../../math/index.ts";
import { incompleteBetaInverse } from "../../../stats/incomplete-beta.ts";
import type { Factor } from "../model.ts";
import type { Rows } from "./rows.ts";

/** A network without its tables. */
export interface Shape {
  readonly sizes: Int32Array;
  readonly parents: readonly (readonly number[])[];
}

/** Numbers in the table of each node: its parents' combinations (the first parent slowest) × its states. */
export function tableSizes({ sizes, parents }: Shape): readonly number[] {
  return parents.map((own, v) => own.reduce((cells, u) => cells * sizes[u], sizes[v]));
}

/** Of each node how often each cell of its table occurs, in the rows in which the node and its parents are known. */
export function countTables({ rows, columns }: Rows, { sizes, parents }: Shape): readonly Float64Array[] {
  return tableSizes({ sizes, parents }).map((cells, v) => {
    const counts = new Float64Array(cells);
    const family = [...parents[v], v];
    for (let row = 0; row < rows; row++) {
      let cell = 0;
      for (const u of family) {
        const state = columns[u][row];
        cell = cell < 0 || state < 0 ? -1 : cell * sizes[u] + state;
      }
      if (cell >= 0) counts[cell]++;
    }
    return counts;
  });
}

/**
 * (count + pseudo) / (count of the row + pseudo · states): with `pseudo` 0 the maximum likelihood, otherwise the posterior mean under a Dirichlet prior
 * with that number for each cell. A row that never occurs has no maximum: it is uniform, which is what the posterior says for any `pseudo`.
 */
export function tableMeans(counts: Float64Array, states: number, pseudo: number): Float64Array {
  const means = new Float64Array(counts.length);
  for (let at = 0; at < counts.length; at += states) {
    let total = 0;
    for (let s = 0; s < states; s++) total += counts[at + s] + pseudo;
    for (let s = 0; s < states; s++) means[at + s] = total > 0 ? (counts[at + s] + pseudo) / total : 1 / states;
  }
  return means;
}

/** Of each cell: the posterior's standard deviation and the ends of its central interval. */
export interface Spread {
  readonly deviation: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * A cell of a Dirichlet(α) row is Beta(α_s, A − α_s), A = Σ α, α = count + pseudo: variance α_s (A − α_s) / (A² (A + 1)). `pseudo` > 0; `level`: probability
 * within the interval, in (0, 1).
 */
export function tableSpread(counts: Float64Array, states: number, pseudo: number, level: number): Spread {
  const [deviation, low, high] = Array.from({ length: 3 }, () => new Float64Array(counts.length));
  for (let at = 0; at < counts.length; at += states) {
    let total = 0;
    for (let s = 0; s < states; s++) total += counts[at + s] + pseudo;
    for (let i = at; i < at + states; i++) {
      const own = counts[i] + pseudo;
      deviation[i] = Math.sqrt((own * (total - own)) / (total + 1)) / total;
      // The only state of a node is certain.
      low[i] = states === 1 ? 1 : incompleteBetaInverse((1 - level) / 2, own, total - own);
      high[i] = states === 1 ? 1 : incompleteBetaInverse((1 + level) / 2, own, total - own);
    }
  }
  return { deviation, low, high };
}

/** Tables as factors p(v | parents), whose scope ends with the node itself. */
export function asFactors({ parents }: Pick<Shape, "parents">, tables: readonly Float64Array[]): readonly Factor[] {
  return tables.map((table, v) => ({ scope: [...parents[v], v], table }));
}

/** Σ count · log p over the cells that occur; −Infinity where one of them has p = 0. */
export function countedLikelihood(counts: Float64Array, table: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i] > 0) sum += counts[i] * log(table[i]);
  return sum;
}
