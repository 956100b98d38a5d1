/** What of a document is drawn: shapes, lines between them, frames around them. No places yet. */
import type { GraphDocument } from "../../../shared/experiment/document.ts";
import type { Part } from "../../../shared/graphs/edit/index.ts";
import { type Names, namesIn } from "../../i18n/node-names.ts";
import type { NodeLook } from "./props.ts";

export interface Shape {
  /** Of a node "n" and its name; of a factor "f" and what it is called or over. */
  readonly id: string;
  readonly part: Part;
  /** What readers see of its name. */
  readonly label: string;
  readonly kind: "variable" | "function" | "operation" | "factor";
  /** As readers see them. */
  readonly states: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly look: NodeLook | undefined;
}
export interface Line {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly isArrow: boolean;
}
export interface Frame {
  readonly name: string;
  readonly size: number;
  readonly ids: readonly string[];
}
export interface Scene {
  readonly shapes: readonly Shape[];
  readonly lines: readonly Line[];
  readonly frames: readonly Frame[];
  readonly byId: ReadonlyMap<string, Shape>;
}

/** Heights, in pixels at scale 1: of a name, of a bar. */
export const ROW = { name: 32, value: 16, bar: 17, foot: 6 };
/** More states are not drawn as bars: a sum of small ones says nothing. */
const MOST_BARS = 8;
const LONGEST = 26;
const FACTOR = 18;

export const idOf = (name: string): string => `n${name}`;

/** The name in a node: its end is left out where it is long. */
export const shortened = (name: string): string => (name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 1)}…`);

export const barsOf = (shape: Shape) => {
  const bars = shape.look?.bars;
  return bars && bars.length === shape.states.length && bars.length <= MOST_BARS ? bars : undefined;
};

export function sceneOf(document: GraphDocument, look?: (node: string) => NodeLook | undefined): Scene {
  const names = namesIn(document);
  const nodes = document.nodes.map((node): Shape => {
    const states = "states" in node ? node.states.map(names.state) : [];
    const isFunction = "function" in node && node.function !== undefined;
    const kind = "operation" in node ? "operation" : isFunction ? "function" : "variable";
    const shape = { id: idOf(node.name), part: node.name, label: names.node(node.name), kind, states } as const;
    const own = look?.(node.name);
    // What a node computes stands where a lab says nothing else.
    return sized({ ...shape, look: "operation" in node ? { value: node.operation, ...own } : own });
  });
  const squares = document.kind === "factor" ? factorShapes(document.factors, names) : [];
  const shapes = [...nodes, ...squares];
  const frames = (document.plates ?? []).map(({ name, size, nodes }) => ({ name, size, ids: nodes.map(idOf) }));
  return { shapes, lines: linesOf(document, squares), frames, byId: new Map(shapes.map((shape) => [shape.id, shape])) };
}

function sized(shape: Omit<Shape, "width" | "height">): Shape {
  const text = Math.max(shortened(shape.label).length, (shape.look?.value ?? "").length * 0.85);
  const bars = barsOf({ ...shape, width: 0, height: 0 });
  const width = Math.max(bars ? 160 : 56, Math.round(8 * text) + 26);
  const rows = bars ? bars.length * ROW.bar + ROW.foot : shape.look?.value === undefined ? 0 : ROW.value;
  return { ...shape, width, height: ROW.name + rows };
}

/** A factor is known by its name, or by what it is over; those alike are counted. */
function factorShapes(
  factors: readonly { readonly name?: string; readonly scope: readonly string[] }[],
  names: Names,
): Shape[] {
  const seen = new Map<string, number>();
  return factors.map(({ name, scope }, part) => {
    const key = `f${name ?? ""}|${scope.join("|")}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    const id = count === 1 ? key : `${key}|${count}`;
    const label = name === undefined ? "" : names.node(name);
    return { id, part, label, kind: "factor", states: [], look: undefined, width: FACTOR, height: FACTOR };
  });
}

function linesOf(document: GraphDocument, squares: readonly Shape[]): readonly Line[] {
  const arrow = (from: string, to: string): Line => ({ id: `${from}\n${to}`, from, to, isArrow: true });
  if (document.kind === "bayes")
    return document.nodes.flatMap(({ name, parents }) => parents.map((parent) => arrow(idOf(parent), idOf(name))));
  if (document.kind === "deterministic")
    return document.nodes.flatMap(({ name, inputs }) => inputs.map((input) => arrow(idOf(input), idOf(name))));
  const order = new Map(document.nodes.map(({ name }, i) => [name, i]));
  const at = (name: string) => order.get(name) ?? 0;
  if (document.kind === "markov") {
    const pairs = document.factors.flatMap(({ scope }) =>
      scope.flatMap((a, i) => scope.slice(i + 1).map((b) => (at(a) < at(b) ? [a, b] : [b, a]))),
    );
    const found = new Map(pairs.map(([a, b]) => [`${a}\n${b}`, { ...arrow(idOf(a), idOf(b)), isArrow: false }]));
    return [...found.values()];
  }
  // A factor is drawn between the first of its nodes and the last: a chain of them is a chain.
  return document.factors.flatMap(({ scope }, f) => {
    const last = scope.length > 0 ? scope.reduce((a, b) => (at(a) > at(b) ? a : b)) : undefined;
    return scope.map((name) => {
      const ends = name === last ? [squares[f].id, idOf(name)] : [idOf(name), squares[f].id];
      return { ...arrow(ends[0], ends[1]), isArrow: false };
    });
  });
}
