/** Numbers from a spreadsheet, and back: as text with tabs, semicolons or line ends between them. */
import type { Locale } from "../../../shared/text.ts";
import { formatTyped, parseTyped } from "../../i18n/typed-number.ts";

export interface Sheet {
  readonly rows: readonly (readonly number[])[];
  /** The first text that is no number; nothing is to be pasted then. */
  readonly wrong?: string;
}

/** Cells, with decimal points or commas as the language writes them, also in per cent. A row or columns of names at the edge are left out. */
export function readSheet(text: string, locale: Locale): Sheet {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  const separator = lines.some((line) => line.includes("\t")) ? "\t" : ";";
  const cells = lines.map((line) => line.split(separator).map((cell) => cell.trim()));
  const numbers = cells.map((row) => row.map((cell) => numberOf(cell, locale)));
  const hasHead = numbers.length > 1 && numbers[0].every(Number.isNaN);
  const body = hasHead ? numbers.slice(1) : numbers;
  const texts = hasHead ? cells.slice(1) : cells;
  const widest = Math.max(...body.map(({ length }) => length));
  let names = 0;
  while (names < widest - 1 && body.every((row) => names < row.length && isName(row[names], texts, body, names)))
    names++;
  const rows = body.map((row) => row.slice(names));
  const wrong = texts.flatMap((row, r) => row.slice(names).filter((_, c) => Number.isNaN(rows[r][c])))[0];
  return { rows, ...(wrong !== undefined && { wrong }) };
}

/** A column is one of names where none of it is a number. */
const isName = (value: number, _: unknown, body: readonly (readonly number[])[], column: number) =>
  Number.isNaN(value) && body.every((row) => Number.isNaN(row[column]));

function numberOf(cell: string, locale: Locale): number {
  const isShare = cell.endsWith("%");
  const value = parseTyped(isShare ? cell.slice(0, -1) : cell, locale);
  return isShare ? value / 100 : value;
}

/** A table with its names, as spreadsheets paste it. */
export function writeSheet(
  head: readonly string[],
  rows: readonly { readonly names: readonly string[]; readonly values: readonly number[] }[],
  locale: Locale,
): string {
  const lines = rows.map(({ names, values }) => [
    ...names,
    ...values.map((value) => formatTyped(value, locale, false)),
  ]);
  return [head, ...lines].map((line) => line.map((cell) => cell.replace(/\s/g, " ")).join("\t")).join("\n");
}
