/** What the columns of a file are used for. */
import { ExperimentError } from "../experiment/errors.ts";
import { type ColumnRole, type Reading, roleOf } from "../experiment/reading.ts";
import { columnsOf, type FileColumn, holdsNumbers, holdsStates, isTwoValued } from "./file-columns.ts";
import { holdPixels, labelOfPictures } from "./pixels.ts";
import type { TableContent } from "./readers/content.ts";
import type { DataNotice, TableUse } from "./table.ts";

/** A column with its role; `chosen` where the reading gave it that role. */
export interface TakenColumn extends FileColumn {
  readonly chosen: boolean;
}

export interface Roles {
  /** What becomes the table, in the order of the file: the used columns, and the target among them. */
  readonly taken: readonly TakenColumn[];
  readonly target?: FileColumn;
  readonly label?: FileColumn;
  /** The column of sentences, where the lab takes one. */
  readonly sentences?: FileColumn;
  /** Columns of one value alone are part of the table, as the border of pictures is. */
  readonly keepsConstants: boolean;
  readonly notices: readonly DataNotice[];
}

/** Labels of few classes colour a plane; more cannot be told apart. */
const MAX_CLASSES = 100;
/** Names that a sentence holds. */
const NAMED = 8;

/**
 * What each column is used for: as the reading says, else as it can be. A column that nobody chose and that cannot be used is left out with a
 * notice. Throws an ExperimentError for a name that no column has, for a chosen column that cannot be what it was chosen for, and where
 * nothing is left to be used.
 */
export function rolesOf(content: TableContent, reading: Reading, use: TableUse): Roles {
  const columns = columnsOf(content);
  checkNames(columns, reading);
  const roles = columns.map((column) => roleOf(reading, column.key));
  const at = (role: ColumnRole) => columns[roles.indexOf(role)] as FileColumn | undefined;
  const [target, chosenLabel] = [at("target"), at("label")];
  for (const column of columns)
    if (roles[column.place] === "used" && !freeTextsOf(column, use)) checkUsable(column, use, content);
  if (target) checkUsable(target, { ...use, twoValued: true }, content);
  if (chosenLabel) checkLabel(chosenLabel, content);
  const auto = columns.filter(({ place }) => roles[place] === "auto");
  // Who names the number to predict does not ask for classes.
  const label = chosenLabel ?? (target ? undefined : foundLabel(content, auto, reading, use));
  const isFree = (column: FileColumn) => column !== label && roles[column.place] !== "ignored";
  const written = use.texts && columns.find((column) => column.texts && isFree(column));
  const isUsedAnyway = (column: FileColumn) => isFree(column) && !column.words && isUsed(column, use, true);
  const sentences =
    written ||
    (columns.some(isUsedAnyway) ? undefined : columns.find((column) => freeTextsOf(column, use) && isFree(column)));
  const samples = columns.filter((column) => column !== label && !["ignored", "target"].includes(roles[column.place]));
  const keepsConstants =
    use.constants === true ||
    content.pixels === true ||
    (use.pictures === true && arePictures(content, samples, reading));
  const isKept = ({ place }: FileColumn) => keepsConstants || isLastOf(content, place, target, use);
  const out = auto.filter((column) => column !== label && column !== sentences && !isUsed(column, use, isKept(column)));
  const taken = columns
    .filter((column) => column !== label && column !== sentences)
    .filter((column) => roles[column.place] !== "ignored" && !out.includes(column))
    .map((column) => ({ ...column, chosen: roles[column.place] !== "auto" }));
  if (!sentences && taken.every(({ place }) => roles[place] === "target")) throw nothingUsable(columns);
  return {
    taken,
    ...(target && { target }),
    ...(label && { label }),
    ...(sentences && { sentences }),
    keepsConstants,
    notices: [
      ...leftOut(out, content),
      ...(use.states ? [] : taken.flatMap((column) => twoValuedNotice(column))),
      ...(label && !chosenLabel ? [{ code: "label-found", values: { column: label.key } }] : []),
    ],
  };
}

/** What each row of a column of free text holds, where the lab takes it. */
export function freeTextsOf({ texts, words }: FileColumn, use: TableUse): readonly string[] | undefined {
  if (!use.texts) return undefined;
  return texts ?? (use.texts === "words" ? words : undefined);
}

function arePictures({ table }: TableContent, samples: readonly FileColumn[], { pixels }: Reading): boolean {
  return table.image !== undefined || (pixels !== "no" && holdPixels(table, samples));
}

