import { array, type NDArray } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { inputColumns } from "./data.ts";
import { type Bounds, boundsOf, gridPoints } from "./plane.ts";

/** Points on a side of the grid that a finished net is asked about. */
export const ASKED_SIDE = 60;
/** Columns of which two may be chosen to span a plane. */
const MOST_COLUMNS = 100;

/** Two of a table's input columns, by their place among these. */
export type Pair = readonly [across: number, upright: number];

/** Whether two columns of the table can span a plane: it has two, they are no pixels. */
export function spansPlane(table: Table | null): table is Table {
  if (table === null || table.image) return false;
  const { length } = inputColumns(table);
  return length >= 2 && length <= MOST_COLUMNS;
}

export function pairBounds(table: Table, [across, upright]: Pair): Bounds {
  const columns = inputColumns(table);
  return boundsOf(table, columns[across], columns[upright]);
}

/** Rows over the plane of two columns, the others at their mean over the table: side² × columns. Null where no two columns span a plane. */
export function planeQuestionRows(table: Table, pair: Pair = [0, 1], side = ASKED_SIDE): NDArray<Float64Array> | null {
  if (!spansPlane(table)) return null;
  const columns = inputColumns(table);
  const points = gridPoints(pairBounds(table, pair), side);
  const means = columns.map((c) => meanOf(table, c));
  const width = columns.length;
  const rows = new Float64Array(side * side * width);
  for (let n = 0; n < side * side; n++) {
    rows.set(means, n * width);
    rows[n * width + pair[0]] = points[2 * n];
    rows[n * width + pair[1]] = points[2 * n + 1];
  }
  return array(rows, [side * side, width]);
}

function meanOf({ rows, columns, values }: Table, column: number): number {
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += values[row * columns + column];
  return sum / rows;
}
