/** Deterministic nodes as tables: each combination of the parents' states gives one state with probability 1. */
import type { NodeFunction } from "../experiment/document.ts";

/** A state counts as its place. `places`: of the parents, never none. */
const VALUES: Readonly<Record<NodeFunction, (places: Int32Array) => number>> = {
  or: (places) => Number(places.includes(1)),
  and: (places) => Number(!places.includes(0)),
  xor: (places) => places.reduce((a, b) => a ^ b, 0),
  max: (places) => Math.max(...places),
  min: (places) => Math.min(...places),
};

/** Parents' states × states, the first parent slowest, as tables of documents are. `sizes`: how many states the parents have. */
export function tableOfFunction(f: NodeFunction, sizes: readonly number[], states: number): Float64Array {
  const rows = sizes.reduce((product, size) => product * size, 1);
  const table = new Float64Array(rows * states);
  const places = new Int32Array(sizes.length);
  for (let row = 0; row < rows; row++) {
    table[row * states + VALUES[f](places)] = 1;
    for (let i = places.length - 1; i >= 0 && ++places[i] === sizes[i]; i--) places[i] = 0;
  }
  return table;
}
