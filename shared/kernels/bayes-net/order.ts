/**
 * Orders in which variables are eliminated. Which one makes the smallest tables is NP-hard to find (Arnborg, Corneil & Proskurowski 1987); four greedy
 * rules are usual, and none of them wins everywhere: where it matters all four are tried.
 */
import { cellsOf, type Model } from "./model.ts";

/**
 * What is eliminated next: the variable with the fewest neighbours; whose neighbours lack the fewest edges among each other; whose table is smallest; or
 * whose missing edges weigh least (an edge weighs the product of the states at its ends).
 */
export const RULES = ["min-fill", "min-degree", "min-weight", "weighted-fill"] as const;
export type Rule = (typeof RULES)[number];

export interface Elimination {
  readonly rule: Rule;
  readonly order: readonly number[];
  /** Of each step: the neighbours that the variable had then. With it they are the scope of the table that the step makes. */
  readonly neighbours: readonly (readonly number[])[];
  /** Most neighbours in a step. */
  readonly width: number;
  /** Numbers in the largest table, and in all tables together. */
  readonly largest: number;
  readonly cells: number;
}

/** Beyond so many numbers in all tables together it pays to try the other rules. */
const WORTH_TRYING = 4096;

/** The order with the smallest tables, of all rules where the first one is not good enough. */
export function bestElimination(model: Model): Elimination {
  const edges = moralEdges(model);
  let best = eliminate(model.sizes, edges, RULES[0]);
  if (best.cells <= WORTH_TRYING) return best;
  for (const rule of RULES.slice(1)) {
    const other = eliminate(model.sizes, edges, rule);
    if (other.cells < best.cells) best = other;
  }
  return best;
}

/** Neighbours of each variable: those with which it shares a factor. */
export function moralEdges({ sizes, factors }: Model): readonly (readonly number[])[] {
  const edges = Array.from(sizes, () => new Set<number>());
  for (const { scope } of factors) for (const a of scope) for (const b of scope) if (a !== b) edges[a].add(b);
  return edges.map((own) => [...own]);
}

/** Eliminates all variables by a rule; ties go to the variable that stands first. `last`: one that goes after all others. */
export function eliminate(
  sizes: Int32Array,
  edges: readonly (readonly number[])[],
  rule: Rule,
  last?: number,
): Elimination {
  const near = edges.map((own) => new Set(own));
  const score = SCORES[rule];
  const queue = new Queue(near.length);
  const stale = new Set(near.keys());
  const refresh = () => {
    for (const v of stale) queue.put(v, v === last ? Number.POSITIVE_INFINITY : score(v, near, sizes));
    stale.clear();
  };
  refresh();
  const order: number[] = [];
  const neighbours: number[][] = [];
  let [width, largest, cells] = [0, 0, 0];
  for (;;) {
    // Nothing is better than 0: then it does not matter yet what the scores of others have become.
    const first = queue.first;
    if (stale.size > 0 && (first === undefined || first.score > 0 || stale.has(first.v))) refresh();
    const v = queue.take();
    if (v === undefined) break;
    const own = [...near[v]];
    order.push(v);
    neighbours.push(own);
    const table = sizes[v] * cellsOf(sizes, own);
    width = Math.max(width, own.length);
    largest = Math.max(largest, table);
    cells += table;
    for (const other of remove(v, own, near)) stale.add(other);
  }
  return { rule, order, neighbours, width, largest, cells };
}

/** Takes a variable out, its neighbours become neighbours of each other. Those whose score may be another now. */
function remove(v: number, own: readonly number[], near: readonly Set<number>[]): Iterable<number> {
  let isFilled = false;
  for (const a of own) near[a].delete(v);
  for (let i = 0; i < own.length; i++)
    for (let j = i + 1; j < own.length; j++) {
      const [a, b] = [own[i], own[j]];
      if (near[a].has(b)) continue;
      near[a].add(b);
      near[b].add(a);
      isFilled = true;
    }
  if (!isFilled) return own;
  // An edge more changes what their common neighbours lack.
  const stale = new Set(own);
  for (const a of own) for (const b of near[a]) stale.add(b);
  return stale;
}

type Score = (v: number, near: readonly Set<number>[], sizes: Int32Array) => number;

const SCORES: Readonly<Record<Rule, Score>> = {
  "min-degree": (v, near) => near[v].size,
  "min-weight": (v, near, sizes) => sizes[v] * cellsOf(sizes, near[v]),
  "min-fill": (v, near) => fill(v, near, () => 1),
  "weighted-fill": (v, near, sizes) => fill(v, near, (a, b) => sizes[a] * sizes[b]),
};

function fill(v: number, near: readonly Set<number>[], weight: (a: number, b: number) => number): number {
  if (near[v].size < 2) return 0;
  const own = [...near[v]];
  let sum = 0;
  for (let i = 0; i < own.length; i++) {
    const others = near[own[i]];
    for (let j = i + 1; j < own.length; j++) if (!others.has(own[j])) sum += weight(own[i], own[j]);
  }
  return sum;
}

interface Scored {
  readonly v: number;
  readonly score: number;
}

/** The least score first, then the least variable: a heap whose entries are passed over once they are out of date. */
class Queue {
  readonly #scores: Float64Array;
  readonly #isOut: Uint8Array;
  readonly #heap: Scored[] = [];

  constructor(variables: number) {
    this.#scores = new Float64Array(variables).fill(Number.NaN);
    this.#isOut = new Uint8Array(variables);
  }

  put(v: number, score: number): void {
    if (this.#isOut[v] || this.#scores[v] === score) return;
    this.#scores[v] = score;
    const heap = this.#heap;
    let at = heap.length;
    const own = { v, score };
    heap.push(own);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!isBefore(own, heap[up])) break;
      heap[at] = heap[up];
      at = up;
    }
    heap[at] = own;
  }

  get first(): Scored | undefined {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined || (!this.#isOut[first.v] && this.#scores[first.v] === first.score)) return first;
      this.#drop();
    }
  }

  take(): number | undefined {
    const { first } = this;
    if (first === undefined) return undefined;
    this.#drop();
    this.#isOut[first.v] = 1;
    return first.v;
  }

  #drop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= heap.length) break;
      if (down + 1 < heap.length && isBefore(heap[down + 1], heap[down])) down++;
      if (!isBefore(heap[down], last)) break;
      heap[at] = heap[down];
      at = down;
    }
    heap[at] = last;
  }
}

const isBefore = (a: Scored, b: Scored): boolean => a.score < b.score || (a.score === b.score && a.v < b.v);
