/** A part of a graph as a graph of its own, and such a graph put into another. */
import type { FactorNet, GraphDocument } from "../../experiment/document.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import { orphaned, sizesOf } from "./nodes.ts";
import { checked, freshName, indexOfNode, nodeNames, withPlates } from "./parts.ts";

/**
 * These nodes as a document: arcs between them, factors over nothing else, plates as far as they hold them. A table over parents that are not copied is the
 * mean over their states.
 */
export function copied(document: GraphDocument, names: readonly string[]): GraphDocument {
  for (const name of names) indexOfNode(document, name);
  const chosen = new Set(names);
  const gone = new Set(nodeNames(document).filter((name) => !chosen.has(name)));
  const isIn = ({ name }: { readonly name: string }) => chosen.has(name);
  const plates = (document.plates ?? []).map((plate) => ({
    ...plate,
    nodes: plate.nodes.filter((n) => chosen.has(n)),
  }));
  const part = withPlates(document, plates);
  if (part.kind === "bayes") {
    const sizes = sizesOf(document);
    return checked({ ...part, nodes: part.nodes.filter(isIn).map((node) => orphaned(node, gone, sizes)) });
  }
  if (part.kind === "deterministic") {
    const nodes = part.nodes.filter(isIn);
    return checked({
      ...part,
      nodes: nodes.map((node) => ({ ...node, inputs: node.inputs.filter((n) => !gone.has(n)) })),
    });
  }
  const factors = part.factors.filter(({ scope }) => scope.length > 0 && scope.every((name) => chosen.has(name)));
  return checked({ ...part, nodes: part.nodes.filter(isIn), factors });
}

/** The graph with all of another beside it: names that are taken are counted on. Throws where their kinds do not go together. */
export function pasted(
  document: GraphDocument,
  part: GraphDocument,
): { readonly document: GraphDocument; readonly names: readonly string[] } {
  const names = freshNames(nodeNames(part), nodeNames(document));
  const called = (own: readonly string[]) => own.map((name) => names.get(name) ?? name);
  const together = joined(document, part, called);
  const taken = (document.plates ?? []).map(({ name }) => name);
  const own = part.plates ?? [];
  const fresh = freshNames(
    own.map(({ name }) => name),
    taken,
  );
  const added = own.map((plate) => ({
    ...plate,
    name: fresh.get(plate.name) ?? plate.name,
    nodes: called(plate.nodes),
  }));
  const plates = [...(document.plates ?? []), ...added];
  return { document: checked(withPlates(together, plates)), names: [...names.values()] };
}

function joined(
  document: GraphDocument,
  part: GraphDocument,
  called: (names: readonly string[]) => readonly string[],
): GraphDocument {
  const renamed = <T extends { readonly name: string }>(node: T): T => ({ ...node, name: called([node.name])[0] });
  if (document.kind === "bayes" && part.kind === "bayes") {
    const added = part.nodes.map((node) => ({ ...renamed(node), parents: called(node.parents) }));
    return { ...document, nodes: [...document.nodes, ...added] };
  }
  if (document.kind === "deterministic" && part.kind === "deterministic") {
    const added = part.nodes.map((node) => ({ ...renamed(node), inputs: called(node.inputs) }));
    return { ...document, nodes: [...document.nodes, ...added] };
  }
  if (!hasFactors(document) || !hasFactors(part)) {
    const [value, allowed] = [part.kind, document.kind];
    const message = `invalid graph: ${value} (must be ${allowed}, as the one it is put into)`;
    throw new ExperimentError("graph", "other-kind", message, { value, allowed });
  }
  const added = part.factors.map((factor) => ({ ...factor, scope: called(factor.scope) }));
  return {
    ...document,
    nodes: [...document.nodes, ...part.nodes.map(renamed)],
    factors: [...document.factors, ...added],
  };
}

const hasFactors = (document: GraphDocument): document is FactorNet =>
  document.kind === "markov" || document.kind === "factor";

/** Of each name a new one, different from those that are taken and from each other. */
function freshNames(names: readonly string[], taken: readonly string[]): ReadonlyMap<string, string> {
  const all = new Set(taken);
  const found = new Map<string, string>();
  for (const name of names) {
    const fresh = freshName(name, all);
    all.add(fresh);
    found.set(name, fresh);
  }
  return found;
}
