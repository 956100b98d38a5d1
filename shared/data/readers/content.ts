import type { Arrays } from "../../arrays.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import type { FileFormat } from "../../experiment/experiment.ts";
import { limits } from "../../experiment/limits.ts";
import type { Reading } from "../../experiment/reading.ts";
import type { DataNotice, ForeignModel, Table } from "../table.ts";

/** Metadata of a file of weights that hold the model.json of tensorflow.js, without its manifest. */
export const MODEL_METADATA = "tensorflow.js";

/** Characters of it, as a header of safetensors holds them. */
export const MOST_TOPOLOGY = 900_000;

/** What one of the user's own files holds. */
export type FileContent =
  | {
      readonly kind: "weights";
      readonly format: FileFormat;
      readonly shape: readonly number[];
      readonly weights: Arrays;
      readonly model?: ForeignModel;
      readonly notices?: readonly DataNotice[];
    }
  | TableContent
  | LabelsContent;

export interface LabelsContent {
  readonly kind: "labels";
  readonly format: FileFormat;
  readonly shape: readonly number[];
  readonly labels: Int32Array;
  /** All classes, where the file is known to have others than those that occur. */
  readonly classes?: readonly number[];
  /** What the classes 0, 1, … are called, where the file says so. */
  readonly names?: readonly string[];
  readonly notices?: readonly DataNotice[];
}

/** Samples as a file holds them: every column, usable or not; nothing chosen yet. Bytes are whole numbers here, not pixels. */
export interface TableContent {
  readonly kind: "table";
  readonly format: FileFormat;
  readonly shape: readonly number[];
  readonly table: Table;
  /** The format itself says that the values are pixels: PNG, JPEG. */
  readonly pixels?: true;
  /** One per column of a text; absent where the format holds numbers alone. */
  readonly columns?: readonly FoundColumn[];
  /** Of a text. */
  readonly understood?: Understood;
}

/**
 * What a column of a text was found to hold; "row-number" has no name and counts its rows. Dates, free text and texts among numbers have no values: they are
 * missing in the table, unless there are levels.
 */
export type ColumnKind = "number" | "boolean" | "levels" | "date" | "text" | "constant" | "row-number" | "empty";

export interface FoundColumn {
  /** Each name once: a second "x" is "x.2", and a column without a name "x" and its place. */
  readonly name: string;
  /** The header has this name, and has it once; others are meant by their place. */
  readonly named: boolean;
  readonly kind: ColumnKind;
  /** Number of cells without a value. */
  readonly missing: number;
  /** Of few different texts: what 0, 1, … stand for in the table. */
  readonly levels?: readonly string[];
  /** Of free text: what each row holds, "" where nothing. Absent where the texts are too many to be kept. */
  readonly texts?: readonly string[];
  /** Of single words that are too many to be levels, or each there once: the same of them. */
  readonly words?: readonly string[];
  /** What stands behind or before each number ("%", "€"), or below the name: the numbers are as written. */
  readonly unit?: string;
  /** Of a column of text: the first cell that is none of its numbers, and its row from 1 as the file counts them. */
  readonly stray?: { readonly row: number; readonly cell: string };
}

/** How a text was read: each choice as found or as chosen, and its first rows to be checked by eye. */
export interface Understood
  extends Required<Pick<Reading, "separator" | "decimal" | "thousands" | "header" | "encoding" | "units">> {
  readonly rows: number;
  /** Rows without any cell, which are no samples, and lines of comment. */
  readonly emptyRows: number;
  readonly comments: number;
  /** At most twelve rows, header and units included, as they stand in the file: their first 200 cells, of at most 100 characters. */
  readonly first: readonly (readonly string[])[];
}

/** The content with something more to be said of it. */
export function withNotice(content: FileContent, notice: DataNotice): FileContent {
  if (content.kind !== "table") return { ...content, notices: [...(content.notices ?? []), notice] };
  const { table } = content;
  return { ...content, table: { ...table, notices: [...(table.notices ?? []), notice] } };
}

export function checkSize(rows: number, columns: number, path: string): void {
  const { rows: mostRows, columns: mostColumns } = limits.file;
  if (rows > mostRows)
    throw new ExperimentError(
      path,
      "too-many-rows",
      `${path} has ${rows} rows (must be at most ${mostRows}: leave some out)`,
      {
        value: rows,
        max: mostRows,
      },
    );
  if (columns > mostColumns)
    throw new ExperimentError(
      path,
      "too-many-columns",
      `${path} has ${columns} columns (must be at most ${mostColumns}; is the table transposed?)`,
      { value: columns, max: mostColumns },
    );
}

export function infinite(path: string, row: number, column: number | string): ExperimentError {
  return new ExperimentError(
    path,
    "infinite-value",
    `${path} has an infinite value in row ${row}, column ${column} (must be a finite number, or blank)`,
    { row, column },
  );
}
