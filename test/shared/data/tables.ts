import type { TableContent } from "../../../shared/data/readers/content.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import type { Reading } from "../../../shared/experiment/reading.ts";

export const lines = (...all: readonly string[]) => `${all.join("\n")}\n`;

/** A text file read. */
export async function tableOf(text: string | Uint8Array<ArrayBuffer>, reading?: Reading): Promise<TableContent> {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const content = await decodeFile({ name: "t.csv", bytes }, reading);
  if (content.kind !== "table") throw new Error(`a text is a table, not ${content.kind}`);
  return content;
}

/** The values of one column; null where one is missing. */
export function columnOf({ table }: TableContent, name: string): readonly (number | null)[] {
  const c = table.names?.indexOf(name) ?? -1;
  if (c < 0) throw new Error(`no column ${name}: ${table.names}`);
  return Array.from({ length: table.rows }, (_, r) => {
    const at = r * table.columns + c;
    return table.mask?.[at] === 0 ? null : table.values[at];
  });
}
