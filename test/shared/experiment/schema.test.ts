import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { Fields, Params } from "../../../shared/experiment/fields.ts";
import { jsonSchema } from "../../../shared/experiment/json-schema.ts";
import { activeFields, defaults, parseParams, parseValue, setParam } from "../../../shared/experiment/schema.ts";
import { errorOf } from "../../error-of.ts";

const words = { label: { es: "e", en: "label" }, help: { es: "a", en: "help" } };
const fields = {
  hidden: { ...words, kind: "integer", min: 1, max: 512, default: 64 },
  rate: { ...words, kind: "number", min: 0, max: 1, default: 0.05, unit: "1" },
  method: {
    ...words,
    kind: "choice",
    options: [
      { value: "cd", label: words.label },
      { value: "pcd", label: words.label },
      { value: "ais", label: words.label },
    ],
    default: "cd",
  },
  k: { ...words, kind: "integer", min: 1, max: 100, default: 1, when: { field: "method", is: ["cd", "pcd"] } },
  particles: { ...words, kind: "integer", min: 1, max: 1000, default: 100, when: { field: "method", is: ["pcd"] } },
  tempered: { ...words, kind: "boolean", default: false, when: { field: "method", is: ["pcd"] } },
  rungs: { ...words, kind: "integer", min: 2, max: 50, default: 10, when: { field: "tempered", is: [true] } },
  widths: { ...words, kind: "integers", min: 1, max: 1024, minItems: 1, maxItems: 4, default: [256, 32] },
  columns: { ...words, kind: "columns", minItems: 0, maxItems: 3, default: [] },
  note: { ...words, kind: "text", maxLength: 10, default: "" },
} as const satisfies Fields;

describe("defaults and activeFields", () => {
  test("hold only what applies", () => {
    expect(defaults(fields)).toEqual({
      hidden: 64,
      rate: 0.05,
      method: "cd",
      k: 1,
      widths: [256, 32],
      columns: [],
      note: "",
    });
    expect(activeFields(fields, { method: "ais", tempered: true }).map(([name]) => name)).toEqual([
      "hidden",
      "rate",
      "method",
      "widths",
      "columns",
      "note",
    ]);
  });
});

