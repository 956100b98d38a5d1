import { ExperimentError } from "../experiment/errors.ts";
import { limits } from "../experiment/limits.ts";
import { checkSize, type FileContent, infinite } from "./content.ts";
import type { Table } from "./table.ts";

/** Cells that count as missing, besides blank ones. */
const MISSING = /^(?:|NA|N\/A|NaN|null|None|\?)$/i;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const COMMA_NUMBER = /^[+-]?(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d+)?$/;
/** A column of text becomes the numbers of its levels, if it has at most this many. */
const MOST_LEVELS = 100;

/**
 * Reads a table of comma-, semicolon- or tab-separated values (RFC 4180, quoted cells too). The separator is the one that occurs most in the
 * first line outside quotes; with a semicolon or tab a decimal comma is understood. The first line is a header when none of its cells is a
 * number. Blank cells (and NA, NaN, null, ?) are missing. A column without any number holds levels: they become 0, 1, … in order of
 * their text. Throws an ExperimentError at `path` that names row and column: a ragged row, text among numbers, too many columns.
 */
export function decodeCsv(text: string, path: string): FileContent {
  const lines = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const separator = separatorOf(lines);
  const cells = split(lines, separator, path);
  if (cells.length === 0) throw new ExperimentError(path, "empty", `${path} is empty (must have at least one row)`);
  const decimalComma = separator !== ",";
  const isNumber = (cell: string) => NUMBER.test(cell) || (decimalComma && COMMA_NUMBER.test(cell));
  const hasHeader = cells[0].every((cell) => cell !== "" && !isNumber(cell));
  const names = hasHeader ? unique(cells[0]) : cells[0].map((_, c) => `x${c + 1}`);
  const body = hasHeader ? cells.slice(1) : cells;
  if (body.length === 0)
    throw new ExperimentError(path, "empty", `${path} has a header and no rows (add at least one)`);
  const table = tableOf(body, names, hasHeader ? 2 : 1, isNumber, decimalComma, path);
  return { kind: "table", format: "csv", shape: [table.rows, table.columns], table };
}

function separatorOf(text: string): string {
  const line = firstLine(text).replace(/"[^"]*"/g, "");
  const count = (separator: string) => line.split(separator).length - 1;
  // Semicolon before comma: where both occur the comma is decimal.
  const [best] = [";", "\t", ","].map((separator) => ({ separator, n: count(separator) })).sort((a, b) => b.n - a.n);
  if (best.n === 0) return ",";
  return count(";") > 0 && best.separator === "," ? ";" : best.separator;
}

function firstLine(text: string): string {
  const end = text.search(/[\r\n]/);
  return (end < 0 ? text : text.slice(0, end)).slice(0, 1_000_000);
}

/** Rows of trimmed cells. Blank lines are skipped. */
function split(text: string, separator: string, path: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const [cell, end] = text[at] === '"' ? quoted(text, at, path, rows.length + 1) : plain(text, at, separator);
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

function quoted(text: string, at: number, path: string, row: number): [string, number] {
  let cell = "";
  for (let i = at + 1; ; ) {
    const close = text.indexOf('"', i);
    if (close < 0)
      throw new ExperimentError(path, "open-quote", `${path} has a quote in row ${row} that is not closed (add ")`, {
        row,
      });
    cell += text.slice(i, close);
    if (text[close + 1] !== '"') {
      let end = close + 1;
      while (text[end] === " ") end++;
      return [cell.trim(), end];
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

function unique(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}.${times}`;
  });
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
