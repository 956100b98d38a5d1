/** The tables of a junction tree as flat arrays, one clique after the other, and how their cells belong together. */
import { cellsOf, type Model } from "./model.ts";
import type { Clique } from "./tree.ts";

export interface Layout {
  readonly offset: Int32Array;
  readonly size: Int32Array;
  readonly parent: Int32Array;
  /** Numbers of the table that is shared with the parent, and how many cells stand behind each. */
  readonly shared: Int32Array;
  readonly run: Int32Array;
  /**
   * Cell h · lows + l of a clique's parent belongs to the shared cell map[highAt + h] + map[lowAt + l]: of each clique where these begin, and how many lows its
   * own cells have, when it is the parent. Two short lists stand for a long one.
   */
  readonly highAt: Int32Array;
  readonly lowAt: Int32Array;
  readonly lows: Int32Array;
  readonly map: Uint32Array;
  /** Where messages lie. */
  readonly messageAt: Int32Array;
  readonly messages: number;
  readonly cells: number;
}

/** Tables up to this size have one list. */
const SHORT = 64;

export function layOut(sizes: Int32Array, tree: readonly Clique[]): Layout {
  const count = tree.length;
  const [offset, size, parent, shared, run, highAt, lowAt, lows, messageAt] = Array.from(
    { length: 9 },
    () => new Int32Array(count),
  );
  let [cells, messages] = [0, 0];
  for (let c = 0; c < count; c++) {
    const { scope, shared: common, parent: up } = tree[c];
    shared[c] = 1;
    run[c] = 1;
    for (let i = 0; i < scope.length; i++) {
      if (i < common) shared[c] *= sizes[scope[i]];
      else run[c] *= sizes[scope[i]];
    }
    size[c] = shared[c] * run[c];
    offset[c] = cells;
    parent[c] = up;
    messageAt[c] = messages;
    lows[c] = cellsOf(sizes, scope.slice(cutOf(sizes, scope, size[c])));
    cells += size[c];
    messages += shared[c];
  }
  let mapped = 0;
  for (let c = 0; c < count; c++) {
    const up = parent[c];
    highAt[c] = mapped;
    if (up >= 0) mapped += size[up] / lows[up];
    lowAt[c] = mapped;
    if (up >= 0) mapped += lows[up];
  }
  const map = new Uint32Array(mapped);
  const strides = new Strides(sizes);
  for (let c = 0; c < count; c++) {
    if (parent[c] < 0) continue;
    const { scope } = tree[parent[c]];
    const cut = cutOf(sizes, scope, size[parent[c]]);
    strides.set(tree[c].scope, tree[c].shared);
    strides.places(scope, 0, cut, map, highAt[c]);
    strides.places(scope, cut, scope.length, map, lowAt[c]);
    strides.clear(tree[c].scope);
  }
  return { offset, size, parent, shared, run, highAt, lowAt, lows, map, messageAt, messages, cells };
}

/** From which variable on a scope's cells are lows. */
function cutOf(sizes: Int32Array, scope: readonly number[], size: number): number {
  let cut = scope.length;
  for (let low = 1; cut > 0 && (size <= SHORT || low * low < size); ) low *= sizes[scope[--cut]];
  return cut;
}

/** Where cells of one table lie in another: how far apart those are that differ by one state of a variable; 0 for variables that it has not. */
class Strides {
  readonly #sizes: Int32Array;
  readonly #strides: Int32Array;

  constructor(sizes: Int32Array) {
    this.#sizes = sizes;
    this.#strides = new Int32Array(sizes.length);
  }

  /** Of a table over the first `count` variables of a scope. */
  set(scope: readonly number[], count: number): void {
    let stride = 1;
    for (let i = count - 1; i >= 0; i--) {
      this.#strides[scope[i]] = stride;
      stride *= this.#sizes[scope[i]];
    }
  }

  clear(scope: readonly number[]): void {
    for (const v of scope) this.#strides[v] = 0;
  }

  /** Of each combination of states of the variables from `from` to `to`, the last one fastest. How many there are. */
  places(scope: readonly number[], from: number, to: number, out: Uint32Array, at: number): number {
    out[at] = 0;
    let count = 1;
    for (let i = to - 1; i >= from; i--) {
      const [stride, states] = [this.#strides[scope[i]], this.#sizes[scope[i]]];
      for (let n = count; n < count * states; n++) out[at + n] = out[at + n - count] + stride;
      count *= states;
    }
    return count;
  }
}

/** Where a factor is multiplied into: the first clique that has all of its variables. A constant goes to the last root. */
function cliquesOfFactors({ sizes, factors }: Model, tree: readonly Clique[]): Int32Array {
  const having: number[][] = Array.from(sizes, () => []);
  for (let c = 0; c < tree.length; c++) for (const v of tree[c].scope) having[v].push(c);
  return Int32Array.from(factors, ({ scope }) => {
    if (scope.length === 0) return tree.length - 1;
    let rarest = scope[0];
    for (const v of scope) if (having[v].length < having[rarest].length) rarest = v;
    const home = having[rarest].find((c) => scope.every((v) => tree[c].scope.includes(v)));
    if (home === undefined) throw new RangeError(`no clique has variables ${scope.join(", ")}`);
    return home;
  });
}

/** Calls `visit` with the numbers of each factor, its clique, and where they are for that clique's cells: high[h] + low[l]. */
export function eachFactor(
  { sizes, factors }: Model,
  tree: readonly Clique[],
  { size, lows }: Layout,
  visit: (clique: number, numbers: Float64Array, high: Uint32Array, highs: number, low: Uint32Array) => void,
): void {
  const cliques = cliquesOfFactors({ sizes, factors }, tree);
  let [highs, most] = [1, 1];
  for (let c = 0; c < tree.length; c++) {
    highs = Math.max(highs, size[c] / lows[c]);
    most = Math.max(most, lows[c]);
  }
  const [high, low] = [new Uint32Array(highs), new Uint32Array(most)];
  const strides = new Strides(sizes);
  for (let f = 0; f < factors.length; f++) {
    const clique = cliques[f];
    const { scope } = tree[clique];
    const cut = cutOf(sizes, scope, size[clique]);
    strides.set(factors[f].scope, factors[f].scope.length);
    const count = strides.places(scope, 0, cut, high, 0);
    strides.places(scope, cut, scope.length, low, 0);
    strides.clear(factors[f].scope);
    visit(clique, factors[f].table, high, count, low);
  }
}