describe("parseParams", () => {
  test("fills in defaults, in the order of the fields", () => {
    const params = parseParams(fields, { tempered: true, method: "pcd", hidden: 8 });
    expect(Object.entries(params)).toEqual([
      ["hidden", 8],
      ["rate", 0.05],
      ["method", "pcd"],
      ["k", 1],
      ["particles", 100],
      ["tempered", true],
      ["rungs", 10],
      ["widths", [256, 32]],
      ["columns", []],
      ["note", ""],
    ]);
  });

  test.each<[unknown, string, string, string]>([
    [{ hidden: 0 }, "params.hidden", "out-of-range", "invalid params.hidden: 0 (must be a whole number from 1 to 512)"],
    [
      { hidden: 2.5 },
      "params.hidden",
      "not-whole",
      "invalid params.hidden: 2.5 (must be a whole number from 1 to 512)",
    ],
    [
      { hidden: "8" },
      "params.hidden",
      "not-a-number",
      'invalid params.hidden: "8" (must be a whole number from 1 to 512)',
    ],
    [{ rate: Number.NaN }, "params.rate", "not-a-number", "invalid params.rate: NaN (must be a number from 0 to 1)"],
    [{ method: "sml" }, "params.method", "not-an-option", 'invalid params.method: "sml" (must be one of cd, pcd, ais)'],
    [
      { widths: [] },
      "params.widths",
      "wrong-length",
      "invalid params.widths: [] (must be 1 to 4 whole numbers from 1 to 1024)",
    ],
    [
      { widths: [32, "x"] },
      "params.widths",
      "not-whole-numbers",
      'invalid params.widths: [32,"x"] (must be 1 to 4 whole numbers from 1 to 1024)',
    ],
    [
      { widths: [3, 0] },
      "params.widths",
      "out-of-range",
      "invalid params.widths: [3,0] (must be 1 to 4 whole numbers from 1 to 1024)",
    ],
    [
      { note: "x".repeat(11) },
      "params.note",
      "text-too-long",
      "invalid params.note: 11 characters (must be at most 10)",
    ],
    [
      { rungs: 3 },
      "params.rungs",
      "inapplicable",
      "params.rungs does not apply while tempered is nothing (it applies when tempered is true)",
    ],
    [
      { hiden: 3 },
      "params.hiden",
      "unknown-param",
      "unknown parameter: params.hiden (there are hidden, rate, method, k, particles, tempered, rungs, widths, columns, note)",
    ],
    [[1], "params", "wrong-type", "invalid params: [1] (must be an object of named values)"],
    [null, "params", "wrong-type", "invalid params: null (must be an object of named values)"],
  ])("names place, value and cure of %j", (input, path, code, message) => {
    const error = errorOf(() => parseParams(fields, input));
    expect([error.path, error.code, error.message]).toEqual([path, code, message]);
  });

  test("poisoned keys do nothing", () => {
    for (const text of ['{"__proto__":{"x":1}}', '{"constructor":{"prototype":{"x":1}}}', '{"toString":1}']) {
      expect(errorOf(() => parseParams(fields, JSON.parse(text))).code).toBe("unknown-param");
    }
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test("never throws anything but an ExperimentError, and is idempotent", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...Object.keys(fields)), fc.anything())),
        (input) => {
          let params: Params;
          try {
            params = parseParams(fields, input);
          } catch (error) {
            expect(error).toBeInstanceOf(ExperimentError);
            return;
          }
          expect(parseParams(fields, params)).toEqual(params);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("setParam", () => {
  test("reads text as the field's kind", () => {
    const start = setParam(fields, defaults(fields), "method", "pcd");
    const set = (name: string, text: string) => setParam(fields, start, name, text)[name];
    expect(set("hidden", " 16 ")).toBe(16);
    expect(set("rate", "1e-3")).toBe(0.001);
    expect(set("rate", "-0")).toBe(0);
    expect(Object.is(set("rate", "-0"), 0)).toBe(true);
    expect(set("tempered", "true")).toBe(true);
    expect(set("widths", "128, 64")).toEqual([128, 64]);
    expect(set("widths", "[7]")).toEqual([7]);
    expect(set("columns", "age, height")).toEqual(["age", "height"]);
    expect(set("columns", "")).toEqual([]);
    expect(set("note", "1")).toBe("1");
  });

  test.each([
    ["hidden", "0x10"],
    ["hidden", ""],
    ["hidden", "many"],
    ["hidden", "1e99"],
    ["rate", "Infinity"],
    ["tempered", "1"],
    ["widths", "3,x"],
    ["method", "CD"],
    ["columns", "a,,b"],
  ])("refuses %s=%s", (name, text) => {
    const start = setParam(fields, defaults(fields), "method", "pcd");
    expect(errorOf(() => setParam(fields, start, name, text)).path).toBe(`params.${name}`);
  });

  test("a discriminant refills its branch and drops what no longer applies", () => {
    let params = setParam(fields, defaults(fields), "k", 10);
    params = setParam(fields, params, "method", "pcd");
    expect(params).toMatchObject({ k: 10, particles: 100, tempered: false });
    params = setParam(fields, setParam(fields, params, "particles", "7"), "tempered", "true");
    expect(params.rungs).toBe(10);
    params = setParam(fields, params, "method", "ais");
    expect(Object.keys(params)).toEqual(["hidden", "rate", "method", "widths", "columns", "note"]);
    params = setParam(fields, params, "method", "pcd");
    expect(params).toMatchObject({ k: 1, particles: 100, tempered: false });
    expect(params).not.toHaveProperty("rungs");
  });

  test("says when a field does not apply", () => {
    expect(errorOf(() => setParam(fields, defaults(fields), "particles", "7")).message).toBe(
      'params.particles does not apply while method is "cd" (it applies when method is pcd)',
    );
    expect(errorOf(() => setParam(fields, defaults(fields), "__proto__", "7")).code).toBe("unknown-param");
  });
});

describe("jsonSchema", () => {
  test("has bounds, defaults, words and conditions", () => {
    const schema = jsonSchema(fields) as { properties: Record<string, unknown>; allOf: readonly unknown[] };
    expect(schema.properties.hidden).toEqual({
      type: "integer",
      minimum: 1,
      maximum: 512,
      default: 64,
      title: "label",
      description: "help",
      "x-es": { title: "e", description: "a" },
    });
    expect(schema.properties.method).toMatchObject({ type: "string", enum: ["cd", "pcd", "ais"], default: "cd" });
    expect(schema.allOf[0]).toEqual({
      if: { properties: { method: { enum: ["cd", "pcd"] } } },
      else: { properties: { k: false } },
    });
    expect(schema.allOf[3]).toEqual({
      if: {
        allOf: [
          { properties: { method: { enum: ["pcd"] } }, required: ["method"] },
          { properties: { tempered: { enum: [true] } }, required: ["tempered"] },
        ],
      },
      else: { properties: { rungs: false } },
    });
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });
});

test("a text that is too long is told by its length, not quoted", () => {
  const label = { es: "Texto", en: "Text" };
  const field = { kind: "text", label, help: label, maxLength: 20, default: "" } as const;
  expect(parseValue(field, "x".repeat(20), "params.model")).toHaveLength(20);
  expect(() => parseValue(field, "x".repeat(21), "params.model")).toThrow(
    expect.objectContaining({ code: "text-too-long", path: "params.model", values: { value: 21, max: 20 } }),
  );
  expect(() => parseValue(field, 7, "params.model")).toThrow(expect.objectContaining({ code: "wrong-type" }));
});
