/**
 * Approximate inference by messages on a graph that may have loops (belief propagation: Pearl 1988; Kschischang, Frey & Loeliger 2001), on factors as they are.
 * Exact where the graph of variables and factors is a tree. The value of the Bethe approximation at a fixed point estimates −log of the sum over all.
 */
import { exp, log } from "../../math/index.ts";
import { Walk } from "./factors.ts";
import type { Factor, Model } from "./model.ts";

export interface Loopy {
  /** Of each factor, of each variable of its scope, message to the variable and message from it: sums are 1. */
  readonly toVariable: readonly (readonly Float64Array[])[];
  readonly toFactor: readonly (readonly Float64Array[])[];
  /** The largest change of a message in the last round. */
  readonly residual: number;
}

export interface LoopyOptions {
  /** What of the old message is kept, 0 ≤ damping < 1: in a mean of logarithms. */
  readonly damping: number;
  /** "flooding": all messages at once from those of the round before; "sequential": factor after factor, each from the newest. */
  readonly schedule: "flooding" | "sequential";
  /** Sum over the other variables, or the largest: for the most probable explanation. */
  readonly product: "sum" | "max";
}

export function beginLoopy({ sizes, factors }: Model): Loopy {
  const even = ({ scope }: Factor) => scope.map((v) => new Float64Array(sizes[v]).fill(1 / sizes[v]));
  return { toVariable: factors.map(even), toFactor: factors.map(even), residual: Number.POSITIVE_INFINITY };
}

/** One round: every message once. */
export function loopyRound(model: Model, state: Loopy, options: LoopyOptions): Loopy {
  const near = factorsOf(model);
  const toVariable = state.toVariable.map((own) => [...own]);
  const toFactor = state.toFactor.map((own) => [...own]);
  const source = options.schedule === "flooding" ? state.toVariable : toVariable;
  let residual = 0;
  for (const [f, factor] of model.factors.entries()) {
    for (const [i, v] of factor.scope.entries()) toFactor[f][i] = outgoing(model, near, source, v, f);
    for (const [i] of factor.scope.entries()) {
      const fresh = fromFactor(model, factor, toFactor[f], i, options.product);
      const old = state.toVariable[f][i];
      const mixed = options.damping > 0 ? damped(fresh, old, options.damping) : fresh;
      for (let s = 0; s < mixed.length; s++) residual = Math.max(residual, Math.abs(mixed[s] - old[s]));
      toVariable[f][i] = mixed;
    }
  }
  return { toVariable, toFactor, residual };
}

/** Of each variable its states' beliefs: the product of all messages that come in, sum 1. Zeros where they contradict each other. */
export function beliefs(model: Model, { toVariable }: Loopy): readonly Float64Array[] {
  const near = factorsOf(model);
  return Array.from(model.sizes, (_, v) => outgoing(model, near, toVariable, v, -1));
}

/** Of a factor, the belief of each cell: its table times what its variables say, sum 1. */
export function factorBelief({ sizes, factors }: Model, { toFactor }: Loopy, f: number): Float64Array {
  const { scope, table } = factors[f];
  const cells = new Float64Array(table.length);
  const walk = new Walk(
    sizes,
    scope,
    scope.map((v) => [v]),
  );
  for (let cell = 0; cell < cells.length; cell++, walk.next()) {
    let value = table[cell];
    for (let i = 0; i < scope.length; i++) value *= toFactor[f][i][walk.places[i]];
    cells[cell] = value;
  }
  return normalised(cells);
}

/** Bethe free energy of the present beliefs: Σ b_f log(b_f / f) − Σ (d − 1) b_v log b_v, d factors at a variable. On a tree at the fixed point −log of the sum. */
export function betheFreeEnergy(model: Model, state: Loopy): number {
  const near = factorsOf(model);
  let energy = 0;
  for (const [f, { table }] of model.factors.entries())
    for (const [cell, b] of factorBelief(model, state, f).entries())
      if (b > 0) energy += b * (log(b) - log(table[cell]));
  for (const [v, own] of beliefs(model, state).entries())
    for (const b of own) if (b > 0) energy -= (near[v].length - 1) * b * log(b);
  return energy;
}

/** Of each variable the factors that have it, and where in their scopes. */
export type Near = readonly (readonly { readonly f: number; readonly i: number }[])[];

export function factorsOf({ sizes, factors }: Model): Near {
  const near = Array.from(sizes, (): { f: number; i: number }[] => []);
  for (const [f, { scope }] of factors.entries()) for (const [i, v] of scope.entries()) near[v].push({ f, i });
  return near;
}

/** The product of what comes to a variable from all factors but one. */
export function outgoing(
  { sizes }: Model,
  near: Near,
  toVariable: Loopy["toVariable"],
  v: number,
  but: number,
): Float64Array {
  const message = new Float64Array(sizes[v]).fill(1);
  for (const { f, i } of near[v]) {
    if (f === but) continue;
    const own = toVariable[f][i];
    let most = 0;
    for (let s = 0; s < message.length; s++) {
      message[s] *= own[s];
      most = Math.max(most, message[s]);
    }
    // Many messages together would come near the smallest numbers.
    if (most > 0) for (let s = 0; s < message.length; s++) message[s] /= most;
  }
  return normalised(message);
}

/** What a factor says to one variable of its scope, given what comes in from all of them. Sum 1; zeros where nothing is possible. */
export function fromFactor(
  { sizes }: Model,
  { scope, table }: Factor,
  incoming: readonly Float64Array[],
  to: number,
  product: LoopyOptions["product"],
): Float64Array {
  const message = new Float64Array(sizes[scope[to]]);
  const walk = new Walk(
    sizes,
    scope,
    scope.map((v) => [v]),
  );
  for (let cell = 0; cell < table.length; cell++, walk.next()) {
    let value = table[cell];
    for (let i = 0; i < scope.length; i++) if (i !== to) value *= incoming[i][walk.places[i]];
    const s = walk.places[to];
    message[s] = product === "sum" ? message[s] + value : Math.max(message[s], value);
  }
  return normalised(message);
}

/** old^damping · fresh^(1 − damping); zeros stay zeros. */
export function damped(fresh: Float64Array, old: Float64Array, damping: number): Float64Array {
  return normalised(
    fresh.map((x, s) =>
      x > 0 && old[s] > 0 ? exp(damping * log(old[s]) + (1 - damping) * log(x)) : x > 0 && damping === 0 ? x : 0,
    ),
  );
}

function normalised(values: Float64Array): Float64Array {
  let sum = 0;
  for (const x of values) sum += x;
  return sum > 0 ? values.map((x) => x / sum) : values;
}
