import { expect, test } from "vitest";
import { isGraphJson } from "../../../shared/data/readers/graphs/json.ts";
import { pair, sprinkler } from "../experiment/documents.ts";

const isGraph = (value: unknown) =>
  isGraphJson(new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value, null, 2)));

test("a graph in JSON is told from an experiment with a graph, and from other JSON", () => {
  for (const document of [sprinkler, pair]) expect(isGraph(document)).toBe(true);
  expect(isGraph({ v: 2, lab: "net", seed: 1, data: { document: sprinkler }, params: {} })).toBe(false);
  expect(isGraph(`{"experiment": {"lab": "net", "data": {"document": ${JSON.stringify(sprinkler)}}}`)).toBe(false);
  for (const other of ["", "[]", "{", '{"kind": "bayes"', '"kind": "bayes"', { a: { nodes: [] } }])
    expect(isGraph(other)).toBe(false);
  // Broken ones are told as graphs.
  for (const broken of ['{"kind": "bayes", "nodes": [', '{"nodes": [] "kind"}', { kind: "pie", nodes: [] }])
    expect(isGraph(broken)).toBe(true);
});
