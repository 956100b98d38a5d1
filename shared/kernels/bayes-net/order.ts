/**
 * Orders in which variables are eliminated. Which one makes the smallest tables is NP-hard to find (Arnborg, Corneil & Proskurowski 1987); four greedy
 * rules are usual, and none of them wins everywhere: where it matters all four are tried. Variables whose neighbours are all connected already (simplicial ones)
 * go first under any rule: some best order begins with them (Bodlaender, Koster & van den Eijkhof 2005).
 */
import { BitGraph } from "./bit-graph.ts";
import { greedySteps, RULES, type Rule, type Step } from "./greedy.ts";
import { cellsOf, type Model } from "./model.ts";

export { RULES, type Rule } from "./greedy.ts";

export interface Elimination {
  readonly rule: Rule;
  readonly order: readonly number[];
  /** Of each step: the neighbours that the variable had then. With it they are the scope of the table that the step makes. */
  readonly neighbours: readonly (readonly number[])[];
  /** Most neighbours in a step: from above, the treewidth of the graph. */
  readonly width: number;
  /** Numbers in the largest table, and in all tables together; Infinity beyond 2^53. */
  readonly largest: number;
  readonly cells: number;
}

/** Beyond so many numbers in the tables that the rule decides about it pays to try the other rules: to go through fewer takes less time than that. */
const WORTH_TRYING = 2 ** 15;

/** The order with the smallest tables, of all rules where the first one is not good enough. */
export function bestElimination(model: Model): Elimination {
  const core = coreOf(model.sizes, graphOf(model));
  let best = eliminateCore(core, RULES[0], Number.POSITIVE_INFINITY) as Elimination;
  if (best.cells - core.cells <= WORTH_TRYING) return best;
  for (const rule of RULES.slice(1)) {
    const other = eliminateCore(core, rule, best.cells - core.cells);
    if (other && other.cells < best.cells) best = other;
  }
  return best;
}

/** One order per rule. */
export function eliminations(model: Model): readonly Elimination[] {
  const core = coreOf(model.sizes, graphOf(model));
  return RULES.map((rule) => eliminateCore(core, rule, Number.POSITIVE_INFINITY) as Elimination);
}

/** Neighbours of each variable, ascending: those with which it shares a factor. */
export function moralEdges(model: Model): readonly (readonly number[])[] {
  const graph = graphOf(model);
  return Array.from(model.sizes, (_, v) => graph.neighbours(v));
}

/** Eliminates all variables by a rule; ties go to the variable that stands first. `last`: one that goes after all others. */
export function eliminate(
  sizes: Int32Array,
  edges: readonly (readonly number[])[],
  rule: Rule,
  last?: number,
): Elimination {
  const graph = new BitGraph(sizes.length);
  for (const [a, own] of edges.entries()) for (const b of own) graph.connect(a, b);
  return eliminateCore(coreOf(sizes, graph, last), rule, Number.POSITIVE_INFINITY) as Elimination;
}

function graphOf({ sizes, factors }: Model): BitGraph {
  const graph = new BitGraph(sizes.length);
  for (const { scope } of factors)
    for (let i = 1; i < scope.length; i++) for (let j = 0; j < i; j++) graph.connect(scope[i], scope[j]);
  return graph;
}

/** What is left once no variable is simplicial. */
interface Core {
  readonly sizes: Int32Array;
  /** The simplicial variables, in the order in which they went, and the numbers in their tables. */
  readonly steps: readonly Step[];
  readonly cells: number;
  /** The others, ascending, and the graph among them, by their place here. */
  readonly kept: readonly number[];
  readonly graph: BitGraph;
  /** Which of them goes after all others; −1 for none. */
  readonly last: number;
}

/** Uses the graph up. */
function coreOf(sizes: Int32Array, graph: BitGraph, last = -1): Core {
  const steps: Step[] = [];
  const isGone = new Uint8Array(sizes.length);
  const isWaiting = new Uint8Array(sizes.length).fill(1);
  const waiting = Array.from(sizes, (_, v) => v);
  let cells = 0;
  for (let next = 0; next < waiting.length; next++) {
    const variable = waiting[next];
    isWaiting[variable] = 0;
    if (variable === last || isGone[variable]) continue;
    const neighbours = graph.neighbours(variable);
    if (!graph.isClique(neighbours)) continue;
    steps.push({ variable, neighbours });
    cells += sizes[variable] * cellsOf(sizes, neighbours);
    isGone[variable] = 1;
    graph.disconnect(variable, neighbours);
    for (const a of neighbours) {
      if (isWaiting[a]) continue;
      isWaiting[a] = 1;
      waiting.push(a);
    }
  }
  const kept = waiting.slice(0, sizes.length).filter((v) => !isGone[v]);
  return { sizes, steps, cells, kept, graph: among(graph, kept), last: kept.indexOf(last) };
}

function among(graph: BitGraph, kept: readonly number[]): BitGraph {
  const place = new Int32Array(graph.count);
  for (const [i, v] of kept.entries()) place[v] = i;
  const core = new BitGraph(kept.length);
  for (const [i, v] of kept.entries()) for (const a of graph.neighbours(v)) core.connect(i, place[a]);
  return core;
}

/** Null where the core's tables together would exceed the limit. */
function eliminateCore({ sizes, steps, kept, graph, last }: Core, rule: Rule, limit: number): Elimination | null {
  const copy = new BitGraph(graph.count);
  copy.rows.set(graph.rows);
  const own = Float64Array.from(kept, (v) => sizes[v]);
  const rest = greedySteps(copy, own, rule, { last, limit });
  if (rest === null) return null;
  const order: number[] = [];
  const neighbours: (readonly number[])[] = [];
  let [width, largest, cells] = [0, 0, 0];
  const add = (variable: number, near: readonly number[]) => {
    order.push(variable);
    neighbours.push(near);
    const table = sizes[variable] * cellsOf(sizes, near);
    width = Math.max(width, near.length);
    largest = Math.max(largest, table);
    cells += table;
  };
  for (const step of steps) add(step.variable, step.neighbours);
  for (const step of rest)
    add(
      kept[step.variable],
      step.neighbours.map((v) => kept[v]),
    );
  return { rule, order, neighbours, width, largest, cells };
}
