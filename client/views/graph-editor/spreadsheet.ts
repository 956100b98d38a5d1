/** Numbers from a spreadsheet, and back: as text with tabs, semicolons or line ends between them. */
import type { Locale } from "../../../shared/text.ts";
import { formatTyped, parseTyped } from "../../i18n/typed-number.ts";

export interface Sheet {
  readonly rows: readonly (readonly number[])[];
  /** The first text that is no number; nothing is to be pasted then. */
  readonly wrong?: string;
}

/**
 * Cells, with decimal points or commas as the language writes them, also in per cent. Names at the edge are left out: those of a whole table by its
 * `columns`, since names may be numbers too; a row or columns of nothing but texts in any case.
 */
export function readSheet(text: string, locale: Locale, columns: readonly string[] = []): Sheet {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  const separator = lines.some((line) => line.includes("\t")) ? "\t" : ";";
  const cells = lines.map((line) => line.split(separator).map((cell) => cell.trim()));
  const [first] = cells;
  const isWhole =
    columns.length > 0 && cells.length > 1 && columns.every((name, c) => first.at(c - columns.length) === name);
  const isNumber = (cell: string) => !Number.isNaN(numberOf(cell, locale));
  const body = isWhole || (cells.length > 1 && !first.some(isNumber)) ? cells.slice(1) : cells;
  const names = isWhole ? first.length - columns.length : textColumns(body, isNumber);
  const numbers = body.map((row) => row.slice(names));
  const wrong = numbers.flat().find((cell) => !isNumber(cell));
  return {
    rows: numbers.map((row) => row.map((cell) => numberOf(cell, locale))),
    ...(wrong !== undefined && { wrong }),
  };
}

/** Columns from the left in which nothing is a number; the last one is never one of them. */
function textColumns(rows: readonly (readonly string[])[], isNumber: (cell: string) => boolean): number {
  const most = Math.min(...rows.map(({ length }) => length)) - 1;
  let count = 0;
  while (count < most && rows.every((row) => !isNumber(row[count]))) count++;
  return count;
}

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
