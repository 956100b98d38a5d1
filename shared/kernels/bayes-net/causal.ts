/**
 * Interventions and counterfactuals in a Bayesian network whose arrows are causes (Pearl 2009, "Causality", sections 3.2 and 7.1). An intervention sets a variable
 * from outside: its table is replaced, its arrows from parents are cut. A counterfactual asks what would have been: two worlds share all that is not downstream of
 * the intervention, and the noise of what is (the twin network: Balke & Pearl 1994).
 *
 * Tables do not say how a variable would have answered to other states of its parents: that is assumed. "independent": it has one answer for each row of its
 * table, each drawn from that row, all independent; so with other parents' states it is drawn anew, and with the same ones it stays as it was. "monotone": one
 * uniform number u decides for all rows (the ordered inverse transform: the first state whose cumulative probability exceeds u), so that where another row puts more
 * on later states no answer goes back to an earlier one. Where a row has a 1 nothing is assumed: deterministic nodes are exact.
 */
import { cellsOf, type Factor, type Model, stridesOf } from "./model.ts";

export interface Network {
  /** Factor v is the table of variable v, over its parents and itself, which comes last. */
  readonly model: Model;
  readonly parents: readonly (readonly number[])[];
}

/** A variable that is set to a state. */
export interface Intervention {
  readonly variable: number;
  readonly state: number;
}

export type Response = "independent" | "monotone";

/** The network with the arrows to what is set cut. */
export function intervened({ model, parents }: Network, interventions: readonly Intervention[]): Network {
  const factors = [...model.factors];
  const cut = [...parents];
  for (const { variable, state } of interventions) {
    factors[variable] = pointAt(model.sizes, variable, state);
    cut[variable] = [];
  }
  return { model: { sizes: model.sizes, factors }, parents: cut };
}

export interface Twin {
  /** The variables of the world as it is, and after them the copies. */
  readonly model: Model;
  /** Of each variable the one that stands for it in the world that would have been: itself where nothing could have changed it. */
  readonly counterpart: readonly number[];
  /** Of each copy, from the first one on, what it is a copy of. */
  readonly copied: readonly number[];
}

/** Both worlds in one model: findings are given to the world as it is, and the answers of counterparts are what would have been. */
export function twinNetwork(network: Network, interventions: readonly Intervention[], response: Response): Twin {
  const { model, parents } = network;
  const { sizes } = model;
  const isChanged = downstream(parents, interventions);
  const copied = [...isChanged.keys()].filter((v) => isChanged[v]);
  const counterpart = Array.from(sizes, (_, v) => (isChanged[v] ? sizes.length + copied.indexOf(v) : v));
  const twinSizes = Int32Array.from([...sizes, ...copied.map((v) => sizes[v])]);
  const set = new Map(interventions.map(({ variable, state }) => [variable, state]));
  const factors = model.factors.flatMap((factor, v): readonly Factor[] => {
    if (!isChanged[v]) return [factor];
    const state = set.get(v);
    if (state !== undefined) return [factor, pointAt(twinSizes, counterpart[v], state)];
    const copy = { scope: factor.scope.map((u) => counterpart[u]), table: factor.table };
    if (factor.table.every((p) => p === 0 || p === 1)) return [factor, copy];
    return [coupled(twinSizes, factor, copy.scope, response)];
  });
  return { model: { sizes: twinSizes, factors }, counterpart, copied };
}

/** Numbers in the largest table that a twin network needs: those of what is downstream are over both worlds. */
export function twinCells({ model, parents }: Network, interventions: readonly Intervention[]): number {
  const { sizes } = model;
  const isChanged = downstream(parents, interventions);
  const cells = parents.map((own, v) => {
    const both = cellsOf(
      sizes,
      own.filter((parent) => isChanged[parent]),
    );
    return cellsOf(sizes, own) * both * sizes[v] * sizes[v];
  });
  return cells.reduce((most, own, v) => (isChanged[v] ? Math.max(most, own) : most), 0);
}

/** What is set, and all its descendants. */
function downstream(parents: readonly (readonly number[])[], interventions: readonly Intervention[]): boolean[] {
  const children: number[][] = parents.map(() => []);
  for (const [v, own] of parents.entries()) for (const parent of own) children[parent].push(v);
  const isChanged = parents.map(() => false);
  const waiting = interventions.map(({ variable }) => variable);
  for (let v = waiting.pop(); v !== undefined; v = waiting.pop()) {
    if (isChanged[v]) continue;
    isChanged[v] = true;
    waiting.push(...children[v]);
  }
  return isChanged;
}

function pointAt(sizes: Int32Array, variable: number, state: number): Factor {
  const table = new Float64Array(sizes[variable]);
  table[state] = 1;
  return { scope: [variable], table };
}

/**
 * How likely a variable is one state here and another there, given the parents' states in both worlds: the noise that both share is summed out, which is exact, since
 * nothing else depends on it. Over all variables of the factor and of its copy.
 */
function coupled(sizes: Int32Array, { scope, table }: Factor, copy: readonly number[], response: Response): Factor {
  const states = sizes[scope[scope.length - 1]];
  const [parents, others] = [scope.slice(0, -1), copy.slice(0, -1)];
  const outer = [...parents, ...others.filter((v) => !parents.includes(v))];
  const all = [...outer, scope[scope.length - 1], copy[copy.length - 1]];
  const out = new Float64Array(cellsOf(sizes, all));
  const here = placesOf(sizes, outer, parents);
  const there = placesOf(sizes, outer, others);
  for (let o = 0; o < here.length; o++) {
    const [row, other] = [here[o] * states, there[o] * states];
    const at = o * states * states;
    if (here[o] === there[o]) for (let s = 0; s < states; s++) out[at + s * states + s] = table[row + s];
    else if (response === "independent") outerProduct(table, row, other, states, out, at);
    else overlaps(table, row, other, states, out, at);
  }
  return { scope: all, table: out };
}

/** Of each combination of states of the variables of `scope`: the place in a table over some of them. */
function placesOf(sizes: Int32Array, scope: readonly number[], part: readonly number[]): Int32Array {
  const strides = stridesOf(sizes, part);
  const places = new Int32Array(cellsOf(sizes, scope));
  let count = 1;
  for (const v of scope.toReversed()) {
    const stride = strides[part.indexOf(v)] ?? 0;
    for (let n = count; n < count * sizes[v]; n++) places[n] = places[n - count] + stride;
    count *= sizes[v];
  }
  return places;
}

function outerProduct(table: Float64Array, a: number, b: number, states: number, out: Float64Array, at: number): void {
  for (let s = 0; s < states; s++)
    for (let t = 0; t < states; t++) out[at + s * states + t] = table[a + s] * table[b + t];
}

/** Both rows cut the unit interval into pieces, one per state: how long what two pieces share is. */
function overlaps(table: Float64Array, a: number, b: number, states: number, out: Float64Array, at: number): void {
  let [s, t, before] = [0, 0, 0];
  let [endS, endT] = [table[a], table[b]];
  while (s < states && t < states) {
    const end = Math.min(endS, endT);
    out[at + s * states + t] = Math.max(0, end - before);
    before = end;
    // The last pieces end at 1, whatever rounding says.
    if (s < states - 1 && (endS <= endT || t === states - 1)) endS += table[a + ++s];
    else if (t < states - 1) endT += table[b + ++t];
    else break;
  }
}
