/** Values along deterministic graphs, and what is refused. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { DeterministicGraph, Operation } from "../../../../shared/experiment/document.ts";
import { computed } from "../../../../shared/labs/graphs/deterministic.ts";

const graph = (...nodes: readonly [name: string, operation: string, ...inputs: string[]][]): DeterministicGraph => ({
  kind: "deterministic",
  nodes: nodes.map(([name, operation, ...inputs]): Operation => ({ name, operation, inputs })),
});

test("a node computes its operation on its inputs in their order, wherever it stands", () => {
  const hypotenuse = graph(
    ["c", "sqrt", "sum"],
    ["sum", "+", "a²", "b²", "0"],
    ["a²", "^", "a", "two"],
    ["b²", "*", "b", "b"],
    ["a", "input"],
    ["b", "input"],
    ["two", "2"],
    ["0", "0"],
    ["less", "-", "c", "a"],
  );
  const { values, names, depths, given } = computed(hypotenuse, { a: "3", b: "4e0" });
  expect(Object.fromEntries(names.map((name, n) => [name, values[n]]))).toMatchObject({ c: 5, sum: 25, less: 2 });
  expect(depths[names.indexOf("less")]).toBe(4);
  expect(given.map((n) => names[n])).toEqual(["a", "b"]);
  expect(computed(hypotenuse, {}).values[0]).toBe(0);
});

test("a random sum of products is what it is by hand", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
        minLength: 1,
        maxLength: 8,
      }),
      (pairs) => {
        const nodes = pairs.flatMap(([a], i): [string, string, ...string[]][] => [
          [`a${i}`, String(a)],
          [`b${i}`, "input"],
          [`p${i}`, "*", `a${i}`, `b${i}`],
        ]);
        const sum = graph(...nodes, ["sum", "+", ...pairs.map((_, i) => `p${i}`)]);
        const { values } = computed(sum, Object.fromEntries(pairs.map(([, b], i) => [`b${i}`, String(b)])));
        expect(values.at(-1)).toBe(pairs.reduce((total, [a, b]) => total + a * b, 0));
      },
    ),
    { numRuns: 50 },
  );
});

test.each([
  ["unknown-operation", graph(["x", "input"], ["y", "tahn", "x"]), {}],
  ["operation-inputs", graph(["x", "input"], ["y", "-", "x"]), {}],
  ["operation-inputs", graph(["x", "input"], ["y", "input", "x"]), {}],
  ["operation-inputs", graph(["y", "+"]), {}],
  ["no-value", graph(["x", "input"], ["y", "log", "x"]), {}],
  ["no-such-node", graph(["x", "input"]), { z: "1" }],
  ["value-not-a-number", graph(["x", "input"]), { x: "two" }],
  ["not-an-input", graph(["x", "1"]), { x: "1" }],
])("%s is refused by name", (code, document, values) => {
  expect(() => computed(document, values)).toThrow(expect.objectContaining({ code }));
});
