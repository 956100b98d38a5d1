/** What calibration sees: the numbers of each value of the net for the calibration samples. */
import { type Arrays, array } from "../../../arrays.ts";
import { type FloatGraph, seenIn } from "../../../quant/float/index.ts";

/** Numbers kept of each, at even distances in their order: the smallest, the largest, and those between. */
export const KEPT = 1024;

/** Output: `seen.<value>`, rising; values are "input" and the nodes of the graph of floats that compute something. */
export function seenOutput(float: FloatGraph, rows: Float32Array): Arrays {
  const moved = new Set(float.nodes.filter(({ op }) => op === "reshape").map(({ name }) => name));
  return Object.fromEntries(
    [...seenIn(float, rows)].flatMap(([name, sorted]) =>
      moved.has(name) ? [] : [[`seen.${name}`, array(evenly(sorted, KEPT))]],
    ),
  );
}

function evenly(sorted: Float32Array, most: number): Float32Array {
  const count = Math.min(most, sorted.length);
  return Float32Array.from(
    { length: count },
    (_, i) => sorted[Math.round((i * (sorted.length - 1)) / (count - 1 || 1))],
  );
}
