/** Deterministic nodes of Bayesian networks. */
import type { GraphDocument, NodeFunction } from "../../experiment/document.ts";
import { tableOfFunction } from "../node-function.ts";
import { checked, indexOfNode, requireBayes, requireCells, statesOf, withNode, without } from "./parts.ts";

/** The table that says the same as a function: parents' states × states, zeros and ones. */
export const functionTable = (f: NodeFunction, parents: readonly number[], states: number): readonly number[] =>
  Array.from(tableOfFunction(f, parents, states));

/** The node computed by a function of its parents; null: by a table again, which says what the function said. */
export function setFunction(document: GraphDocument, name: string, f: NodeFunction | null): GraphDocument {
  const bayes = requireBayes(document);
  const index = indexOfNode(bayes, name);
  const node = bayes.nodes[index];
  if (f !== null) return checked(withNode(bayes, index, { ...without(node, "table"), function: f }));
  if (node.function === undefined) return document;
  const sizes = node.parents.map((parent) => statesOf(bayes, parent).length);
  requireCells([...sizes, node.states.length], name);
  const table = functionTable(node.function, sizes, node.states.length);
  return checked(withNode(bayes, index, { ...without(node, "function"), table }));
}
