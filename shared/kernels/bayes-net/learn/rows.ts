/** Samples of discrete variables, some of their cells unknown. */
import { uniform } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Discrete } from "../../structure/counts.ts";
import { forward, type Network } from "../sampling.ts";

/** As `Discrete`, but −1 where a cell is unknown. */
export type Rows = Discrete;

/** So many samples from the priors; each cell is then forgotten with the probability `gaps`, whatever it holds (missing completely at random). */
export function simulate(keys: { readonly states: Key; readonly gaps: Key }, net: Network, rows: number, gaps: number) {
  const variables = net.sizes.length;
  const columns = Array.from(net.sizes, () => new Int32Array(rows));
  const states = new Int32Array(variables);
  for (let row = 0; row < rows; row++) {
    forward(keys.states, row * variables, net, states);
    for (let v = 0; v < variables; v++) {
      const isGap = gaps > 0 && uniform(keys.gaps, row * variables + v) < gaps;
      columns[v][row] = isGap ? -1 : states[v];
    }
  }
  return { rows, sizes: net.sizes, columns } satisfies Rows;
}

/** The rows with these numbers. */
export function rowsAt({ sizes, columns }: Rows, numbers: ArrayLike<number>): Rows {
  return { rows: numbers.length, sizes, columns: columns.map((own) => Int32Array.from(numbers, (row) => own[row])) };
}

/** Numbers of the rows in which every cell is known. */
export function completeRows({ rows, columns }: Rows): readonly number[] {
  return Array.from({ length: rows }, (_, row) => row).filter((row) => columns.every((own) => own[row] >= 0));
}
