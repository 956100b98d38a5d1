import { describe, expect, test } from "vitest";
import { readBif } from "../../../../shared/data/readers/graphs/bif/read.ts";

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
        table: [0, 0.01, 0.99, 0.1, 0.2, 0.7, 1, 0, 0, 1, 0, 0],
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
    ["", "line 1, column 1: the file ends too early (copy or download it again)"],
    ["network n {\n}\nfoo", "line 3, column 1: “foo” (must be “variable” or “probability”)"],
    [`${a}variable a { type discrete [ 1 ] { x }; }`, "line 6, column 10: a second variable “a”"],
    [
      "network n { }\nvariable b {\n type discrete [ 3 ] { t, f };",
      "line 3, column 18: 3 states are announced, 2 are named",
    ],
    [`${a}probability ( a ) {\n table 0.5, x;`, "line 7, column 13: “x” (must be a finite number)"],
    [`${a}probability ( a ) {\n table 0.5, 0.4;\n}`, "line 7, column 2: the row of “a” for — has sum 0.9 (must be 1)"],
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
    [`${a}probability ( a | a ) {\n (t) 1, 0;\n}`, "line 6, column 19: “a” as its own parent"],
    [`${a}probability ( a ) {\n table 1e999, 0;\n}`, "line 7, column 8: “1e999” (must be a finite number)"],
    [`${a}probability ( a ) {\n table nan, 0;\n}`, "line 7, column 8: “nan” (must be a finite number)"],
    [`${a}probability ( a ) {\n table 0.5.5, 0;\n}`, "line 7, column 8: “0.5.5” (must be a finite number)"],
    [`${a}probability ( a ) {\n table 0, 0;\n}`, "line 7, column 2: the row of “a” for — has sum 0 (must be 1)"],
    [`${a}probability ( a ) { table 1, 0;\n table 1, 0;\n}`, "line 7, column 2: a second “table”"],
    [
      `${a}probability ( a ) { table 1, 0; }\nprobability ( a ) { table 1, 0; }`,
      "line 7, column 15: a second table for “a”",
    ],
    [`${a}probability ( a ) { table 1, 0;\n () 1, 0; }`, "line 7, column 2: “a” has a table and rows"],
    [
      `${a}probability ( a ) { table 1, 0; }\nprobability ( c ) { table 1, 0; }`,
      "line 7, column 15: “c” is no variable",
    ],
    [
      `${a}variable b { type discrete [ 2 ] { u, v }; }\nprobability ( a | b ) { default 1, 0; }\nprobability ( b | a ) { default 1, 0; }`,
      "line 7, column 15: the cycle a → b → a",
    ],
    [
      `${a}variable b { type discrete [ 2 ] { u, v }; }\nprobability ( b | a, a ) { default 1, 0; }`,
      "line 7, column 22: a second parent “a”",
    ],
    [
      `${a}variable b { type discrete [ 2 ] { u, v }; }\nprobability ( b | a ) {\n (t, t) 1, 0; }`,
      "line 8, column 2: a row of “b” names 2 states (must be 1, one per parent)",
    ],
    [
      `network n {}\nvariable ${"x".repeat(200)} {`,
      "line 2, column 10: a name of 200 characters (must be at most 128)",
    ],
    [`network n {}\nvariable "" {`, "line 2, column 10: “” (must be a name)"],
    [`network n {}\nvariable a {\n}`, "line 2, column 10: variable “a” has no states"],
    ["network n {\n property a\n}\nvariable b { type discrete [ 1 ] { u }; }", "line 3, column 1: “}” (must be “;”)"],
    [`network n {\n property a`, "line 2, column 12: the file ends too early"],
    [`${a}probability ( "a ) { table 1, 0; }`, "line 6, column 15: a quote that is never closed"],
  ])("%j", (text, message) => {
    expect(() => readBif(text, "net.bif")).toThrow(`net.bif, ${message}`);
  });
});

