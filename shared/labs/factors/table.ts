import { requireNumbers } from "../../data/require.ts";
import type { Table } from "../../data/table.ts";
import { ExperimentError } from "../../experiment/errors.ts";

/** Squares of values beyond these overflow or underflow float64. */
export const LARGEST = 1e150;
export const SMALLEST = 1e-150;
/** A covariance of this many columns fits in memory, and its eigenvectors are computed within seconds. */
export const MAX_COLUMNS = 1024;

/** What the factor models must know of a table before they start. */
export interface TableFacts {
  /** Columns whose present values are all the same. */
  readonly constant: readonly number[];
  /** Columns without any value. */
  readonly empty: readonly number[];
  /** The largest |value| and its cell, and the largest range of a column. */
  readonly largest: number;
  readonly largestAt: number;
  readonly range: number;
}

const known = new WeakMap<Table, TableFacts>();

/** One pass over the table; remembered, since a form asks at every change. */
export function factsOf(table: Table): TableFacts {
  const found = known.get(table) ?? look(table);
  known.set(table, found);
  return found;
}

function look({ columns, values, mask }: Table): TableFacts {
  const low = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  let largest = 0;
  let largestAt = 0;
  for (let at = 0, column = 0; at < values.length; at++) {
    const value = values[at];
    if (mask === undefined || mask[at] !== 0) {
      if (value < low[column]) low[column] = value;
      if (value > high[column]) high[column] = value;
      if (Math.abs(value) > largest) {
        largest = Math.abs(value);
        largestAt = at;
      }
    }
    if (++column === columns) column = 0;
  }
  const all = Array.from({ length: columns }, (_, j) => j);
  return {
    constant: all.filter((j) => low[j] === high[j]),
    empty: all.filter((j) => low[j] > high[j]),
    largest,
    largestAt,
    range: all.reduce((most, j) => Math.max(most, high[j] - low[j]), 0),
  };
}

/** As many cells of a wide table are held centred, twice. */
const MAX_WIDE_CELLS = 2 ** 22;

/**
 * Throws an ExperimentError for a table that has no covariance in float64. Missing cells are accepted where the model takes them, and so are more columns
 * than a covariance can have where it works on the rows of a table with fewer rows than columns.
 */
export function checkFactorTable(
  data: Table | null,
  missing: "missing allowed" | "complete",
  shape: "wide too" | "not wide" = "not wide",
): Table {
  if (data === null) throw new ExperimentError("data", "missing-data", "data is missing: the model needs a table");
  const { mask: _, ...whole } = data;
  requireNumbers(missing === "complete" ? data : whole);
  const { rows, columns } = data;
  if (rows < 2) throw refuse("too-few-rows", `rows: ${rows} (must be at least 2)`, { value: rows, min: 2 });
  if (columns < 2)
    throw refuse(
      "too-few-columns",
      `columns: ${columns} (must be at least 2: choose another file, or use more columns)`,
      { value: columns },
    );
  const fewRows = shape === "wide too" && rows <= Math.min(MAX_COLUMNS, columns - 1);
  const max = fewRows ? Math.floor(MAX_WIDE_CELLS / rows) : MAX_COLUMNS;
  if (columns > max)
    throw refuse(
      "too-many-columns",
      `columns: ${columns} (must be at most ${max}: use fewer; is the table transposed?)`,
      { value: columns, max },
    );
  checkScale(data);
  return data;
}

function checkScale(data: Table): void {
  const { constant, empty, largest, largestAt, range } = factsOf(data);
  if (empty.length > 0) {
    const column = columnName(data, empty[0]);
    throw refuse("empty-column", `column ${column} has no values (leave it out)`, { column });
  }
  if (largest > LARGEST) {
    const [row, column] = [Math.floor(largestAt / data.columns) + 1, columnName(data, largestAt % data.columns)];
    const value = data.values[largestAt];
    throw refuse(
      "too-large-to-square",
      `value ${value} in row ${row}, column ${column} (must be within ±${LARGEST}: divide the column by a power of ten)`,
      { value, row, column, max: LARGEST },
    );
  }
  if (constant.length === data.columns)
    throw refuse("nothing-varies", "every column has the same value in all rows (at least one must vary)", {});
  if (range < SMALLEST)
    throw refuse(
      "too-small-to-square",
      `values vary by ${range} at most (must be ${SMALLEST} or more: multiply the columns by a power of ten)`,
      { value: range, min: SMALLEST },
    );
}

export function columnName({ names }: Table, column: number): string {
  return names?.[column] ?? String(column + 1);
}

export function refuse(
  code: string,
  message: string,
  values: Readonly<Record<string, string | number>>,
  path = "data",
): ExperimentError {
  return new ExperimentError(path, code, message, values);
}

/** Rows whose latent positions are kept, evenly chosen where there are more. */
const MAX_KEPT = 2000;

/** Indices of the kept rows, ascending. */
export function keptRows(rows: number): Uint32Array {
  const count = Math.min(rows, MAX_KEPT);
  return Uint32Array.from({ length: count }, (_, i) => Math.floor((i * rows) / count));
}
