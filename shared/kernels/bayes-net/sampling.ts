/**
 * Approximate inference by samples of a Bayesian network: from the priors on, in an order in which parents come first (Henrion 1988; Fung & Chang 1989; Shachter
 * & Peot 1989), or of each variable in turn given all others (Gibbs: Geman & Geman 1984; Pearl 1987).
 */
import { uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import type { Finding } from "./exact.ts";
import type { Factor } from "./model.ts";

/** Variable v has the table p(v | parents), whose scope ends with v itself. */
export interface Network {
  readonly sizes: Int32Array;
  readonly tables: readonly Factor[];
  /** Each variable after its parents. */
  readonly order: readonly number[];
}

/** Parents first; of those that may come, the least. Throws a RangeError for a cycle. */
export function topological(parents: readonly (readonly number[])[]): readonly number[] {
  const waiting = parents.map((own) => own.length);
  const children = parents.map((): number[] => []);
  for (const [v, own] of parents.entries()) for (const u of own) children[u].push(v);
  const free = parents.flatMap((own, v) => (own.length === 0 ? [v] : []));
  const order: number[] = [];
  while (free.length > 0) {
    const at = free.indexOf(Math.min(...free));
    const [v] = free.splice(at, 1);
    order.push(v);
    for (const child of children[v]) if (--waiting[child] === 0) free.push(child);
  }
  if (order.length < parents.length)
    throw new RangeError("a graph with a cycle has no order in which parents come first");
  return order;
}

/** One sample from the priors. `from`: number of the first uniform of the key that is taken; one a variable. */
export function forward(key: Key, from: number, { sizes, tables, order }: Network, states: Int32Array): void {
  for (const [n, v] of order.entries()) {
    const { scope, table } = tables[v];
    states[v] = drawn(table, rowOf(sizes, scope, states) * sizes[v], sizes[v], uniform(key, from + n));
  }
}

/**
 * Likelihood weighting: variables with findings are not drawn from their priors but from these times the findings, and the sample weighs what that changes: the
 * sum of the row times the findings. Returns the weight; 0 where the findings cannot be.
 */
export function weighted(
  key: Key,
  from: number,
  { sizes, tables, order }: Network,
  weights: readonly (ArrayLike<number> | undefined)[],
  states: Int32Array,
): number {
  let weight = 1;
  for (const [n, v] of order.entries()) {
    const { scope, table } = tables[v];
    const at = rowOf(sizes, scope, states) * sizes[v];
    const own = weights[v];
    const u = uniform(key, from + n);
    if (!own) {
      states[v] = drawn(table, at, sizes[v], u);
      continue;
    }
    const row = Float64Array.from({ length: sizes[v] }, (_, s) => table[at + s] * own[s]);
    const sum = row.reduce((a, b) => a + b, 0);
    if (sum === 0) return 0;
    weight *= sum;
    states[v] = drawn(row, 0, sizes[v], u * sum);
  }
  return weight;
}

/** The product of findings about each variable; undefined where there are none. */
export function weightsOf(sizes: Int32Array, findings: readonly Finding[]): (Float64Array | undefined)[] {
  const all = Array.from(sizes, (): Float64Array | undefined => undefined);
  for (const { variable, weights } of findings) {
    const own = all[variable] ?? new Float64Array(sizes[variable]).fill(1);
    all[variable] = own.map((w, s) => w * weights[s]);
  }
  return all;
}

/** What Gibbs sampling of a variable looks at: the tables that have it. */
export function neighbourhoods({ sizes, tables }: Pick<Network, "sizes" | "tables">): readonly (readonly Factor[])[] {
  const near = Array.from(sizes, (): Factor[] => []);
  for (const factor of tables) for (const v of factor.scope) near[v].push(factor);
  return near;
}

/** Each variable once, in their order, given all others; a variable whose conditional has sum 0 stays. One uniform a variable, from `from` on. */
export function gibbsSweep(
  key: Key,
  from: number,
  sizes: Int32Array,
  near: readonly (readonly Factor[])[],
  weights: readonly (ArrayLike<number> | undefined)[],
  states: Int32Array,
): void {
  for (let v = 0; v < sizes.length; v++) {
    const row = new Float64Array(sizes[v]);
    const before = states[v];
    let sum = 0;
    for (let s = 0; s < sizes[v]; s++) {
      states[v] = s;
      let p = weights[v]?.[s] ?? 1;
      for (const { scope, table } of near[v]) p *= table[cellOf(sizes, scope, states)];
      row[s] = p;
      sum += p;
    }
    states[v] = sum > 0 ? drawn(row, 0, sizes[v], uniform(key, from + v) * sum) : before;
  }
}

function drawn(table: Float64Array, at: number, states: number, u: number): number {
  let left = u;
  let last = 0;
  for (let s = 0; s < states; s++) {
    const p = table[at + s];
    if (p > 0) last = s;
    if (left < p) return s;
    left -= p;
  }
  // Rounding left a little over.
  return last;
}

/** Row of a table whose scope ends with the variable itself. */
function rowOf(sizes: Int32Array, scope: readonly number[], states: Int32Array): number {
  let row = 0;
  for (let i = 0; i < scope.length - 1; i++) row = row * sizes[scope[i]] + states[scope[i]];
  return row;
}

function cellOf(sizes: Int32Array, scope: readonly number[], states: Int32Array): number {
  let cell = 0;
  for (const v of scope) cell = cell * sizes[v] + states[v];
  return cell;
}
