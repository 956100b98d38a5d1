/**
 * Exact inference by messages on a junction tree: once towards the root, once back (Hugin: Jensen, Lauritzen & Olesen 1990). Compiled once per model; after
 * that only numbers change. Tables are kept near 1 by powers of two, which changes no bit; what is below 2^−1022 of the largest number of its table counts
 * as zero.
 */
import { log } from "../../math/index.ts";
import { Walk } from "./factors.ts";
import { cellsOf, type Model } from "./model.ts";
import { exponentOf, powerOfTwo } from "./powers.ts";
import type { Clique } from "./tree.ts";

/** What was seen of a variable: a weight ≥ 0 for each of its states, as p(what was seen | state). One 1 among zeros: the state itself. */
export interface Finding {
  readonly variable: number;
  readonly weights: ArrayLike<number>;
}

export interface Posterior {
  /** Natural logarithm of the probability of the findings (of a model that is no distribution: of its sum); −Infinity where they are impossible. */
  readonly logEvidence: number;
  /** Of each variable, one after the other (`offsets`), the probability of each state; zeros where the findings are impossible. */
  readonly marginals: Float64Array;
}

/** A choice of one state per variable. */
export interface Explanation {
  /** Natural logarithm of its probability together with the findings; −Infinity where they are impossible. */
  readonly logProbability: number;
  readonly states: Int32Array;
}

export interface ExactEngine {
  /** Where the states of each variable begin in `marginals`. */
  readonly offsets: Int32Array;
  /** The array of marginals is a fresh one. */
  posterior(findings: readonly Finding[]): Posterior;
  /** Of equally probable ones that whose states come first, clique by clique. */
  mostProbable(findings: readonly Finding[]): Explanation;
}

/** Numbers below this, next to 1, are scaled up before they are multiplied on. */
const SMALL = powerOfTwo(-300);

/** Cliques as flat arrays: all tables lie in one, one after the other. */
interface Layout {
  readonly offset: Int32Array;
  readonly size: Int32Array;
  readonly parent: Int32Array;
  /** Numbers of the table that is shared with the parent, and how many cells stand behind each. */
  readonly shared: Int32Array;
  readonly run: Int32Array;
  /** Of each clique's parent, for each of its cells, which shared cell it belongs to: from `mapAt` on. */
  readonly mapAt: Int32Array;
  readonly map: Uint32Array;
  /** Where messages lie. */
  readonly messageAt: Int32Array;
  readonly messages: number;
  readonly cells: number;
}

export function exactEngine(model: Model, tree: readonly Clique[]): ExactEngine {
  const { sizes } = model;
  const layout = layOut(sizes, tree);
  const homes = homesOf(sizes, tree, layout);
  const base = new Float64Array(layout.cells).fill(1);
  multiplyIn(model, tree, layout, base);
  const offsets = offsetsOf(sizes);
  const table = new Float64Array(layout.cells);
  const message = new Float64Array(layout.messages);
  const begin = (findings: readonly Finding[]) => {
    table.set(base);
    for (const { variable, weights } of findings) weigh(table, homes[variable], weights);
  };
  return {
    offsets,
    posterior(findings) {
      begin(findings);
      const marginals = new Float64Array(offsets[sizes.length]);
      const logEvidence = collect(layout, table, message, sumRun);
      if (logEvidence === Number.NEGATIVE_INFINITY) return { logEvidence, marginals };
      distribute(layout, table, message);
      for (let v = 0; v < sizes.length; v++) marginalise(table, homes[v], marginals, offsets[v]);
      return { logEvidence, marginals };
    },
    mostProbable(findings) {
      begin(findings);
      const states = new Int32Array(sizes.length);
      const logProbability = collect(layout, table, message, largestRun);
      if (logProbability === Number.NEGATIVE_INFINITY) return { logProbability, states };
      trace(sizes, tree, layout, table, states);
      return { logProbability, states };
    },
  };
}

export function offsetsOf(sizes: Int32Array): Int32Array {
  const offsets = new Int32Array(sizes.length + 1);
  for (let v = 0; v < sizes.length; v++) offsets[v + 1] = offsets[v] + sizes[v];
  return offsets;
}

