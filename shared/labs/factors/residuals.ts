import type { Table } from "../../data/table.ts";

/** Which rows of a table a block holds, and which of their cells count. */
export interface RowBlock {
  readonly residuals: Float64Array;
  readonly present: Uint8Array;
}

/**
 * Rows of a table as the E-step takes them: (x − mean)·scale, bytes as shares of 255, 0 where a cell is missing.
 */
export function residualBlock(
  { columns, values, mask }: Table,
  rows: ArrayLike<number>,
  mean: Float64Array,
  scale: number,
): RowBlock {
  const unit = values instanceof Uint8Array ? 255 : 1;
  const residuals = new Float64Array(rows.length * columns);
  const present = new Uint8Array(rows.length * columns);
  for (let n = 0; n < rows.length; n++) {
    for (let j = 0; j < columns; j++) {
      const from = rows[n] * columns + j;
      if (mask?.[from] === 0) continue;
      const to = n * columns + j;
      present[to] = 1;
      residuals[to] = (values[from] / unit - mean[j]) * scale;
    }
  }
  return { residuals, present };
}