function isUsed(column: FileColumn, use: TableUse, keepsConstant: boolean): boolean {
  if (holdsStates(column, use)) return true;
  if (isTwoValued(column)) return use.twoValued === true;
  if (!holdsNumbers(column) || column.kind === "row-number") return false;
  return column.kind !== "constant" || keepsConstant;
}

/** The last column is what is predicted where none is named: never another in its place. */
function isLastOf({ table }: TableContent, place: number, target: FileColumn | undefined, use: TableUse): boolean {
  return target === undefined && use.takes?.includes("target") === true && place === table.columns - 1;
}

function checkNames(columns: readonly FileColumn[], { columns: used, ignored, target, label }: Reading): void {
  const keys = new Set(columns.map(({ key }) => key));
  for (const name of [...(used ?? []), ...(ignored ?? []), target, label]) {
    if (name === undefined || keys.has(name)) continue;
    const allowed = listed(columns, 40);
    throw new ExperimentError(
      "data.reading",
      "unknown-column",
      `unknown column: ${JSON.stringify(name)} (there are ${allowed})`,
      { value: name, allowed },
    );
  }
}

/** Throws an ExperimentError that names the first cell that is no number. */
function checkUsable(column: FileColumn, use: TableUse, content: TableContent): void {
  if (holdsNumbers(column) || holdsStates(column, use) || (use.twoValued && isTwoValued(column))) return;
  const { key, kind, stray } = column;
  if (kind === "empty")
    throw new ExperimentError("data.reading", "no-values", `column ${key} has no values (ignore it)`, { column: key });
  const value = firstText(column, content);
  const place = stray ? ` in row ${stray.row}` : "";
  throw new ExperimentError(
    "data.reading",
    "text-column",
    `text in column ${key}: ${JSON.stringify(value)}${place} (must be numbers: ignore the column, or correct the file)`,
    { column: key, value },
  );
}

/** The first cell that is no number, as far as it is known. */
function firstText({ stray, levels, place }: FileColumn, { understood }: TableContent): string {
  if (stray) return stray.cell;
  const below = understood ? Number(understood.header === "yes") + Number(understood.units === "yes") : 0;
  return levels?.[0] ?? understood?.first[below]?.[place] ?? "";
}

function checkLabel(column: FileColumn, content: TableContent): void {
  const { key, kind, levels } = column;
  if (levels !== undefined || kind === "boolean" || holdsNumbers(column)) {
    const classes = levels?.length ?? 0;
    if (classes > MAX_CLASSES) throw tooManyClasses(key, classes);
    return;
  }
  const value = firstText(column, content);
  throw new ExperimentError(
    "data.reading.label",
    "unfit-label",
    `label: column ${key} holds ${JSON.stringify(value)}, … (must be at most ${MAX_CLASSES} different texts or numbers: choose another)`,
    { column: key, value, max: MAX_CLASSES },
  );
}

function tooManyClasses(column: string, value: number): ExperimentError {
  return new ExperimentError(
    "data.reading.label",
    "too-many-classes",
    `label: column ${column} has ${value} different values (must be at most ${MAX_CLASSES}: choose another)`,
    { column, value, max: MAX_CLASSES },
  );
}

/** The only column of few different texts, or the one beside pixels; none where the file brings labels, or the lab takes none. */
function foundLabel(
  content: TableContent,
  auto: readonly FileColumn[],
  reading: Reading,
  use: TableUse,
): FileColumn | undefined {
  if (!use.takes?.includes("label") || content.table.labels) return undefined;
  const texts = auto.filter(
    (column) =>
      column.kind === "levels" &&
      column.stray === undefined &&
      (column.levels?.length ?? 0) <= MAX_CLASSES &&
      !(use.twoValued && isTwoValued(column)),
  );
  // Where texts are states, the only one is what is observed.
  if (use.states && !auto.some((column) => !texts.includes(column) && (holdsNumbers(column) || column.words)))
    return undefined;
  if (texts.length === 1) return texts[0];
  if (use.everyClass && texts.length === 0) {
    const two = auto.filter((column) => isTwoValued(column) || isYesOrNo(content.table, column));
    if (two.length === 1 && reading.columns === undefined) return two[0];
  }
  const isFree = reading.columns === undefined && reading.pixels !== "no" && use.pictures === true;
  return isFree && texts.length === 0 ? labelOfPictures(content.table, auto) : undefined;
}

