import type { PartialGraph } from "../../../../../shared/kernels/structure/equivalence.ts";
import { t } from "../../../../i18n/locale.ts";
import { type ArcLook, Digraph } from "../../../../views/digraph.tsx";
import type { Columns } from "../../../../views/export.ts";
import { Figure } from "../../../../views/figure.tsx";
import { words } from "./words.ts";

type Kind = ArcLook["kind"];
type Pair = readonly [number, number];

/** An edge of the learnt or the true graph, as it is drawn: from → to, or without a direction. */
export interface DrawnEdge {
  readonly from: number;
  readonly to: number;
  readonly directed: boolean;
  readonly kind: Kind;
}

/** Minus, plus, an arrow with two heads: lines about the middle of an edge. */
const signs: Readonly<Record<Kind, string | undefined>> = {
  plain: undefined,
  strong: undefined,
  missing: "M-4 0h8",
  extra: "M-4 0h8M0 -4v8",
  turned: "M-5 0h10M-2.5 -2.5l-2.5 2.5l2.5 2.5M2.5 -2.5l2.5 2.5l-2.5 2.5",
};

const kindWords = {
  plain: words.plain,
  strong: words.plain,
  missing: words.isMissing,
  extra: words.isExtra,
  turned: words.isTurned,
} as const;

export interface Differences {
  readonly missing: readonly Pair[];
  readonly extra: readonly Pair[];
  readonly turned: readonly Pair[];
}

/** Edges of a learnt class, and beside them those of the truth that it lacks. `truth`: its class. */
export function drawnEdges(
  learnt: PartialGraph,
  truth?: PartialGraph,
  differences?: Differences,
): readonly DrawnEdge[] {
  const isIn = (pairs: readonly Pair[] | undefined, a: number, b: number) =>
    pairs?.some(([p, q]) => (p === a && q === b) || (p === b && q === a)) === true;
  const kindOf = (a: number, b: number): Kind =>
    isIn(differences?.extra, a, b) ? "extra" : isIn(differences?.turned, a, b) ? "turned" : "plain";
  const isDirected = (a: number, b: number) => truth?.arrows.some(([p, q]) => p === a && q === b) === true;
  return [
    ...learnt.arrows.map(([from, to]) => ({ from, to, directed: true, kind: kindOf(from, to) })),
    ...learnt.edges.map(([from, to]) => ({ from, to, directed: false, kind: kindOf(from, to) })),
    ...(differences?.missing ?? []).map(
      ([from, to]): DrawnEdge => ({ from, to, directed: isDirected(from, to), kind: "missing" }),
    ),
  ];
}

interface LearntGraphProps {
  readonly title: string;
  readonly note: string;
  readonly names: readonly string[];
  readonly edges: readonly DrawnEdge[];
  /** What decides the places, so that nothing moves when edges come and go; default: the edges. */
  readonly layout?: readonly DrawnEdge[];
  /** Nodes that stand out. */
  readonly marked?: readonly number[];
  readonly children?: preact.ComponentChildren;
  readonly controls?: preact.ComponentChildren;
}

/** A graph whose edges tell by line and sign how they differ from the true one. */
export function LearntGraph(props: LearntGraphProps) {
  const { title, note, names, edges, layout = edges, marked = [], controls, children } = props;
  const parentsIn = (some: readonly DrawnEdge[]) =>
    names.map((_, node) => some.filter(({ to }) => to === node).map(({ from }) => from));
  const parents = parentsIn(edges);
  const isPlaced = (edge: DrawnEdge) => layout.some(({ from, to }) => from === edge.from && to === edge.to);
  const edgeAt = (input: number, node: number) => edges.find(({ from, to }) => from === input && to === node);
  return (
    <Figure title={title} note={note} controls={controls} columns={() => edgeColumns(names, edges)}>
      <Digraph
        title={title}
        nodes={names.map((label, node) => ({ label, kind: "operation", told: toldOf(label, parents[node], names) }))}
        inputs={parentsIn(layout)}
        path={marked}
        down
        hint={t(words.hint)}
        arcOf={(input, node) => lookOf(edgeAt(input, node))}
        others={edges.flatMap((edge) => {
          const look = lookOf(edge);
          return look && !isPlaced(edge) ? [{ from: edge.from, to: edge.to, look }] : [];
        })}
      />
      {children}
    </Figure>
  );
}

function lookOf(edge: DrawnEdge | undefined): ArcLook | undefined {
  if (!edge) return undefined;
  const sign = signs[edge.kind];
  return { kind: edge.kind, directed: edge.directed, ...(sign !== undefined && { sign }) };
}

function toldOf(node: string, inputs: readonly number[], names: readonly string[]): string {
  if (inputs.length === 0) return t(words.noParents, { node });
  return t(words.parentsOf, { node, parents: inputs.map((input) => names[input]).join(", ") });
}

function edgeColumns(names: readonly string[], edges: readonly DrawnEdge[]): Columns {
  return [
    { name: t(words.from), values: edges.map(({ from }) => names[from]) },
    { name: t(words.to), values: edges.map(({ to }) => names[to]) },
    { name: t(words.directed), values: edges.map(({ directed }) => t(directed ? words.yes : words.no)) },
    { name: t(words.kind), values: edges.map(({ kind }) => t(kindWords[kind])) },
  ];
}
