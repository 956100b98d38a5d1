import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { resolveData } from "../../../shared/data/resolve.ts";
import { canonicalJson } from "../../../shared/experiment/canonical.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import { parseDocument } from "../../../shared/experiment/parse-document.ts";
import { readingChoices } from "../../../shared/experiment/reading.ts";
import { withVersion } from "../../../shared/experiment/version.ts";
import { pictureChoices, tableChoices } from "../../../shared/labs/choices.ts";
import { labs } from "../../../shared/labs/index.ts";
import { setPath } from "../../../shared/labs/parse.ts";
import { parseExperiment } from "../../../shared/labs/parse-experiment.ts";
import { sweepRuns } from "../../../shared/labs/sweep.ts";
import { writtenExperiment } from "../../../shared/labs/written.ts";
import { anyDocument, pair, sprinkler } from "./documents.ts";
import { entriesOf, toyFields, toyLab } from "./toys.ts";

/** A lab that takes all that there is, and one that takes nothing of version 2. */
const taking = toyLab(toyFields, {
  sweeps: true,
  data: {
    formats: ["csv", "bif"],
    reading: readingChoices,
    documents: ["bayes", "markov", "factor", "deterministic"],
    parseDocument,
  },
});
const plain = toyLab(toyFields);

const read = async (input: unknown, lab = taking) => (await parseExperiment(input, entriesOf(lab))).experiment;
async function errorOf(input: unknown, lab = taking): Promise<ExperimentError> {
  const error: unknown = await read(input, lab).then(
    () => new Error("nothing was thrown"),
    (reason: unknown) => reason,
  );
  if (error instanceof ExperimentError) return error;
  throw error;
}

const file = { sha256: "ab".repeat(32), format: "csv", shape: [10, 3], name: "heights.csv" };
const bif = { ...file, format: "bif", shape: [8], name: "asia.bif" };
const two = { v: 2, lab: "toy", seed: 1 };
const withFiles = (more: object = {}) => ({ ...two, data: { files: [file], ...more } });
const withDocument = { ...two, data: { document: sprinkler } };

const anySweep = fc.record(
  {
    seed: fc.uniqueArray(fc.maxSafeNat(), { minLength: 1, maxLength: 4 }),
    "params.size": fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 4 }),
    "params.penalty": fc.uniqueArray(
      fc.double({ min: 0, max: 1, noNaN: true }).map((x) => x + 0),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  },
  { requiredKeys: ["seed"] },
);
const anyData = fc.oneof(
  fc.constant({ generator: "digits", seed: 2 }),
  fc.constant({ files: [file] }),
  fc.constant({ files: [bif] }),
  fc.constant({ files: [file], reading: { header: "no", columns: ["b", "a"] } }),
  fc.constant({ files: [file], reading: { header: "auto" } }),
  anyDocument.map((document) => ({ document })),
  anyDocument.map((document) => ({ files: [file], document })),
);
const anyInput = fc.record(
  { v: fc.constant(2), lab: fc.constant("toy"), seed: fc.maxSafeNat(), data: anyData, sweep: anySweep },
  { requiredKeys: ["v", "lab", "seed", "data"] },
);

