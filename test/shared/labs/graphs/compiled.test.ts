import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BayesNet, BayesNode, FactorNet, NodeFunction } from "../../../../shared/experiment/document.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import { findingsOf, isAsked } from "../../../../shared/labs/graphs/asked.ts";
import { compiled } from "../../../../shared/labs/graphs/compiled.ts";
import { nearestNames } from "../../../../shared/labs/graphs/nearest.ts";
import { sprinkler } from "../../experiment/documents.ts";

function errorOf(act: () => unknown): Pick<ExperimentError, "path" | "code" | "values"> {
  try {
    act();
  } catch (error) {
    if (error instanceof ExperimentError) return { path: error.path, code: error.code, values: error.values };
    throw error;
  }
  throw new Error("nothing was thrown");
}

const root = (name: string, states: number): BayesNode => ({
  name,
  states: Array.from({ length: states }, (_, s) => `s${s}`),
  parents: [],
  table: Array.from({ length: states }, () => 1 / states),
});
const net = (...nodes: readonly BayesNode[]): BayesNet => ({ kind: "bayes", nodes });
const withNode = (place: number, change: Partial<BayesNode>): BayesNet => ({
  ...sprinkler,
  nodes: sprinkler.nodes.map((node, i) => (i === place ? { ...node, ...change } : node)),
});

