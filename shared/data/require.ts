import { ExperimentError } from "../experiment/errors.ts";
import type { Table } from "./table.ts";

/** Name and place of a cell, for people: rows count from 1. */
export function cellOf({ columns, names }: Table, at: number): { readonly row: number; readonly column: string } {
  const column = at % columns;
  return { row: Math.floor(at / columns) + 1, column: names?.[column] ?? String(column + 1) };
}

/** Throws an ExperimentError that names the first missing cell, and one that names a column of text. For labs that need every value a number. */
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
  const text = table.levels?.findIndex(Boolean) ?? -1;
  if (text >= 0) {
    const column = table.names?.[text] ?? String(text + 1);
    throw new ExperimentError(
      "data",
      "text-column",
      `text in column ${column}: "${table.levels?.[text]?.[0]}", … (must be numbers: leave the column out)`,
      { column, value: table.levels?.[text]?.[0] ?? "" },
    );
  }
  return table;
}

/** Values as float32, rows × columns; bytes are divided by 255. */
export function toFloat32({ values }: Table): Float32Array {
  return values instanceof Uint8Array ? Float32Array.from(values, (v) => v / 255) : Float32Array.from(values);
}

/** Values as float64, rows × columns; bytes are divided by 255. */
export function toFloat64({ values }: Table): Float64Array {
  return values instanceof Uint8Array ? Float64Array.from(values, (v) => v / 255) : Float64Array.from(values);
}
