/** What views read of the table that a run worked on. */
import type { NDArray } from "../../../shared/arrays.ts";
import { generatorOf } from "../../../shared/data/generators/known.ts";
import type { Table } from "../../../shared/data/table.ts";
import type { DataRef } from "../../../shared/experiment/experiment.ts";
import { t } from "../../i18n/locale.ts";
import type { PictureShape } from "../../views/pixels.ts";

/** Names of the columns; numbers from 1 where the table has none. */
export function namesOf(data: Table | null, columns: number): readonly string[] {
  return Array.from({ length: columns }, (_, j) => data?.names?.[j] ?? String(j + 1));
}

/** Rows of this many columns are pictures of more than one line. */
export function isPicture(data: Table | null, columns: number): boolean {
  return data?.image !== undefined && data.columns === columns && data.image.height > 1;
}

/** How a row of this many columns is drawn: as the data's pictures, else as one line of squares. */
export function shapeOf(data: Table | null, columns: number): PictureShape {
  return data?.image && data.columns === columns ? data.image : { width: columns, height: 1 };
}

/** Columns from which rows that are no pictures are drawn as lines, and not as numbers. */
const LEAST_LINE = 24;

/** How rows of a table are drawn. */
export function kindOfRows(data: Table): "pictures" | "lines" | "table" {
  if (isPicture(data, data.columns)) return "pictures";
  return data.columns >= LEAST_LINE ? "lines" : "table";
}

/** What a net's numbers are in the units of the table: of column c, means[c] + deviations[c] times the number. */
export interface Units {
  readonly means: ArrayLike<number>;
  readonly deviations: ArrayLike<number>;
}

/** Rows that a net sees or gives, one after the other, in the units of the table. */
export function inUnits(values: ArrayLike<number>, { means, deviations }: Units): Float64Array {
  const { length } = means;
  return Float64Array.from(values, (y, at) => means[at % length] + y * deviations[at % length]);
}

/** What people read for the classes of a table: the words of its generator, where there are some, in their language. */
export function classNames(ref: DataRef, { classes = [] }: Pick<Table, "classes">): readonly string[] {
  const words = ref && "generator" in ref ? generatorOf(ref.generator)?.classes : undefined;
  return classes.map((name) => (words && Object.hasOwn(words, name) ? t(words[name]) : name));
}

/** Classes of these rows of the table, null where it has none. */
export function classesOf(data: Table | null, rows: Pick<NDArray, "values"> | undefined): Int32Array | null {
  const labels = data?.labels;
  return labels && rows ? Int32Array.from(rows.values, (row) => labels[row]) : null;
}
