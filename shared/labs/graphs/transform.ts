/**
 * What becomes of a graph on its way to a clique tree: parents are married, edges filled in while nodes are eliminated, cliques joined by what they share
 * (Lauritzen & Spiegelhalter 1988). Nodes are places in the model.
 */
import { type Elimination, eliminate, moralEdges, type Rule } from "../../kernels/bayes-net/order.ts";
import { type Clique, junctionTree } from "../../kernels/bayes-net/tree.ts";
import type { Compiled } from "./compiled.ts";

/** Two nodes, the lower place first. */
export type Edge = readonly [number, number];

export interface MarriedEdge {
  readonly edge: Edge;
  /** The child that both have. */
  readonly child: number;
}

export interface MoralGraph {
  /** All edges, each once, in ascending order. */
  readonly edges: readonly Edge[];
  /** Of a Bayesian network, those that no arc has; each with the first of the children. */
  readonly married: readonly MarriedEdge[];
}

const keyOf = (a: number, b: number) => (a < b ? `${a} ${b}` : `${b} ${a}`);
const edgeOf = (a: number, b: number): Edge => (a < b ? [a, b] : [b, a]);

/** Without directions: two nodes are joined where a factor has both, that is, parents and children, and parents of one child. */
export function moralGraph({ model, parents }: Pick<Compiled, "model" | "parents">): MoralGraph {
  const edges = moralEdges(model).flatMap((own, a) =>
    own
      .filter((b) => b > a)
      .sort((one, other) => one - other)
      .map((b): Edge => [a, b]),
  );
  const arcs = new Set(parents?.flatMap((own, child) => own.map((parent) => keyOf(parent, child))));
  const married = new Map<string, MarriedEdge>();
  for (const [child, own] of (parents ?? []).entries())
    for (const [i, a] of own.entries())
      for (const b of own.slice(i + 1)) {
        const key = keyOf(a, b);
        if (!arcs.has(key) && !married.has(key)) married.set(key, { edge: edgeOf(a, b), child });
      }
  return { edges, married: [...married.values()] };
}

/** A node is taken out; its neighbours are joined to each other. */
export interface TriangulationStep {
  readonly node: number;
  /** Ascending. */
  readonly neighbours: readonly number[];
  /** Edges that were missing among them. */
  readonly fill: readonly Edge[];
  /** Numbers in the table that the step makes. */
  readonly cells: number;
}

export interface CliqueTree {
  readonly elimination: Elimination;
  readonly steps: readonly TriangulationStep[];
  /** Edges that were filled in, in the order of the steps. */
  readonly fill: readonly Edge[];
  /** Each before its parent. Of its scope the first `shared` are the separator towards it. */
  readonly cliques: readonly Clique[];
}

/** Triangulates by a rule and joins the cliques. */
export function cliqueTreeOf({ model }: Pick<Compiled, "model">, rule: Rule): CliqueTree {
  const elimination = eliminate(model.sizes, moralEdges(model), rule);
  const known = new Set(moralEdges(model).flatMap((own, a) => own.map((b) => keyOf(a, b))));
  const steps = elimination.order.map((node, at): TriangulationStep => {
    const neighbours = [...elimination.neighbours[at]].sort((a, b) => a - b);
    const fill: Edge[] = [];
    for (const [i, a] of neighbours.entries())
      for (const b of neighbours.slice(i + 1)) {
        if (known.has(keyOf(a, b))) continue;
        known.add(keyOf(a, b));
        fill.push([a, b]);
      }
    const cells = neighbours.reduce((product, v) => product * model.sizes[v], model.sizes[node]);
    return { node, neighbours, fill, cells };
  });
  return { elimination, steps, fill: steps.flatMap(({ fill }) => fill), cliques: junctionTree(elimination) };
}

/** What a clique shares with the one towards the root; nothing of a root. */
export const separatorOf = ({ scope, shared }: Clique): readonly number[] => scope.slice(0, shared);

/** The order of messages on a clique tree: inwards to the roots, then outwards. Each from one clique to another. */
export function cliqueMessages(cliques: readonly Clique[]): readonly { readonly from: number; readonly to: number }[] {
  const up = cliques.flatMap(({ parent }, c) => (parent < 0 ? [] : [{ from: c, to: parent }]));
  return [...up, ...[...up].reverse().map(({ from, to }) => ({ from: to, to: from }))];
}
