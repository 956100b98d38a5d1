import { ExperimentError } from "../../../experiment/errors.ts";
import { limits } from "../../../experiment/limits.ts";
import { cleanText } from "../../../experiment/title.ts";
import { checkSize, type FileContent } from "../content.ts";
import { CellReader, numberOf } from "./cells.ts";
import { isMissing, ragged, readTable } from "./table.ts";

/** This many rows decide whether the first is a header. */
const LOOKED_AT = 20;

/**
 * Reads a table of comma-, semicolon- or tab-separated values (RFC 4180, quoted cells too). The separator is the one that occurs equally often
 * in each of the first lines; with a semicolon or tab a decimal comma is understood. The first line is a header when it holds text alone, or
 * text above numbers. Blank cells (and NA, NaN, null, ?) are missing. A column without any number holds levels: they become 0, 1, … in
 * order of their text. Throws an ExperimentError at `path` that names row and column: a ragged row, text among numbers, too many columns.
 */
export function decodeCsv(text: string, path: string): FileContent {
  const lines = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const separator = separatorOf(lines);
  const decimalComma = separator !== ",";
  const first = firstRows(lines, separator, path);
  if (first.length === 0) throw new ExperimentError(path, "empty", `${path} is empty (must have at least one row)`);
  const header = isHeader(first, (cell) => numberOf(cell, decimalComma) !== null);
  const names = header ? columnNames(first[0]) : first[0].map((_, c) => `x${c + 1}`);
  const table = readTable(lines, separator, names, header, path);
  return { kind: "table", format: "csv", shape: [table.rows, table.columns], table };
}

/** A semicolon takes precedence over a tab and a tab over a comma, which may be decimal: "1,5;2,5" has one comma in every line, too. */
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

/** Only text in the first row, or text whose column continues with a number. */
function isHeader(cells: readonly (readonly string[])[], isNumber: (cell: string) => boolean): boolean {
  const isText = (cell: string) => !isMissing(cell) && !isNumber(cell);
  const [first, ...rest] = cells;
  if (!first.some(isText)) return false;
  if (first.every((cell) => cell === "" || isText(cell))) return true;
  return first.some((cell, c) => {
    const below = rest.find((row) => !isMissing(row[c]))?.[c];
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

/** The first rows as trimmed text, to tell a header by. Blank lines are skipped. */
function firstRows(text: string, separator: string, path: string): string[][] {
  const rows: string[][] = [];
  // Without numbers: their text is asked for.
  const cells = new CellReader(text, separator, null, path);
  let row: string[] = [];
  while (rows.length < LOOKED_AT && !cells.endsText) {
    cells.next(rows.length + 1);
    row.push(cells.text ?? "");
    if (row.length > limits.file.columns) checkSize(rows.length, row.length + cells.passLine(rows.length + 1), path);
    if (!cells.endsLine) continue;
    if (row.length > 1 || row[0] !== "") {
      if (rows.length > 0 && row.length !== rows[0].length)
        throw ragged(path, rows.length + 1, row.length, rows[0].length);
      rows.push(row);
    }
    row = [];
  }
  return rows;
}
