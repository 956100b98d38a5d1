/** Rows of a table, picked by a list of indexes, as rows of a tensor: the reference of shared/nets/assembly/tables.ts. */
import type { Floats } from "../tensor.ts";
import type { Round } from "./tree.ts";

/** Bytes count as 0…1 (divided by 255 and rounded), floats as they are. */
export function loadRows(
  columns: number,
  indexes: Uint32Array,
  table: Uint8Array | Float32Array,
  y: Floats,
  round: Round = Math.fround,
): void {
  const scale = table instanceof Uint8Array ? 255 : 1;
  for (const [i, row] of indexes.entries())
    for (let j = 0; j < columns; j++) y[i * columns + j] = round(table[row * columns + j] / scale);
}
