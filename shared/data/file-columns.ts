/** The columns of a file: what each is called and what it holds. */
import type { Reading } from "../experiment/reading.ts";
import type { FoundColumn, TableContent } from "./readers/content.ts";
import type { TableUse } from "./table.ts";

/** A column of a file at its place. `key` is what a reading calls it. */
export interface FileColumn extends FoundColumn {
  readonly key: string;
  readonly place: number;
}

const known = new WeakMap<TableContent, readonly FileColumn[]>();

/** Every column of a file; remembered, since a page asks at every choice. Of formats that hold numbers alone, what their values say. */
export function columnsOf(content: TableContent): readonly FileColumn[] {
  const found = known.get(content) ?? look(content);
  known.set(content, found);
  return found;
}

function look(content: TableContent): readonly FileColumn[] {
  const columns = content.columns ?? numericColumns(content);
  return columns.map((column, place) => ({ ...column, place, key: column.named ? column.name : `#${place + 1}` }));
}

function numericColumns({ table }: TableContent): readonly FoundColumn[] {
  const { columns, values, mask, names } = table;
  const low = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  const missing = new Uint32Array(columns);
  for (let at = 0, c = 0; at < values.length; at++) {
    if (mask?.[at] === 0) missing[c]++;
    else {
      if (values[at] < low[c]) low[c] = values[at];
      if (values[at] > high[c]) high[c] = values[at];
    }
    if (++c === columns) c = 0;
  }
  return Array.from({ length: columns }, (_, c) => ({
    name: names?.[c] ?? `x${c + 1}`,
    named: names !== undefined && names.indexOf(names[c]) === names.lastIndexOf(names[c]),
    kind: low[c] > high[c] ? "empty" : low[c] === high[c] ? "constant" : "number",
    missing: missing[c],
  }));
}

/** Whether these are pictures of which nothing was chosen: all pixels are used, and none is looked at by itself, since a photograph has millions. */
export function areWholePictures({ columns, table }: TableContent, reading: Reading): boolean {
  const { columns: used, ignored, target, label } = reading;
  const isChosen = [used, ignored, target, label].some((choice) => choice !== undefined);
  return columns === undefined && table.image !== undefined && !table.names && !table.mask && !isChosen;
}

/** A column of two texts, or of booleans, that a lab may take as 0 and 1. */
export function isTwoValued({ kind, levels }: FileColumn): boolean {
  return kind === "boolean" || (kind === "levels" && levels?.length === 2);
}

const stateKinds: readonly string[] = ["levels", "constant"];

/** A column whose few texts a lab takes as states; one text alone is a state that was always seen. */
export function holdsStates({ kind, levels, stray }: FileColumn, { states }: TableUse): boolean {
  return (
    states === true &&
    stray === undefined &&
    (kind === "boolean" || (levels !== undefined && stateKinds.includes(kind)))
  );
}

export function holdsNumbers(column: FileColumn): boolean {
  const { kind, stray, levels } = column;
  if (stray !== undefined) return false;
  return kind === "number" || kind === "row-number" || (kind === "constant" && levels === undefined);
}
