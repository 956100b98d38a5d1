import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../shared/experiment/canonical.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import type { Fields } from "../../../shared/experiment/fields.ts";
import { jsonSchema } from "../../../shared/experiment/json-schema.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import { decodeLink, encodeLink } from "../../../shared/experiment/link.ts";
import { cleanText } from "../../../shared/experiment/title.ts";
import { applyChanges, changesOf } from "../../../shared/labs/changes.ts";
import { setPath } from "../../../shared/labs/parse.ts";
import { parseExperiment } from "../../../shared/labs/parse-experiment.ts";
import { writtenExperiment } from "../../../shared/labs/written.ts";
import { entriesOf, toyLab } from "./toys.ts";

const words = { label: { es: "e", en: "e" }, help: { es: "a", en: "a" } };
const fields = {
  kind: {
    ...words,
    kind: "choice",
    options: ["hard", "none"].map((value) => ({ value, label: words.label })),
    default: "hard",
  },
  evidence: { ...words, kind: "map", values: "text", maxItems: 5, default: {}, names: "nodes" },
  soft: { ...words, kind: "map", values: "numbers", maxItems: 400, default: {}, when: { field: "kind", is: ["hard"] } },
  later: { ...words, kind: "map", values: "text", maxItems: 5, default: {}, omitDefault: true },
} as const satisfies Fields;
const lab = toyLab(fields, { sweeps: true });

const read = async (params: unknown) =>
  (await parseExperiment({ v: 1, lab: "toy", seed: 1, data: null, params }, entriesOf(toyLab(fields, noData))))
    .experiment;
const noData = { data: { none: () => true } };
const errorOf = (run: () => unknown): ExperimentError => {
  try {
    run();
  } catch (error) {
    if (error instanceof ExperimentError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
};

/** What files call nodes, and what means something to the language, to a path or to a command line. */
const nasty = [
  "__proto__",
  "constructor",
  "toString",
  "10",
  "2",
  "a.b",
  "a=b",
  '"q"',
  '"',
  "x y",
  "'",
  "ñ",
  ".",
  "=",
  "-",
  "{}",
];
const clean = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
  .map(cleanText)
  .filter((text) => text !== "");
const name = fc.oneof(fc.constantFrom(...nasty), clean);
const map = <T>(value: fc.Arbitrary<T>, maxLength: number) =>
  fc
    .uniqueArray(fc.tuple(name, value), { maxLength, selector: ([key]) => key })
    .map((entries) => Object.fromEntries(entries));
const weight = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });
const params = fc.record({
  evidence: map(name, 5),
  soft: map(fc.array(weight, { minLength: 1, maxLength: 4 }), 8),
  later: map(name, 5),
});

describe("maps with any names", () => {
  test("come back from their link and their JSON as they were, entries sorted", async () => {
    await fc.assert(
      fc.asyncProperty(params, async (given) => {
        const experiment = await read(given);
        expect(canonicalJson(experiment.params)).toBe(canonicalJson({ kind: "hard", ...given }));
        const { experiment: linked } = await decodeLink(await encodeLink(experiment));
        expect(JSON.stringify(await read((linked as Experiment).params))).toBe(JSON.stringify(experiment));
        // Written by one who keeps the order: the same text, whatever the order in which they came.
        const turned = Object.fromEntries(Object.entries(given.evidence).reverse());
        expect(JSON.stringify((await read({ ...given, evidence: turned })).params)).toBe(
          JSON.stringify(experiment.params),
        );
      }),
    );
  });

  test("are set one by one, and removed, by their paths", async () => {
    const none = await read({});
    await fc.assert(
      fc.asyncProperty(params, async (given) => {
        const all = await read(given);
        let set = none;
        for (const [field, entries] of Object.entries(given))
          for (const [key, value] of Object.entries(entries)) {
            const text = typeof value === "string" ? value : value.join(", ");
            set = setPath(noLab, set, `params.${field}.${key}`, text);
          }
        expect(JSON.stringify(set)).toBe(JSON.stringify(all));
        for (const [field, entries] of Object.entries(given))
          for (const [i, key] of Object.keys(entries).entries())
            set = setPath(noLab, set, `params.${field}.${key}`, i % 2 === 0 ? "" : null);
        expect(JSON.stringify(set)).toBe(JSON.stringify(none));
      }),
    );
  });

  test("change entry by entry", async () => {
    await fc.assert(
      fc.asyncProperty(params, params, fc.boolean(), async (one, other, without) => {
        const a = await read(one);
        const b = without ? setPath(noLab, await read(other), "params.kind", "none") : await read(other);
        const changes = changesOf(lab, a, b);
        expect(canonicalJson(applyChanges(a, changes))).toBe(canonicalJson(b));
        expect(new Set(changes.map(({ path }) => path)).size).toBe(changes.length);
      }),
    );
  });
});
const noLab = toyLab(fields, noData);

