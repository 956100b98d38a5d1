import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../shared/experiment/canonical.ts";
import type { GraphDocument } from "../../../shared/experiment/document.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import { documentBytes, parseDocument } from "../../../shared/experiment/parse-document.ts";
import { anyDocument, pair, sprinkler } from "./documents.ts";

const { document: caps } = limits;

function errorOf(input: unknown): ExperimentError {
  try {
    parseDocument(input);
  } catch (error) {
    if (error instanceof ExperimentError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** The sprinkler's net with one node changed. */
const withNode = (place: number, change: object) => ({
  ...sprinkler,
  nodes: sprinkler.nodes.map((node, i) => (i === place ? { ...node, ...change } : node)),
});
const withFactor = (change: object) => ({ ...pair, factors: [{ ...pair.factors[0], ...change }] });
const texts = (count: number, stem = "n") => Array.from({ length: count }, (_, i) => `${stem}${i}`);

describe("documents", () => {
  test.each<[string, GraphDocument]>([
    ["a Bayesian network", sprinkler],
    ["a factor graph", pair],
    ["a Markov network", { ...pair, kind: "markov" }],
    [
      "a deterministic graph",
      {
        kind: "deterministic",
        nodes: [
          { name: "y", inputs: ["x", "x2"], operation: "+" },
          { name: "x2", inputs: ["x"], operation: "square" },
          { name: "x", inputs: [], operation: "input" },
        ],
      },
    ],
    ["a shape without tables", withNode(0, { table: undefined }) as GraphDocument],
    [
      "plates and what a file said",
      { ...sprinkler, plates: [{ name: "N", nodes: ["wet"], size: 20 }], properties: ["version 1.2"] },
    ],
  ])("are read as they are: %s", (_, document) => {
    const plain = JSON.parse(JSON.stringify(document)) as unknown;
    expect(parseDocument(plain)).toEqual(plain);
  });

  test("round trip in canonical JSON, to the last bit of every number", () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const text = canonicalJson(document);
        const read = parseDocument(JSON.parse(text));
        expect(read).toEqual(document);
        expect(canonicalJson(read)).toBe(text);
        expect(documentBytes(read)).toBe(new TextEncoder().encode(text).length);
      }),
    );
  });

  test("numbers: 0.1 + 0.2, the smallest, the largest; −0 is 0", () => {
    const table = [0.1 + 0.2, 5e-324, Number.MAX_VALUE, 1 / 3, -0, 2 ** 53 + 2];
    const [factor] = (parseDocument(JSON.parse(canonicalJson(withFactor({ table })))) as typeof pair).factors;
    expect(factor.table).toEqual([0.1 + 0.2, 5e-324, Number.MAX_VALUE, 1 / 3, 0, 2 ** 53 + 2]);
    const inMemory = parseDocument(withFactor({ table })) as typeof pair;
    expect(Object.is(inMemory.factors[0].table[4], 0)).toBe(true);
  });

  test.each<[string, unknown, string, string, RegExp]>([
    ["no object", 7, "", "wrong-type", /invalid data.document: 7/],
    ["no kind", { nodes: [] }, ".kind", "wrong-type", /must be/],
    ["an unknown kind", { ...sprinkler, kind: "bays" }, ".kind", "wrong-type", /"bays"/],
    ["an unknown member", { ...sprinkler, extra: 1 }, ".extra", "wrong-type", /extra/],
    ["no nodes", { ...sprinkler, nodes: [] }, ".nodes", "wrong-type", /nodes/],
    ["a node twice", withNode(1, { name: "rain" }), ".nodes", "repeated", /"?rain/],
    ["a state twice", withNode(1, { states: ["off", "off"] }), ".nodes[1].states", "repeated", /off/],
    ["no state", withNode(0, { states: [] }), ".nodes[0].states", "wrong-type", /states/],
    ["a name of nothing", withNode(0, { name: "" }), ".nodes[0].name", "wrong-type", /name/],
    ["a name that turns the text", withNode(0, { name: "a\u202eb" }), ".nodes[0].name", "wrong-type", /control/],
    ["an unknown parent", withNode(2, { parents: ["rain", "snow"] }), ".nodes[2].parents", "unknown-node", /snow/],
    ["a parent twice", withNode(2, { parents: ["rain", "rain"] }), ".nodes[2].parents", "repeated", /rain/],
    ["a short table", withNode(1, { table: [0.5, 0.5] }), ".nodes[1].table", "table-size", /2 numbers \(must be 4/],
    [
      "a negative number",
      withNode(0, { table: [1.1, -0.1] }),
      ".nodes[0].table[1]",
      "wrong-type",
      /: -0.1 \(must be a finite number ≥ 0/,
    ],
    ["no number", withNode(0, { table: [1, null] }), ".nodes[0].table[1]", "wrong-type", /null/],
    [
      "infinity",
      withNode(0, { table: [1, Number.POSITIVE_INFINITY] }),
      ".nodes[0].table[1]",
      "wrong-type",
      /a finite number/,
    ],
    ["NaN", withNode(0, { table: [1, Number.NaN] }), ".nodes[0].table[1]", "wrong-type", /a finite number/],
    ["table and function", withNode(2, { function: "or" }), ".nodes[2].table", "wrong-type", /left out/],
    ["an arrow to itself", withNode(0, { parents: ["rain"], table: [1, 0, 0, 1] }), "", "cycle", /rain → rain/],
    [
      "a cycle, named along its arrows",
      withNode(0, { parents: ["wet"], table: [1, 0, 0, 1] }),
      "",
      "cycle",
      /rain → (sprinkler → )?wet → rain|wet → rain → (sprinkler → )?wet|sprinkler → wet → rain → sprinkler/,
    ],
    ["a scope of the unknown", withFactor({ scope: ["a", "c"] }), ".factors[0].scope", "unknown-node", /c/],
    ["a factor's size", withFactor({ table: [1] }), ".factors[0].table", "table-size", /1 numbers \(must be 6/],
    [
      "a plate of the unknown",
      { ...pair, plates: [{ name: "N", nodes: ["c"], size: 2 }] },
      ".plates[0].nodes",
      "unknown-node",
      /c/,
    ],
    [
      "a plate of none",
      { ...pair, plates: [{ name: "N", nodes: ["a"], size: 0 }] },
      ".plates[0].size",
      "wrong-type",
      /0/,
    ],
  ])("refuse %s", (_, input, path, code, message) => {
    const error = errorOf(input);
    expect([error.path, error.code]).toEqual([`data.document${path}`, code]);
    expect(error.message).toMatch(message);
  });

  test.each([
    ["or", ["no", "yes"], true],
    ["xor", ["no", "yes", "maybe"], false],
    ["max", ["low", "middle", "high"], true],
    ["min", ["one"], false],
  ] as const)("a function fits its states: %s of %j", (name, states, fits) => {
    const input = withNode(2, { table: undefined, function: name, states });
    const document = JSON.parse(JSON.stringify(input)) as unknown;
    if (fits) expect(parseDocument(document)).toEqual(document);
    else
      expect([errorOf(document).code, errorOf(document).path]).toEqual([
        "unfit-function",
        "data.document.nodes[2].function",
      ]);
  });

  test("poisoned keys are harmless", () => {
    for (const text of [
      '{"kind":"bayes","nodes":[],"__proto__":{"x":1}}',
      '{"kind":"bayes","nodes":[{"name":"__proto__","states":["a"],"parents":["constructor"]}]}',
      '{"kind":"markov","nodes":[{"name":"__proto__","states":["__proto__"]}],"factors":[{"scope":["__proto__"],"table":[1]}]}',
    ]) {
      try {
        parseDocument(JSON.parse(text));
      } catch (error) {
        expect(error).toBeInstanceOf(ExperimentError);
      }
      expect(({} as Record<string, unknown>).x).toBeUndefined();
    }
  });

  test("whatever is no document is an ExperimentError", () => {
    const almost = fc.record(
      {
        kind: fc.constantFrom("bayes", "markov", "factor", "deterministic"),
        nodes: fc.array(fc.anything()),
        factors: fc.anything(),
      },
      { requiredKeys: ["kind"] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), almost), (input) => {
        expect(errorOf(input)).toBeInstanceOf(ExperimentError);
      }),
      { numRuns: 500 },
    );
  });
});

describe("caps of documents", () => {
  const free = (count: number) => texts(count).map((name) => ({ name, states: ["a"], parents: [] }));
  const large = (parents: number, last: number) => ({
    kind: "markov",
    nodes: [...texts(parents).map((name) => ({ name, states: ["0", "1"] })), { name: "last", states: texts(last) }],
    factors: [{ scope: [...texts(parents), "last"], table: [] as number[] }],
  });

  test("2,000 nodes", () => {
    expect(parseDocument({ kind: "bayes", nodes: free(2_000) }).nodes).toHaveLength(2_000);
    expect(errorOf({ kind: "bayes", nodes: free(2_001) })).toMatchObject({
      code: "too-many-items",
      values: { max: 2_000 },
    });
  });

  test("200 states", () => {
    const of = (count: number) => ({ kind: "bayes", nodes: [{ name: "a", states: texts(count), parents: [] }] });
    expect(parseDocument(of(200))).toEqual(of(200));
    expect(errorOf(of(201))).toMatchObject({ code: "too-many-items", path: "data.document.nodes[0].states" });
  });

  test("2^20 cells a table, counted before the table is read", () => {
    const most = large(19, 2);
    most.factors[0].table = new Array<number>(2 ** 20).fill(1);
    expect(parseDocument(most).nodes).toHaveLength(20);
    expect(errorOf(large(19, 3))).toMatchObject({ code: "too-many-cells", values: { max: caps.cells } });
    // Far beyond any number.
    expect(errorOf(large(199, 200))).toMatchObject({ code: "too-many-cells" });
  });

  test("16 MiB in all", { timeout: 60_000 }, () => {
    // Twelve tables of 2^16 numbers of 20 characters each and a comma.
    const table = new Array<number>(2 ** 16).fill(0.1234567890123456);
    const nodes = texts(16).map((name) => ({ name, states: ["0", "1"] }));
    const of = (count: number) => ({
      kind: "factor" as const,
      nodes,
      factors: Array.from({ length: count }, () => ({ scope: texts(16), table })),
    });
    const one = documentBytes(of(2)) - documentBytes(of(1));
    const most = Math.floor((caps.bytes - documentBytes(of(0))) / one);
    expect(documentBytes(parseDocument(of(most)))).toBeGreaterThan(caps.bytes - one);
    expect(errorOf(of(most + 1))).toMatchObject({ code: "too-large", values: { max: caps.bytes } });
  });
});
