/** Tables of counts, which are all that the likelihood of complete data depends on. */

/** Rows of states, 0 … sizes − 1, column by column; every cell is known. */
export interface Discrete {
  readonly rows: number;
  readonly sizes: Int32Array;
  readonly columns: readonly Int32Array[];
}

/** Counts of a node's states for each combination of its parents' states that occurs: combinations × states. */
export interface FamilyCounts {
  readonly states: number;
  /** How many combinations the parents have, whether or not they occur. */
  readonly combinations: number;
  /** Only of combinations that occur, in order of first occurrence. */
  readonly counts: readonly Int32Array[];
}

/** Combinations up to which each has a place of its own. */
const DENSE = 1 << 16;

export function familyCounts(
  { rows, sizes, columns }: Discrete,
  node: number,
  parents: readonly number[],
): FamilyCounts {
  const states = sizes[node];
  const own = columns[node];
  const combinations = parents.reduce((product, parent) => product * sizes[parent], 1);
  const counts: Int32Array[] = [];
  const dense = combinations <= DENSE ? new Int32Array(combinations).fill(-1) : undefined;
  const sparse = new Map<number, number>();
  for (let row = 0; row < rows; row++) {
    let combination = 0;
    for (const parent of parents) combination = combination * sizes[parent] + columns[parent][row];
    let at = dense ? dense[combination] : (sparse.get(combination) ?? -1);
    if (at < 0) {
      at = counts.push(new Int32Array(states)) - 1;
      if (dense) dense[combination] = at;
      else sparse.set(combination, at);
    }
    counts[at][own[row]]++;
  }
  return { states, combinations, counts };
}