function layOut(sizes: Int32Array, tree: readonly Clique[]): Layout {
  const count = tree.length;
  const [offset, size, parent, shared, run, mapAt, messageAt] = Array.from({ length: 7 }, () => new Int32Array(count));
  let [cells, messages, mapped] = [0, 0, 0];
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
    cells += size[c];
    messages += shared[c];
  }
  for (let c = 0; c < count; c++) {
    mapAt[c] = mapped;
    if (parent[c] >= 0) mapped += size[parent[c]];
  }
  const map = new Uint32Array(mapped);
  for (let c = 0; c < count; c++) {
    if (parent[c] < 0) continue;
    const { scope, shared: common } = tree[c];
    eachCell(sizes, tree[parent[c]].scope, scope.slice(0, common), (cell, part) => {
      map[mapAt[c] + cell] = part;
    });
  }
  return { offset, size, parent, shared, run, mapAt, map, messageAt, messages, cells };
}

/** Calls `visit` for each cell of a table over `scope`, with the cell of a table over some of its variables, `part`, in which it lies. */
function eachCell(
  sizes: Int32Array,
  scope: readonly number[],
  part: readonly number[],
  visit: (cell: number, part: number) => void,
): void {
  const cells = cellsOf(sizes, scope);
  const walk = new Walk(sizes, scope, [part]);
  for (let cell = 0; cell < cells; cell++, walk.next()) visit(cell, walk.places[0]);
}

/** Where a variable is in the smallest table that has it: `outer` blocks, in each of them `states` runs of `inner` numbers. */
interface Home {
  readonly at: number;
  readonly outer: number;
  readonly states: number;
  readonly inner: number;
}

function homesOf(sizes: Int32Array, tree: readonly Clique[], { offset, size }: Layout): readonly Home[] {
  const best = new Int32Array(sizes.length).fill(-1);
  for (let c = 0; c < tree.length; c++)
    for (const v of tree[c].scope) if (best[v] < 0 || size[c] < size[best[v]]) best[v] = c;
  return Array.from(best, (c, v) => {
    const { scope } = tree[c];
    let inner = 1;
    for (let i = scope.length - 1; scope[i] !== v; i--) inner *= sizes[scope[i]];
    return { at: offset[c], outer: size[c] / (inner * sizes[v]), states: sizes[v], inner };
  });
}

/** Multiplies each factor into the first clique that has all of its variables. */
function multiplyIn({ sizes, factors }: Model, tree: readonly Clique[], { offset, size }: Layout, base: Float64Array) {
  const having: number[][] = Array.from(sizes, () => []);
  for (let c = 0; c < tree.length; c++) for (const v of tree[c].scope) having[v].push(c);
  for (const { scope, table } of factors) {
    if (scope.length === 0) {
      // A constant weighs the whole: it goes to the last root.
      const c = tree.length - 1;
      for (let i = 0; i < size[c]; i++) base[offset[c] + i] *= table[0];
      continue;
    }
    const rarest = scope.reduce((a, b) => (having[b].length < having[a].length ? b : a));
    const home = having[rarest].find((c) => scope.every((v) => tree[c].scope.includes(v)));
    if (home === undefined) throw new RangeError(`no clique has variables ${scope.join(", ")}`);
    eachCell(sizes, tree[home].scope, scope, (cell, part) => {
      base[offset[home] + cell] *= table[part];
    });
  }
}

function weigh(table: Float64Array, { at, outer, states, inner }: Home, weights: ArrayLike<number>): void {
  let i = at;
  for (let o = 0; o < outer; o++)
    for (let s = 0; s < states; s++) {
      const weight = weights[s];
      for (let n = 0; n < inner; n++) table[i++] *= weight;
    }
}

function marginalise(
  table: Float64Array,
  { at, outer, states, inner }: Home,
  marginals: Float64Array,
  to: number,
): void {
  let i = at;
  let total = 0;
  for (let o = 0; o < outer; o++)
    for (let s = 0; s < states; s++) {
      let sum = 0;
      for (let n = 0; n < inner; n++) sum += table[i++];
      marginals[to + s] += sum;
      total += sum;
    }
  for (let s = 0; s < states; s++) marginals[to + s] /= total;
}

