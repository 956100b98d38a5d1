/** Greedy elimination on a graph without simplicial vertices: scores are kept up to date edge by edge, never counted anew. */
import { type BitGraph, lowest } from "./bit-graph.ts";

/**
 * What is eliminated next: the variable whose neighbours lack the fewest edges among each other; with the fewest neighbours; whose table is smallest; or
 * whose missing edges weigh least (an edge weighs the product of the states at its ends).
 */
export const RULES = ["min-fill", "min-degree", "min-weight", "weighted-fill"] as const;
export type Rule = (typeof RULES)[number];

export interface Step {
  readonly variable: number;
  /** Ascending. */
  readonly neighbours: readonly number[];
}

/** A table of more numbers than a double counts exactly: from there on no order is worth choosing. */
const HOPELESS = Number.MAX_SAFE_INTEGER;

/**
 * Steps by places in `kept`, which says which variables the graph's vertices are. Ties go to the one that stands first; `last` goes after all others. Null as soon
 * as all tables together exceed `limit`. Once they exceed 2^53 the rest goes in its order, as one clique.
 */
export function greedySteps(
  graph: BitGraph,
  sizes: Float64Array,
  rule: Rule,
  { last = -1, limit = Number.POSITIVE_INFINITY }: { readonly last?: number; readonly limit?: number },
): readonly Step[] | null {
  const scores = new Scores(graph, sizes, rule);
  if (last >= 0) scores.remove(last);
  const steps: Step[] = [];
  let cells = 0;
  for (let v = scores.takeLeast(); v >= 0; v = scores.takeLeast()) {
    const neighbours = graph.neighbours(v);
    steps.push({ variable: v, neighbours });
    cells += neighbours.reduce((product, a) => product * sizes[a], sizes[v]);
    if (cells > limit) return null;
    if (cells > HOPELESS) return [...steps, ...oneClique(scores.waiting, last)];
    scores.eliminate(v, neighbours);
  }
  if (last >= 0) steps.push({ variable: last, neighbours: [] });
  return steps;
}

function oneClique(waiting: readonly number[], last: number): Step[] {
  const rest = [...waiting, ...(last >= 0 ? [last] : [])];
  const ascending = [...rest].sort((a, b) => a - b);
  const isGone = new Set<number>();
  return rest.map((variable) => {
    isGone.add(variable);
    return { variable, neighbours: ascending.filter((v) => !isGone.has(v)) };
  });
}

/** Vertices are searched for the least score by blocks: what has not changed is not looked at again. */
const BITS = 5;
const BLOCK = 1 << BITS;

/** What the rule minimises, of each vertex that is left. */
class Scores {
  readonly #graph: BitGraph;
  readonly #sizes: Float64Array;
  readonly #rule: Rule;
  /** What an edge weighs is the product of its ends' weights. */
  readonly #weights: Float64Array;
  /** NaN of those that are gone. */
  readonly #scores: Float64Array;
  /** Of each block of vertices: the first one with its least score, −1 for none; and whether that has to be looked for anew. */
  readonly #first: Int32Array;
  readonly #isStale: Uint8Array;

  constructor(graph: BitGraph, sizes: Float64Array, rule: Rule) {
    this.#graph = graph;
    this.#sizes = sizes;
    this.#rule = rule;
    this.#weights = rule === "weighted-fill" ? sizes : new Float64Array(graph.count).fill(1);
    this.#scores = Float64Array.from({ length: graph.count }, (_, v) => this.#score(v));
    this.#first = new Int32Array((graph.count + BLOCK - 1) >> BITS);
    this.#isStale = new Uint8Array(this.#first.length).fill(1);
  }

  /** Those that are left, ascending. */
  get waiting(): number[] {
    return [...this.#scores.keys()].filter((v) => !Number.isNaN(this.#scores[v]));
  }

  /** Takes the first vertex with the least score; −1 where none is left. */
  takeLeast(): number {
    let best = -1;
    for (let block = 0; block < this.#first.length; block++) {
      if (this.#isStale[block]) this.#first[block] = this.#firstOf(block);
      const v = this.#first[block];
      if (v >= 0 && (best < 0 || this.#scores[v] < this.#scores[best])) best = v;
    }
    if (best >= 0) this.remove(best);
    return best;
  }

  remove(v: number): void {
    this.#put(v, Number.NaN);
  }

  #put(v: number, score: number): void {
    if (Number.isNaN(this.#scores[v])) return;
    this.#scores[v] = score;
    this.#isStale[v >> BITS] = 1;
  }

  #firstOf(block: number): number {
    this.#isStale[block] = 0;
    const end = Math.min((block + 1) << BITS, this.#scores.length);
    let [first, least] = [-1, Number.POSITIVE_INFINITY];
    for (let v = block << BITS; v < end; v++) {
      // Never true of NaN.
      if (this.#scores[v] < least || (first < 0 && this.#scores[v] === least)) [first, least] = [v, this.#scores[v]];
    }
    return first;
  }

  /** Connects its neighbours to each other, and takes it out. */
  eliminate(v: number, neighbours: readonly number[]): void {
    const graph = this.#graph;
    const isFill = this.#rule === "min-fill" || this.#rule === "weighted-fill";
    for (let i = 1; i < neighbours.length; i++)
      for (let j = 0; j < i; j++) {
        const [a, b] = [neighbours[i], neighbours[j]];
        if (graph.has(a, b)) continue;
        if (isFill) this.#fill(a, b);
        graph.connect(a, b);
      }
    if (isFill)
      for (const a of neighbours) this.#put(a, this.#scores[a] - this.#weights[v] * graph.onlyIn(a, v, this.#weights));
    graph.disconnect(v, neighbours);
    if (!isFill) for (const a of neighbours) this.#put(a, this.#score(a));
  }

  /** The edge a–b is about to be there: their common neighbours lack it no longer, a and b lack those to what only the other one has. */
  #fill(a: number, b: number): void {
    const { rows, words } = this.#graph;
    const weights = this.#weights;
    const weight = weights[a] * weights[b];
    for (let w = 0; w < words; w++) {
      let bits = rows[a * words + w] & rows[b * words + w];
      for (; bits !== 0; bits &= bits - 1) {
        const c = (w << 5) + lowest(bits);
        this.#put(c, this.#scores[c] - weight);
      }
    }
    this.#put(a, this.#scores[a] + weights[b] * this.#graph.onlyIn(a, b, weights));
    this.#put(b, this.#scores[b] + weights[a] * this.#graph.onlyIn(b, a, weights));
  }

  #score(v: number): number {
    const neighbours = this.#graph.neighbours(v);
    switch (this.#rule) {
      case "min-degree":
        return neighbours.length;
      case "min-weight":
        return neighbours.reduce((product, a) => product * this.#sizes[a], this.#sizes[v]);
      default:
        return this.#missing(neighbours);
    }
  }

  #missing(neighbours: readonly number[]): number {
    let sum = 0;
    for (let i = 1; i < neighbours.length; i++)
      for (let j = 0; j < i; j++) {
        const [a, b] = [neighbours[i], neighbours[j]];
        if (!this.#graph.has(a, b)) sum += this.#weights[a] * this.#weights[b];
      }
    return sum;
  }
}
