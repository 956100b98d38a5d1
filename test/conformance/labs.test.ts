import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Pool } from "../../client/compute/job.ts";
import { runExperiment } from "../../client/run/driver.ts";
import { planOf } from "../../client/run/plan.ts";
import { createNodePool } from "../../client/terminal/pool.ts";
import { canonicalJson } from "../../shared/experiment/canonical.ts";
import { jsonSchema } from "../../shared/experiment/json-schema.ts";
import { decodeLink, encodeLink } from "../../shared/experiment/link.ts";
import { type Fold, resultArrays } from "../../shared/labs/fold.ts";
import { labs } from "../../shared/labs/index.ts";
import type { Lab, Preset } from "../../shared/labs/lab.ts";
import { metricMatches } from "../../shared/labs/metrics.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { parseExperiment } from "../../shared/labs/parse-experiment.ts";
import { judgesOf } from "../../shared/labs/sweep-best.ts";
import { type Golden, renewed } from "../golden/update.ts";
import type { Cut } from "../run.ts";
import { digestOfFold, runDirect } from "./direct.ts";
import { longerForm, metricsOfMishaps, sameArrays, seedRule } from "./rules.ts";
import { goldenForm, type Short, shortForm } from "./short.ts";

/**
 * What every lab must hold to; a new one is covered by its line in the registry. The first preset of a lab gives its digest in one piece, in a run that is
 * cut and changes its device, on one thread (beyond a shorter run) and on three; the others in one run, which is cut and changes its device. CONFORMANCE=full
 * puts all of them through every device, cut and number of threads, each by itself; LABS=fa,rbm tries these labs alone; UPDATE_GOLDEN=1 writes digests
 * that are new, and those that changed under a greater revision of their lab.
 */
const golden = new URL("../golden/digests.json", import.meta.url);
const update = process.env.UPDATE_GOLDEN === "1";
const goldens: Record<string, Golden> = JSON.parse(readFileSync(golden, "utf8"));

const asked = process.env.LABS?.split(",");
const full = process.env.CONFORMANCE === "full";
const loaded = await Promise.all(labs.filter(({ id }) => asked?.includes(id) ?? true).map(({ load }) => load()));
await Promise.all(loaded.map((lab) => lab.ready?.()));
const presets = await Promise.all(
  loaded.flatMap((lab) =>
    lab.presets.map(async (preset) => {
      const name = `${lab.id}:${preset.id}`;
      const short = await formOf(lab, preset, goldens[name]);
      return { name, lab, preset, short, isFirst: full || preset === lab.presets[0] };
    }),
  ),
);
await Promise.all(presets.map(({ lab, short }) => lab.ready?.(short.experiment.params)));
/** The form that was written down; a fresh one where there is none, or the lab takes its parameters no more and it is written anew. */
async function formOf(lab: Lab, preset: Preset, before: Golden | undefined): Promise<Short> {
  if (before === undefined) return shortForm(lab, preset);
  const known = goldenForm(lab, preset, before);
  return update ? known.catch(() => shortForm(lab, preset)) : known;
}
const firsts = presets.filter(({ isFirst }) => isFirst);
const runs = new Map<Short, ReturnType<typeof runDirect>>();
const reopened: Cut = { slices: [0, 1, 40, 7], reopen: (slice) => slice % 4 < 3 };
/** Few openings of long runs, and few steps on the second of two devices: the scalar one, on which a step takes long. */
const inTurn: Cut = { slices: [0, 1, 40, 7, 160, 2, 640, 28], reopen: (slice) => slice % 8 < 6 };
/** Those that are run in pieces alone; what is written down is of a whole run. */
const inPieces = new Set(presets.flatMap(({ short, isFirst }) => (isFirst || update ? [] : [short])));

/** A run of the preset. */
function reference(short: Short) {
  const known = runs.get(short) ?? (inPieces.has(short) ? pieced(short) : runDirect(short, "wasm"));
  runs.set(short, known);
  return known;
}

/** Opened again from checkpoints, on the other device each time. */
const pieced = (short: Short) => runDirect(short, hasOwnKernels(short) ? ["wasm", "scalar"] : "wasm", inTurn);

