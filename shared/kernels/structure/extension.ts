/** A directed graph out of one with edges that have no direction, so that tables can be put to it. */
import { orient, type PartialGraph } from "./equivalence.ts";

export interface Extension {
  readonly parents: readonly (readonly number[])[];
  /** Whether it has all arrows of the graph, no cycle and no collider more. Tests that err can make graphs that no directed one has. */
  readonly isExact: boolean;
}

/** A member of the class; where there is none, a graph with the same edges without cycles, whose arrows are kept as far as that goes. */
export function extensionOf(nodes: number, graph: PartialGraph): Extension {
  const parents = consistent(nodes, graph);
  return parents ? { parents, isExact: true } : { parents: acyclic(nodes, graph), isExact: false };
}

/** Dor & Tarsi (1992): again and again a node that can be a sink. Undefined where there is none. */
function consistent(nodes: number, { arrows, edges }: PartialGraph): readonly (readonly number[])[] | undefined {
  const marks = Array.from({ length: nodes }, () => new Uint8Array(nodes));
  for (const [a, b] of arrows) orient(marks, a, b);
  for (const [a, b] of edges) {
    marks[a][b] = 1;
    marks[b][a] = 1;
  }
  const parents: (readonly number[])[] = Array.from({ length: nodes }, () => []);
  const left = new Set(parents.keys());
  const isJoined = (a: number, b: number) => marks[a][b] + marks[b][a] > 0;
  const isSink = (v: number) => {
    const near = [...left].filter((u) => u !== v && isJoined(u, v));
    if (near.some((u) => marks[v][u] === 2)) return false;
    return near.every((u) => marks[u][v] === 2 || near.every((w) => w === u || isJoined(u, w)));
  };
  while (left.size > 0) {
    const sink = [...left].find(isSink);
    if (sink === undefined) return undefined;
    left.delete(sink);
    parents[sink] = [...left].filter((u) => isJoined(u, sink));
  }
  return parents;
}

function acyclic(nodes: number, { arrows, edges }: PartialGraph): readonly (readonly number[])[] {
  const parents: number[][] = Array.from({ length: nodes }, () => []);
  const isAbove = (a: number, b: number): boolean => a === b || parents[b].some((u) => isAbove(a, u));
  for (const [a, b] of [...arrows, ...edges]) {
    if (isAbove(b, a)) parents[a].push(b);
    else parents[b].push(a);
  }
  return parents.map((own) => own.sort((a, b) => a - b));
}
