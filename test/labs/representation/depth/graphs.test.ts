/** Graphs of computations and of concepts. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  graphOf,
  measuresOf,
  OPERATIONS,
  pathOf,
  valuesOf,
} from "../../../../shared/labs/representation/depth/computation.ts";
import {
  conceptDepth,
  conceptsOf,
  exactBeliefs,
  hiddenOf,
  NETWORKS,
  refinedBeliefs,
  refinementGraph,
} from "../../../../shared/labs/representation/depth/concepts.ts";
import { SOURCES, type SourceId, sourceOf } from "../../../../shared/labs/representation/depth/forms.ts";
import { longestPath } from "../../../../shared/math/dag.ts";
import {
  apply,
  compileExpression,
  type Expression,
  number,
  parseExpression,
  variable,
  variablesOf,
} from "../../../../shared/math/expression/index.ts";

const measured = (text: string, operations: (typeof OPERATIONS)[number]) =>
  measuresOf(graphOf(parseExpression(text), operations));

const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.integer({ min: 0, max: 5 }).map(number),
    fc.constantFrom("x", "y", "w1", "b").map(variable),
    fc.tuple(fc.constantFrom("+", "-", "*", "/"), tie("tree"), tie("tree")).map(([op, a, b]) => apply(op, a, b)),
    fc.tuple(fc.constantFrom("neg", "tanh", "relu"), tie("tree")).map(([op, a]) => apply(op, a)),
  ),
}));

describe("the graph of an expression", () => {
  it("computes its value, whatever is elementary", () => {
    const given = { x: 0.7, y: -1.3, w1: 2.1, b: 0.4 };
    fc.assert(
      fc.property(tree, fc.constantFrom(...OPERATIONS), (expression, operations) => {
        const graph = graphOf(expression, operations);
        const expected = compileExpression(expression, Object.keys(given))(Object.values(given));
        const found = valuesOf(graph, given)[graph.output];
        if (Number.isFinite(expected) && Math.abs(expected) < 1e8)
          expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
      }),
      { numRuns: 1000 },
    );
  });

  it("holds no two equal nodes, and nothing that its output does not need", () => {
    fc.assert(
      fc.property(tree, fc.constantFrom(...OPERATIONS), (expression, operations) => {
        const { nodes, output } = graphOf(expression, operations);
        const keys = nodes.map(({ value, inputs }) => JSON.stringify([value, inputs]));
        expect(new Set(keys).size).toBe(nodes.length);
        const needed = new Set<number>();
        const need = (node: number): void => {
          if (needed.has(node)) return;
          needed.add(node);
          nodes[node].inputs.forEach(need);
        };
        need(output);
        expect(needed.size).toBe(nodes.length);
      }),
    );
  });

  it("has in binary operations one node per different part, and their depth", () => {
    fc.assert(
      fc.property(tree, (expression) => {
        const depth = (one: Expression): number =>
          one.kind !== "apply" || isSigned(one) ? 0 : 1 + Math.max(...one.inputs.map(depth));
        const isSigned = (one: Expression): boolean =>
          one.kind === "number" || (one.kind === "apply" && one.operation === "neg" && isSigned(one.inputs[0]));
        expect(measuresOf(graphOf(expression, "binary")).longestPath).toBe(depth(expression));
      }),
    );
  });

  // Goodfellow, Bengio & Courville 2016, figure 1.3: three with {×, +, σ}, one where logistic regression is an element.
  it("of logistic regression is three deep, or one", () => {
    const logistic = "sigmoid(w1*x1 + w2*x2)";
    expect(measured(logistic, "binary")).toEqual({ longestPath: 3, operations: 4, leaves: 4, width: 2 });
    expect(measured(logistic, "sums").longestPath).toBe(3);
    expect(measured(logistic, "units")).toEqual({ longestPath: 1, operations: 1, leaves: 4, width: 1 });
    expect(measured(logistic, "whole").longestPath).toBe(1);
    expect(measured("sigmoid(w1*x1 + w2*x2 + w3*x3 + b)", "units").longestPath).toBe(1);
  });

  it("of a net is as deep in units as it has layers", () => {
    const layer = (a: string, b: string, k: number) => `tanh(w${k}*${a} + w${k + 1}*${b} + b${k})`;
    const [a, b] = [layer("x", "y", 1), layer("x", "y", 3)];
    const net = `w9*${layer(a, b, 5)} - w8*${layer(a, b, 7)} + 1`;
    expect(measured(net, "units")).toMatchObject({ longestPath: 3, operations: 5, width: 2 });
  });

  it("counts as one unit what is one: products of two values are none", () => {
    expect(measured("relu(x*y + w1*x)", "units")).toMatchObject({ longestPath: 2, operations: 2 });
    expect(measured("2*x", "units").operations).toBe(1);
    expect(measured("-3", "binary").operations).toBe(0);
    expect(measured("w1*w2", "units").operations).toBe(1);
  });

  it("has a path that is one of its longest", () => {
    const graph = graphOf(parseExpression("(a*b + c)*(a*b - d)"), "binary");
    const { path, depths } = pathOf(graph);
    expect(path.map((node) => graph.nodes[node].label)).toEqual(["a", "×", "+", "×"]);
    expect(Math.max(...depths)).toBe(3);
  });
});

describe("forms of one function", () => {
  const sizes = (id: SourceId) => Array.from({ length: sourceOf(id).most - 1 }, (_, i) => i + 2);
  const sources = Object.keys(SOURCES) as SourceId[];

  it.each(sources)("%s: agree wherever their variables are what they may be", (id) => {
    const { forms, bits } = sourceOf(id);
    for (const size of sizes(id)) {
      const read = forms(size).map(({ text }) => parseExpression(text));
      const names = [...new Set(read.flatMap(variablesOf))];
      for (let k = 0; k < 20; k++) {
        const x = names.map((_, i) => (bits ? ((k * 2654435761) >>> (i + 3)) & 1 : Math.sin(7 * k + 3 * i)));
        const [first, ...others] = read.map((one) => compileExpression(one, names)(x));
        for (const other of others)
          expect(Math.abs(other - first)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(first)));
        if (id === "parity") expect(first).toBe(x.reduce((a, b) => a + b) % 2);
      }
    }
  });

  it("have the depth and the size that they are known for", () => {
    const of = (id: SourceId, size: number, operations: (typeof OPERATIONS)[number]) =>
      Object.fromEntries(
        sourceOf(id)
          .forms(size)
          .map((form) => {
            const { longestPath, operations: count } = measured(form.text, operations);
            return [form.id, [longestPath, count]];
          }),
      );
    for (let n = 2; n <= 12; n++) {
      expect(of("product", n, "binary")).toEqual({ tree: [Math.ceil(Math.log2(n)), n - 1], chain: [n - 1, n - 1] });
      // x, x², …, then n products by coefficients and n sums; Horner: a product and a sum per degree.
      expect(of("polynomial", n, "binary")).toMatchObject({ horner: [2 * n, 2 * n], expanded: [n + 1, 3 * n - 1] });
    }
    for (let n = 2; n <= 6; n++) {
      // 1 − x of each bit, 2^(n − 1) products, a sum.
      expect(of("parity", n, "sums").expanded).toEqual([3, n + 2 ** (n - 1) + 1]);
      expect(of("parity", n, "sums").tree).toEqual([2 * Math.ceil(Math.log2(n)), 2 * (n - 1)]);
      expect(of("sums", n, "sums").expanded).toEqual([2, 2 ** n + 1]);
      expect(of("sums", n, "sums").factored).toEqual([2, n + 1]);
      expect(of("power", n, "binary")).toEqual({ squaring: [n, n], chain: [2 ** n - 1, 2 ** n - 1] });
    }
  });
});

describe("concepts", () => {
  it.each([1, 2, 3, 7, 20])("a face and its eyes are 2 levels; refined %d times they take 2n steps", (rounds) => {
    const face = conceptsOf("face", 2);
    expect(conceptDepth(face)).toBe(2);
    expect(measuresOf({ nodes: refinementGraph(face, rounds) }).longestPath).toBe(2 * rounds);
  });

  it("have the depth of their networks", () => {
    for (const levels of [2, 3, 4]) {
      for (const network of ["chain", "tree", "deep"] as const)
        expect(conceptDepth(conceptsOf(network, levels))).toBe(levels);
      expect(conceptDepth(conceptsOf("naive", levels))).toBe(2);
    }
  });

  it.each(NETWORKS)("of %s: every refinement is one operation on what was believed last", (network) => {
    const concepts = conceptsOf(network, 3);
    const rounds = 4;
    const nodes = refinementGraph(concepts, rounds);
    expect(measuresOf({ nodes }).operations).toBe(rounds * hiddenOf(concepts).length);
    const { length } = longestPath(
      nodes.map(({ inputs }) => inputs),
      (node) => !nodes[node].isLeaf,
    );
    expect(length).toBeGreaterThanOrEqual(rounds > 1 && hiddenOf(concepts).length > 1 ? rounds : 1);
    for (const { inputs, round } of nodes)
      for (const input of inputs)
        expect(nodes[input].round === round || nodes[input].round === round - 1 || nodes[input].isLeaf).toBe(true);
  });

  it("are exact where nothing is left to approximate: one concept is not seen", () => {
    // One hidden node: the mean field is the posterior itself, σ of the summed log odds.
    for (const features of [2, 3, 5]) {
      const naive = conceptsOf("naive", features);
      const exact = exactBeliefs(naive, 1.2);
      const beliefs = refinedBeliefs(naive, 1.2, 1).subarray(naive.length);
      expect(beliefs[0]).toBeCloseTo(exact[0], 14);
      // Each feature that is there adds the strength to the log odds, each that is not takes as much: all but the last are.
      expect(exact[0]).toBeCloseTo(1 / (1 + Math.exp(-1.2 * (features - 2))), 12);
    }
  });

  it("are enumerated right: a face of which one eye is seen, by hand", () => {
    const p = 1 / (1 + Math.exp(-1.5));
    const exact = exactBeliefs(conceptsOf("face", 2), 1.5);
    expect(exact[0]).toBeCloseTo(p, 14);
    expect(exact[1]).toBe(1);
    expect(exact[2]).toBeCloseTo(p * p + (1 - p) * (1 - p), 14);
  });

  it("never get worse by refinement, in the measure that it descends", () => {
    // Each update minimises KL(q ‖ p) over one factor of q.
    for (const network of ["face", "chain", "tree", "deep"] as const) {
      const concepts = conceptsOf(network, 3);
      const hidden = hiddenOf(concepts);
      const all = refinedBeliefs(concepts, 2, 6);
      const divergence = (q: Float64Array) => {
        let sum = 0;
        const states = Float64Array.from(q);
        for (let code = 0; code < 2 ** hidden.length; code++) {
          let chance = 1;
          for (const [bit, node] of hidden.entries()) {
            states[node] = (code >> bit) & 1;
            chance *= states[node] === 1 ? q[node] : 1 - q[node];
          }
          if (chance > 0) sum += chance * (Math.log(chance) - jointLog(concepts, states, 2));
        }
        return sum;
      };
      const told = Array.from({ length: 7 }, (_, r) =>
        divergence(all.subarray(r * concepts.length, (r + 1) * concepts.length)),
      );
      for (let r = 1; r < told.length; r++) expect(told[r]).toBeLessThanOrEqual(told[r - 1] + 1e-12);
      expect(told[1]).toBeLessThan(told[0]);
    }
  });
});

/** log p of all states, written down once more. */
function jointLog(concepts: ReturnType<typeof conceptsOf>, states: Float64Array, strength: number): number {
  return concepts.reduce((sum, { parents }, i) => {
    const there = parents.reduce((total, parent) => total + states[parent], 0) / (parents.length || 1);
    const p = parents.length === 0 ? 0.5 : 1 / (1 + Math.exp(-strength * (2 * there - 1)));
    return sum + Math.log(states[i] === 1 ? p : 1 - p);
  }, 0);
}
