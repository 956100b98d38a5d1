import type { GraphDocument } from "../experiment/document.ts";
import type { Table } from "./table.ts";

/** The table of a graph alone: it has no rows. */
export function documentTable(document: GraphDocument): Table {
  return { rows: 0, columns: 0, values: new Float64Array(0), document };
}
