/** Saving what a figure shows: CSV of its numbers, and files in general. Its picture: picture-file.ts. */

/** One column of a figure's numbers. Columns of one table have equal lengths. */
export interface Column {
  readonly name: string;
  readonly values: ArrayLike<number> | readonly (number | string)[];
}
export type Columns = readonly Column[];

/**
 * RFC 4180 with "." as decimal sign; numbers at full precision. Empty is what is not known, NaN: an infinite divergence is a value, and is written. Gaps
 * of records (`withoutGaps`) are no columns: whoever makes columns of records leaves their rows out.
 */
export function toCsv(columns: Columns): string {
  const rows = columns[0]?.values.length ?? 0;
  const lines = [columns.map((column) => csvCell(column.name)).join(",")];
  for (let row = 0; row < rows; row++) lines.push(columns.map((column) => csvCell(column.values[row] ?? "")).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

function csvCell(value: number | string): string {
  if (typeof value === "number") return Number.isNaN(value) ? "" : String(value);
  // A leading =, +, - or @ would be run as a formula by a spreadsheet.
  const text = /^[=+\-@\t]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands a file to the browser's downloads. */
export function download(name: string, content: Blob | string, type = "text/plain"): void {
  const url = URL.createObjectURL(typeof content === "string" ? new Blob([content], { type }) : content);
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
