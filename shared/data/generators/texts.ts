import type { Table } from "../table.ts";

const LENGTHS = "characters";

/** A table of texts: one per row, and as its one column how many characters (code points) each has. */
export function tableOfTexts(texts: readonly string[]): Table {
  return {
    rows: texts.length,
    columns: 1,
    values: Float64Array.from(texts, (text) => [...text].length),
    names: [LENGTHS],
    texts,
  };
}

/** Whether a table is one of texts, and its one column their lengths. */
export const areTexts = ({ texts, names }: Pick<Table, "texts" | "names">): boolean =>
  texts !== undefined && names?.length === 1 && names[0] === LENGTHS;
