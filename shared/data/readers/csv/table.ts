import { ExperimentError } from "../../../experiment/errors.ts";
import { limits } from "../../../experiment/limits.ts";
import type { Table } from "../../table.ts";
import { checkSize, infinite } from "../content.ts";
import { CellReader } from "./cells.ts";

/** Cells that count as missing, besides blank ones. */
const MISSING = /^(?:|NA|N\/A|NaN|null|None|\?)$/i;
/** A column of text becomes the numbers of its levels, if it has at most this many. */
const MAX_LEVELS = 100;

/** What a column was found to hold. */
interface Column {
  numbers: number;
  /** Its distinct texts in order of appearance. */
  readonly texts: Map<string, number>;
  /** The first cell of text and the first infinite one: row from 0. */
  text?: { readonly row: number; readonly cell: string };
  infinite?: number;
}

/** Reads the rows below the header, if there is one. Throws an ExperimentError at `path`; errors in a row are reported before errors in a cell. */
export function readTable(
  text: string,
  separator: string,
  names: readonly string[],
  header: boolean,
  path: string,
): Table {
  const columns = names.length;
  const cells = new CellReader(text, separator, separator !== ",", path);
  const values = new Float64Array(maxCells(text, columns));
  const found: Column[] = names.map(() => ({ numbers: 0, texts: new Map() }));
  let mask: Uint8Array | undefined;
  let [rows, c] = [header ? -1 : 0, 0];
  const skipped = header ? 2 : 1;
  while (!cells.endsText) {
    const place = rows + skipped;
    cells.next(place);
    if (c === 0 && cells.text === "" && cells.endsLine) continue;
    if (rows >= 0 && c < columns && rows < limits.file.rows) {
      const at = rows * columns + c;
      if (cells.text === null) {
        values[at] = cells.number;
        found[c].numbers++;
        if (!Number.isFinite(cells.number)) found[c].infinite ??= rows;
      } else if (isMissing(cells.text)) {
        mask ??= new Uint8Array(values.length).fill(1);
        mask[at] = 0;
      } else values[at] = codeOf(found[c], cells.text, rows);
    }
    c++;
    if (!cells.endsLine) continue;
    if (c !== columns) throw ragged(path, place, c, columns);
    c = 0;
    rows++;
  }
  if (rows < 1) throw new ExperimentError(path, "no-rows", `${path} has a header but no rows (add at least one)`);
  checkSize(rows, columns, path);
  const own = values.length === rows * columns ? values : values.slice(0, rows * columns);
  const levels = found.map((column, i) => levelsOf(column, names[i], skipped, path));
  for (const [i, texts] of levels.entries()) if (texts) recode(own, mask, columns, i, found[i], texts);
  return {
    rows,
    columns,
    values: own,
    names,
    ...(mask ? { mask: mask.subarray(0, own.length).slice() } : {}),
    ...(levels.some(Boolean) ? { levels } : {}),
  };
}

/** Lines times columns, where each cell has at least its separator: a file of blank lines alone asks for no memory. */
function maxCells(text: string, columns: number): number {
  let lines = 1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) lines++;
  }
  return Math.min(lines * columns, text.length + 1);
}

export function isMissing(cell: string): boolean {
  return cell.length <= 4 && MISSING.test(cell);
}

/** A text as its number in order of first appearance. */
function codeOf(column: Column, cell: string, row: number): number {
  column.text ??= { row, cell };
  const { texts } = column;
  let code = texts.get(cell);
  if (code === undefined) {
    code = texts.size;
    texts.set(cell, code);
  }
  return code;
}

/** The sorted texts of a column without numbers, undefined for one without texts. Throws an ExperimentError for text among numbers, an infinite value, too many texts. */
function levelsOf(column: Column, name: string, firstRow: number, path: string): readonly string[] | undefined {
  const { numbers, texts, text, infinite: bad } = column;
  if (bad !== undefined && (text === undefined || bad < text.row)) throw infinite(path, bad + firstRow, name);
  if (text === undefined) return undefined;
  if (numbers > 0) throw textCell(path, text.row + firstRow, name, text.cell);
  if (texts.size > MAX_LEVELS)
    throw new ExperimentError(
      path,
      "too-many-levels",
      `${path} has ${texts.size} different texts in column ${name} (must be numbers, or at most ${MAX_LEVELS} different texts: leave the column out)`,
      { column: name, value: texts.size, max: MAX_LEVELS },
    );
  return [...texts.keys()].sort((a, b) => (a < b ? -1 : 1));
}

/** From the order of appearance to the order of the text. */
function recode(
  values: Float64Array,
  mask: Uint8Array | undefined,
  columns: number,
  c: number,
  { texts }: Column,
  levels: readonly string[],
): void {
  const places = new Float64Array(levels.length);
  for (const [place, level] of levels.entries()) places[texts.get(level) ?? 0] = place;
  for (let at = c; at < values.length; at += columns) if (mask?.[at] !== 0) values[at] = places[values[at]];
}

function textCell(path: string, row: number, column: string, cell: string): ExperimentError {
  const value = cell.slice(0, 40);
  return new ExperimentError(
    path,
    "text-among-numbers",
    `${path} has the text "${value}" in row ${row}, column ${column}, among numbers (correct it, or leave the cell blank)`,
    { value, row, column },
  );
}

export function ragged(path: string, row: number, found: number, expected: number): ExperimentError {
  return new ExperimentError(
    path,
    "ragged-row",
    `${path} has ${found} cells in row ${row} (must be ${expected}, as in the first row)`,
    { row, value: found, expected },
  );
}
