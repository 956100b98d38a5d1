import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type GraphFormat, readGraph, writeGraph } from "../../../../shared/data/readers/graphs.ts";
import type { BayesNet, BayesNode, FactorNet, GraphDocument } from "../../../../shared/experiment/document.ts";
import { parseDocument } from "../../../../shared/experiment/parse-document.ts";
import { cleanText } from "../../../../shared/experiment/title.ts";

const hostile = fc.constantFrom(
  "unknown",
  "network",
  "<5",
  "12+",
  "a  b",
  "a;b",
  "//x",
  "/*",
  "&amp;",
  "{}",
  "|",
  "ñ",
  "x0",
  "]]>",
  "#1",
);
const name = fc
  .oneof(fc.string({ minLength: 1, maxLength: 6, unit: "grapheme" }), hostile)
  .map(cleanText)
  .filter((text) => text !== "" && !text.includes('"'));
const names = (min: number, max: number) => fc.uniqueArray(name, { minLength: min, maxLength: max });
const properties = fc.option(
  fc.array(
    name.filter((text) => !text.includes(";")),
    { minLength: 1, maxLength: 2 },
  ),
  { nil: undefined },
);
const weight = fc.double({ min: 0, max: 1, noNaN: true }).map((x) => x + 0);

/** Rows whose sums are as near to 1 as doubles come: to read them changes no bit. */
function rowsFrom(numbers: readonly number[], rows: number, states: number): number[] {
  return Array.from({ length: rows }, (_, r) => {
    const row = Array.from({ length: states }, (_, s) => numbers[(r * states + s) % numbers.length]);
    const sum = row.reduce((x, y) => x + y, 0);
    return row.map((x, s) => (sum > 1e-300 ? x / sum : Number(s === 0)));
  }).flat();
}

interface Draft {
  readonly name: string;
  readonly states: readonly string[];
  readonly parents: readonly number[];
  readonly properties: readonly string[] | undefined;
  readonly numbers: readonly number[] | undefined;
}
const drafts: fc.Arbitrary<readonly Draft[]> = names(1, 5).chain((own) =>
  fc.tuple(
    ...own.map((own, v) =>
      fc.record({
        name: fc.constant(own),
        states: names(1, 3),
        parents: fc.uniqueArray(fc.nat(Math.max(0, v - 1)), { maxLength: v === 0 ? 0 : 2 }),
        properties,
        numbers: fc.option(fc.array(weight, { minLength: 30, maxLength: 30 }), { freq: 5, nil: undefined }),
      }),
    ),
  ),
);

const nets: fc.Arbitrary<BayesNet> = fc
  .record({ drafts, title: fc.option(name, { nil: undefined }), properties })
  .map(({ drafts, title, properties }) => ({
    kind: "bayes",
    ...(title !== undefined && { name: title }),
    ...(properties && { properties }),
    nodes: drafts.map(({ name, states, parents, properties, numbers }): BayesNode => {
      const rows = parents.reduce((product, p) => product * drafts[p].states.length, 1);
      return {
        name,
        states,
        parents: parents.map((p) => drafts[p].name),
        ...(properties && { properties }),
        ...(numbers && { table: rowsFrom(numbers, rows, states.length) }),
      };
    }),
  }));

const written = (document: GraphDocument, format: GraphFormat) => {
  const { text, notices } = writeGraph(document, format);
  return { ...readGraph(text, "net"), left: notices };
};

describe("what is written comes back to the last bit, whatever the names", () => {
  test.each(["bif", "xmlbif", "document"] as const)("%s", (format) => {
    fc.assert(
      fc.property(nets, (net) => {
        const { document, notices, left } = written(net, format);
        expect(document).toEqual(net);
        expect(left).toEqual([]);
        expect(notices.filter(({ code }) => code !== "tables-missing")).toEqual([]);
        expect(parseDocument(document)).toEqual(net);
      }),
      { numRuns: 60 },
    );
  });

  const numbered = (net: BayesNet): BayesNet => {
    const place = new Map(net.nodes.map(({ name }, i) => [name, `x${i}`]));
    return {
      kind: "bayes",
      nodes: net.nodes.map(({ name, states, parents, table }) => ({
        name: place.get(name) ?? "",
        states: states.map((_, s) => String(s)),
        parents: parents.map((parent) => place.get(parent) ?? ""),
        ...(table && { table }),
      })),
    };
  };

  test("uai, but for names", () => {
    fc.assert(
      fc.property(
        nets.filter(({ nodes }) => nodes.every(({ table }) => table)),
        (net) => {
          const { document, notices } = written(net, "uai");
          expect({ document, notices }).toEqual({ document: numbered(net), notices: [] });
          expect(written(numbered(net), "uai")).toEqual({ document: numbered(net), notices: [], left: [] });
        },
      ),
      { numRuns: 60 },
    );
  });

  test("uai of factors with any weights", () => {
    const factors: fc.Arbitrary<FactorNet> = fc
      .record({
        sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
        scopes: fc.array(fc.uniqueArray(fc.nat(3), { maxLength: 3 }), { maxLength: 4 }),
        numbers: fc.array(fc.double({ min: 0, max: Number.MAX_VALUE, noNaN: true }), { minLength: 27, maxLength: 27 }),
      })
      .map(({ sizes, scopes, numbers }) => ({
        kind: "factor",
        nodes: sizes.map((size, i) => ({ name: `x${i}`, states: Array.from({ length: size }, (_, s) => String(s)) })),
        factors: scopes.map((all) => {
          const scope = all.filter((i) => i < sizes.length);
          const cells = scope.reduce((product, i) => product * sizes[i], 1);
          return { scope: scope.map((i) => `x${i}`), table: numbers.slice(0, cells).map((x) => x + 0) };
        }),
      }));
    fc.assert(
      fc.property(factors, (net) => {
        expect(written(net, "uai")).toEqual({ document: net, notices: [], left: [] });
      }),
      { numRuns: 100 },
    );
  });
});

