import { describe, expect, test } from "vitest";
import { readJson } from "../../../../shared/data/readers/graphs/json/read.ts";

test("members in any order, as people write them", () => {
  const text = `\n{ "nodes": [\n { "table": [0.5, 5e-1], "states": ["t", "f\\u00e9"], "parents": [], "name": "a\\"" } ], "kind": "bayes" }\n`;
  expect(readJson(text, "n.json")).toEqual({
    kind: "bayes",
    nodes: [{ name: 'a"', states: ["t", "fé"], parents: [], table: [0.5, 0.5] }],
  });
});

const nodes = (text: string) => `{"kind": "bayes",\n "nodes": [\n  ${text}\n]}`;
const a = '{"name": "a", "states": ["t", "f"], "parents": []}';
describe("what is wrong is told with its line and column", () => {
  test.each([
    ['{"kind": "bayes",', "line 1, column 18: the file ends too early"],
    ['{"kind": "bayes"\n "nodes"', "line 2, column 2: “"],
    ['{"kind": bayes}', "line 1, column 10: “bayes}”, which is no JSON there"],
    ['{"kind": "ba\nyes"}', "line 1, column 13: “"],
    ['{"kind": "\\x"}', "line 1, column 11: “"],
    ['{"kind": 01}', "line 1, column 11: “1}”"],
    ['{"kind": "bayes",}', "line 1, column 18: “}”"],
    ["{} x", "line 1, column 4: “x”"],
    ['{"kind": "bayes", "kind": "factor"}', "line 1, column 19: a second “kind”"],
    [`{"kind": ${"[".repeat(17)}`, "line 1, column 26: more than 16 levels"],
    ['{"kind": "tree"}', 'line 1, column 10: invalid document.kind: "tree"'],
    [nodes('{"name": "a", "states": [], "parents": []}'), "line 3, column 27: invalid document.nodes[0].states"],
    [nodes(`${a}, ${a}`), "line 2, column 11: invalid document.nodes: a (must be different names)"],
    [nodes(a.replace("[]", '["b"]')), "line 3, column 50: invalid document.nodes[0].parents: b"],
    [nodes(a.replace("[]", '["a"]')), "line 1, column 1: invalid document: a → a"],
    [nodes(a.replace("[]}", '[],\n "table": [0.5]}')), "line 4, column 11: invalid document.nodes[0].table: 1 numbers"],
    [nodes(a.replace("[]}", '[], "table": [1, 1e999]}')), "line 3, column 67: invalid document.nodes[0].table[1]"],
    [nodes(a.replace("[]}", '[], "colour": 1}')), "invalid document.nodes[0].colour"],
  ])("%j", (text, message) => {
    expect(() => readJson(text, "n.json")).toThrow(message.startsWith("line") ? `n.json, ${message}` : message);
  });
});
