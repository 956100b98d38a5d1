/** The document of the edge: complete, of one piece, and made of what the edge reads and answers by. */
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { limits } from "../../shared/experiment/limits.ts";
import { codes } from "../../worker/api/codes.ts";
import { describedRoutes, openApi, pathOf } from "../../worker/api/document.ts";
import { jsonSchemaOf } from "../../worker/api/json-schema.ts";
import { createApp } from "../../worker/app.ts";
import { ask } from "./edge.ts";
import { labs } from "./lab.ts";

const app = createApp(labs);
const described = describedRoutes(app.routes);
type Json = Readonly<Record<string, unknown>>;

/** Every object in a value, with its place. */
function* objectsIn(value: unknown, place = "#"): Generator<readonly [string, Json]> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield [place, value as Json];
  for (const [key, inner] of Object.entries(value)) yield* objectsIn(inner, `${place}/${key}`);
}

describe("the description", () => {
  test("covers every route of the data, and nothing else", () => {
    const routes = app.routes.filter(({ method, path }) => method !== "ALL" && /^\/(api\/|b\/)/.test(path));
    const all = new Set(routes.map(({ method, path }) => `${method.toLowerCase()} ${pathOf(path)}`));
    expect(described.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([...all].sort());
    expect(described.length).toBeGreaterThanOrEqual(9);
  });

  test("names each operation once, and each value of its path", () => {
    const ids = described.map(({ operation }) => operation.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of described) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(operation.path ?? {}), path).toEqual(named);
    }
  });

  test("says everything in both languages", () => {
    const places = [...objectsIn(openApi(app.routes))];
    for (const [place, value] of places) {
      if (!("x-es" in value)) continue;
      const spanish = value["x-es"];
      const texts = typeof spanish === "string" ? [spanish] : Object.values(spanish as Json);
      for (const text of [value.description, ...texts]) expect(text, place).toMatch(/\p{L}{3}/u);
    }
    expect(places.filter(([, value]) => "x-es" in value).length).toBeGreaterThan(100);
  });

  test("refers only to what is there", () => {
    const document = openApi(app.routes) as { components: { schemas: Json } };
    const references = [...objectsIn(document)].flatMap(([, value]) => ("$ref" in value ? [value.$ref as string] : []));
    expect(references.length).toBeGreaterThan(20);
    for (const reference of references)
      expect(Object.keys(document.components.schemas)).toContain(reference.replace("#/components/schemas/", ""));
  });

  test("lists the limits by which requests are refused", () => {
    const document = openApi(app.routes) as { paths: Record<string, { post: { "x-limits": { value: number }[] } }> };
    const { multiplyAdds, batch, numbers, json, bytes } = limits.inference;
    expect(document.paths["/api/x/{id}/infer"].post["x-limits"].map(({ value }) => value)).toEqual([
      multiplyAdds,
      batch,
      numbers,
      json,
      bytes,
    ]);
  });

  test("has no code that no address gives", () => {
    const given = new Set(described.flatMap(({ operation }) => Object.values(operation.errors).flat()));
    const everywhere = ["internal", "unknown-address", "wrong-method"];
    expect(Object.keys(codes).filter((code) => !given.has(code as never) && !everywhere.includes(code))).toEqual([]);
  });

  test("is what the edge answers, and may be kept", async () => {
    const response = await ask("/api/openapi.json");
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(openApi(app.routes))));
    expect(response.headers.get("content-type")).toBe("application/json");
  });
});

describe("a schema", () => {
  test.each<[string, v.GenericSchema, Json]>([
    [
      "bounds and patterns",
      v.pipe(v.string(), v.minLength(1), v.maxLength(3), v.regex(/^a/)),
      { type: "string", minLength: 1, maxLength: 3, pattern: "^a" },
    ],
    [
      "text that stands for a number",
      v.optional(v.pipe(v.string(), v.transform(Number), v.number(), v.integer(), v.minValue(2)), "7"),
      { type: "integer", minimum: 2, default: 7 },
    ],
    [
      "objects",
      v.strictObject({ a: v.boolean(), b: v.exactOptional(v.nullable(v.literal(1))) }),
      {
        type: "object",
        properties: { a: { type: "boolean" }, b: { anyOf: [{ const: 1 }, { type: "null" }] } },
        required: ["a"],
        additionalProperties: false,
      },
    ],
    [
      "lists",
      v.pipe(v.array(v.picklist(["x"])), v.maxLength(2)),
      { type: "array", items: { enum: ["x"] }, maxItems: 2 },
    ],
    ["records", v.record(v.string(), v.number()), { type: "object", additionalProperties: { type: "number" } }],
  ])("is described: %s", (_, schema, expected) => expect(jsonSchemaOf(schema)).toEqual(expected));

  test("that cannot be described is an error", () => {
    expect(() => jsonSchemaOf(v.date())).toThrow("cannot be described: date");
    expect(() => jsonSchemaOf(v.pipe(v.string(), v.email()))).toThrow("cannot be described: email");
  });
});
