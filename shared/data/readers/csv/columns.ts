/** What the columns of a table hold, and their values in the order of their texts. */
import type { Reading } from "../../../experiment/reading.ts";
import type { ColumnKind, FoundColumn } from "../content.ts";
import { type Place, type Settled, settle } from "./convention.ts";
import { twoReadings } from "./readings.ts";
import { MAX_LEVELS, type TableScan, WORD } from "./table.ts";
import { areBoolean, missingKind } from "./words.ts";

/** Texts that never repeat are names, from this many on. */
const FEWEST_NAMES = 4;

/** Whether a column has nothing but numbers and words for missing ones. */
function isNumeric(scan: TableScan, c: number): boolean {
  const texts = scan.texts[c];
  return scan.numbers[c] > 0 && (texts === undefined || texts.texts === texts.words) && !scan.otherUnits[c];
}

/** What the signs of the numbers mean, by all columns of numbers together. Throws an ExperimentError. */
export function settleSigns(
  scan: TableScan,
  names: readonly string[],
  reading: Reading,
  separator: string,
  path: string,
): Settled {
  const columns = names.map((name, c) => ({
    name,
    signs: isNumeric(scan, c) ? scan.signs[c] : 0,
    place: (bit: number) => scan.place(c, bit),
  }));
  return settle(columns, reading, separator, path);
}

/** The open signs that are groups, per column; null where there are none. */
export function groupsOf({ columns }: Settled): Uint8Array | null {
  const groups = Uint8Array.from(columns, (column) => (typeof column === "number" ? column : 0));
  return groups.some((bits) => bits !== 0) ? groups : null;
}

export interface ColumnName {
  readonly name: string;
  /** It is the header's, and no other column's. */
  readonly isNamed: boolean;
  /** There is a header, which names others. */
  readonly isBlank: boolean;
}

/** A column as far as it was found out; the levels are those of the table, too. */
export type Found = Omit<FoundColumn, "name" | "named">;

/**
 * Brings the values of a column to their last form: levels in the order of their texts; words that mean missing and texts that are no levels as missing
 * values. Throws an ExperimentError ("two-readings") for None among texts.
 */
export function finishColumn(
  scan: TableScan,
  c: number,
  { name, isBlank }: ColumnName,
  settled: Settled,
  reading: Reading,
  path: string,
): Found {
  const missing = countMissing(scan, c);
  const texts = scan.texts[c];
  const misfit = settled.columns[c];
  if (isNumeric(scan, c) && typeof misfit === "number") {
    setWords(scan, c, 0);
    const kind =
      !scan.varies[c] && scan.numbers[c] > 1 ? "constant" : isBlank && countsRows(scan, c) ? "row-number" : "number";
    const unit = scan.units[c];
    return { kind, missing: missing + (texts?.words ?? 0), ...(unit && { unit }) };
  }
  if (scan.numbers[c] > 0) {
    const stray = texts?.first ?? scan.otherUnits[c] ?? (typeof misfit === "number" ? undefined : misfit);
    clear(scan, c);
    return { kind: "text", missing, ...(stray && { stray: shown(stray) }) };
  }
  if (texts === undefined || texts.texts === texts.words) {
    clear(scan, c);
    return { kind: "empty", missing: scan.rows };
  }
  if (texts.none && reading.none === undefined)
    throw twoReadings(path, {
      ...{ column: name, ...texts.none, choice: "none" },
      ...{ first: "missing", firstMeans: "NA", second: "text", secondMeans: '"None"' },
    });
  return finishTexts(scan, c, missing);
}

