/** States of a variable, and what becomes of the tables in which they stand. */
import type { BayesNode, GraphDocument, Variable } from "../../experiment/document.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import { limits } from "../../experiment/limits.ts";
import { checked, freshName, indexOfNode, namedAs, requireCells, requireStates, statesOf } from "./parts.ts";
import { reshaped, withStates } from "./tables.ts";

/** A state of the new list: what it is called, and its place in the old list (none: it is new). */
export interface NextState {
  readonly name: string;
  readonly from?: number;
}

/**
 * The node with other states: renamed, more, fewer, in another order. In its own table a new state has probability 0, and what a removed one had falls to the
 * others of its row in proportion. In tables of children and of factors a new state gets the numbers of the one before it in the list, the first
 * those of the one after it.
 */
export function setStates(document: GraphDocument, name: string, next: readonly NextState[]): GraphDocument {
  const net = requireStates(document);
  const index = indexOfNode(net, name);
  const states = next.map((state) => namedAs(state.name, "state"));
  requireDifferent(states);
  requireSome(states.length, name);
  const before = statesOf(net, name).length;
  const own = next.map(({ from }) => from ?? -1);
  const change: Change = { name, before, own, copied: neighbours(own) };
  const sizes = (names: readonly string[]) => names.map((one) => statesOf(net, one).length);
  if (net.kind === "bayes") {
    const nodes = net.nodes.map((node) => changedNode(node, change, sizes));
    return checked({ ...net, nodes: nodes.with(index, { ...nodes[index], states }) });
  }
  const nodes = net.nodes.with(index, { ...(net.nodes[index] as Variable), states });
  const factors = net.factors.map((factor) => {
    if (!factor.scope.includes(name)) return factor;
    const what = factor.name ?? factor.scope.join(", ");
    return { ...factor, table: changed(factor.table, factor.scope, sizes(factor.scope), change, what) };
  });
  return checked({ ...net, nodes, factors });
}

interface Change {
  readonly name: string;
  readonly before: number;
  /** Places in the old list; −1: new. */
  readonly own: readonly number[];
  /** The same, with a neighbour's place for what is new. */
  readonly copied: readonly number[];
}

function neighbours(own: readonly number[]): readonly number[] {
  const first = own.find((place) => place >= 0) ?? 0;
  let last = first;
  return own.map((place) => {
    if (place >= 0) last = place;
    return last;
  });
}

function changedNode(node: BayesNode, change: Change, sizes: (names: readonly string[]) => number[]): BayesNode {
  const { name, table, parents } = node;
  const scope = [...parents, name];
  if (table === undefined || !scope.includes(change.name)) return node;
  if (name !== change.name) return { ...node, table: changed(table, scope, sizes(scope), change, name) };
  requireCells([...sizes(parents), change.own.length], name);
  return { ...node, table: withStates(table, change.before, change.own) };
}

/** The table of a child or a factor. `what` has it. */
function changed(
  table: readonly number[],
  scope: readonly string[],
  sizes: readonly number[],
  { name, copied: from }: Change,
  what: string,
): readonly number[] {
  const axes = scope.map((one, old) => (one === name ? { size: from.length, old, from } : { size: sizes[old], old }));
  requireCells(
    axes.map(({ size }) => size),
    what,
  );
  return reshaped(table, sizes, axes);
}

export function renameState(document: GraphDocument, name: string, place: number, to: string): GraphDocument {
  const states = statesOf(requireStates(document), name);
  return setStates(
    document,
    name,
    states.map((state, from) => ({ name: from === place ? to : state, from })),
  );
}

/** One more state, the last; a name that is taken is counted on. */
export function addState(document: GraphDocument, name: string, state: string): GraphDocument {
  const states = statesOf(requireStates(document), name);
  const added = freshName(namedAs(state, "state"), new Set(states));
  return setStates(document, name, [...states.map((own, from) => ({ name: own, from })), { name: added }]);
}

export function removeState(document: GraphDocument, name: string, place: number): GraphDocument {
  const states = statesOf(requireStates(document), name);
  return setStates(
    document,
    name,
    states.flatMap((own, from) => (from === place ? [] : [{ name: own, from }])),
  );
}

/** The state one or more places further down the list (up: negative). */
export function moveState(document: GraphDocument, name: string, place: number, by: number): GraphDocument {
  const states = statesOf(requireStates(document), name).map((own, from) => ({ name: own, from }));
  const to = Math.min(states.length - 1, Math.max(0, place + by));
  return setStates(document, name, states.toSpliced(place, 1).toSpliced(to, 0, states[place]));
}

function requireDifferent(states: readonly string[]): void {
  const twice = states.find((state, i) => states.indexOf(state) < i);
  if (twice === undefined) return;
  throw new ExperimentError(twice, "repeated", `invalid state: ${twice} (must be different from the others)`, {
    value: twice,
  });
}

function requireSome(count: number, name: string): void {
  const max = limits.document.states;
  if (count === 0)
    throw new ExperimentError(name, "last-state", `invalid states of ${name}: none (must be at least one)`);
  if (count <= max) return;
  const message = `${name} has too many states: ${count} (must be at most ${max})`;
  throw new ExperimentError(name, "too-many-items", message, { value: count, max });
}