test("one entry is one change, at its path", async () => {
  const none = await read({});
  const set = setPath(noLab, none, "params.evidence.a.b", "yes");
  expect(changesOf(lab, none, set)).toMatchObject([
    { kind: "entry", path: "params.evidence.a.b", key: "a.b", before: undefined, after: "yes" },
  ]);
});

describe("what is no map is refused, with its place", () => {
  const long = "x".repeat(limits.map.name + 1);
  test.each([
    ["evidence", [], "wrong-type", "params.evidence"],
    ["evidence", "smoke", "wrong-type", "params.evidence"],
    ["evidence", { smoke: 1 }, "not-a-name", "params.evidence.smoke"],
    ["evidence", { smoke: "" }, "not-a-name", "params.evidence.smoke"],
    ["evidence", { "": "yes" }, "not-a-name", "params.evidence."],
    ["evidence", { " a": "yes" }, "not-a-name", "params.evidence. a"],
    ["evidence", { a: "y\u202es" }, "not-a-name", "params.evidence.a"],
    ["evidence", { a: long }, "not-a-name", "params.evidence.a"],
    ["evidence", { [long]: "yes" }, "not-a-name", `params.evidence.${long}`],
    ["evidence", { 1: "a", 2: "a", 3: "a", 4: "a", 5: "a", 6: "a" }, "too-many-items", "params.evidence"],
    ["soft", { xray: "0.7" }, "not-a-weight", "params.soft.xray"],
    ["soft", { xray: [] }, "not-a-weight", "params.soft.xray"],
    ["soft", { xray: [0.5, -1] }, "not-a-weight", "params.soft.xray"],
    ["soft", { xray: [0.5, null] }, "not-a-weight", "params.soft.xray"],
    ["soft", { xray: Array(limits.map.numbers + 1).fill(1) }, "too-many-items", "params.soft"],
  ])("%s: %j", async (field, value, code, path) => {
    const error = await read({ [field]: value }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ExperimentError);
    expect(error).toMatchObject({ code, path });
  });

  test("text of an entry too", async () => {
    const none = await read({});
    const set = (path: string, value: unknown) => errorOf(() => setPath(noLab, none, path, value));
    expect(set("params.soft.xray", "0.7, much").code).toBe("not-a-weight");
    expect(set("params.evidence. ", "yes").code).toBe("not-a-name");
    expect(set("params.evidence", "smoke=yes").code).toBe("wrong-type");
    expect(set("params.kind.smoke", "yes").code).toBe("unknown-param");
    const other = setPath(noLab, none, "params.kind", "none");
    expect(errorOf(() => setPath(noLab, other, "params.soft.xray", "1, 2")).code).toBe("inapplicable");
  });
});

test("text of an entry is cleaned as names of documents are; a whole map is JSON", async () => {
  const none = await read({});
  expect(setPath(noLab, none, "params.evidence. an\u0303o ", " yes\t").params.evidence).toEqual({ año: "yes" });
  expect(setPath(noLab, none, "params.soft.xray", "[0.7, 0.3]").params.soft).toEqual({ xray: [0.7, 0.3] });
  expect(setPath(noLab, none, "params.soft.xray", "0.7;0.3").params.soft).toEqual({ xray: [0.7, 0.3] });
  const both = setPath(noLab, none, "params.evidence", '{"b": "1", "a": "2"}');
  expect(JSON.stringify(both.params.evidence)).toBe('{"a":"2","b":"1"}');
  expect(setPath(noLab, both, "params.evidence", "").params.evidence).toEqual({});
});

test("is not varied by a sweep, nor is an entry", async () => {
  for (const path of ["params.evidence", "params.evidence.smoke"]) {
    const input = { v: 2, lab: "toy", seed: 1, params: {}, sweep: { [path]: ["a"] } } as const;
    const start = { v: 1, lab: "toy", seed: 1, data: null, params: {} } as const;
    expect(errorOf(() => setPath(lab, start, `sweep.${path}`, ["a"]))).toMatchObject({
      code: "not-swept",
      path: `sweep.${path}`,
    });
    await expect(parseExperiment(input, entriesOf(lab))).rejects.toMatchObject({ code: "not-swept" });
  }
});

test("is left out at its default where it was added later", async () => {
  const none = await read({});
  expect(writtenExperiment(noLab, none).params).not.toHaveProperty("later");
  const set = setPath(noLab, none, "params.later.a", "b");
  expect(writtenExperiment(noLab, set).params.later).toEqual({ a: "b" });
});

test("has a JSON Schema", () => {
  expect(jsonSchema(fields).properties).toMatchObject({
    evidence: { type: "object", additionalProperties: { type: "string" }, default: {}, maxProperties: 5 },
    soft: { type: "object", additionalProperties: { type: "array", items: { type: "number", minimum: 0 } } },
  });
});