function finishTexts(scan: TableScan, c: number, missing: number): Found {
  const texts = scan.texts[c];
  const isAllDates = texts !== undefined && texts.dates === texts.texts - texts.words;
  const gaps = isAllDates ? missing + texts.words : missing;
  setWords(scan, c, isAllDates ? 0 : 1);
  const known = [...(texts?.codes?.keys() ?? [])].filter((text) => !isAllDates || missingKind(text) === "no");
  const isFree = !isAllDates && areSentences(scan, c);
  const free = isFree ? textsOf(scan, c) : undefined;
  if (texts === undefined || texts.codes === null || known.length > MAX_LEVELS) {
    const words = isFree || isAllDates ? undefined : textsOf(scan, c);
    clear(scan, c);
    scan.texts[c] = undefined;
    return { kind: isAllDates ? "date" : "text", missing: gaps, ...(free && { texts: free }), ...(words && { words }) };
  }
  const isNamed = kindOf(known, scan.rows - gaps) === "text" && !isAllDates && !isFree;
  const words = isNamed ? textsOf(scan, c) : undefined;
  const levels = known.sort((a, b) => (a < b ? -1 : 1));
  recode(scan, c, texts.codes, levels);
  // The texts are kept once: of thousands of columns they are many.
  scan.texts[c] = undefined;
  const kind = isAllDates ? "date" : kindOf(levels, scan.rows - gaps);
  return { kind, missing: gaps, levels, ...(free && kind !== "boolean" && { texts: free }), ...(words && { words }) };
}

/** Words of a sentence, from so many on. */
const FEWEST_WORDS = 3;

/** Whether most texts of a column are of several words. */
function areSentences({ texts }: TableScan, c: number): boolean {
  const known = [...(texts[c]?.codes?.keys() ?? [])];
  const sentences = known.filter((text) => text.trim().split(/\s+/).length >= FEWEST_WORDS);
  return 2 * sentences.length > known.length;
}

/** What each row holds of a column of text, as long as its values are codes. */
function textsOf({ values, mask, rows, texts }: TableScan, c: number): readonly string[] | undefined {
  const codes = texts[c]?.codes;
  if (!codes) return undefined;
  const known = [...codes.keys()];
  const columns = values.length / rows;
  return Array.from({ length: rows }, (_, row) => {
    const at = row * columns + c;
    return mask?.[at] === 0 ? "" : known[values[at]];
  });
}

function kindOf(levels: readonly string[], present: number): ColumnKind {
  if (levels.length === 1 && present > 1) return "constant";
  if (areBoolean(levels)) return "boolean";
  return levels.length === present && present >= FEWEST_NAMES ? "text" : "levels";
}

function countMissing({ mask, rows }: TableScan, c: number): number {
  if (!mask) return 0;
  let missing = 0;
  for (let at = c; at < mask.length; at += mask.length / rows) if (mask[at] === 0) missing++;
  return missing;
}

/** Words that may mean missing: they do (0) or are texts as others (1). */
function setWords({ mask, values, rows, texts }: TableScan, c: number, as: 0 | 1): void {
  if (!mask || !texts[c]?.words) return;
  for (let at = c; at < mask.length; at += mask.length / rows) {
    if (mask[at] !== WORD) continue;
    mask[at] = as;
    if (as === 0) values[at] = 0;
  }
}

/** No values that a lab could take for numbers. */
function clear(scan: TableScan, c: number): void {
  const { values, rows } = scan;
  scan.mask ??= new Uint8Array(values.length).fill(1);
  for (let at = c; at < values.length; at += values.length / rows) {
    values[at] = 0;
    scan.mask[at] = 0;
  }
}

/** From the order of appearance to the order of the text. */
function recode(
  { values, mask, rows }: TableScan,
  c: number,
  codes: ReadonlyMap<string, number>,
  levels: readonly string[],
): void {
  const places = new Float64Array(codes.size);
  for (const [place, level] of levels.entries()) places[codes.get(level) ?? 0] = place;
  for (let at = c; at < values.length; at += values.length / rows)
    if (mask?.[at] !== 0) values[at] = places[values[at]];
}

/** 0, 1, 2, … or 1, 2, 3, …, as pandas and R number rows. */
function countsRows({ values, mask, rows }: TableScan, c: number): boolean {
  const columns = values.length / rows;
  const first = values[c];
  if (rows < 2 || (first !== 0 && first !== 1)) return false;
  for (let r = 0; r < rows; r++)
    if (values[r * columns + c] !== first + r || mask?.[r * columns + c] === 0) return false;
  return true;
}

function shown({ row, cell }: Place): Place {
  return { row, cell: cell.slice(0, 100) };
}
