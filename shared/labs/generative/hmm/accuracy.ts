/** How many states were found right. */

/** The state of each row that is most probable by itself. `posterior`: rows × K. */
export function decoded(posterior: ArrayLike<number>, states: number): Int32Array {
  return Int32Array.from({ length: posterior.length / states }, (_, t) => {
    let best = 0;
    for (let s = 1; s < states; s++) if (posterior[t * states + s] > posterior[t * states + best]) best = s;
    return best;
  });
}

/** K × classes: rows in which state `s` was found where class `c` is true. */
export function agreement(found: Int32Array, labels: Int32Array, states: number, classes: number): Float64Array {
  const counts = new Float64Array(states * classes);
  for (const [t, s] of found.entries()) if (labels[t] >= 0) counts[s * classes + labels[t]]++;
  return counts;
}

/**
 * The class that each state stands for: no class twice, so that most rows agree (the assignment problem, solved exactly by Kuhn's method with
 * potentials). −1: none is left for it.
 */
export function bestMatch(counts: Float64Array, states: number, classes: number): Int32Array {
  const n = Math.max(states, classes);
  const cost = (s: number, c: number) => (s < states && c < classes ? -counts[s * classes + c] : 0);
  const [rowPotential, columnPotential] = [new Float64Array(n + 1), new Float64Array(n + 1)];
  /** Row (from 1) of each column; column 0 holds the row that is being placed. */
  const rowAt = new Int32Array(n + 1);
  for (let row = 1; row <= n; row++) {
    rowAt[0] = row;
    const way = shortest(n, cost, rowAt, rowPotential, columnPotential);
    for (let column = way.end; column !== 0; column = way.before[column]) rowAt[column] = rowAt[way.before[column]];
  }
  const match = new Int32Array(states).fill(-1);
  for (let column = 1; column <= classes; column++) if (rowAt[column] <= states) match[rowAt[column] - 1] = column - 1;
  return match;
}

/** The cheapest way that places the row of column 0, by Dijkstra on reduced costs; the potentials follow. */
function shortest(
  n: number,
  cost: (row: number, column: number) => number,
  rowAt: Int32Array,
  rowPotential: Float64Array,
  columnPotential: Float64Array,
) {
  const least = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
  const before = new Int32Array(n + 1);
  const seen = new Uint8Array(n + 1);
  let column = 0;
  do {
    seen[column] = 1;
    const row = rowAt[column];
    let [next, step] = [0, Number.POSITIVE_INFINITY];
    for (let j = 1; j <= n; j++) {
      if (seen[j]) continue;
      const reduced = cost(row - 1, j - 1) - rowPotential[row] - columnPotential[j];
      if (reduced < least[j]) {
        least[j] = reduced;
        before[j] = column;
      }
      if (least[j] < step) [next, step] = [j, least[j]];
    }
    for (let j = 0; j <= n; j++) {
      if (seen[j]) {
        rowPotential[rowAt[j]] += step;
        columnPotential[j] -= step;
      } else least[j] -= step;
    }
    column = next;
  } while (rowAt[column] !== 0);
  return { end: column, before };
}

/** Share of the rows with a known class whose state stands for it. `match`: the class of each state. */
export function accuracyOf(found: Int32Array, labels: Int32Array, match: Int32Array): number | undefined {
  let [right, known] = [0, 0];
  for (const [t, s] of found.entries()) {
    if (labels[t] < 0) continue;
    known++;
    if (match[s] === labels[t]) right++;
  }
  return known > 0 ? right / known : undefined;
}
