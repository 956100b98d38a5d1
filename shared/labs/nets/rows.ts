/** Some rows as a net sees them, one after another: bytes become shares of 255. */
export function rowsAsFloats(
  { values, columns }: { readonly values: Uint8Array | Float32Array; readonly columns: number },
  rows: ArrayLike<number>,
): Float32Array {
  const scale = values instanceof Uint8Array ? 255 : 1;
  const out = new Float32Array(rows.length * columns);
  for (let n = 0; n < rows.length; n++)
    for (let c = 0; c < columns; c++) out[n * columns + c] = values[rows[n] * columns + c] / scale;
  return out;
}
