/** The second stage of own data: what is made of a file's cells. */
import { ExperimentError } from "../experiment/errors.ts";
import type { Reading } from "../experiment/reading.ts";
import { classesOf, freeTextsOf, leftOut, type Roles, rolesOf, type TakenColumn } from "./columns.ts";
import { areWholePictures } from "./file-columns.ts";
import { holdPixels, scaled } from "./pixels.ts";
import type { TableContent } from "./readers/content.ts";
import { cellOf } from "./require.ts";
import { spreadNotice, standardised } from "./standardise.ts";
import type { DataNotice, Table, TableUse } from "./table.ts";

/**
 * The table that a lab gets of a file's content: the columns that have a role, the rows that stay, pixels and standardised columns in one scale.
 * `notices` says what was done. Here and only here bytes mean pixels. The same cells give the same table, whatever type and order the file kept
 * them in. Throws an ExperimentError for a choice that the content does not allow.
 */
export function shapeTable(content: TableContent, reading: Reading = {}, use: TableUse = {}): Table {
  if (content.format === "txt") return content.table;
  const keepsConstants = content.pixels || use.pictures || use.constants;
  if (keepsConstants && areWholePictures(content, reading)) return wholePictures(content, reading, use);
  const roles = rolesOf(content, reading, use);
  // Before rows with gaps: which those are depends on the columns.
  if (use.plane && !mayBePictures(content, roles, reading)) requirePlane(roles.taken);
  const gaps = gapsOf(content, roles, reading, use);
  const taken = withoutConstants(content, roles, gaps.kept);
  const own = cut(content.table, taken, gaps.kept, use);
  const { values, image, notices } = scaled(own, content, reading, use);
  if (use.plane && !image) requirePlane(taken);
  const names = taken.map(({ key }) => key);
  const plain = { ...own, values, ...(image && { image }) };
  const isStandard = reading.standardise === "yes";
  const told = [
    ...understoodNotices(content),
    ...(content.table.notices ?? []),
    ...roles.notices,
    ...leftOut(
      roles.taken.filter((column) => !taken.includes(column)).map((column) => ({ ...column, kind: "constant" })),
      content,
    ),
    ...gaps.notices,
    ...notices,
    ...(isStandard ? [] : spreadNotice(plain, names, use)),
  ];
  const target = roles.target && taken.findIndex(({ place }) => place === roles.target?.place);
  return {
    ...plain,
    ...(isStandard && { values: standardised(plain, use) }),
    ...labelsOf(content, roles, gaps.kept),
    ...textsOf(roles, gaps.kept, use),
    ...(reading.heldOut && { heldOut: reading.heldOut }),
    ...(target !== undefined && { target }),
    ...(told.length > 0 && { notices: told }),
  };
}

/** The same as by roles, where every pixel has the same one. */
function wholePictures(content: TableContent, reading: Reading, use: TableUse): Table {
  const { levels: _, notices: told = [], labels, classes, ...own } = content.table;
  const { values, image, notices: found } = scaled(own, content, reading, use);
  const plain = { ...own, values, ...(image && { image }) };
  const notices = [...told, ...found];
  return {
    ...plain,
    ...(reading.standardise === "yes" && { values: standardised(plain, use) }),
    ...(labels && classes && { labels, classes }),
    ...(reading.heldOut && { heldOut: reading.heldOut }),
    ...(notices.length > 0 && { notices }),
  };
}

function mayBePictures({ table }: TableContent, { taken }: Roles, { pixels }: Reading): boolean {
  return table.image !== undefined || pixels === "yes" || (pixels !== "no" && holdPixels(table, taken));
}

/** Throws an ExperimentError unless there are two columns; of more it names two that could be used. */
function requirePlane(columns: readonly TakenColumn[]): void {
  const value = columns.length;
  if (value === 2) return;
  const varying = columns.filter(({ kind }) => kind !== "constant");
  const [first, second] = varying.length < 2 ? columns : varying;
  throw new ExperimentError(
    "data.reading.columns",
    "not-points-of-the-plane",
    `columns: ${value} (must be two numbers per row, or pictures: choose two columns)`,
    { value, ...(second && { first: first.key, second: second.key }) },
  );
}

interface Gaps {
  /** The rows that stay, ascending; null where all do. */
  readonly kept: Uint32Array | null;
  readonly notices: readonly DataNotice[];
}

/** Rows with a missing value in a column that has a role: kept, dropped or refused. Throws an ExperimentError. */
function gapsOf({ table }: TableContent, { taken, label }: Roles, { gaps }: Reading, use: TableUse): Gaps {
  const { rows, columns, mask } = table;
  // Of words alone all rows stay.
  if (!mask || taken.length === 0) return { kept: null, notices: [] };
  const dropped = gaps === "drop";
  if (gaps === undefined && use.gaps) return withValues(table, taken);
  const needed = [...taken, ...(label && (dropped || use.everyClass) ? [label] : [])];
  const places = needed.map(({ place }) => place);
  const whole: number[] = [];
  let first = -1;
  for (let row = 0; row < rows; row++) {
    const gap = places.find((place) => mask[row * columns + place] === 0);
    if (gap === undefined) whole.push(row);
    else if (first < 0) first = row * columns + gap;
  }
  const value = rows - whole.length;
  if (value === 0) return { kept: null, notices: [] };
  const cell = {
    row: cellOf(table, first).row,
    column: needed.find(({ place }) => place === first % columns)?.key ?? "",
  };
  if (!dropped) throw rowsWithGaps({ value, rows, ...cell }, gaps === "refuse");
  if (whole.length > 0)
    return { kept: Uint32Array.from(whole), notices: [{ code: "rows-dropped", values: { value, rows } }] };
  const [worst] = taken.toSorted((a, b) => b.missing - a.missing);
  throw new ExperimentError(
    "data.reading.gaps",
    "all-rows-have-gaps",
    `gaps: each of the ${rows} rows has a missing value, ${worst.missing} of them in column ${worst.key} (keep them, or ignore that column)`,
    { rows, value: worst.missing, column: worst.key },
  );
}

