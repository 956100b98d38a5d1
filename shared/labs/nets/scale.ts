/** Columns of a table brought to one scale. */
import type { Table } from "../../data/table.ts";

/** Mean and standard deviation (n in the denominator) of the training rows; 0 and 1 of pixels, which keep their unit. */
export interface Scale {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

export function unitScale(columns: number): Scale {
  return { mean: new Float64Array(columns), deviation: new Float64Array(columns).fill(1) };
}

/** In two passes; a column that does not vary has deviation 1 and so becomes zero. */
export function scaleOf(
  { values, columns }: Pick<Table, "values" | "columns">,
  chosen: readonly number[],
  rows: Uint32Array,
): Scale {
  const unit = values instanceof Uint8Array ? 255 : 1;
  const mean = new Float64Array(chosen.length);
  const deviation = new Float64Array(chosen.length);
  for (const [i, c] of chosen.entries()) {
    for (const row of rows) mean[i] += values[row * columns + c] / unit;
    mean[i] /= rows.length;
    let squares = 0;
    for (const row of rows) squares += (values[row * columns + c] / unit - mean[i]) ** 2;
    deviation[i] = Math.sqrt(squares / rows.length) || 1;
  }
  return { mean, deviation };
}

/** Rows × chosen columns, each less its mean over its deviation; bytes count as shares of 255. */
export function scaleInputs(
  values: Uint8Array | Float32Array | Float64Array,
  columns: number,
  chosen: readonly number[],
  { mean, deviation }: Scale,
): Float32Array {
  const rows = values.length / columns;
  const unit = values instanceof Uint8Array ? 255 : 1;
  const out = new Float32Array(rows * chosen.length);
  for (let row = 0, at = 0; row < rows; row++)
    for (const [i, c] of chosen.entries()) out[at++] = (values[row * columns + c] / unit - mean[i]) / deviation[i];
  return out;
}