const two = ["0", "1"];
const small: BayesNet = {
  kind: "bayes",
  nodes: [
    { name: "table", states: ["<5", "5-9"], parents: [], table: [0.25, 0.75], properties: ["position = (1, 2)"] },
    { name: "b c", states: two, parents: ["table"], table: [1, 0, 1e-7, 0.9999999] },
  ],
};
test("the texts are as other programs expect them", () => {
  expect(writeGraph(small, "bif").text).toBe(`network unknown {
}
variable "table" {
  type discrete [ 2 ] { "<5", 5-9 };
  property position = (1, 2) ;
}
variable "b c" {
  type discrete [ 2 ] { 0, 1 };
}
probability ( "table" ) {
  table 0.25, 0.75;
}
probability ( "b c" | "table" ) {
  ("<5") 1, 0;
  (5-9) 1e-7, 0.9999999;
}
`);
  expect(writeGraph(small, "xmlbif").text.split("]>\n")[1]).toBe(`<BIF VERSION="0.3">
<NETWORK>
<NAME>unknown</NAME>
<VARIABLE TYPE="nature">
  <NAME>table</NAME>
  <OUTCOME>&lt;5</OUTCOME>
  <OUTCOME>5-9</OUTCOME>
  <PROPERTY>position = (1, 2)</PROPERTY>
</VARIABLE>
<VARIABLE TYPE="nature">
  <NAME>b c</NAME>
  <OUTCOME>0</OUTCOME>
  <OUTCOME>1</OUTCOME>
</VARIABLE>
<DEFINITION>
  <FOR>table</FOR>
  <TABLE>
    0.25 0.75
  </TABLE>
</DEFINITION>
<DEFINITION>
  <FOR>b c</FOR>
  <GIVEN>table</GIVEN>
  <TABLE>
    1 0
    1e-7 0.9999999
  </TABLE>
</DEFINITION>
</NETWORK>
</BIF>
`);
  expect(writeGraph(small, "uai").text).toBe("BAYES\n2\n2 2\n2\n1 0\n2 0 1\n\n2\n0.25 0.75\n\n4\n1 0 1e-7 0.9999999\n");
});

const gate: BayesNet = {
  kind: "bayes",
  plates: [{ name: "n", nodes: ["a"], size: 3 }],
  properties: ["a; b"],
  nodes: [
    { name: "a", states: two, parents: [], table: [0.5, 0.5] },
    { name: "b", states: two, parents: [], table: [0.5, 0.4] },
    { name: "c", states: two, parents: ["a", "b"], function: "or" },
  ],
};
describe("what a format cannot say", () => {
  test("is told: plates, functions, properties with a semicolon, rows that miss 1, names", () => {
    const { text, notices } = writeGraph(gate, "bif");
    const plates = { code: "plates-left-out", values: { value: 1 } };
    const functions = { code: "functions-as-tables", values: { value: 1, node: "c" } };
    const rows = { code: "rows-miss-one", values: { value: 1, node: "b" } };
    const left = { code: "properties-not-written", values: { value: 1 } };
    expect(notices).toEqual([plates, functions, rows, left]);
    expect(writeGraph(gate, "xmlbif").notices).toEqual([plates, functions, rows]);
    expect(writeGraph(gate, "uai").notices).toEqual([
      plates,
      { code: "names-not-written", values: {} },
      functions,
      rows,
      left,
    ]);
    expect(writeGraph(gate, "document").notices).toEqual([]);
    const { document } = readGraph(text.replace("0.5, 0.4", "0.5, 0.5"), "n.bif");
    expect(document.kind === "bayes" && document.nodes[2].table).toEqual([1, 0, 0, 1, 0, 1, 0, 1]);
  });

  test("is refused with the cure: other kinds of graphs, quotes in names, tables that are not known", () => {
    const markov: FactorNet = { kind: "markov", nodes: [{ name: "x0", states: two }], factors: [] };
    expect(() => writeGraph(markov, "bif")).toThrow(
      "a graph of kind markov cannot be written as bif (must be one of UAI, JSON)",
    );
    expect(writeGraph(markov, "uai").notices).toEqual([{ code: "edges-as-factors", values: {} }]);
    const sum: GraphDocument = { kind: "deterministic", nodes: [{ name: "x", inputs: [], operation: "+" }] };
    for (const format of ["bif", "xmlbif", "uai"] as const)
      expect(() => writeGraph(sum, format)).toThrow("must be one of JSON");
    const quote: BayesNet = { kind: "bayes", nodes: [{ name: 'a"', states: two, parents: [] }] };
    expect(() => writeGraph(quote, "bif")).toThrow('the name a" has a quote');
    expect(written(quote, "xmlbif").document).toEqual(quote);
    expect(() => writeGraph(quote, "uai")).toThrow('node a" has no table');
    const many = Array.from({ length: 20 }, (_, i) => `p${i}`);
    const large: BayesNet = {
      kind: "bayes",
      nodes: [
        ...many.map((name) => ({ name, states: two, parents: [], table: [1, 0] })),
        { name: "x", states: two, parents: many, function: "or" },
      ],
    };
    expect(() => writeGraph(large, "bif")).toThrow("node x has too many parents");
  });
});
