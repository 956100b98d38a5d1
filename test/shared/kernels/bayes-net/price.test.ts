import fc from "fast-check";
import { expect, test } from "vitest";
import { exactEngine } from "../../../../shared/kernels/bayes-net/exact.ts";
import type { Model } from "../../../../shared/kernels/bayes-net/model.ts";
import { bestElimination, RULES } from "../../../../shared/kernels/bayes-net/order.ts";
import { cutModel, FITS, priceOf, wayTo } from "../../../../shared/kernels/bayes-net/price.ts";
import { answerQuery } from "../../../../shared/kernels/bayes-net/query.ts";
import { junctionTree } from "../../../../shared/kernels/bayes-net/tree.ts";
import { bandedNet, gridNet, sparseNet, windowNet } from "../../../graph-models.ts";
import { enumerate } from "../../../oracles/enumerate-model.ts";
import { close, problems } from "./problems.ts";

const seen = (variable: number, state: number, states = 2) => ({
  variable,
  weights: Float64Array.from({ length: states }, (_, s) => Number(s === state)),
});

test("the price of a chain is what its tables are: four numbers per pair", () => {
  const chain = windowNet(100, { window: 1, most: () => 1 }).model;
  const { rules, tree, way, cut, query } = priceOf(chain);
  expect(rules.map(({ rule }) => rule)).toEqual([...RULES]);
  for (const { width, largest, cells } of rules) expect([width, largest, cells]).toEqual([1, 4, 99 * 4 + 2]);
  expect(tree).toMatchObject({ cliques: 99, cells: 99 * 4, bytes: 99 * 32, width: 1, largest: 4 });
  expect([way, cut, query]).toEqual(["tree", undefined, undefined]);
});

test("nets of a thousand nodes fit as a junction tree, and what it says is what it has", () => {
  for (const { model } of [sparseNet(), bandedNet()]) {
    const way = wayTo(model);
    if (way.kind !== "tree") throw new Error(`${way.kind} instead of a tree`);
    expect(way.price.tree.width).toBeLessThanOrEqual(12);
    const cells = way.tree.reduce((sum, { scope }) => sum + scope.reduce((n, v) => n * model.sizes[v], 1), 0);
    expect(way.price.tree).toMatchObject({ cliques: way.tree.length, cells, bytes: 8 * cells });
  }
});

test("a grid of 18 × 18 nodes with three states has no exact answer, and says so with its price, but for what evidence cuts apart", () => {
  const { model, parents } = gridNet(18, 18, 3);
  const price = priceOf(model, { asked: 0, findings: [seen(323, 1, 3)] });
  expect(price.way).toBe("none");
  expect(Math.min(...price.rules.map(({ cells }) => cells))).toBe(price.tree.cells);
  expect(price.tree.bytes).toBeGreaterThan(8 * FITS.tree);
  expect(price.query?.largest).toBeGreaterThan(FITS.largest);
  // Of one corner only its ancestors matter.
  const corner = wayTo(model, { asked: 20, findings: [seen(38, 1, 3)], parents });
  expect(corner.kind).toBe("query");
  if (corner.kind !== "query") throw new Error();
  expect(corner.price.query?.cells).toBeLessThan(3000);
  expect(answerQuery(corner.plan, 20).marginal[0]).toBeCloseTo(ancestorsOnly(model, parents, 20, 38), 12);
  // A column that is seen leaves two narrow grids.
  const column = Array.from({ length: 18 }, (_, r) => [6, 12].map((c) => seen(18 * r + c, r % 3, 3))).flat();
  const way = wayTo(model, { findings: column });
  expect(way.kind).toBe("cut");
  if (way.kind !== "cut") throw new Error();
  const { marginals, logEvidence } = exactEngine(way.model, way.tree).posterior(column);
  expect(marginals[3 * 6]).toBe(1);
  expect(Number.isFinite(logEvidence)).toBe(true);
});

/** p(asked = 0 | seen = 1) among the ancestors of both, by enumeration. */
function ancestorsOnly(model: Model, parents: readonly (readonly number[])[], asked: number, found: number): number {
  const kept = new Set<number>();
  const add = (v: number) => {
    kept.add(v);
    for (const parent of parents[v]) add(parent);
  };
  add(asked);
  add(found);
  const places = [...kept].sort((a, b) => a - b);
  const factors = places.map((v) => ({
    scope: model.factors[v].scope.map((u) => places.indexOf(u)),
    table: model.factors[v].table,
  }));
  const { marginals } = enumerate({ sizes: Int32Array.from(places, (v) => model.sizes[v]), factors }, [
    seen(places.indexOf(found), 1, 3),
  ]);
  return marginals[3 * places.indexOf(asked)];
}

test("what is known may be put into the model: 500 random models say the same, cut by it", () => {
  fc.assert(
    fc.property(problems, ({ model, findings }) => {
      const cut = cutModel(model, findings);
      const engine = exactEngine(cut, junctionTree(bestElimination(cut)));
      const { logEvidence, marginals } = engine.posterior(findings);
      const oracle = enumerate(model, findings);
      expect(close(logEvidence, oracle.logEvidence)).toBe(true);
      for (const [i, p] of oracle.marginals.entries()) expect(Math.abs(marginals[i] - p)).toBeLessThan(1e-10);
      if (oracle.logEvidence === Number.NEGATIVE_INFINITY) return;
      // It knows what is certain by itself.
      const uncertain = findings.filter(({ weights }) => Array.from(weights).filter((weight) => weight > 0).length > 1);
      for (const [i, p] of engine.posterior(uncertain).marginals.entries())
        expect(Math.abs(oracle.marginals[i] - p)).toBeLessThan(1e-10);
    }),
    { numRuns: 500 },
  );
});

test("a dense random net of 200 nodes is refused at once, with a price beyond all numbers", () => {
  const { model } = windowNet(200, { window: 200, most: () => 10 });
  const { way, rules, tree } = priceOf(model, { asked: 0 });
  expect(way).toBe("none");
  expect(rules).toHaveLength(4);
  expect(tree.bytes).toBe(Number.POSITIVE_INFINITY);
});
