import type { GraphDocument } from "../../shared/experiment/document.ts";
import { words } from "./graph-data.ts";
import { counted } from "./numbers.ts";

/** One line: what the graph is called, and its parts counted. */
export function graphReport(document: GraphDocument): string {
  const { name, nodes } = document;
  const parts =
    "factors" in document ? counted(words.factors, document.factors.length) : counted(words.arcs, arcsOf(document));
  const size = `${counted(words.nodes, nodes.length)}, ${parts}`;
  return name === undefined ? size : `${name}: ${size}`;
}

const arcsOf = ({ nodes }: Exclude<GraphDocument, { readonly factors: unknown }>) =>
  nodes.reduce((sum, node) => sum + ("parents" in node ? node.parents : node.inputs).length, 0);