/** Other people's kernels round in their own order: there the readable net, in float64, is near and no more. */
const hasOwnKernels = ({ lab, experiment, data }: Short) =>
  planOf(lab, experiment, data).every(({ wasm }) => !wasm?.includes("tensorflow"));

describe.each(loaded)("lab $id", (lab) => {
  it("is what its entry says, with two presets or more and unique names", () => {
    const entry = labs.find(({ id }) => id === lab.id);
    expect(entry?.family).toBe(lab.family);
    if (entry?.wasm) expect(entry.wasm).toEqual(lab.wasm);
    expect(lab.presets.length).toBeGreaterThanOrEqual(2);
    for (const names of [lab.presets.map(({ id }) => id), lab.metrics.map(({ name }) => name)]) {
      expect(new Set(names).size).toBe(names.length);
    }
    expect(lab.devices).toContain("wasm");
    expect(lab.devices).toContain("scalar");
  });

  it("says everything in both languages", () => {
    const texts: unknown[] = [lab.title, lab.summary, ...lab.metrics.map(({ meaning }) => meaning)];
    for (const { title, about } of lab.presets) texts.push(title, about);
    for (const { label, help } of Object.values(lab.params)) texts.push(label, help);
    for (const text of texts) {
      expect(text).toEqual({ es: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) });
    }
  });

  it("declares the metrics that its presets print, and no others", () => {
    const printed = new Set<string>();
    for (const { lab: own, short } of presets) {
      if (own !== lab) continue;
      const metrics = lab.measure(reference(short), short.experiment, short.data);
      // Something must choose the best run of a sweep.
      if (lab.sweeps) expect(judgesOf(lab, [metrics]), `${lab.id}: better`).not.toEqual([]);
      for (const [name, value] of Object.entries(metrics)) {
        expect(Number.isFinite(value), `${name} is ${value}`).toBe(true);
        const declared = lab.metrics.filter((metric) => metricMatches(metric.name, name)).map((metric) => metric.name);
        expect(declared.length, `${name} is declared`).toBeGreaterThan(0);
        for (const one of declared) printed.add(one);
      }
    }
    const expected = lab.metrics.map(({ name }) => name);
    for (const name of expected) if (metricsOfMishaps.includes(name)) printed.add(name);
    expect([...printed].sort()).toEqual(expected.sort());
  });
});

