import type { Table } from "../data/table.ts";

/** Whether the numbers go in as the table has them: other programs know nothing of our scales. Nets that a lab of ours wrote say so. */
export function takesRaw({ model }: Pick<Table, "model">): boolean {
  return model !== undefined && !model.text.includes('"userDefinedMetadata":{"lab":');
}
