import { ExperimentError } from "../experiment/errors.ts";
import type { Table } from "./table.ts";

/** Name and place of a cell, for people: rows count from 1. */
export function cellOf({ columns, names }: Table, at: number): { readonly row: number; readonly column: string } {
  const column = at % columns;
  return { row: Math.floor(at / columns) + 1, column: names?.[column] ?? String(column + 1) };
}

/** Throws an ExperimentError that names the first missing cell. For labs that need every value. */
export function requireNumbers(table: Table): Table {
  const missing = table.mask?.indexOf(0) ?? -1;
  if (missing >= 0) {
    const cell = cellOf(table, missing);
    throw new ExperimentError(
      "data",
      "missing-value",
      `missing value in row ${cell.row}, column ${cell.column} (fill it, or leave the row out: this lab needs every value)`,
      cell,
    );
  }
  return table;
}

/**
 * Throws an ExperimentError unless there is a table of numbers of at least `rows` rows and at most `columns` columns. `need` says why there must be one:
 * "the machine needs samples".
 */
export function requireTable(
  data: Table | null,
  need: string,
  { rows = 1, columns = Number.POSITIVE_INFINITY }: { readonly rows?: number; readonly columns?: number } = {},
): Table {
  if (data === null) throw new ExperimentError("data", "missing-data", `data is missing: ${need}`);
  requireNumbers(data);
  const [few, many] = [
    { value: data.rows, min: rows },
    { value: data.columns, max: columns },
  ];
  if (data.rows < rows)
    throw new ExperimentError("data", "too-few-rows", `rows: ${data.rows} (must be at least ${rows})`, few);
  if (data.columns > columns)
    throw new ExperimentError(
      "data",
      "too-many-columns",
      `columns: ${data.columns} (must be at most ${columns}: use fewer; is the table transposed?)`,
      many,
    );
  return data;
}

/**
 * Throws an ExperimentError at `path` for the first value that is not from 0 to 1; bytes are, of 255. `cure` says what asks for it, and what to do; `fits`,
 * what value at `path` would take the table.
 */
export function requireProbabilities(table: Table, path: string, code: string, cure: string, fits?: string): Table {
  const { values } = table;
  if (values instanceof Uint8Array) return table;
  const at = values.findIndex((value: number) => !(value >= 0 && value <= 1));
  if (at < 0) return table;
  const { row, column } = cellOf(table, at);
  const message = `value ${values[at]} in row ${row}, column ${column} (must be from 0 to 1${cure})`;
  throw new ExperimentError(path, code, message, { value: values[at], row, column, ...(fits && { fits }) });
}

/** What is larger, or varies by less, is no number of single precision any more, in which results are kept, and has no square of double precision. */
const LARGEST = 1e30;
const NARROWEST = 1e-30;

/**
 * Throws an ExperimentError for the first value that is too large to be standardised, or the first column that varies by too little to be told from one that
 * does not; NaN stands for a missing value. For labs that bring columns to one scale.
 */
export function requireScalable(table: Table): Table {
  const { values } = table;
  if (values instanceof Uint8Array) return table;
  const at = values.findIndex((value: number) => Math.abs(value) > LARGEST);
  if (at >= 0) {
    const cell = cellOf(table, at);
    throw new ExperimentError(
      "data",
      "too-large-to-standardise",
      `value ${values[at]} in row ${cell.row}, column ${cell.column} (must be within ±${LARGEST}: divide the column by a power of ten)`,
      { value: values[at], max: LARGEST, ...cell },
    );
  }
  for (const [c, { low, high }] of rangesOf(table).entries()) {
    const value = high - low;
    if (!(value > 0 && value < NARROWEST)) continue;
    const { column } = cellOf(table, c);
    throw new ExperimentError(
      "data",
      "too-small-to-standardise",
      `column ${column} varies by ${value} (must vary by at least ${NARROWEST}, or not at all: multiply the column by a power of ten)`,
      { column, value, min: NARROWEST },
    );
  }
  return table;
}

/** Single precision has at least so many steps over what the data extend. */
const STEPS = 256;
const STEP_OF_FLOAT32 = 2 ** -23;

/**
 * Throws an ExperimentError for the first column whose values are so far from zero that single precision does not tell them apart. For labs that give rows in the
 * units of the data, brought to one scale.
 */
export function requireNearZero(table: Table): Table {
  if (table.values instanceof Uint8Array || table.image) return table;
  const ranges = rangesOf(table);
  const spread = ranges.reduce((most, { low, high }) => Math.max(most, high - low), 0);
  for (const [c, { low, high }] of ranges.entries()) {
    const value = Math.max(Math.abs(low), Math.abs(high));
    if (spread === 0 || value * STEP_OF_FLOAT32 * STEPS <= spread) continue;
    const { column } = cellOf(table, c);
    throw new ExperimentError(
      "data",
      "too-far-from-zero",
      `column ${column} holds values of the size of ${value}, but the data vary by ${spread} (single precision does not tell them apart: standardise, or take a constant off the column)`,
      { column, value: Number(value.toPrecision(3)), spread: Number(spread.toPrecision(3)) },
    );
  }
  return table;
}

/** Least and greatest value per column, of those that are there. */
function rangesOf({ columns, values }: Table): readonly { readonly low: number; readonly high: number }[] {
  const low = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  for (let at = 0, c = 0; at < values.length; at++, c = c + 1 === columns ? 0 : c + 1) {
    const value = values[at];
    if (value < low[c]) low[c] = value;
    if (value > high[c]) high[c] = value;
  }
  return Array.from(low, (least, c) => ({ low: least, high: high[c] }));
}

/** Values as float32, rows × columns; bytes are divided by 255. */
export function toFloat32({ values }: Table): Float32Array {
  return values instanceof Uint8Array ? Float32Array.from(values, (v) => v / 255) : Float32Array.from(values);
}

/** Values as float64, rows × columns; bytes are divided by 255. */
export function toFloat64({ values }: Table): Float64Array {
  return values instanceof Uint8Array ? Float64Array.from(values, (v) => v / 255) : Float64Array.from(values);
}
