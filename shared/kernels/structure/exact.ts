/**
 * The graph with the best score of all, by dynamic programming over sets of nodes (Silander & Myllymäki 2006): 2^n sets, so for few nodes. The oracle of
 * searches that are not exact.
 */
import type { Discrete } from "./counts.ts";
import { familyScore, type Score } from "./scores.ts";

export const MOST_NODES = 12;

export interface BestGraph {
  readonly parents: readonly (readonly number[])[];
  readonly score: number;
}

/** Throws a RangeError for more than 12 nodes. `most`: parents that a node may have. */
export function bestGraph(data: Discrete, score: Score, most = MOST_NODES): BestGraph {
  const nodes = data.sizes.length;
  if (nodes > MOST_NODES) throw new RangeError(`exact search over ${nodes} nodes (must be at most ${MOST_NODES})`);
  const sets = 1 << nodes;
  // Of each node and each set of others: the best parents among them, and their score.
  const bestParents = Array.from({ length: nodes }, (_, v) => bestAmong(data, score, v, most));
  const total = new Float64Array(sets).fill(Number.NEGATIVE_INFINITY);
  const sink = new Int8Array(sets);
  total[0] = 0;
  for (let set = 1; set < sets; set++)
    for (let v = 0; v < nodes; v++) {
      if (!(set & (1 << v))) continue;
      const rest = set & ~(1 << v);
      const own = total[rest] + bestParents[v].scores[rest];
      if (own > total[set]) {
        total[set] = own;
        sink[set] = v;
      }
    }
  const parents: number[][] = data.columns.map(() => []);
  for (let set = sets - 1; set > 0; set &= ~(1 << sink[set])) {
    const v = sink[set];
    parents[v] = members(bestParents[v].sets[set & ~(1 << v)]);
  }
  return { parents, score: total[sets - 1] };
}

/** For each set of nodes the best subset of it as parents of `v`. */
function bestAmong(data: Discrete, score: Score, v: number, most: number) {
  const count = 1 << data.sizes.length;
  const scores = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  const sets = new Int32Array(count);
  for (let set = 0; set < count; set++) {
    if (set & (1 << v)) continue;
    const own = members(set);
    if (own.length <= most) {
      scores[set] = familyScore(data, score, v, own);
      sets[set] = set;
    }
    for (const u of own) {
      const fewer = set & ~(1 << u);
      if (scores[fewer] >= scores[set]) {
        scores[set] = scores[fewer];
        sets[set] = sets[fewer];
      }
    }
  }
  return { scores, sets };
}

function members(set: number): number[] {
  const found: number[] = [];
  for (let v = 0; set >> v > 0; v++) if (set & (1 << v)) found.push(v);
  return found;
}
