import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { parseJson } from "../../../shared/experiment/json.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import { parseNotes, parseTitle } from "../../../shared/experiment/title.ts";
import type { LabEntry } from "../../../shared/labs/index.ts";
import { defineLab } from "../../../shared/labs/lab.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";
import { parseExperiment } from "../../../shared/labs/parse-experiment.ts";

const words = { es: "e", en: "e" };
const described = { label: words, help: words };

/** A lab that reads files unless its target is "gauss", and lists no generator. */
const lab = defineLab({
  id: "toy",
  revision: 1,
  family: "inference",
  title: words,
  summary: words,
  params: {
    target: {
      ...described,
      kind: "choice",
      options: [
        { value: "gauss", label: words },
        { value: "regression", label: words },
      ],
      default: "gauss",
    },
    scale: { ...described, kind: "number", min: 0, max: 10, default: 1, when: { field: "target", is: ["gauss"] } },
  },
  data: { generators: [], formats: ["csv"], none: ({ target }) => target === "gauss" },
  presets: [
    { id: "first", title: words, about: words, seed: 3, data: null, params: {} },
    { id: "wide", title: words, about: words, seed: 4, data: null, params: { scale: 5 } },
  ],
  metrics: [],
  wasm: [],
  devices: ["scalar"],
  estimate: () => ({ multiplyAdds: 0, bytes: 0 }),
  plan: () => [],
  processes: {},
  measure: () => ({}),
});
const labs: readonly LabEntry[] = [{ id: "toy", family: "inference", load: async () => lab }];
const file = { sha256: "ab".repeat(32), format: "csv", shape: [10, 3], name: "heights.csv" };

async function errorOf(input: unknown): Promise<ExperimentError> {
  const error: unknown = await parseExperiment(input, labs).then(
    () => new Error("nothing was thrown"),
    (reason: unknown) => reason,
  );
  if (error instanceof ExperimentError) return error;
  throw error;
}

describe("parseExperiment", () => {
  test("fills in what may be left out, as new objects", async () => {
    const input = { v: 1, lab: "toy", seed: 7 };
    const { experiment } = await parseExperiment(input, labs);
    expect(experiment).toEqual({ v: 1, lab: "toy", seed: 7, data: null, params: { target: "gauss", scale: 1 } });
    expect((await parseExperiment(experiment, labs)).experiment).toEqual(experiment);
  });

  test("keeps own files by hash, format, shape and name", async () => {
    const input = {
      v: 1,
      lab: "toy",
      seed: 7,
      data: { files: [{ ...file, name: "a\u202Eb\n.csv" }] },
      params: { target: "regression" },
    };
    expect((await parseExperiment(input, labs)).experiment.data).toEqual({ files: [{ ...file, name: "ab .csv" }] });
  });

  test.each<[string, unknown, string, string, RegExp]>([
    ["newer version", { v: 9, lab: "new", extra: 1 }, "v", "newer-version", /version 9: made by a newer version/],
    ["no version", { lab: "toy", seed: 1 }, "v", "unknown-version", /invalid v: nothing \(must be 1 or 2\)/],
    ["unknown lab", { v: 1, lab: "rmb", seed: 1 }, "lab", "unknown-lab", /unknown lab: "rmb" \(there are toy\)/],
    [
      "seed",
      { v: 1, lab: "toy", seed: -1 },
      "seed",
      "wrong-type",
      /invalid seed: -1 \(must be a whole number from 0 to 9007199254740991\)/,
    ],
    ["unknown key", { v: 1, lab: "toy", seed: 1, sed: 2 }, "sed", "unknown-key", /unknown key: sed/],
    [
      "parameter",
      { v: 1, lab: "toy", seed: 1, params: { scale: 11 } },
      "params.scale",
      "out-of-range",
      /11 \(must be a number from 0 to 10\)/,
    ],
    [
      "data not needed",
      { v: 1, lab: "toy", seed: 1, data: { files: [file] } },
      "data",
      "needs-no-data",
      /must be null: leave them out, or set params\.target=regression\)/,
    ],
    [
      "data needed",
      { v: 1, lab: "toy", seed: 1, params: { target: "regression" } },
      "data",
      "needs-data",
      /needs a generator or files/,
    ],
    [
      "generator",
      { v: 1, lab: "toy", seed: 1, params: { target: "regression" }, data: { generator: "x", seed: 0 } },
      "data.generator",
      "unknown-generator",
      /"x" \(there are none\)/,
    ],
    [
      "format",
      { v: 1, lab: "toy", seed: 1, params: { target: "regression" }, data: { files: [{ ...file, format: "idx" }] } },
      "data.files[0]",
      "unfit-format",
      /is idx \(must be csv\)/,
    ],
    [
      "hash",
      { v: 1, lab: "toy", seed: 1, data: { files: [{ ...file, sha256: "AB" }] } },
      "data",
      "wrong-type",
      /invalid data/,
    ],
    ["no object", [1], "experiment", "wrong-type", /invalid experiment: \[1\]/],
  ])("names place, value and cure: %s", async (_, input, path, code, message) => {
    const error = await errorOf(input);
    expect([error.path, error.code]).toEqual([path, code]);
    expect(error.message).toMatch(message);
  });

  test("poisoned keys are harmless", async () => {
    for (const poison of [
      '"__proto__":{"x":1}',
      '"constructor":{"prototype":{"x":1}}',
      '"params":{"__proto__":{"x":1}}',
    ]) {
      await parseExperiment(JSON.parse(`{"v":1,"lab":"toy","seed":1,${poison}}`), labs).catch((error: unknown) =>
        expect(error).toBeInstanceOf(ExperimentError),
      );
      expect(({} as Record<string, unknown>).x).toBeUndefined();
    }
    await errorOf(JSON.parse('{"__proto__":{"v":1,"lab":"toy","seed":1}}'));
  });

  test("rejects whatever is not an experiment with an ExperimentError", async () => {
    const almost = fc.record(
      {
        v: fc.oneof(fc.constant(1), fc.anything()),
        lab: fc.oneof(fc.constant("toy"), fc.anything()),
        seed: fc.oneof(fc.nat(), fc.anything()),
        data: fc.anything(),
        params: fc.anything(),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.anything({ withNullPrototype: true }), almost), async (input) => {
        const failed: unknown = await parseExperiment(input, labs).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (failed !== undefined) expect(failed).toBeInstanceOf(ExperimentError);
      }),
      { numRuns: 500 },
    );
  });
});

