/**
 * Belief propagation message by message (Kschischang, Frey & Loeliger 2001), for whoever wants to see each of them: which goes next, what it says, how much it
 * changes. A round sends as many messages as there are, each once or, by priority, those that change most.
 */
import { log } from "../../math/index.ts";
import { beginLoopy, beliefs, damped, factorsOf, fromFactor, type Loopy, type Near, outgoing } from "./loopy.ts";
import { type Model, stridesOf } from "./model.ts";

/**
 * "flooding": all to factors, then all to variables, as if at once. "sweeps": along a spanning tree inwards to its root, then outwards again, each from the
 * newest; on a tree one round is exact. "residual": always the one that would change most (Elidan, McGraw & Koller 2006).
 */
export const SCHEDULES = ["flooding", "sweeps", "residual"] as const;
export type Schedule = (typeof SCHEDULES)[number];

/** One way of an edge of the factor graph. */
export interface Wire {
  readonly factor: number;
  readonly variable: number;
  /** Of the variable, in the factor's scope. */
  readonly place: number;
  readonly toFactor: boolean;
}

export interface Wiring {
  readonly model: Model;
  readonly near: Near;
  /** Of edge e, factor after factor: 2e to its factor, 2e + 1 to its variable. */
  readonly wires: readonly Wire[];
  /** Where the wires of each factor begin. */
  readonly begins: Int32Array;
  /** Variables, then factors: each after the node from which the spanning forest comes to it. */
  readonly nodes: readonly number[];
  readonly isForest: boolean;
}

/** `root`: the variable from which the spanning forest starts. */
export function wire(model: Model, root = 0): Wiring {
  const near = factorsOf(model);
  const wires = model.factors.flatMap(({ scope }, factor) =>
    scope.flatMap((variable, place) => [true, false].map((toFactor) => ({ factor, variable, place, toFactor }))),
  );
  const begins = new Int32Array(model.factors.length + 1);
  for (const [f, { scope }] of model.factors.entries()) begins[f + 1] = begins[f] + 2 * scope.length;
  const { nodes, parts } = spanning(model, near, root);
  return { model, near, wires, begins, nodes, isForest: wires.length / 2 === nodes.length - parts };
}

/** Breadth first, part after part. */
function spanning({ sizes, factors }: Model, near: Near, root: number) {
  const variables = sizes.length;
  const seen = new Uint8Array(variables + factors.length);
  const nodes: number[] = [];
  let parts = 0;
  for (const first of [root, ...seen.keys()]) {
    if (seen[first]) continue;
    parts++;
    seen[first] = 1;
    let next = nodes.push(first) - 1;
    for (; next < nodes.length; next++) {
      const node = nodes[next];
      const others = node < variables ? near[node].map(({ f }) => variables + f) : factors[node - variables].scope;
      for (const other of others) {
        if (seen[other]) continue;
        seen[other] = 1;
        nodes.push(other);
      }
    }
  }
  return { nodes, parts };
}

/** The order of a round, where it does not depend on what the messages say. */
export function orderOf(wiring: Wiring, schedule: Schedule): readonly number[] {
  const all = [...wiring.wires.keys()];
  if (schedule !== "sweeps") return [...all.filter((w) => w % 2 === 0), ...all.filter((w) => w % 2 === 1)];
  const { model, wires, nodes } = wiring;
  const rank = new Int32Array(nodes.length);
  for (const [at, node] of nodes.entries()) rank[node] = at;
  const ends = wires.map(({ variable, factor, toFactor }) => {
    const [v, f] = [rank[variable], rank[model.sizes.length + factor]];
    return toFactor ? { from: v, to: f } : { from: f, to: v };
  });
  const inward = all.filter((w) => ends[w].from > ends[w].to).sort((a, b) => ends[b].from - ends[a].from || a - b);
  const outward = all.filter((w) => ends[w].from < ends[w].to).sort((a, b) => ends[a].from - ends[b].from || a - b);
  return [...inward, ...outward];
}

export interface SendOptions {
  /** What of the old message of a factor is kept, 0 ≤ damping < 1: in a mean of logarithms. */
  readonly damping: number;
  readonly schedule: Schedule;
  readonly product: "sum" | "max";
  /** By priority nothing is sent that would change by no more than this. */
  readonly tolerance: number;
}

export interface Sent {
  readonly wire: number;
  /** Sum 1; zeros where what comes in contradicts itself. */
  readonly message: Float64Array;
}

export interface Round {
  readonly state: Loopy;
  /** In the order of sending. */
  readonly sent: readonly Sent[];
}

/** What a wire would carry now. */
export function messageOn({ model, near, wires }: Wiring, state: Loopy, w: number, options: SendOptions): Float64Array {
  const { factor, variable, place, toFactor } = wires[w];
  if (toFactor) return outgoing(model, near, state.toVariable, variable, factor);
  const fresh = fromFactor(model, model.factors[factor], state.toFactor[factor], place, options.product);
  return options.damping > 0 ? damped(fresh, state.toVariable[factor][place], options.damping) : fresh;
}

/** The message that a wire carries. */
export function carried({ wires }: Wiring, { toFactor, toVariable }: Loopy, w: number): Float64Array {
  const { factor, place, toFactor: isIn } = wires[w];
  return (isIn ? toFactor : toVariable)[factor][place];
}

/** A state of messages that may be written. */
interface Draft {
  readonly toVariable: Float64Array[][];
  readonly toFactor: Float64Array[][];
  readonly residual: number;
}

const draftOf = ({ toVariable, toFactor, residual }: Loopy): Draft => ({
  toVariable: toVariable.map((own) => [...own]),
  toFactor: toFactor.map((own) => [...own]),
  residual,
});