describe("version 2", () => {
  test("round trip in canonical JSON", async () => {
    await fc.assert(
      fc.asyncProperty(anyInput, async (input) => {
        const experiment = await read(input);
        const text = canonicalJson(writtenExperiment(taking, experiment));
        const again = await read(JSON.parse(text));
        expect(again).toEqual(experiment);
        expect(canonicalJson(writtenExperiment(taking, again))).toBe(text);
      }),
    );
  });

  test("what uses nothing new is version 1, whoever wrote it", async () => {
    const one = { ...two, v: 1, data: { generator: "digits", seed: 4 } };
    const text = canonicalJson(await read(one));
    expect(JSON.parse(text).v).toBe(1);
    expect(canonicalJson(await read({ ...one, v: 2 }))).toBe(text);
    expect((await read(withFiles({ reading: { header: "auto", gaps: "keep" } }))).v).toBe(1);
    expect((await read(withFiles())).data).toEqual({ files: [file] });
  });

  test.each<[string, object]>([
    ["a reading", withFiles({ reading: { decimal: "comma" } })],
    ["a document", withDocument],
    ["files of a document", withFiles({ document: pair })],
    ["a format", { ...two, data: { files: [bif] } }],
    ["a sweep", { ...two, sweep: { "params.size": [1, 2] } }],
  ])("what uses %s is version 2, and version 1 does not know it", async (_, input) => {
    expect((await read(input)).v).toBe(2);
    const error = await errorOf({ ...input, v: 1 });
    expect(["wrong-type", "unknown-key"]).toContain(error.code);
  });

  test("keeps the hash, format, shape and name of each file", async () => {
    const { data } = await read(withFiles({ reading: { standardise: "yes" } }));
    expect(data).toEqual({ files: [file], reading: { standardise: "yes" } });
  });

  test("follows what is changed", async () => {
    const experiment = await read(withFiles());
    const chosen = setPath(taking, experiment, "data.reading.header", "no");
    expect([chosen.v, chosen.data]).toEqual([2, { files: [file], reading: { header: "no" } }]);
    expect(setPath(taking, chosen, "data.reading.header", "auto")).toEqual(experiment);
    expect(withVersion({ ...chosen, data: experiment.data }).v).toBe(1);
    expect(() => setPath(taking, experiment, "data.reading.rows", "1")).toThrow(ExperimentError);
    expect(() => setPath(plain, experiment, "data.reading.header", "no")).toThrow(
      /unfit data.reading.header for toy: no/,
    );
  });

  test("a later version is said to be one", async () => {
    for (const v of [3, 4, 1e6]) {
      const error = await errorOf({ v, lab: "toy", unheard: 1 });
      expect([error.path, error.code, error.values.allowed]).toEqual(["v", "newer-version", 2]);
      expect(error.message).toMatch(/made by a newer version of Latente/);
    }
    for (const v of [0, -1, 1.5, "2", null, Number.NaN]) expect((await errorOf({ v })).code).toBe("unknown-version");
  });

  test.each<[string, object, string, string, RegExp]>([
    [
      "a document",
      withDocument,
      "data.document",
      "takes-no-document",
      /document of kind bayes \(must be digits, csv\)/,
    ],
    ["a sweep", { ...two, sweep: { "params.size": [1, 2] } }, "sweep", "takes-no-sweep", /over params.size/],
    [
      "a reading",
      withFiles({ reading: { header: "no" } }),
      "data.reading.header",
      "takes-no-reading",
      /no \(must be left out; choices of this lab: none\)/,
    ],
    ["a format", { ...two, data: { files: [bif] } }, "data.files[0]", "unfit-format", /is bif \(must be csv\)/],
  ])("a lab that does not take it refuses %s", async (_, input, path, code, message) => {
    const error = await errorOf(input, plain);
    expect([error.path, error.code]).toEqual([path, code]);
    expect(error.message).toMatch(message);
  });

  test("a lab takes the kinds and choices that it names, no others", async () => {
    const some = toyLab(toyFields, { data: { documents: ["factor"], parseDocument, reading: ["header"] } });
    expect((await errorOf(withDocument, some)).code).toBe("unfit-document");
    expect((await read({ ...two, data: { document: pair } }, some)).data).toEqual({ document: pair });
    const error = await errorOf(withFiles({ reading: { header: "no", gaps: "drop" } }), some);
    expect([error.code, error.path]).toEqual(["takes-no-reading", "data.reading.gaps"]);
  });

  test("only the labs of graphs take documents, and only those that sweep have presets that do", async () => {
    for (const { id, load } of labs) {
      const { data, sweeps = false, presets } = await load();
      expect(data.documents !== undefined).toBe(id === "bayes-net" || id === "factor-graph");
      if (!sweeps) expect(presets.filter(({ sweep }) => sweep !== undefined)).toEqual([]);
    }
  });

  test("every lab of tables leaves it to the user how text is read, and which columns and rows", async () => {
    for (const { load } of labs) {
      const { data } = await load();
      if (!data.formats.includes("csv")) continue;
      expect(data.reading).toEqual(expect.arrayContaining([...tableChoices]));
      if (data.use?.pictures) expect(data.reading).toEqual(expect.arrayContaining([...pictureChoices]));
    }
  });

  test("a document is no part of the caps of JSON; all the rest is", async () => {
    const table = Array.from({ length: 4_096 }, (_, i) => i / 4_096);
    const nodes = Array.from({ length: 12 }, (_, i) => ({ name: `n${i}`, states: ["0", "1"] }));
    const document = { kind: "factor", nodes, factors: [{ scope: nodes.map(({ name }) => name), table }] };
    expect((await read({ ...two, data: { document } })).v).toBe(2);
    const many = Array.from({ length: limits.json.keys + 1 }, () => 0);
    expect((await errorOf({ ...two, data: { document }, params: { many } })).code).toBe("too-many-keys");
    expect((await errorOf({ ...two, data: { document, many } })).code).toBe("too-many-keys");
    expect((await errorOf({ ...two, data: { files: [file], reading: { columns: many } } })).code).toBe("too-many-keys");
  });

  test("reaches a lab as part of its table", async () => {
    const found = await resolveData((await read(withDocument)).data, () => Promise.reject(new Error("no files")));
    expect(found).toMatchObject({ rows: 0, columns: 0, document: sprinkler });
  });
});