describe("caps", () => {
  const nested = (levels: number) => JSON.parse("[".repeat(levels) + "]".repeat(levels)) as unknown;
  test.each<[string, unknown, string]>([
    ["depth", nested(17), "too-deep"],
    ["keys", Array.from({ length: 2001 }, () => 0), "too-many-keys"],
    ["string", "x".repeat(4097), "string-too-long"],
    ["key", { ["x".repeat(4097)]: 1 }, "string-too-long"],
  ])("%s", async (_, value, code) => {
    expect((await errorOf({ v: 1, lab: "toy", seed: 1, params: { value } })).code).toBe(
      code === "too-deep" ? "too-deep" : code,
    );
  });

  test("bytes of JSON, counted in UTF-8", () => {
    const size = limits.json.bytes;
    expect(() => parseJson(`["${"x".repeat(size - 4)}"]`)).toThrow(/characters in one string/);
    expect(() => parseJson(`["${"é".repeat(size / 2)}"]`)).toThrow(/too large/);
    expect(() => parseJson("[1,")).toThrow(ExperimentError);
    expect(() => parseJson(`${"[".repeat(100_000)}${"]".repeat(100_000)}`)).toThrow(/more than 16 levels deep/);
  });
});

describe("presetExperiment and setPath", () => {
  test("a preset is the defaults and what it changes", () => {
    expect(presetExperiment(lab)).toEqual({
      v: 1,
      lab: "toy",
      seed: 3,
      data: null,
      params: { target: "gauss", scale: 1 },
    });
    expect(presetExperiment(lab, "wide").params).toEqual({ target: "gauss", scale: 5 });
    expect(() => presetExperiment(lab, "narrow")).toThrow('unknown preset of toy: "narrow" (there are first, wide)');
  });

  test("paths reach seed and parameters; data follow", () => {
    const wide = presetExperiment(lab, "wide");
    expect(setPath(lab, wide, "seed", "12").seed).toBe(12);
    expect(setPath(lab, wide, "params.scale", "2.5").params.scale).toBe(2.5);
    expect(() => setPath(lab, wide, "seed", "1.5")).toThrow(/invalid seed: "1.5"/);
    // With all that a sentence in the reader's language needs.
    const bounds = { min: 0, max: Number.MAX_SAFE_INTEGER };
    for (const [seed, code] of [
      [-5, "out-of-range"],
      [1.5, "not-whole"],
      ["many", "not-a-number"],
    ] as const)
      expect(() => setPath(lab, wide, "seed", seed)).toThrow(
        expect.objectContaining({ code, values: expect.objectContaining(bounds) }),
      );
    expect(() => setPath(lab, wide, "sed", "1")).toThrow(/unknown path: sed/);
    expect(() => setPath(lab, wide, "data.seed", "1")).toThrow(/unknown path/);
    const fit = setPath(lab, { ...wide, data: { files: [{ ...file, format: "csv" }] } }, "params.target", "regression");
    expect(fit.params).toEqual({ target: "regression" });
    expect(setPath(lab, fit, "params.target", "gauss").data).toBeNull();
  });
});

describe("titles and notes", () => {
  test("become NFC and keep emoji", () => {
    expect(parseTitle("  Ma\u0301quina de Boltzmann 👩‍🔬 ")).toBe("Máquina de Boltzmann 👩‍🔬");
    expect(parseNotes("a\r\nb")).toBe("a\nb");
  });

  test.each([
    "a\nb",
    "a\u0000",
    "a\u202Eb",
    "a\u2066b",
    "\u200Fa",
    "a\u2028b",
    "\uD800",
    "a\u0085b",
    "",
    "   ",
    "x".repeat(121),
    7,
  ])("refuse %j", (title) => {
    expect(() => parseTitle(title)).toThrow(ExperimentError);
  });

  test("length is counted after NFC", () => {
    expect(parseTitle("e\u0301".repeat(120))).toHaveLength(120);
    expect(() => parseNotes("x".repeat(4001))).toThrow("invalid notes: 4001 characters (must be at most 4000)");
  });
});
