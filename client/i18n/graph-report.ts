import { canonicalJson } from "../../shared/experiment/canonical.ts";
import type { GraphDocument } from "../../shared/experiment/document.ts";
import { words } from "./graph-data.ts";
import { t } from "./locale.ts";
import { namesIn } from "./node-names.ts";
import { counted } from "./numbers.ts";

/** One line: what the graph is called, and its parts counted. */
export function graphReport(document: GraphDocument): string {
  const { nodes } = document;
  const name = namesIn(document).title;
  const parts =
    "factors" in document ? counted(words.factors, document.factors.length) : counted(words.arcs, arcsOf(document));
  const size = `${counted(words.nodes, nodes.length)}, ${parts}`;
  return name === undefined ? size : `${name}: ${size}`;
}

const arcsOf = ({ nodes }: Exclude<GraphDocument, { readonly factors: unknown }>) =>
  nodes.reduce((sum, node) => sum + ("parents" in node ? node.parents : node.inputs).length, 0);

/** Parts that are named. */
const MOST_NAMED = 3;

/** A graph beside another with as many parts: which of these differ is said, too. */
export function changedReport(before: GraphDocument, after: GraphDocument): string {
  return t(words.changed, { graph: graphReport(after), parts: changedParts(before, after) });
}

/** The nodes (or factors) that are in one graph as they are not in the other, by name: "lung, dysp and 2 more". */
export function changedParts(a: GraphDocument, b: GraphDocument): string {
  const [one, other] = [a, b].map((document) => new Map(partsOf(document)));
  const names = [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));
  if (names.length === 0) return t(words.rest);
  const parts = names.slice(0, MOST_NAMED).map(namesIn(b).node).join(", ");
  return names.length > MOST_NAMED ? t(words.more, { parts, count: names.length - MOST_NAMED }) : parts;
}

function partsOf(document: GraphDocument): readonly (readonly [string, string])[] {
  const nodes = document.nodes.map((node) => [node.name, canonicalJson(node)] as const);
  if (!("factors" in document)) return nodes;
  const factors = document.factors.map((factor, i) => {
    const scope = `(${factor.scope.join(", ")})`;
    return [
      `${factor.name ?? ""}${scope}${factor.name === undefined && i > 0 ? ` ${i + 1}` : ""}`,
      canonicalJson(factor),
    ] as const;
  });
  return [...nodes, ...factors];
}
