/** Contents of files as the reader of separated text finds them, put together by hand. */
import type { ColumnKind, FoundColumn, TableContent } from "../../../shared/data/readers/content.ts";

export interface HandColumn {
  /** Empty where the file does not name it. */
  readonly name: string;
  /** Numbers, texts, and null where nothing stands. */
  readonly cells: readonly (number | string | null)[];
  readonly kind?: ColumnKind;
  readonly stray?: FoundColumn["stray"];
}

export function contentOf(given: readonly HandColumn[]): TableContent {
  const rows = given[0].cells.length;
  const columns = given.length;
  const values = new Float64Array(rows * columns);
  const mask = new Uint8Array(rows * columns).fill(1);
  const found = given.map(({ name, cells, kind, stray }, c): FoundColumn => {
    const present = cells.filter((cell) => cell !== null);
    const texts = [...new Set(present.filter((cell) => typeof cell === "string"))].sort();
    for (const [row, cell] of cells.entries()) {
      const at = row * columns + c;
      if (cell === null) mask[at] = 0;
      else values[at] = typeof cell === "number" ? cell : texts.indexOf(cell);
    }
    const isConstant = new Set(present).size === 1;
    const guessed = present.length === 0 ? "empty" : isConstant ? "constant" : texts.length > 0 ? "levels" : "number";
    return {
      name: name || `x${c + 1}`,
      named: given.filter((one) => one.name === name).length === 1 && name !== "",
      kind: kind ?? guessed,
      missing: cells.length - present.length,
      ...(texts.length > 0 && { levels: texts }),
      ...(stray && { stray }),
    };
  });
  const names = found.map(({ name }) => name);
  const table = { rows, columns, values, names, ...(mask.includes(0) && { mask }) };
  return { kind: "table", format: "csv", shape: [rows, columns], table, columns: found };
}
