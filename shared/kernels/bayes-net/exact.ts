/**
 * Exact inference by messages on a junction tree. Compiled once per model; after that only numbers change. What spans more than doubles hold is computed anew
 * on logarithms: nothing is ever taken for zero that is not.
 */
import { log } from "../../math/index.ts";
import { gathered, reattached } from "./cheaper.ts";
import { type Layout, layOut } from "./layout.ts";
import { expTables, logBase, logCollect, logDistribute } from "./log-passes.ts";
import { type Model, offsetsOf } from "./model.ts";
import { collect, distribute, type Workspace, workspaceOf } from "./passes.ts";
import { powerOfTwo } from "./powers.ts";
import { baseOf, extremes, lower } from "./scaled.ts";
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

export function exactEngine(model: Model, cliques: readonly Clique[]): ExactEngine {
  const { sizes } = model;
  const tree = gathered(sizes, reattached(sizes, cliques));
  const layout = layOut(sizes, tree);
  const homes = homesOf(sizes, tree, layout);
  const base = baseOf(model, tree, layout);
  const space = workspaceOf(layout);
  const offsets = offsetsOf(sizes);
  /** Tables become the findings' with messages towards the roots, on logarithms where it must be. */
  const inward = (findings: readonly Finding[], isMax: boolean) => {
    space.table.set(base.table);
    space.least.set(base.least);
    const exponent = findings.reduce((sum, finding) => sum + weigh(space, layout, homes, finding), base.exponent);
    const total = collect(layout, space, isMax);
    if (!Number.isNaN(total)) return { total: total + exponent * Math.LN2, isLog: false };
    logBase(model, tree, layout, space);
    for (const finding of findings) logWeigh(space, homes, finding);
    return { total: logCollect(layout, space, isMax), isLog: true };
  };
  return {
    offsets,
    posterior(findings) {
      const marginals = new Float64Array(offsets[sizes.length]);
      const { total, isLog } = inward(findings, false);
      if (total === Number.NEGATIVE_INFINITY) return { logEvidence: total, marginals };
      if (isLog) {
        logDistribute(layout, space);
        expTables(layout, space);
      } else distribute(layout, space);
      for (let v = 0; v < sizes.length; v++) marginalise(space.table, homes[v], marginals, offsets[v]);
      return { logEvidence: total, marginals };
    },
    mostProbable(findings) {
      const states = new Int32Array(sizes.length);
      const { total } = inward(findings, true);
      if (total > Number.NEGATIVE_INFINITY) trace(sizes, tree, layout, space.table, states);
      return { logProbability: total, states };
    },
  };
}

/** Where a variable is in the smallest table that has it: `outer` blocks, in each of them `states` runs of `inner` numbers. */
interface Home {
  readonly clique: number;
  readonly at: number;
  readonly outer: number;
  readonly states: number;
  readonly inner: number;
}

function homesOf(sizes: Int32Array, tree: readonly Clique[], { offset, size }: Layout): readonly Home[] {
  const best = new Int32Array(sizes.length).fill(-1);
  for (let c = 0; c < tree.length; c++)
    for (const v of tree[c].scope) if (best[v] < 0 || size[c] < size[best[v]]) best[v] = c;
  return Array.from(best, (clique, v) => {
    const { scope } = tree[clique];
    let inner = 1;
    for (let i = scope.length - 1; scope[i] !== v; i--) inner *= sizes[scope[i]];
    return { clique, at: offset[clique], outer: size[clique] / (inner * sizes[v]), states: sizes[v], inner };
  });
}

/** The power of two by which the table is too small now. */
function weigh(space: Workspace, layout: Layout, homes: readonly Home[], { variable, weights }: Finding): number {
  const { clique, at, outer, states, inner } = homes[variable];
  const { scale: k, least } = extremes(weights);
  lower(space, layout, clique, least - k);
  const scale = powerOfTwo(-k);
  const { table } = space;
  for (let o = 0, i = at; o < outer; o++)
    for (let s = 0; s < states; s++) {
      const weight = weights[s] * scale;
      for (let n = 0; n < inner; n++) table[i++] *= weight;
    }
  return k;
}

function logWeigh({ table }: Workspace, homes: readonly Home[], { variable, weights }: Finding): void {
  const { at, outer, states, inner } = homes[variable];
  for (let o = 0, i = at; o < outer; o++)
    for (let s = 0; s < states; s++) {
      const weight = log(weights[s]);
      for (let n = 0; n < inner; n++) table[i++] += weight;
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
