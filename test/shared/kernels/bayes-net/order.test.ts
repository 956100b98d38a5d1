import fc from "fast-check";
import { expect, test } from "vitest";
import { cellsOf, type Model } from "../../../../shared/kernels/bayes-net/model.ts";
import {
  bestElimination,
  eliminate,
  eliminations,
  moralEdges,
  RULES,
  type Rule,
} from "../../../../shared/kernels/bayes-net/order.ts";
import { gridNet, sparseNet } from "../../../graph-models.ts";

/** Random graphs of up to 14 vertices with 1 to 4 states. */
const graphs = fc.integer({ min: 1, max: 14 }).chain((n) =>
  fc.record({
    sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: n, maxLength: n }).map((own) => Int32Array.from(own)),
    edges: fc
      .array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), { maxLength: 30 })
      .map((pairs) => pairs.filter(([a, b]) => a !== b)),
    last: fc.option(fc.nat(n - 1), { nil: undefined }),
  }),
);

const modelOf = (sizes: Int32Array, edges: readonly (readonly number[])[]): Model => ({
  sizes,
  factors: edges.map((scope) => ({ scope, table: new Float64Array(cellsOf(sizes, scope)).fill(1) })),
});

/** The rules as they are said, counted anew at each step. */
function plainly(sizes: Int32Array, near: Set<number>[], rule: Rule, last: number | undefined) {
  const missing = (v: number) => {
    const own = [...near[v]];
    return own.flatMap((a, i) =>
      own
        .slice(i + 1)
        .filter((b) => !near[a].has(b))
        .map((b) => [a, b]),
    );
  };
  const scoreOf: Readonly<Record<Rule, (v: number) => number>> = {
    "min-fill": (v) => missing(v).length,
    "min-degree": (v) => near[v].size,
    "min-weight": (v) => sizes[v] * cellsOf(sizes, near[v]),
    "weighted-fill": (v) => missing(v).reduce((sum, [a, b]) => sum + sizes[a] * sizes[b], 0),
  };
  const left = new Set(near.keys());
  const steps: { v: number; isSimplicial: boolean; isLeast: boolean; neighbours: number[] }[] = [];
  return {
    steps,
    take(v: number) {
      const others = [...left].filter((other) => other !== last);
      const least = Math.min(...others.map(scoreOf[rule]));
      const first = others.find((other) => scoreOf[rule](other) === least);
      const isSimplicial = missing(v).length === 0;
      const isAny = others.some((other) => missing(other).length === 0);
      const neighbours = [...near[v]].sort((a, b) => a - b);
      // The core begins once no variable is simplicial; from there on the rule alone decides.
      steps.push({ v, isSimplicial: isSimplicial && isAny, isLeast: v === first, neighbours });
      for (const a of near[v]) for (const b of near[v]) if (a !== b) near[a].add(b);
      for (const a of near[v]) near[a].delete(v);
      left.delete(v);
    },
  };
}

test("simplicial variables go first, then what the rule says, with its neighbours; on 500 random graphs", () => {
  fc.assert(
    fc.property(graphs, fc.constantFrom(...RULES), ({ sizes, edges, last }, rule) => {
      const model = modelOf(sizes, edges);
      const found = eliminate(sizes, moralEdges(model), rule, last);
      const near = Array.from(sizes, () => new Set<number>());
      for (const [a, b] of edges) {
        near[a].add(b);
        near[b].add(a);
      }
      const plain = plainly(sizes, near, rule, last);
      for (const v of found.order) plain.take(v);
      expect([...found.order].sort((a, b) => a - b)).toEqual([...sizes.keys()]);
      if (last !== undefined) expect(found.order.at(-1)).toBe(last);
      expect(found.neighbours).toEqual(plain.steps.map(({ neighbours }) => neighbours));
      const core = plain.steps.findIndex(({ isSimplicial }) => !isSimplicial);
      const end = last === undefined ? plain.steps.length : plain.steps.length - 1;
      for (const { isLeast } of plain.steps.slice(core < 0 ? end : core, end)) expect(isLeast).toBe(true);
      const tables = found.order.map((v, i) => sizes[v] * cellsOf(sizes, found.neighbours[i]));
      expect(found).toMatchObject({
        width: Math.max(...found.neighbours.map(({ length }) => length)),
        largest: Math.max(...tables),
        cells: tables.reduce((a, b) => a + b),
      });
    }),
    { numRuns: 500 },
  );
});

test("the best order is the least of all rules, or small anyway", () => {
  for (const { model } of [gridNet(9, 9), gridNet(5, 6, 3), sparseNet(200)]) {
    const all = eliminations(model);
    expect(all.map(({ rule }) => rule)).toEqual([...RULES]);
    const least = Math.min(...all.map(({ cells }) => cells));
    const best = bestElimination(model);
    if (best.cells > 1e5) expect(best.cells).toBe(least);
    expect(best.cells).toBeLessThanOrEqual(least + 2 ** 15);
  }
});

test("a tree has width 1, a grid at least its shorter side, a clique one less than its variables", () => {
  const tree = modelOf(
    new Int32Array(500).fill(3),
    Array.from({ length: 499 }, (_, v) => [v >> 1, v + 1]),
  );
  for (const { width, largest } of eliminations(tree)) expect([width, largest]).toEqual([1, 9]);
  for (const { width } of eliminations(gridNet(6, 8).model)) expect(width).toBeGreaterThanOrEqual(6);
  const clique = modelOf(new Int32Array(12).fill(2), [[...Array(12).keys()]]);
  for (const found of eliminations(clique)) expect([found.width, found.cells]).toEqual([11, 2 ** 13 - 2]);
});

test("where no order could fit the rest is one clique: an answer, however dense the graph", () => {
  const n = 150;
  const edges = Array.from({ length: n }, (_, a) => a).flatMap((a) =>
    Array.from({ length: n }, (_, b) => b).flatMap((b) => (a < b && (a * 7919 + b * 104729) % 3 > 0 ? [[a, b]] : [])),
  );
  for (const last of [undefined, 5]) {
    const found = eliminate(
      new Int32Array(n).fill(2),
      moralEdges(modelOf(new Int32Array(n).fill(2), edges)),
      "min-fill",
      last,
    );
    expect(found.largest).toBe(Number.POSITIVE_INFINITY);
    expect(new Set(found.order).size).toBe(n);
    if (last !== undefined) expect(found.order.at(-1)).toBe(last);
    for (const [i, near] of found.neighbours.entries()) {
      const later = new Set(found.order.slice(i + 1));
      expect(near.every((v) => later.has(v))).toBe(true);
    }
  }
});