/** Whether a column that has a name, the last one, holds 0 and 1 alone, and both. */
function isYesOrNo(
  { rows, columns, values, mask, names }: TableContent["table"],
  { place, kind }: FileColumn,
): boolean {
  if (kind === "boolean" || !names || place !== columns - 1) return false;
  const found = new Set<number>();
  for (let at = place; at < rows * columns; at += columns) if (mask?.[at] !== 0) found.add(values[at]);
  return found.size === 2 && found.has(0) && found.has(1);
}

/** Classes of the kept rows (null: of all), and their names in order: of the alphabet, of size, or a text's own; a row without one has the last, "–". */
export function classesOf(
  { table }: TableContent,
  { place, key, levels, kind }: FileColumn,
  kept: Uint32Array | null,
): { readonly labels: Int32Array; readonly classes: readonly string[] } {
  const { rows, columns, values, mask } = table;
  const cells = kept ?? Uint32Array.from({ length: rows }, (_, row) => row);
  const isMissing = (row: number) => mask?.[row * columns + place] === 0;
  const codes = new Map<number, number>();
  for (const row of cells) if (!isMissing(row)) codes.set(values[row * columns + place], 0);
  const present = [...codes.keys()].sort((a, b) => a - b);
  if (present.length > MAX_CLASSES) throw tooManyClasses(key, present.length);
  for (const [code, value] of present.entries()) codes.set(value, code);
  const texts = levels ?? (kind === "boolean" ? ["0", "1"] : undefined);
  const names = present.map((value) => texts?.[value] ?? String(value));
  const labels = Int32Array.from(cells, (row) =>
    isMissing(row) ? present.length : (codes.get(values[row * columns + place]) ?? 0),
  );
  return { labels, classes: labels.includes(present.length) ? [...names, "–"] : names };
}

/** Why columns were left out, in the order in which it is told. */
const reasons = ["stray", "text", "date", "constant", "row-number", "empty"] as const;

function reasonOf({ kind, stray }: FileColumn): (typeof reasons)[number] {
  if (stray !== undefined) return "stray";
  if (kind === "levels" || kind === "boolean") return "text";
  return kind === "number" ? "stray" : kind;
}

export function leftOut(columns: readonly FileColumn[], content: TableContent): readonly DataNotice[] {
  return reasons.flatMap((reason): DataNotice[] => {
    const out = columns.filter((column) => reasonOf(column) === reason);
    if (out.length === 0) return [];
    if (reason !== "stray")
      return [{ code: `left-out-${reason}`, values: { columns: listed(out), count: out.length } }];
    return out.slice(0, NAMED).map((column) => ({
      code: "left-out-stray",
      values: {
        column: column.key,
        row: column.stray?.row ?? 1,
        value: firstText(column, content).slice(0, 40),
      },
    }));
  });
}

function twoValuedNotice(column: FileColumn): readonly DataNotice[] {
  if (!isTwoValued(column) || column.levels === undefined) return [];
  const [zero, one = zero] = column.levels;
  return [{ code: "two-valued", values: { column: column.key, zero, one } }];
}

export function listed(columns: readonly FileColumn[], most = NAMED): string {
  const names = columns.slice(0, most).map(({ key }) => key);
  return columns.length > most ? `${names.join(", ")}, …` : names.join(", ");
}

/** Lines above the table, or another separator, make text among numbers of every column. */
function allMixed(column: string, row: number, value: string): ExperimentError {
  return new ExperimentError(
    "data",
    "all-columns-mixed",
    `no column can be used: in column ${column}, row ${row} has text among numbers, ${JSON.stringify(value)} (delete lines that are no part of the table, or choose another separator)`,
    { column, row, value },
  );
}

function nothingUsable(columns: readonly FileColumn[]): ExperimentError {
  const mixed = columns.find(({ stray }) => stray !== undefined);
  if (mixed?.stray) return allMixed(mixed.key, mixed.stray.row, mixed.stray.cell.slice(0, 40));
  const by = (...wanted: readonly string[]) => listed(columns.filter((column) => wanted.includes(reasonOf(column))));
  const said = {
    text: by("text", "stray") || "–",
    date: by("date") || "–",
    constant: by("constant", "row-number") || "–",
    empty: by("empty") || "–",
  };
  return new ExperimentError(
    "data",
    "nothing-usable",
    `no column can be used (text: ${said.text}; dates: ${said.date}; one value only, or row numbers: ${said.constant}; empty: ${said.empty}; choose columns of numbers)`,
    said,
  );
}