describe("sweeps", () => {
  const sweeping = async (sweep: unknown, params = {}): Promise<Experiment> => read({ ...two, params, sweep });

  test("a run for every combination, in the order of the values", async () => {
    const runs = sweepRuns(taking, await sweeping({ "params.size": [30, 10], seed: [5, 6] }));
    expect(runs.map(({ seed, params }) => [params.size, seed])).toEqual([
      [30, 5],
      [30, 6],
      [10, 5],
      [10, 6],
    ]);
    for (const run of runs) {
      expect([run.v, "sweep" in run]).toEqual([1, false]);
      expect(await read(JSON.parse(canonicalJson(run)))).toEqual(run);
    }
  });

  test("what does not apply is left out, and equal runs run once", async () => {
    const runs = sweepRuns(
      taking,
      await sweeping({ "params.penalty": [0.1, 0.2], "params.method": ["plain", "lasso"] }),
    );
    expect(runs.map(({ params }) => [params.method, params.penalty])).toEqual([
      ["plain", undefined],
      ["lasso", 0.1],
      ["lasso", 0.2],
    ]);
  });

  test("over the data", async () => {
    const data = { generator: "digits", seed: 0 };
    const swept = await read({ ...two, data, sweep: { "data.seed": [1, 2], "data.params.count": [50] } });
    expect(sweepRuns(taking, swept).map((run) => run.data)).toMatchObject([
      { seed: 1, params: { count: 50 } },
      { seed: 2, params: { count: 50 } },
    ]);
  });

  test("one run where there is no sweep", async () => {
    const experiment = await read({ ...two, v: 1 });
    expect(sweepRuns(taking, experiment)).toEqual([experiment]);
  });

  test.each<[string, unknown, string, string, RegExp]>([
    ["no parameter", {}, "sweep", "sweep-axes", /0 \(must be 1 to 4 parameters/],
    [
      "too many",
      Object.fromEntries(["seed", "data.seed", "params.size", "params.method", "params.penalty"].map((p) => [p, [1]])),
      "sweep",
      "sweep-axes",
      /5 \(must be 1 to 4/,
    ],
    ["an unknown parameter", { "params.sise": [1] }, "sweep.params.sise", "unknown-path", /params.sise/],
    [
      "a path that holds no value",
      { "data.generator": ["digits"] },
      "sweep.data.generator",
      "unknown-path",
      /must be seed/,
    ],
    ["a poisoned path", JSON.parse('{"params.__proto__":[1]}'), "sweep.params.__proto__", "unknown-path", /__proto__/],
    ["a value out of range", { "params.size": [10, 101] }, "sweep.params.size", "out-of-range", /101 .*1 to 100/],
    ["a value of another type", { "params.size": ["10"] }, "sweep.params.size", "not-a-number", /"10"/],
    ["a value twice", { "params.size": [10, 20, 10] }, "sweep.params.size", "repeated", /10/],
    ["no value", { "params.size": [] }, "sweep.params.size", "sweep-values", /1 to 100 values/],
    ["no list", { "params.size": 10 }, "sweep.params.size", "sweep-values", /10/],
    [
      "too many values",
      { seed: Array.from({ length: 101 }, (_, i) => i) },
      "sweep.seed",
      "sweep-values",
      /1 to 100 values/,
    ],
    [
      "too many runs",
      { seed: Array.from({ length: 100 }, (_, i) => i), "params.size": Array.from({ length: 11 }, (_, i) => i + 1) },
      "sweep",
      "sweep-runs",
      /1100 \(must be at most 1000 runs/,
    ],
    ["no object", [1], "sweep", "wrong-type", /sweep/],
  ])("refuse %s", async (_, sweep, path, code, message) => {
    const error = await errorOf({ ...two, sweep });
    expect([error.path, error.code]).toEqual([path, code]);
    expect(error.message).toMatch(message);
  });

  test("the most that there may be", async () => {
    const seed = Array.from({ length: 100 }, (_, i) => i);
    const sweep = { seed, "params.size": Array.from({ length: 10 }, (_, i) => i + 1) };
    expect(sweepRuns(taking, await sweeping(sweep))).toHaveLength(1_000);
  });
});
