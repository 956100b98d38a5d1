/** Places of the nodes of a directed graph, layer by layer, and of its arcs: by dagre, which comes with the first graph that is drawn. */
import { Graph, layout } from "@dagrejs/dagre";

export interface Sized {
  readonly width: number;
  readonly height: number;
}
export type Place = readonly [x: number, y: number];

export interface Layered extends Sized {
  /** Middles of the nodes. */
  readonly places: readonly Place[];
  /** Of each node the ways of the arcs from its inputs, in their order. */
  readonly arcs: readonly (readonly (readonly Place[])[])[];
}

/** Where arcs lead: to the right, inputs stand on the left; up, they stand below; down, above. */
export type Direction = "right" | "up" | "down";

const RANKS: Readonly<Record<Direction, string>> = { right: "LR", up: "BT", down: "TB" };

/** How far apart things stand, in pixels. */
export interface Spacing {
  readonly nodesep: number;
  readonly edgesep: number;
  readonly ranksep: number;
}

/** `inputs`: of each node those that lead to it. */
export function layered(
  nodes: readonly Sized[],
  inputs: readonly (readonly number[])[],
  direction: Direction,
  spacing: Spacing = { nodesep: 14, edgesep: 4, ranksep: 34 },
): Layered {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: RANKS[direction], ...spacing, marginx: 6, marginy: 6 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const [n, size] of nodes.entries()) graph.setNode(String(n), { ...size });
  for (const [n, own] of inputs.entries())
    for (const [i, input] of own.entries()) graph.setEdge(String(input), String(n), {}, String(i));
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as Partial<Sized>;
  const at = ({ x = 0, y = 0 }: { readonly x?: number; readonly y?: number }): Place => [x, y];
  return {
    width,
    height,
    places: nodes.map((_, n) => at(graph.node(String(n)))),
    arcs: inputs.map((own, n) =>
      own.map((input, i) => {
        const { points = [] } = graph.edge(String(input), String(n), String(i)) as {
          points?: { x: number; y: number }[];
        };
        return points.map(at);
      }),
    ),
  };
}