/** A row without any value in the columns that have a role is no sample, whatever else stands in it: a name, a date. */
function withValues({ rows, columns, mask }: Table, taken: readonly TakenColumn[]): Gaps {
  const all = Array.from({ length: rows }, (_, row) => row);
  const kept = all.filter((row) => taken.some(({ place }) => mask?.[row * columns + place] !== 0));
  const value = rows - kept.length;
  if (value === 0) return { kept: null, notices: [] };
  return { kept: Uint32Array.from(kept), notices: [{ code: "rows-without-values", values: { value, rows } }] };
}

interface RowsWithGaps {
  readonly value: number;
  readonly rows: number;
  readonly row: number;
  readonly column: string;
}

function rowsWithGaps(values: RowsWithGaps, asked: boolean): ExperimentError {
  const { value, rows, row, column } = values;
  const found = `missing values in ${value} of ${rows} rows, the first in row ${row}, column ${column}`;
  const cure = `drop the rows (${value} of ${rows}), or ignore the columns`;
  const given = { ...values };
  if (asked)
    return new ExperimentError("data.reading.gaps", "gaps-refused", `${found} (refused as chosen: ${cure})`, given);
  return new ExperimentError(
    "data.reading.gaps",
    "rows-with-gaps",
    `${found} (this lab needs every value: ${cure})`,
    given,
  );
}

/** Without the columns that hold one value alone in the rows that stayed, unless they were chosen or constants are kept. */
function withoutConstants(
  { table }: TableContent,
  { taken, keepsConstants }: Roles,
  kept: Uint32Array | null,
): readonly TakenColumn[] {
  if (!kept || keepsConstants) return taken;
  const { columns, values } = table;
  const varies = ({ place }: TakenColumn) =>
    kept.some((row) => values[row * columns + place] !== values[kept[0] * columns + place]);
  const varying = taken.filter((column) => column.chosen || column.kind === "constant" || varies(column));
  return varying.length > 0 ? varying : taken;
}

/** The columns and rows of a table, with their names; the same arrays where all stay. Texts that were taken are numbers now, or states. */
function cut(table: Table, taken: readonly TakenColumn[], kept: Uint32Array | null, use: TableUse): Table {
  const { levels: _, notices: __, names, labels, classes, image, mask, ...rest } = table;
  const whole = taken.length === table.columns;
  const rows = kept?.length ?? table.rows;
  const own = taken.map(({ place }) => names?.[place] ?? String(place + 1));
  const ownNames = names || !whole ? { names: own } : {};
  const isOfStates = use.states && taken.some(({ levels }) => levels);
  const texts = isOfStates && { levels: taken.map(({ levels }) => levels) };
  const shape = { ...rest, rows, columns: taken.length, ...ownNames, ...texts, ...(whole && image && { image }) };
  const places = taken.map(({ place }) => place);
  const pick = <V extends Table["values"]>(values: V): V =>
    whole && !kept ? values : picked(values, table, places, kept);
  const present = mask && pick(mask);
  return { ...shape, values: pick(table.values), ...(present?.includes(0) && { mask: present }) };
}

function picked<V extends Table["values"]>(
  values: V,
  { rows, columns }: Table,
  places: readonly number[],
  kept: Uint32Array | null,
): V {
  const count = kept?.length ?? rows;
  const out = new (values.constructor as new (length: number) => V)(count * places.length);
  for (let r = 0, at = 0; r < count; r++) {
    const start = (kept?.[r] ?? r) * columns;
    for (const place of places) out[at++] = values[start + place];
  }
  return out;
}

/** Classes of the rows that stayed: of the column that names them, else those that came with the file. */
function labelsOf(
  content: TableContent,
  { label }: Roles,
  kept: Uint32Array | null,
): Pick<Table, "labels" | "classes"> {
  if (label) return classesOf(content, label, kept);
  const { labels, classes } = content.table;
  if (!labels || !classes) return {};
  return { labels: kept ? Int32Array.from(kept, (row) => labels[row]) : labels, classes };
}

/** The sentences of the rows that stayed, or the words. */
function textsOf({ sentences }: Roles, kept: Uint32Array | null, use: TableUse): Pick<Table, "texts" | "textsName"> {
  const texts = sentences && freeTextsOf(sentences, use);
  if (!texts) return {};
  const isWords = sentences.texts === undefined;
  return { texts: kept ? Array.from(kept, (row) => texts[row]) : texts, ...(isWords && { textsName: sentences.name }) };
}

/** Of a text: what was passed over on the way to its rows. */
function understoodNotices({ understood }: TableContent): readonly DataNotice[] {
  if (!understood) return [];
  const { emptyRows, comments, units } = understood;
  return [
    ...(emptyRows > 0 ? [{ code: "empty-rows", values: { count: emptyRows } }] : []),
    ...(comments > 0 ? [{ code: "comment-lines", values: { count: comments } }] : []),
    ...(units === "yes" ? [{ code: "units-row", values: {} }] : []),
  ];
}
