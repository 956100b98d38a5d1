import type { GraphDocument } from "../experiment/document.ts";

/** Whether columns with these names may be samples of a graph: one of them at least has the name of a node. */
export function areSamplesOf({ nodes }: GraphDocument, columns: readonly string[]): boolean {
  const known = new Set(columns);
  return nodes.some(({ name }) => known.has(name));
}