describe.each(presets)("$name", ({ name, lab, preset, short, isFirst }) => {
  it("passes its own schema, as JSON and as a link", async () => {
    const experiment = presetExperiment(lab, preset);
    expect((await parseExperiment(JSON.parse(canonicalJson(experiment)), labs)).experiment).toEqual(experiment);
    expect(
      (await parseExperiment((await decodeLink(await encodeLink(experiment))).experiment, labs)).experiment,
    ).toEqual(experiment);
    expect(Object.keys(jsonSchema(lab.params).properties as object)).toEqual(Object.keys(lab.params));
  });

  it("has a plan of plain data, the same each time, whose tasks wait only for earlier ones", () => {
    const tasks = planOf(lab, short.experiment, short.data);
    expect(planOf(lab, short.experiment, short.data)).toEqual(tasks);
    expect(structuredClone(tasks)).toEqual(tasks);
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(tasks.length);
    if (lab.devices.includes("webgpu"))
      expect(tasks.some(({ gpu }) => gpu)).toBe(lab.onGpu?.(short.experiment.params) ?? true);
    for (const [i, { steps, after = [] }] of tasks.entries()) {
      expect(Number.isInteger(steps) && steps >= 1).toBe(true);
      const earlier = tasks.slice(0, i).map(({ id }) => id);
      for (const id of after) expect(earlier).toContain(id);
    }
  });

  it(`gives the digest that it has always given${inPieces.has(short) ? ", opened again from checkpoints, on the other device each time" : ""}`, async () => {
    const digest = await digestOfFold(short, reference(short));
    const { revision } = lab;
    if (update) {
      const now = { params: short.experiment.params, revision, digest };
      goldens[name] = renewed(name, goldens[name], now);
    }
    expect(goldens[name], "a digest written down (UPDATE_GOLDEN=1 writes it)").toBeDefined();
    expect({ revision, digest }).toEqual({ revision: goldens[name].revision, digest: goldens[name].digest });
  });

  const gives = async (fold: Fold) =>
    expect(await digestOfFold(short, fold)).toBe(await digestOfFold(short, reference(short)));
  const ownKernels = hasOwnKernels(short);

  if (isFirst && !full)
    it("gives the same in single steps and many, opened again from checkpoints, on the other device each time", async () => {
      // What is not cut runs on the scalar device.
      const cut = { slices: [1, 1, 0, 40, 3, 7, 160], reopen: reopened.reopen };
      await gives(runDirect(short, ownKernels ? ["scalar", "wasm"] : "wasm", cut));
    });
  if (full) {
    it("gives the same one step at a time, then many", async () => {
      await gives(runDirect(short, "wasm", { slices: [1, 1, 3, 17, 160], reopen: () => false }));
    });
    it("gives the same when it is opened again from checkpoints", async () => {
      await gives(runDirect(short, "wasm", reopened));
    });
    if (ownKernels)
      it("gives the same on the scalar device, bit for bit", async () => {
        await gives(runDirect(short, "scalar"));
      });
  }
  if (isFirst && lab.devices.includes("webgpu") && (lab.onGpu?.(short.experiment.params) ?? true))
    it("gives what WebAssembly gives on a GPU, but for its rounding", ({ skip }) => {
      skip("Node has no GPU: test/browser/webgpu/labs.test.ts runs it on the software adapter of a browser");
    });
  if (!ownKernels)
    it("gives the same metrics on the scalar device, to five digits", () => {
      const metrics = (fold: Fold) => lab.measure(fold, short.experiment, short.data);
      const expected = metrics(reference(short));
      const found = metrics(runDirect(short, "scalar"));
      expect(Object.keys(found)).toEqual(Object.keys(expected));
      for (const [name, value] of Object.entries(expected)) {
        expect(Math.abs(found[name] / value - 1), name).toBeLessThan(1e-5);
      }
    });

  it("has no NaN", () => {
    const arrays = Object.entries(resultArrays(reference(short)));
    expect(arrays.length).toBeGreaterThan(0);
    const bad = arrays.filter(([, { values }]) => values.some((value: number) => Number.isNaN(value)));
    expect(bad.map(([array]) => array)).toEqual([]);
  });

  const rule = seedRule(lab, preset.id);
  if (rule !== "either")
    it(`gives ${rule === "equal" ? "the same" : "other"} arrays for another seed`, () => {
      const other = { ...short, experiment: { ...short.experiment, seed: short.experiment.seed + 1 } };
      const arrays = resultArrays(runDirect(other, "wasm"));
      expect(sameArrays(arrays, resultArrays(reference(short)))).toBe(rule === "equal");
    });
});

describe("on threads", () => {
  let pool: Pool;
  beforeAll(() => {
    pool = createNodePool({ threads: 1 });
  });
  afterAll(() => {
    pool.close();
    if (update)
      writeFileSync(golden, `${JSON.stringify(Object.fromEntries(Object.entries(goldens).sort()), null, 2)}\n`);
  });

  it.each(firsts)("$name goes on from a shorter run", { timeout: 60_000 }, async ({ short }) => {
    const longer = longerForm(short);
    if (longer === null) return;
    const gained: number[] = [];
    const onProgress = (fold: Fold) => gained.push(fold.tasks.reduce((steps, { id }) => steps + fold.done(id), 0));
    let shorter: Fold | undefined;
    const keep = (fold: Fold) => {
      shorter = fold;
    };
    const before = await runExperiment({ ...short, pool, device: "wasm", onProgress: keep });
    const { engine } = before;
    const resume = { fold: shorter as unknown as Fold, engine };
    const result = await runExperiment({ ...longer, pool, device: "wasm", resume, onProgress });
    expect(result.digest).toBe(await digestOfFold(longer, runDirect(longer, "wasm")));
    expect(gained[0]).toBeGreaterThan(0);
  });

  describe.each(full ? [1, 2, 3, 8] : [3])("%s", (threads) => {
    it.each(firsts)("$name gives the same", { timeout: 60_000 }, async ({ short }) => {
      pool.resize(threads);
      const result = await runExperiment({ ...short, pool, device: "wasm" });
      expect(result.digest).toBe(await digestOfFold(short, reference(short)));
    });
  });
});
