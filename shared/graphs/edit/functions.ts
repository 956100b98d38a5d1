/** Deterministic nodes of Bayesian networks. */
import type { GraphDocument, NodeFunction } from "../../experiment/document.ts";
import { checked, indexOfNode, requireBayes, requireCells, statesOf, withNode, without } from "./parts.ts";

/** The function's place among the node's states, for the places of its parents' states. */
function computed(f: NodeFunction, places: readonly number[]): number {
  if (f === "xor") return places.reduce((a, b) => a ^ b, 0);
  return f === "or" || f === "max" ? Math.max(...places) : Math.min(...places);
}

/** The table that says the same as a function: parents' states × states, zeros and ones. */
export function functionTable(f: NodeFunction, parents: readonly number[], states: number): readonly number[] {
  const rows = parents.reduce<readonly (readonly number[])[]>(
    (all, size) => all.flatMap((places) => Array.from({ length: size }, (_, i) => [...places, i])),
    [[]],
  );
  return rows.flatMap((places) => {
    const value = computed(f, places);
    return Array.from({ length: states }, (_, state) => (state === value ? 1 : 0));
  });
}

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
