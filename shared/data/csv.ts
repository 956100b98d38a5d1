import { ExperimentError } from "../experiment/errors.ts";
import { limits } from "../experiment/limits.ts";
import { cleanText } from "../experiment/title.ts";
import { checkSize, type FileContent, infinite } from "./content.ts";
import type { Table } from "./table.ts";

/** Cells that count as missing, besides blank ones. */
const MISSING = /^(?:|NA|N\/A|NaN|null|None|\?)$/i;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const COMMA_NUMBER = /^[+-]?(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d+)?$/;
/** A column of text becomes the numbers of its levels, if it has at most this many. */
const MOST_LEVELS = 100;

/**
 * Reads a table of comma-, semicolon- or tab-separated values (RFC 4180, quoted cells too). The separator is the one that occurs equally often
 * in each of the first lines; with a semicolon or tab a decimal comma is understood. The first line is a header when it holds text alone, or
 * text above numbers. Blank cells (and NA, NaN, null, ?) are missing. A column without any number holds levels: they become 0, 1, … in
 * order of their text. Throws an ExperimentError at `path` that names row and column: a ragged row, text among numbers, too many columns.
 */
export function decodeCsv(text: string, path: string): FileContent {
  const lines = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const separator = separatorOf(lines);
  const cells = split(lines, separator, path);
  if (cells.length === 0) throw new ExperimentError(path, "empty", `${path} is empty (must have at least one row)`);
  const decimalComma = separator !== ",";
  const isNumber = (cell: string) => NUMBER.test(cell) || (decimalComma && COMMA_NUMBER.test(cell));
  const header = isHeader(cells, isNumber);
  const names = header ? columnNames(cells[0]) : cells[0].map((_, c) => `x${c + 1}`);
  const body = header ? cells.slice(1) : cells;
  if (body.length === 0)
    throw new ExperimentError(path, "empty", `${path} has a header and no rows (add at least one)`);
  const table = tableOf(body, names, header ? 2 : 1, isNumber, decimalComma, path);
  return { kind: "table", format: "csv", shape: [table.rows, table.columns], table };
}

/** A semicolon goes before a tab and a tab before a comma, which may be decimal: "1,5;2,5" has one comma in every line, too. */
function separatorOf(text: string): string {
  const lines = text
    .slice(0, 1_000_000)
    .replace(/"[^"]*"/g, "")
    .split(/\r\n?|\n/, 20)
    .filter((line) => line.trim() !== "");
  const candidates = [";", "\t", ","].map((separator) => {
    const counts = lines.map((line) => line.split(separator).length - 1);
    return { separator, most: Math.max(0, ...counts), even: counts.every((count) => count > 0 && count === counts[0]) };
  });
  const even = candidates.find((candidate) => candidate.even);
  return (even ?? candidates.toSorted((a, b) => b.most - a.most)[0]).separator;
}

/** Text alone in the first row, or text whose column goes on with a number. */
function isHeader(cells: readonly (readonly string[])[], isNumber: (cell: string) => boolean): boolean {
  const isText = (cell: string) => !MISSING.test(cell) && !isNumber(cell);
  const [first, ...rest] = cells.slice(0, 20);
  if (!first.some(isText)) return false;
  if (first.every((cell) => cell === "" || isText(cell))) return true;
  return first.some((cell, c) => {
    const below = rest.find((row) => !MISSING.test(row[c]))?.[c];
    return isText(cell) && below !== undefined && isNumber(below);
  });
}

/** Names without control characters, each once: a second "x" becomes "x.2", a blank one "x" and its place. */
function columnNames(cells: readonly string[]): string[] {
  const taken = new Set<string>();
  return cells.map((cell, c) => {
    const name = cleanText(cell) || `x${c + 1}`;
    let own = name;
    for (let n = 2; taken.has(own); n++) own = `${name}.${n}`;
    taken.add(own);
    return own;
  });
}

