/** Rows of a table, picked by a list of indexes, as rows of a float32 tensor: the reference of shared/nets/assembly/tables.ts. */

/** Bytes count as 0…1 (divided by 255 and rounded), floats as they are. */
export function loadRows(
  columns: number,
  indexes: Uint32Array,
  table: Uint8Array | Float32Array,
  y: Float32Array,
): void {
  const scale = table instanceof Uint8Array ? 255 : 1;
  for (const [i, row] of indexes.entries())
    for (let j = 0; j < columns; j++) y[i * columns + j] = table[row * columns + j] / scale;
}