/** What a clique tells of a run of cells: their sum, or the largest. */
type Tell = (table: Float64Array, at: number, run: number) => number;

const sumRun: Tell = (table, at, run) => {
  let sum = table[at];
  for (let i = 1; i < run; i++) sum += table[at + i];
  return sum;
};

const largestRun: Tell = (table, at, run) => {
  let most = table[at];
  for (let i = 1; i < run; i++) if (table[at + i] > most) most = table[at + i];
  return most;
};

/** Messages from the leaves to the roots; tables become what their subtrees say of them. The logarithm of the sum (or of the largest product) over all. */
function collect(layout: Layout, table: Float64Array, message: Float64Array, tell: Tell): number {
  const { offset, size, parent, shared, run, mapAt, map, messageAt } = layout;
  let exponents = 0;
  let logs = 0;
  for (let c = 0; c < parent.length; c++) {
    const [n, width, to] = [shared[c], run[c], messageAt[c]];
    let most = 0;
    for (let s = 0, at = offset[c]; s < n; s++, at += width) {
      const told = tell(table, at, width);
      message[to + s] = told;
      if (told > most) most = told;
    }
    if (most === 0) return Number.NEGATIVE_INFINITY;
    const k = exponentOf(most);
    const factor = powerOfTwo(-k);
    exponents += k;
    const up = parent[c];
    if (up < 0) {
      logs += log(most * factor);
      const end = offset[c] + size[c];
      for (let i = offset[c]; i < end; i++) table[i] *= factor;
      continue;
    }
    for (let s = 0; s < n; s++) message[to + s] *= factor;
    const [at, cells, from] = [offset[up], size[up], mapAt[c]];
    let largest = 0;
    for (let i = 0; i < cells; i++) {
      const product = table[at + i] * message[to + map[from + i]];
      table[at + i] = product;
      if (product > largest) largest = product;
    }
    if (largest >= SMALL) continue;
    if (largest === 0) return Number.NEGATIVE_INFINITY;
    const small = exponentOf(largest);
    exponents += small;
    const grow = powerOfTwo(-small);
    for (let i = 0; i < cells; i++) table[at + i] *= grow;
  }
  return logs + exponents * Math.LN2;
}

/** Messages back: tables become proportional to the probabilities of their cells. */
function distribute(layout: Layout, table: Float64Array, message: Float64Array): void {
  const { offset, size, parent, shared, run, mapAt, map, messageAt } = layout;
  let most = 1;
  for (let c = 0; c < shared.length; c++) most = Math.max(most, shared[c]);
  const sums = new Float64Array(most);
  for (let c = parent.length - 1; c >= 0; c--) {
    const up = parent[c];
    if (up < 0) continue;
    const [n, width, from] = [shared[c], run[c], mapAt[c]];
    sums.fill(0, 0, n);
    const [above, cells] = [offset[up], size[up]];
    for (let i = 0; i < cells; i++) sums[map[from + i]] += table[above + i];
    for (let s = 0, at = offset[c]; s < n; s++) {
      const told = message[messageAt[c] + s];
      const ratio = told > 0 ? sums[s] / told : 0;
      for (let i = 0; i < width; i++) table[at++] *= ratio;
    }
  }
}

/** From the roots down: of each clique the cell that is most probable given what is chosen above. */
function trace(
  sizes: Int32Array,
  tree: readonly Clique[],
  { offset, run }: Layout,
  table: Float64Array,
  states: Int32Array,
): void {
  for (let c = tree.length - 1; c >= 0; c--) {
    const { scope, shared } = tree[c];
    let above = 0;
    for (let i = 0; i < shared; i++) above = above * sizes[scope[i]] + states[scope[i]];
    const at = offset[c] + above * run[c];
    let best = 0;
    for (let i = 1; i < run[c]; i++) if (table[at + i] > table[at + best]) best = i;
    for (let i = scope.length - 1; i >= shared; i--) {
      states[scope[i]] = best % sizes[scope[i]];
      best = Math.floor(best / sizes[scope[i]]);
    }
  }
}
