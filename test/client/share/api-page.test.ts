import { expect, test } from "vitest";
import { curlOf, requestOf } from "../../../client/share/api-page/ask.ts";
import { idIn } from "../../../client/share/api-page/chosen.ts";
import type { Operation, Parameter } from "../../../client/share/api-page/document.ts";
import { prettyJson, shapeText, withValues } from "../../../client/share/api-page/shape.ts";
import { units } from "../../../client/share/api-page/words.ts";
import type { Limit } from "../../../worker/api/describe.ts";

const id = "AbC_1-2345678901234567";

test.each([
  [id, id],
  [`  ${id} `, id],
  [`/x/${id}`, id],
  [`https://example.test/x/${id}?expert#top`, id],
  ["short", "short"],
])("the id in %j", (text, expected) => expect(idIn(text)).toBe(expected));

const parameter = (name: string, where: Parameter["in"]): Parameter => ({
  name,
  in: where,
  required: where === "path",
  schema: { type: "string" },
});
const place = (method: string) => ({
  method,
  path: "/api/x/{id}/infer",
  operation: {
    parameters: [
      parameter("id", "path"),
      parameter("op", "query"),
      parameter("format", "query"),
      parameter("Range", "header"),
    ],
  } as unknown as Operation,
});

test("a request has what was filled in, each in its place", () => {
  const request = requestOf(place("POST"), { id: "a/b", op: "", format: "png", Range: "bytes=0-1" }, "{}");
  expect(request).toEqual({
    method: "POST",
    address: "/api/x/a%2Fb/infer?format=png",
    headers: { Range: "bytes=0-1", "Content-Type": "application/json" },
    body: "{}",
  });
});

test("the line for the terminal is quoted for its shell", () => {
  const request = requestOf(place("POST"), { id, format: "png" }, '{"op":\n "it\'s"}');
  expect(curlOf(request, "https://example.test")).toBe(
    `curl -X POST 'https://example.test/api/x/${id}/infer?format=png' -H 'Content-Type: application/json' -d '{"op": "it'\\''s"}' -o picture.png`,
  );
  expect(curlOf(requestOf(place("GET"), { id }, undefined), "https://e.test")).toBe(
    `curl 'https://e.test/api/x/${id}/infer'`,
  );
});

test("shapes read as people write them", () => {
  const shape = {
    type: "object",
    additionalProperties: false,
    required: ["op"],
    properties: {
      op: { enum: ["a", "b"] },
      rows: { type: "array", maxItems: 64, minItems: 1, items: { type: "array", items: { type: "number" } } },
      either: { type: "array", items: { anyOf: [{ $ref: "#/components/schemas/Model" }, { type: "null" }] } },
      seed: { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
      title: { type: "string", maxLength: 120 },
    },
  };
  expect(shapeText(shape)).toBe(
    [
      "{",
      '  op: "a" | "b"',
      "  rows?: number[][] (1–64)",
      "  either?: (Model | null)[]",
      "  seed?: integer ≥ 0",
      "  title?: string (≤ 120)",
      "}",
    ].join("\n"),
  );
});

test("lists of numbers stay in their line", () => {
  const value = { rows: [[1, 2], [3]], none: {}, text: 'a"b', nothing: null };
  expect(prettyJson(value)).toBe(
    '{\n  "rows": [\n    [1, 2],\n    [3]\n  ],\n  "none": {},\n  "text": "a\\"b",\n  "nothing": null\n}',
  );
  expect(JSON.parse(prettyJson(value))).toEqual(value);
});

test("meanings of codes say the values of the answer, where it has them", () => {
  const meaning = "No es uno de los valores admitidos (values.allowed).";
  expect(withValues(meaning, { allowed: "encode, decode" })).toBe(
    "No es uno de los valores admitidos (encode, decode).",
  );
  expect(withValues(meaning, { value: "x" })).toBe(meaning);
});

test("each unit of a limit has a word", () => {
  const named: Readonly<Record<Exclude<Limit["unit"], "bytes">, object>> = units;
  expect(Object.keys(named)).not.toHaveLength(0);
});
