import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBif } from "../../../shared/data/readers/graphs/bif/read.ts";
import { writeBif } from "../../../shared/data/readers/graphs/bif/write.ts";
import type { BayesNet, BayesNode } from "../../../shared/experiment/document.ts";

const sprinkler = `
// A comment /* of two kinds */
network "Wet grass" { property author me; }
variable rain { type discrete [ 2 ] { yes, no }; property position = (10, 20); }
variable sprinkler { type discrete[2]{on,off}; }/* glued */
variable "wet grass" { type discrete [ 3 ] { dry, "quite wet", wet/soaked }; }
probability ( rain ) { table 0.2, 0.8; }
probability ( sprinkler | rain ) { (no) 0.4, 0.6; (yes) 0.01, 0.99; }
probability ( "wet grass" | sprinkler, rain ) {
  default 1, 0, 0;
  (on, yes) 0.0, 0.01, 0.99;
  (on, no) .1, 2e-1, 0.7; // no blank
}`;

test("a network is read by its labels, defaults and comments as the format has them", () => {
  const { document, notices } = readBif(sprinkler, "net.bif");
  expect(notices).toEqual([]);
  expect(document).toEqual({
    kind: "bayes",
    name: "Wet grass",
    properties: ["author me"],
    nodes: [
      { name: "rain", states: ["yes", "no"], parents: [], table: [0.2, 0.8], properties: ["position = (10, 20)"] },
      { name: "sprinkler", states: ["on", "off"], parents: ["rain"], table: [0.01, 0.99, 0.4, 0.6] },
      {
        name: "wet grass",
        states: ["dry", "quite wet", "wet/soaked"],
        parents: ["sprinkler", "rain"],
        table: [0, 0.01, 0.99, 0.1, 0.2, 0.7, 1, 0, 0, 1, 0, 0].map((x) => x),
      },
    ],
  });
});

test("one list of numbers has the child's states slowest", () => {
  const text = `network n {} variable a { type discrete [ 3 ] { x, y, z }; } variable b { type discrete [ 2 ] { t, f }; }
    probability ( a ) { table 0.5, 0.25, 0.25; } probability ( b | a ) { table 0.1, 0.2, 0.3, 0.9, 0.8, 0.7; }`;
  expect(readBif(text, "n.bif").document.nodes[1].table).toEqual([0.1, 0.9, 0.2, 0.8, 0.3, 0.7]);
});

test("rows that miss 1 by rounding are brought to 1, and it is said", () => {
  const text = `network n {} variable a { type discrete [ 3 ] { x, y, z }; } probability ( a ) { table 0.3333, 0.3333, 0.3333; }`;
  const { document, notices } = readBif(text, "n.bif");
  expect(document.nodes[0].table).toEqual(
    [0.3333 / 0.9999, 0.3333 / 0.9999, 0.3333 / 0.9999].map((x) => expect.closeTo(x, 15)),
  );
  expect(notices).toEqual([
    { code: "rows-normalised", values: { value: 1, most: expect.closeTo(1e-4, 10), node: "a" } },
  ]);
});

const a = "network n {\n}\nvariable a {\n  type discrete [ 2 ] { t, f };\n}\n";
describe("what is wrong is told with its line and column", () => {
  test.each([
    ["", "line 1, column 1: the end of the file (must be “network”: copy or download it again)"],
    ["network n {\n}\nfoo", "line 3, column 1: “foo” (must be “variable” or “probability”)"],
    [`${a}variable a { type discrete [ 1 ] { x }; }`, "line 6, column 10: a second variable “a”"],
    [
      "network n { }\nvariable b {\n type discrete [ 3 ] { t, f };",
      "line 3, column 18: 3 states are announced, 2 are named",
    ],
    [`${a}`, "line 3, column 10: variable “a” has no table"],
    [`${a}probability ( a ) {\n table 0.5, x;`, "line 7, column 13: “x” (must be a number)"],
    [`${a}probability ( a ) {\n table 0.5, 0.4;\n}`, "line 6, column 15: row 1 of “a” has sum 0.9 (must be 1)"],
    [`${a}probability ( a ) {\n table 1.5, -0.5;\n}`, "line 7, column 13: -0.5 as a probability"],
    [`${a}probability ( a ) {\n table 1;\n}`, "line 7, column 2: the table of “a” has 1 numbers (must be 2)"],
    [`${a}probability ( a | c ) {\n (t) 1, 0;\n}`, "line 6, column 19: “c” is no variable"],
    [
      `${a}variable b { type discrete [ 2 ] { u, v }; }\nprobability ( a ) { table 1, 0; }\nprobability ( b | a ) {\n (t) 1, 0;\n (x) 1, 0;\n}`,
      "line 10, column 3: “x” is no state of “a” (must be t, f)",
    ],
    [
      `${a}variable b { type discrete [ 2 ] { u, v }; }\nprobability ( a ) { table 1, 0; }\nprobability ( b | a ) {\n (t) 1, 0;\n}`,
      "line 8, column 15: “b” has no row for f",
    ],
    [
      `${a}variable b { type discrete [ 2 ] { u, v }; }\nprobability ( a ) { table 1, 0; }\nprobability ( b | a ) {\n (t) 1, 0;\n (t) 0, 1;\n}`,
      "line 10, column 2: a second row of “b” for t",
    ],
    [`${a}probability ( "a ) { table 1, 0; }`, "line 6, column 15: a quote that is never closed"],
  ])("%j", (text, message) => {
    expect(() => readBif(text, "net.bif")).toThrow(`net.bif, ${message}`);
  });
});

const names = fc
  .string({ minLength: 1, maxLength: 8 })
  .map((s) => s.replace(/["\s]+/g, "_").trim())
  .filter((s) => s !== "");
const nets: fc.Arbitrary<BayesNet> = fc.uniqueArray(names, { minLength: 1, maxLength: 5 }).chain((own) =>
  fc
    .record({
      states: fc.tuple(...own.map(() => fc.uniqueArray(names, { minLength: 1, maxLength: 3 }))),
      parents: fc.tuple(
        ...own.map((_, v) => fc.uniqueArray(fc.nat(Math.max(0, v - 1)), { maxLength: v === 0 ? 0 : 2 })),
      ),
      numbers: fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 81, maxLength: 81 }),
    })
    .map(({ states, parents, numbers }) => ({
      kind: "bayes" as const,
      nodes: own.map((name, v): BayesNode => {
        const rows = parents[v].reduce((product, p) => product * states[p].length, 1);
        const table = Array.from({ length: rows }, (_, r) => {
          const row = states[v].map((_, s) => numbers[(r * 3 + s) % 81]);
          const sum = row.reduce((x, y) => x + y, 0);
          return row.map((x) => x / sum);
        }).flat();
        return { name, states: states[v], parents: parents[v].map((p) => own[p]), table };
      }),
    })),
);

test("what is written comes back, whatever the names", () => {
  fc.assert(
    fc.property(nets, (net) => {
      const { document } = readBif(
        writeBif(net, ({ table = [] }) => table),
        "net.bif",
      );
      expect(document.nodes.map(({ table: _, ...node }) => node)).toEqual(
        net.nodes.map(({ table: _, ...node }) => node),
      );
      for (const [v, { table = [] }] of document.nodes.entries())
        for (const [i, x] of table.entries()) expect(Math.abs(x - (net.nodes[v].table?.[i] ?? 0))).toBeLessThan(1e-15);
    }),
    { numRuns: 500 },
  );
});