/** Rows of trimmed cells. Blank lines are skipped. */
function split(text: string, separator: string, path: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const start = afterSpaces(text, at);
    const [cell, end] =
      text[start] === '"' ? quoted(text, start, separator, path, rows.length + 1) : plain(text, at, separator);
    row.push(cell);
    if (row.length > limits.file.columns) checkSize(rows.length, row.length, path);
    at = end + 1;
    if (text[end] === separator) continue;
    if (text[end] === "\r" && text[at] === "\n") at++;
    if (row.length > 1 || row[0] !== "") {
      if (rows.length > 0 && row.length !== rows[0].length)
        throw ragged(path, rows.length + 1, row.length, rows[0].length);
      rows.push(row);
      if (rows.length > limits.file.rows) checkSize(rows.length, row.length, path);
    }
    row = [];
  }
  return rows;
}

/** The cell that starts at `at`, and where it ends. */
function plain(text: string, at: number, separator: string): [string, number] {
  let end = at;
  while (end < text.length && text[end] !== separator && text[end] !== "\n" && text[end] !== "\r") end++;
  return [text.slice(at, end).trim(), end];
}

function afterSpaces(text: string, at: number): number {
  let start = at;
  while (text[start] === " ") start++;
  return start;
}

/** The same for a cell in quotes, in which a doubled quote stands for one. Text after the closing quote belongs to the cell. */
function quoted(text: string, at: number, separator: string, path: string, row: number): [string, number] {
  let cell = "";
  for (let i = at + 1; ; ) {
    const close = text.indexOf('"', i);
    if (close < 0)
      throw new ExperimentError(path, "open-quote", `${path} has a quote in row ${row} that is not closed (add ")`, {
        row,
      });
    cell += text.slice(i, close);
    if (text[close + 1] !== '"') {
      const [rest, end] = plain(text, close + 1, separator);
      return [(cell + rest).trim(), end];
    }
    cell += '"';
    i = close + 2;
  }
}

function ragged(path: string, row: number, found: number, expected: number): ExperimentError {
  return new ExperimentError(
    path,
    "ragged-row",
    `${path} has ${found} cells in row ${row} (must be ${expected}, as in the first row)`,
    { row, value: found, expected },
  );
}

function tableOf(
  body: readonly (readonly string[])[],
  names: readonly string[],
  firstRow: number,
  isNumber: (cell: string) => boolean,
  decimalComma: boolean,
  path: string,
): Table {
  const [rows, columns] = [body.length, names.length];
  checkSize(rows, columns, path);
  const values = new Float64Array(rows * columns);
  const mask = new Uint8Array(rows * columns).fill(1);
  const levels: (readonly string[] | undefined)[] = [];
  for (let c = 0; c < columns; c++) {
    const column = body.map((row) => row[c]);
    const present = column.filter((cell) => !MISSING.test(cell));
    const texts = present.filter((cell) => !isNumber(cell));
    const own = texts.length === present.length && texts.length > 0 ? levelsOf(texts, names[c], path) : undefined;
    levels.push(own);
    for (const [r, cell] of column.entries()) {
      const at = r * columns + c;
      if (MISSING.test(cell)) mask[at] = 0;
      else if (own) values[at] = own.indexOf(cell);
      else if (!isNumber(cell)) throw textCell(path, r + firstRow, names[c], cell);
      else values[at] = Number(decimalComma ? cell.replace(",", ".") : cell);
      if (!Number.isFinite(values[at])) throw infinite(path, r + firstRow, names[c]);
    }
  }
  return {
    rows,
    columns,
    values,
    names,
    ...(mask.includes(0) ? { mask } : {}),
    ...(levels.some(Boolean) ? { levels } : {}),
  };
}

function levelsOf(texts: readonly string[], name: string, path: string): readonly string[] {
  const levels = [...new Set(texts)].sort((a, b) => (a < b ? -1 : 1));
  if (levels.length > MOST_LEVELS)
    throw new ExperimentError(
      path,
      "too-many-levels",
      `${path} has ${levels.length} different texts in column ${name} (must be numbers, or at most ${MOST_LEVELS} different texts: leave the column out)`,
      { column: name, value: levels.length, max: MOST_LEVELS },
    );
  return levels;
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
