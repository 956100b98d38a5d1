import type { Table } from "../table.ts";

/** A table of texts: one per row, and as its one column how many characters (code points) each has. */
export function tableOfTexts(texts: readonly string[]): Table {
  return {
    rows: texts.length,
    columns: 1,
    values: Float64Array.from(texts, (text) => [...text].length),
    names: ["characters"],
    texts,
  };
}
