/** What the numbers of θ and its statistics are called, and how they lie in a table. */

import { pairsOf } from "../../../kernels/boltzmann/machine.ts";
import type { LikelihoodParams } from "./fields.ts";

/** How many of each there are: `columns` of the data. */
export function sizesOf(params: LikelihoodParams, columns: number) {
  const pairs = params.model === "rbm" ? [] : pairsOf(columns, params.pairs ?? "all");
  return { columns, hidden: params.model === "rbm" ? (params.hidden ?? 1) : 0, pairs };
}

/** A name for each parameter: b1, w12; of a restricted machine a1, c1, w11; of a Gaussian η1, Λ11, Λ12. */
export function parameterNames(params: LikelihoodParams, columns: number): readonly string[] {
  const { hidden, pairs } = sizesOf(params, columns);
  const numbered = (letter: string, count: number) => Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);
  const joined = (letter: string) => pairs.map(([i, j]) => `${letter}${i + 1},${j + 1}`);
  switch (params.model) {
    case "boltzmann":
      return [...numbered("b", columns), ...joined("w")];
    case "rbm":
      return [
        ...numbered("a", columns),
        ...numbered("c", hidden),
        ...Array.from({ length: columns * hidden }, (_, at) => `w${Math.floor(at / hidden) + 1},${(at % hidden) + 1}`),
      ];
    case "gaussian":
      return [
        ...numbered("η", columns),
        ...Array.from({ length: columns }, (_, i) => `Λ${i + 1},${i + 1}`),
        ...joined("Λ"),
      ];
    default:
      throw new RangeError(`no such model: ${params.model satisfies never}`);
  }
}

/** A table of statistics; undefined where a cell has none. */
export interface StatisticsTable {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly values: readonly (number | undefined)[];
}

/**
 * Averages as a table. Visible machine: s_i s_j, and s_i in the last column. Restricted: v_i h_j, v_i in the last column and h_j in the last row. Gaussian: x_i x_j, and x_i in the last column.
 */
export function tableOf(params: LikelihoodParams, columns: number, statistics: ArrayLike<number>): StatisticsTable {
  const { hidden, pairs } = sizesOf(params, columns);
  const names = (letter: string, count: number) => Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);
  if (params.model === "rbm") {
    const at = (i: number, j: number) => {
      if (i < columns) return j < hidden ? statistics[columns + hidden + i * hidden + j] : statistics[i];
      return j < hidden ? statistics[columns + j] : undefined;
    };
    const [rows, across] = [
      [...names("v", columns), "1"],
      [...names("h", hidden), "1"],
    ];
    return { rows, columns: across, values: rows.flatMap((_, i) => across.map((_, j) => at(i, j))) };
  }
  const isNumbers = params.model === "gaussian";
  const letter = isNumbers ? "x" : "s";
  const [rows, across] = [names(letter, columns), [...names(letter, columns), "1"]];
  const values: (number | undefined)[] = Array.from({ length: rows.length * across.length }, () => undefined);
  for (let i = 0; i < columns; i++) {
    values[i * across.length + columns] = statistics[i];
    if (isNumbers) values[i * across.length + i] = -2 * statistics[columns + i];
  }
  const first = isNumbers ? 2 * columns : columns;
  for (const [c, [i, j]] of pairs.entries()) {
    const value = isNumbers ? -statistics[first + c] : statistics[first + c];
    values[i * across.length + j] = value;
    values[j * across.length + i] = value;
  }
  return { rows, columns: across, values };
}
