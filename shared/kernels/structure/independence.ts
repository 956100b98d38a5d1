/** Whether two variables tell of each other once others are known: the likelihood-ratio test on tables of counts. */
import { log } from "../../math/index.ts";
import { chiSquareTail } from "../../stats/incomplete-gamma.ts";
import type { Discrete } from "./counts.ts";

export interface Verdict {
  /** G² = 2 Σ n log(n · n(given) / (n(a, given) · n(b, given))): 2 · rows · mutual information in nats. */
  readonly statistic: number;
  /**
   * Per combination of the given variables that occurs, (states of a that occur − 1) · (states of b that occur − 1): states that never occur there are
   * not free (Spirtes, Glymour & Scheines 2000, ch. 5).
   */
  readonly degrees: number;
  /** Probability of so much or more if they were independent; 1 without degrees of freedom. */
  readonly pValue: number;
}

export function gSquared({ rows, sizes, columns }: Discrete, a: number, b: number, given: readonly number[]): Verdict {
  const [across, down] = [sizes[a], sizes[b]];
  const tables = new Map<number, Int32Array>();
  for (let row = 0; row < rows; row++) {
    let combination = 0;
    for (const v of given) combination = combination * sizes[v] + columns[v][row];
    let table = tables.get(combination);
    if (!table) {
      table = new Int32Array(across * down);
      tables.set(combination, table);
    }
    table[columns[a][row] * down + columns[b][row]]++;
  }
  let [statistic, degrees] = [0, 0];
  for (const table of tables.values()) {
    const [ofA, ofB] = [new Int32Array(across), new Int32Array(down)];
    for (let i = 0; i < across; i++)
      for (let j = 0; j < down; j++) {
        ofA[i] += table[i * down + j];
        ofB[j] += table[i * down + j];
      }
    statistic += 2 * (nLogN(table) + entropyTotal(table) - nLogN(ofA) - nLogN(ofB));
    degrees += (occurring(ofA) - 1) * (occurring(ofB) - 1);
  }
  statistic = Math.max(0, statistic);
  return { statistic, degrees, pValue: chiSquareTail(statistic, degrees) };
}

function nLogN(counts: Int32Array): number {
  let sum = 0;
  for (const n of counts) if (n > 0) sum += n * log(n);
  return sum;
}

function entropyTotal(counts: Int32Array): number {
  const total = counts.reduce((a, b) => a + b, 0);
  return total > 0 ? total * log(total) : 0;
}

const occurring = (counts: Int32Array): number => counts.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0);