/** The messages after these were sent, one after the other, from uniform ones. */
export function stateAfter(wiring: Wiring, sent: Iterable<Sent>): Loopy {
  const draft = draftOf(beginLoopy(wiring.model));
  for (const { wire: w, message } of sent) put(wiring, draft, w, message);
  return draft;
}

function put({ wires }: Wiring, draft: Draft, w: number, message: Float64Array): void {
  const { factor, place, toFactor } = wires[w];
  (toFactor ? draft.toFactor : draft.toVariable)[factor][place] = message;
}

/** A round: its residual is the largest change of a message in it; by priority, the largest that one would still make after it. */
export function sendRound(wiring: Wiring, state: Loopy, options: SendOptions): Round {
  if (options.schedule === "residual") return byPriority(wiring, state, options);
  const draft = draftOf(state);
  let residual = 0;
  const sent = orderOf(wiring, options.schedule).map((w) => {
    const message = messageOn(wiring, draft, w, options);
    residual = Math.max(residual, difference(message, carried(wiring, draft, w)));
    put(wiring, draft, w, message);
    return { wire: w, message };
  });
  return { state: { ...draft, residual }, sent };
}

function byPriority(wiring: Wiring, state: Loopy, options: SendOptions): Round {
  const { wires } = wiring;
  const draft = draftOf(state);
  const waiting = wires.map((_, w) => messageOn(wiring, draft, w, options));
  const changes = Float64Array.from(waiting, (message, w) => difference(message, carried(wiring, draft, w)));
  const largest = () => changes.reduce((best, change, w) => (change > changes[best] ? w : best), 0);
  const sent: Sent[] = [];
  while (sent.length < wires.length) {
    const w = largest();
    if (!(changes[w] > options.tolerance)) break;
    put(wiring, draft, w, waiting[w]);
    sent.push({ wire: w, message: waiting[w] });
    // A damped message would go on changing if it were sent again.
    for (const other of [w, ...dependents(wiring, w)]) {
      waiting[other] = messageOn(wiring, draft, other, options);
      changes[other] = difference(waiting[other], carried(wiring, draft, other));
    }
  }
  return { state: { ...draft, residual: changes.length > 0 ? changes[largest()] : 0 }, sent };
}

/** Wires whose messages are made of this one. */
export function dependents({ model, near, wires, begins }: Wiring, w: number): readonly number[] {
  const { factor, variable, toFactor } = wires[w];
  if (toFactor)
    return model.factors[factor].scope.flatMap((v, i) => (v === variable ? [] : [begins[factor] + 2 * i + 1]));
  return near[variable].flatMap(({ f, i }) => (f === factor ? [] : [begins[f] + 2 * i]));
}

/** Wires of whose messages this one's is made. */
export function sources({ model, near, wires, begins }: Wiring, w: number): readonly number[] {
  const { factor, variable, toFactor } = wires[w];
  if (toFactor) return near[variable].flatMap(({ f, i }) => (f === factor ? [] : [begins[f] + 2 * i + 1]));
  return model.factors[factor].scope.flatMap((v, i) => (v === variable ? [] : [begins[factor] + 2 * i]));
}

function difference(a: Float64Array, b: Float64Array): number {
  let most = 0;
  for (let s = 0; s < a.length; s++) most = Math.max(most, Math.abs(a[s] - b[s]));
  return most;
}

/** Beliefs that differ by less than this share of the larger count as equal. */
const TIE = 1e-9;

/** Variables of which two states are believed alike, and as much as any. */
export function tiesOf(found: readonly Float64Array[]): readonly number[] {
  return found.flatMap((own, v) => {
    const most = own.reduce((a, b) => Math.max(a, b), 0);
    return own.filter((b) => b >= most * (1 - TIE)).length > 1 ? [v] : [];
  });
}

/**
 * One state per variable out of max-product messages: along the spanning forest, each variable's best one given those chosen before it. At a fixed point on
 * a tree the most probable explanation, also where beliefs tie; on a graph with loops an approximation. Of equal states the first.
 */
export function decode({ model, near, nodes }: Wiring, state: Loopy): Int32Array {
  const { sizes, factors } = model;
  const states = new Int32Array(sizes.length).fill(-1);
  const certain = (v: number) => Float64Array.from({ length: sizes[v] }, (_, s) => (s === states[v] ? 1 : 0));
  for (const v of nodes) {
    if (v >= sizes.length) continue;
    const toVariable = [...state.toVariable];
    for (const { f, i } of near[v]) {
      const { scope } = factors[f];
      if (scope.every((other) => states[other] < 0)) continue;
      const incoming = scope.map((other, k) => (states[other] < 0 ? state.toFactor[f][k] : certain(other)));
      toVariable[f] = toVariable[f].with(i, fromFactor(model, factors[f], incoming, i, "max"));
    }
    const belief = outgoing(model, near, toVariable, v, -1);
    states[v] = belief.reduce((best, b, s) => (b > belief[best] * (1 + TIE) ? s : best), 0);
  }
  return states;
}

/** Natural logarithm of the product of all factors at these states; −Infinity where it is 0. */
export function logProduct({ sizes, factors }: Model, states: ArrayLike<number>): number {
  let sum = 0;
  for (const { scope, table } of factors) {
    const strides = stridesOf(sizes, scope);
    const value = table[scope.reduce((at, v, i) => at + states[v] * strides[i], 0)];
    if (value === 0) return Number.NEGATIVE_INFINITY;
    sum += log(value);
  }
  return sum;
}

/** Whether messages contradict each other: then the findings are impossible. */
export function isContradiction({ model }: Wiring, state: Loopy): boolean {
  return beliefs(model, state).some((own) => own.every((b) => b === 0));
}