/** A network of one node with these states and parents of two states t and f each. */
const family = (states: string, parents: readonly string[], entries: string) =>
  [
    "network n {}",
    ...parents.map((name) => `variable ${name} { type discrete [ 2 ] { t, f }; }`),
    `variable x { type discrete [ ${states.split(",").length} ] { ${states} }; }`,
    ...parents.map((name) => `probability ( ${name} ) { table 0.5, 0.5; }`),
    `probability ( x ${parents.length > 0 ? `| ${parents.join(", ")} ` : ""}) { ${entries} }`,
  ].join("\n");
const tableIn = (text: string, node = "x") => {
  const { document, notices } = readBif(text, "n.bif");
  return { table: document.nodes.find(({ name }) => name === node)?.table, notices };
};

describe("what files hold beside the grammar", () => {
  test("default alone is the table of a root, and numbers need no commas", () => {
    expect(tableIn(family("u, v", [], "default 0.25 0.75;")).table).toEqual([0.25, 0.75]);
  });

  test("states are any words, and comments end them", () => {
    const text = family("<5, 12+, Asy/Patch, Transp., 0, 1_1// glued\n, .97/* too */", [], "default 1 0 0 0 0 0 0;");
    expect(readBif(text, "n.bif").document.nodes[0].states).toEqual([
      ...["<5", "12+", "Asy/Patch", "Transp.", "0", "1_1", ".97"],
    ]);
  });

  test("a block without numbers, and a variable without a block, have no table, which is said", () => {
    const { document, notices } = readBif(family("u, v", ["a"], "").replace(/probability \( a \).*/, ""), "n.bif");
    expect(document.nodes).toEqual([
      { name: "a", states: ["t", "f"], parents: [] },
      { name: "x", states: ["u", "v"], parents: ["a"] },
    ]);
    expect(notices).toEqual([{ code: "tables-missing", values: { value: 2, node: "a" } }]);
  });

  test("properties are kept word for word: semicolons within quotes, addresses, quotes that stay open", () => {
    const text = `network n { property url http://a.org/* ; property "a; b" = 1;
      property it's 5" wide; }
      variable x { type discrete [ 1 ] { u }; property position =
        (1, 2)  ; } probability ( x ) { table 1; property p ; }`;
    const { document } = readBif(text, "n.bif");
    expect(document.properties).toEqual(["url http://a.org/*", '"a; b" = 1', `it's 5" wide`]);
    expect(document.nodes[0].properties).toEqual(["position = (1, 2)", "p"]);
  });

  test("“|” and commas may be left out", () => {
    expect(tableIn(family("u, v", ["a"], "(t) 1 0; (f) 0 1;").replace("x | a", "x a")).table).toEqual([1, 0, 0, 1]);
    expect(() => readBif(family("u, v", ["a"], "(t) 1 0;").replace("x | a", "x, y | a"), "n.bif")).toThrow(
      "line 5, column 20: “|” (must be “)”)",
    );
  });

  test("a network that is called unknown has no name, unless it stands in quotes", () => {
    expect(readBif(family("u", [], "table 1;").replace("n {", "unknown {"), "n.bif").document.name).toBe(undefined);
    expect(readBif(family("u", [], "table 1;").replace("n {", '"unknown" {'), "n.bif").document.name).toBe("unknown");
  });
});

describe("two states of one name", () => {
  /** p and q: states of one name; the rows of x in this order of (p, q). */
  const alike = (order: readonly (readonly [p: number, q: number])[]) => `network n {}
    variable p { type discrete [ 2 ] { __, __ }; } variable q { type discrete [ 3 ] { a, b, a }; }
    variable x { type discrete [ 2 ] { u, v }; }
    probability ( p ) { table 0.5, 0.5; } probability ( q ) { table 0.5, 0.25, 0.25; }
    probability ( x | p, q ) {
      ${order.map(([p, q]) => `(__, ${["a", "b", "a"][q]}) ${(3 * p + q) / 8}, ${1 - (3 * p + q) / 8};`).join("\n")}
    }`;
  const lastFastest = [0, 1].flatMap((p) => [0, 1, 2].map((q) => [p, q] as const));
  const firstFastest = [0, 1, 2].flatMap((q) => [0, 1].map((p) => [p, q] as const));
  const expected = [0, 1, 2, 3, 4, 5].flatMap((i) => [i / 8, 1 - i / 8]);

  test.each([
    ["the last parent", lastFastest],
    ["the first parent", firstFastest],
  ])("are told apart by the order of rows, with %s fastest", (_, order) => {
    const { document, notices } = readBif(alike(order), "n.bif");
    expect(document.nodes.map(({ states }) => states)).toEqual([
      ["__", "__.2"],
      ["a", "b", "a.2"],
      ["u", "v"],
    ]);
    expect(document.nodes[2].table).toEqual(expected);
    expect(notices).toEqual([{ code: "states-renamed", values: { value: 2, node: "p" } }]);
  });

  test("are refused where the order does not tell them apart", () => {
    const mixed = [2, 0, 1, 3, 4, 5].map((i) => lastFastest[i]);
    expect(() => readBif(alike(mixed), "n.bif")).toThrow("line 6, column 7: rows of “x” cannot be told apart");
    expect(() => readBif(alike(lastFastest.slice(1)), "n.bif")).toThrow("rows of “x” cannot be told apart");
  });
});

