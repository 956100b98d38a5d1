/** The plane that a net of two columns is shown over: its bounds, the points of a grid, the units that are drawn. Pure functions for views and threads. */
import type { Table } from "../../../data/table.ts";
import { inputColumns } from "./data.ts";

export type Span = readonly [low: number, high: number];
export interface Bounds {
  readonly x: Span;
  readonly y: Span;
}

/** Units of a layer that are drawn; the others are counted. */
export const SHOWN_UNITS = 12;
/** Points on a side of the grid of the large map; the small ones have half as many. */
const MOST = 60;
const LEAST = 12;
/** Multiply-adds that a picture of a net under way may take: about 20 ms. */
const BUDGET = 2e7;

/** Points on a side of the grid, an even number. `cost`: multiply-adds of one point. */
export function gridSide(cost: number): number {
  const side = Math.floor(Math.sqrt(BUDGET / cost));
  return 2 * Math.floor(Math.min(MOST, Math.max(LEAST, side)) / 2);
}

/** Whether the net is given two columns, so that the plane is all there is. */
export function isPlanar(table: Table | null): table is Table {
  return table !== null && !table.image && inputColumns(table).length === 2;
}

/** What two columns of the table span, and a margin of 8 %. */
export function boundsOf({ rows, columns, values }: Table, across: number, upright: number): Bounds {
  const span = (column: number): Span => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let row = 0; row < rows; row++) {
      low = Math.min(low, values[row * columns + column]);
      high = Math.max(high, values[row * columns + column]);
    }
    const margin = high > low ? 0.08 * (high - low) : 1;
    return [low - margin, high + margin];
  };
  return { x: span(across), y: span(upright) };
}

/** Centres of side × side cells, row by row from the top: [x, y] of each. */
export function gridPoints({ x, y }: Bounds, side: number): Float64Array {
  const points = new Float64Array(2 * side * side);
  for (let row = 0, at = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      points[at++] = x[0] + ((column + 0.5) / side) * (x[1] - x[0]);
      points[at++] = y[1] - ((row + 0.5) / side) * (y[1] - y[0]);
    }
  return points;
}

interface Columns {
  readonly shape: readonly [rows: number, columns: number];
  readonly values: Float32Array;
}

/** The first columns of rows × width, at most `most`. */
export function firstColumns(values: ArrayLike<number>, width: number, most: number): Columns {
  const rows = values.length / width;
  const shown = Math.min(width, most);
  const out = new Float32Array(rows * shown);
  for (let n = 0; n < rows; n++) for (let u = 0; u < shown; u++) out[n * shown + u] = values[n * width + u];
  return { shape: [rows, shown], values: out };
}

/** Every second cell of every second row of maps, [side × side, width], the first `most` columns: [side²/4, shown]. */
export function halvedMaps(values: ArrayLike<number>, side: number, width: number, most: number): Columns {
  const half = side / 2;
  const shown = Math.min(width, most);
  const out = new Float32Array(half * half * shown);
  for (let row = 0; row < half; row++)
    for (let column = 0; column < half; column++) {
      const cell = 2 * row * side + 2 * column;
      for (let u = 0; u < shown; u++) out[(row * half + column) * shown + u] = values[cell * width + u];
    }
  return { shape: [half * half, shown], values: out };
}