describe("a compiled document", () => {
  test("has the tables of a Bayesian network over parents and node, by places", () => {
    const { model, names, states, index, parents, notices } = compiled(sprinkler);
    expect(names).toEqual(["rain", "sprinkler", "wet"]);
    expect(states[1]).toEqual(["off", "on"]);
    expect([...model.sizes]).toEqual([2, 2, 2]);
    expect(parents).toEqual([[], [0], [1, 0]]);
    expect(model.factors.map(({ scope }) => scope)).toEqual([[0], [0, 1], [1, 0, 2]]);
    expect([...model.factors[2].table]).toEqual([1, 0, 0.2, 0.8, 0.1, 0.9, 0.01, 0.99]);
    expect(index.get("wet")).toBe(2);
    expect(notices).toEqual([]);
  });

  test("has the factors of a factor graph as they are, constants too", () => {
    const document: FactorNet = {
      kind: "factor",
      nodes: [
        { name: "a", states: ["0", "1"] },
        { name: "b", states: ["x", "y", "z"] },
      ],
      factors: [
        { scope: ["b", "a"], table: [1, 2, 3, 4, 5, 6.5] },
        { scope: [], table: [3] },
      ],
    };
    const { model, parents } = compiled(document);
    expect(parents).toBeUndefined();
    expect(model.factors).toEqual([
      { scope: [1, 0], table: Float64Array.of(1, 2, 3, 4, 5, 6.5) },
      { scope: [], table: Float64Array.of(3) },
    ]);
  });

  const meaning: Readonly<Record<NodeFunction, (places: readonly number[]) => number>> = {
    or: (places) => (places.some((place) => place === 1) ? 1 : 0),
    and: (places) => (places.every((place) => place === 1) ? 1 : 0),
    xor: (places) => places.filter((place) => place === 1).length % 2,
    max: (places) => [...places].sort().at(-1) as number,
    min: (places) => [...places].sort()[0],
  };

  test("has a table for each function: one state for each combination, the first parent slowest", () => {
    const functions = fc.constantFrom<NodeFunction>("or", "and", "xor", "max", "min");
    const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(functions, sizes, (f, drawn) => {
        const isBoolean = f === "or" || f === "and" || f === "xor";
        const extents = isBoolean ? drawn.map(() => 2) : drawn;
        const roots = extents.map((size, i) => root(`n${i}`, size));
        const states = isBoolean ? ["0", "1"] : ["0", "1", "2", "3"];
        const last: BayesNode = { name: "f", states, parents: roots.map(({ name }) => name), function: f };
        const { table } = compiled(net(...roots, last)).model.factors[roots.length];
        const rows = extents.reduce((product, size) => product * size, 1);
        expect(table.length).toBe(rows * states.length);
        for (let row = 0; row < rows; row++) {
          const places = extents.map(
            (size, i) => Math.floor(row / extents.slice(i + 1).reduce((p, n) => p * n, 1)) % size,
          );
          const expected = states.map((_, s) => Number(s === meaning[f](places)));
          expect([...table.subarray(row * states.length, (row + 1) * states.length)]).toEqual(expected);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("brings rows that miss 1 by rounding to 1, and says so", () => {
    const { model, notices } = compiled(withNode(1, { table: [0.6, 0.40005, 0.99, 0.01] }));
    const { table } = model.factors[1];
    expect(table[0] + table[1]).toBeCloseTo(1, 15);
    expect(table[0] / table[1]).toBeCloseTo(0.6 / 0.40005, 14);
    expect([...table.subarray(2)]).toEqual([0.99, 0.01]);
    const values = { value: 1, most: expect.closeTo(5e-5, 12), node: "sprinkler" };
    expect(notices).toEqual([{ code: "rows-normalised", values }]);
  });

  test("is refused with the node and the row named", () => {
    expect(errorOf(() => compiled(withNode(2, { table: [1, 0, 0.2, 0.8, 0.1, 0.8, 0.01, 0.99] })))).toEqual({
      path: "data.document.nodes[2].table",
      code: "row-misses-one",
      values: { node: "wet", row: "sprinkler = on, rain = no", sum: expect.closeTo(0.9, 12) },
    });
    expect(errorOf(() => compiled(withNode(0, { table: [0, 0] })))).toMatchObject({
      code: "row-of-zeros",
      values: { node: "rain", row: "1" },
    });
    const { name, states, parents } = sprinkler.nodes[1];
    const bare = net(sprinkler.nodes[0], { name, states, parents });
    expect(errorOf(() => compiled(bare))).toMatchObject({ code: "table-not-given", values: { node: "sprinkler" } });
  });

  test("is refused where functions would take too much memory, alone or together", () => {
    const roots = Array.from({ length: 20 }, (_, i) => root(`n${i}`, 2));
    const or = (name: string, count: number): BayesNode => ({
      name,
      states: ["0", "1"],
      parents: roots.slice(0, count).map((node) => node.name),
      function: "or",
    });
    expect(errorOf(() => compiled(net(...roots, or("f", 20))))).toMatchObject({
      path: "data.document.nodes[20].function",
      code: "function-too-large",
    });
    const many = Array.from({ length: 40 }, (_, i) => or(`f${i}`, 17));
    expect(errorOf(() => compiled(net(...roots, ...many)))).toMatchObject({ code: "functions-too-large" });
  });
});

describe("what is asked of a graph", () => {
  const graph = compiled(sprinkler);

  test("goes by places, in the order of the nodes", () => {
    const found = findingsOf(graph, {
      evidence: { wet: "yes", rain: "no" },
      soft: { sprinkler: [3, 1] },
      do: { sprinkler: "on" },
    });
    expect(found.findings.map(({ variable, weights }) => [variable, ...Array.from(weights)])).toEqual([
      [0, 1, 0],
      [2, 0, 1],
      [1, 3, 1],
    ]);
    expect(found.targets).toEqual([]);
    expect(found.interventions).toEqual([{ variable: 1, state: 1 }]);
    const jeffrey = findingsOf(graph, { soft: { rain: [0.3, 0.70004] }, softKind: "jeffrey" });
    expect(jeffrey.findings).toEqual([]);
    expect(Array.from(jeffrey.targets[0].weights).reduce((a, b) => a + b)).toBeCloseTo(1, 15);
    expect(isAsked({})).toBe(false);
    expect(isAsked({ soft: { rain: [1, 1] } })).toBe(true);
  });

  test.each([
    [{ evidence: { rian: "yes" } }, "params.evidence.rian", "no-such-node", { nearest: "rain, wet, sprinkler" }],
    [{ do: { __proto__x: "yes" } }, "params.do.__proto__x", "no-such-node", {}],
    [{ evidence: { rain: "Yes" } }, "params.evidence.rain", "no-such-state", { node: "rain", allowed: "yes, no" }],
    [{ do: { sprinkler: "yes" } }, "params.do.sprinkler", "no-such-state", {}],
    [{ soft: { rain: [1] } }, "params.soft.rain", "soft-count", { value: 1, expected: 2 }],
    [{ soft: { rain: [1, -1] } }, "params.soft.rain", "soft-negative", { value: -1 }],
    [{ soft: { rain: [0, 0] } }, "params.soft.rain", "soft-of-zeros", {}],
    [{ soft: { rain: [0.5, 0.6] }, softKind: "jeffrey" as const }, "params.soft.rain", "soft-sum", { sum: 1.1 }],
  ])("is refused with the cure: %j", (asked, path, code, values) => {
    expect(errorOf(() => findingsOf(graph, asked))).toMatchObject({ path, code, values });
  });

  test("names that look like members of objects are names", () => {
    const named = compiled(net({ ...root("__proto__", 2) }, { ...root("constructor", 2) }));
    const evidence = Object.fromEntries([["__proto__", "s1"]]);
    expect(findingsOf(named, { evidence }).findings.map(({ variable }) => variable)).toEqual([0]);
    expect(errorOf(() => findingsOf(named, { evidence: { toString: "s1" } })).code).toBe("no-such-node");
  });

  test("the nearest names are those with the fewest changes", () => {
    const names = ["Smoking", "Dyspnoea", "Bronchitis", "X-ray", "Tuberculosis"];
    expect(nearestNames("smokign", names)[0]).toBe("Smoking");
    expect(nearestNames("xray", names)[0]).toBe("X-ray");
    expect(nearestNames("", names)).toHaveLength(3);
    expect(nearestNames("Smoking", ["Smoking"])).toEqual(["Smoking"]);
  });
});
