import { expect, test } from "vitest";
import { isChecked } from "../../../shared/experiment/checked-documents.ts";
import type { GraphDocument } from "../../../shared/experiment/document.ts";
import { checkDocument, parseDocument } from "../../../shared/experiment/parse-document.ts";
import { setTable } from "../../../shared/graphs/edit/index.ts";
import { pair, sprinkler } from "./documents.ts";

const outcome = (check: (document: GraphDocument) => unknown, document: unknown) => {
  try {
    check(document as GraphDocument);
    return "valid";
  } catch (error) {
    return error;
  }
};
const [rain, ...others] = sprinkler.nodes;
const [first, ...factors] = pair.factors;
const many = Array.from({ length: 2001 }, (_, i) => ({ ...rain, name: `n${i}` }));

test.each<[string, unknown]>([
  ["nothing", sprinkler],
  ["a table", { ...sprinkler, nodes: [{ ...rain, table: [0.5, 0.5] }, ...others] }],
  ["a table of the wrong size", { ...sprinkler, nodes: [{ ...rain, table: [1] }, ...others] }],
  ["a negative number", { ...sprinkler, nodes: [...others, { ...rain, table: [-1, 2] }] }],
  ["states that others' tables count on", { ...sprinkler, nodes: [{ ...rain, states: ["a"], table: [1] }, ...others] }],
  ["a name twice", { ...sprinkler, nodes: [rain, ...others, rain] }],
  ["a parent gone", { ...sprinkler, nodes: others }],
  ["a cycle", { ...sprinkler, nodes: [{ ...rain, parents: ["wet"], table: [1, 0, 0, 1] }, ...others] }],
  ["a member that none has", { ...sprinkler, nodes: [...others, { ...rain, colour: "red" }] }],
  ["a member of the whole", { ...sprinkler, colour: "red" }],
  ["no node", { ...sprinkler, nodes: [] }],
  ["too many nodes", { ...sprinkler, nodes: many }],
  ["another kind, the same nodes", { ...sprinkler, kind: "markov", factors: [] }],
  ["a factor of the wrong size", { ...pair, factors: [{ ...first, table: [1] }, ...factors] }],
  ["a factor over a stranger", { ...pair, factors: [{ ...first, scope: ["stranger"] }, ...factors] }],
])("an edit is valid, or wrong in the same words, as if all were read anew: %s", (_, edited) => {
  checkDocument(sprinkler);
  checkDocument(pair);
  expect(outcome(checkDocument, edited)).toEqual(outcome(parseDocument, edited));
});

test("what an edit made is known to be valid, and nothing else is", () => {
  const edited = setTable(sprinkler, rain.name, [0.4, 0.6]);
  expect(isChecked(edited)).toBe(true);
  expect(isChecked({ ...edited })).toBe(false);
});
