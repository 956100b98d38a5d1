import type { FactorNet, GraphDocument } from "../../experiment/document.ts";
import { type GraphPicture, inLayers, type PlainGraph } from "./picture-layers.ts";

/** A graph for the card of its preset, with the nodes of these names filled. */
export function graphPicture(document: GraphDocument, filled: Iterable<string> = []): GraphPicture {
  return inLayers(plainGraph(document, filled));
}

/** A factor is a node of its own, after those that are variables. */
export function plainGraph(document: GraphDocument, filled: Iterable<string> = []): PlainGraph {
  const places = new Map(document.nodes.map(({ name }, node) => [name, node]));
  const placeOf = (name: string) => places.get(name) as number;
  const out = new Set([...filled].map(placeOf));
  const directed = !("factors" in document);
  const inputs = directed
    ? document.nodes.map((node) => ("parents" in node ? node.parents : node.inputs).map(placeOf))
    : fromFirst(neighbours(document, placeOf));
  return { inputs, directed, filled: [...out] };
}

function neighbours({ kind, nodes, factors }: FactorNet, placeOf: (name: string) => number): readonly Set<number>[] {
  const near = Array.from({ length: nodes.length + (kind === "factor" ? factors.length : 0) }, () => new Set<number>());
  const join = (a: number, b: number) => {
    if (a === b) return;
    near[a].add(b);
    near[b].add(a);
  };
  for (const [f, { scope }] of factors.entries()) {
    const members = scope.map(placeOf);
    for (const a of members)
      if (kind === "factor") join(a, nodes.length + f);
      else for (const b of members) join(a, b);
  }
  return near;
}

/** Of each node its neighbours that are found before it, outwards from the first node of each part. */
function fromFirst(near: readonly Set<number>[]): readonly (readonly number[])[] {
  const rank = new Map<number, number>();
  for (const first of near.keys()) {
    if (rank.has(first)) continue;
    const queue = [first];
    rank.set(first, rank.size);
    for (const node of queue)
      for (const next of near[node]) {
        if (rank.has(next)) continue;
        rank.set(next, rank.size);
        queue.push(next);
      }
  }
  const rankOf = (node: number) => rank.get(node) as number;
  return near.map((others, node) => [...others].filter((other) => rankOf(other) < rankOf(node)));
}