describe("noisy-max", () => {
  const rows = `property function max; (t, t) 0.5, 0.25, 0.25; // Leak term
    (f, t) 0.25, 0.25, 0.5; (t, f) 0.125, 0.375, 0.5;`;

  test("rows for single causes give the others, as independent causes whose highest effect is seen", () => {
    const { table = [], notices } = tableIn(family("0, 1, 2", ["a", "b"], rows));
    // Each cause by itself: what it adds to the leak. All three as independent variables, their maximum enumerated.
    const [leak, a, b] = [
      [0.5, 0.25, 0.25],
      [0.5, 0.5 / 0.75 - 0.5, 1 - 0.5 / 0.75],
      [0.25, 0.5 / 0.75 - 0.25, 1 - 0.5 / 0.75],
    ];
    const both = [0, 0, 0];
    for (const [i, p] of leak.entries())
      for (const [j, q] of a.entries()) for (const [k, r] of b.entries()) both[Math.max(i, j, k)] += p * q * r;
    expect(table.slice(0, 9)).toEqual([0.5, 0.25, 0.25, 0.125, 0.375, 0.5, 0.25, 0.25, 0.5]);
    for (const [s, p] of both.entries()) expect(table[9 + s]).toBeCloseTo(p, 14);
    expect(notices).toEqual([{ code: "noisy-max-expanded", values: { value: 1, node: "x" } }]);
  });

  test("is refused where a cause lowers the effect below the leak", () => {
    const lowered = rows.replace("(f, t) 0.25, 0.25, 0.5", "(f, t) 0.9, 0.1, 0");
    const twice = lowered.replace("(t, f) 0.125, 0.375, 0.5", "(t, f) 0.9, 0.1, 0");
    expect(() => readBif(family("0, 1, 2", ["a", "b"], twice), "n.bif")).toThrow(
      "the noisy-max of “x” gives negative probabilities",
    );
  });

  test("needs a row for each cause; without the property, all rows", () => {
    const fewer = family("0, 1, 2", ["a", "b"], rows.replace(/\(t, f\)[^;]*;/, ""));
    expect(() => readBif(fewer, "n.bif")).toThrow("“x” has no row for t, f");
    expect(() => readBif(family("0, 1, 2", ["a", "b"], rows.replace("property function max;", "")), "n.bif")).toThrow(
      "“x” has no row for f, f",
    );
  });
});

test("a small file cannot ask for many numbers", () => {
  const many = Array.from({ length: 20 }, (_, i) => `p${i}`);
  expect(() => readBif(family("u, v", many, "default 1, 0;"), "n.bif")).toThrow(
    "the table of “x” has 2097152 numbers (must be at most 1048576)",
  );
  const parents = many.slice(0, 18);
  const nets = [
    "network n {}",
    ...parents.map(
      (name) => `variable ${name} { type discrete [ 2 ] { t, f }; } probability ( ${name} ) { default 1 0; }`,
    ),
    ...Array.from(
      { length: 200 },
      (_, i) =>
        `variable x${i} { type discrete [ 2 ] { t, f }; } probability ( x${i} | ${parents.join(" ")} ) { default 1 0; }`,
    ),
  ];
  expect(() => readBif(nets.join("\n"), "n.bif")).toThrow("104857636 numbers (must be at most 8388608)");
});
