import { describe, expect, it } from "vitest";
import type { Pool } from "../../../client/compute/job.ts";
import { explain, loadSentences } from "../../../client/i18n/explain.ts";
import { chooseLocale } from "../../../client/i18n/locale.ts";
import { type Earlier, runExperiment } from "../../../client/run/driver.ts";
import { engineOf } from "../../../client/run/driver-engine.ts";
import { goOn, resumePoints } from "../../../client/run/driver-resume.ts";
import { planOf } from "../../../client/run/plan.ts";
import { readersVersion } from "../../../shared/data/version.ts";
import type { Engine } from "../../../shared/experiment/engine.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { foldFromArrays, type OpenFold, openFold, resultArrays } from "../../../shared/labs/fold.ts";
import type { Lab, Task } from "../../../shared/labs/lab.ts";
import { exactMetrics, metricMatches } from "../../../shared/labs/metrics.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";
import { randomVersion } from "../../../shared/random/version.ts";
import { walkLab } from "../../sim/walk.ts";
import { noWasm } from "../../wasm.ts";

const lab = walkLab();
const experiment = presetExperiment(lab);

/** A pool that works in the caller's turn, task after task, from where `resume` says. */
function plainPool(computed: string[] = []): Pool {
  return {
    async run({ tasks, resume = {}, onChunk }) {
      const outputs = Object.fromEntries(Object.entries(resume).map(([id, { output }]) => [id, output ?? {}]));
      for (const task of tasks) {
        if (resume[task.id]?.output !== undefined) continue;
        const process = await lab.open(
          task,
          { device: "scalar", data: null, inputs: outputs, wasm: noWasm },
          resume[task.id]?.checkpoint,
        );
        const from = process.step;
        computed.push(`${task.id} ${from}–${task.steps}`);
        const records = await process.advance(task.steps - from);
        outputs[task.id] = await process.output();
        const checkpoint = await process.checkpoint();
        onChunk({ task: task.id, from, to: task.steps, records, output: outputs[task.id], checkpoint }, 1);
      }
    },
    hashes: async () => ({ math: "a".repeat(64) }),
    ask: () => Promise.reject(new Error("no questions here")),
    size: 1,
    paused: false,
    resize: () => undefined,
    pause: () => undefined,
    resume: () => undefined,
    step: () => undefined,
    close: () => undefined,
  };
}

const run = (options: Partial<Parameters<typeof runExperiment>[0]> = {}) =>
  runExperiment({ experiment, lab, data: null, pool: plainPool(), device: "scalar", ...options });

function longer(steps: number) {
  return { ...experiment, params: { ...experiment.params, steps } };
}

/** A run with 200 steps, as the next one may go on from it. */
async function finished(): Promise<Earlier & { readonly engine: Engine }> {
  let fold: OpenFold = openFold([]);
  const { engine } = await run({
    onProgress(grown) {
      fold = grown as OpenFold;
    },
  });
  return { fold, engine };
}

describe("a run on WebGPU that fails", () => {
  const failing = (error: Error) => {
    const devices: string[] = [];
    const pool = plainPool();
    const own: Pool = {
      ...pool,
      run(job) {
        devices.push(job.device);
        return job.device === "webgpu" ? Promise.reject(error) : pool.run(job);
      },
    };
    return { pool: own, devices };
  };
  const lost = new ExperimentError("device", "webgpu-failed", "device lost", { value: "device lost" });

  it("is done from its beginning on WebAssembly, and says so", async () => {
    const { pool, devices } = failing(lost);
    const reasons: unknown[] = [];
    const resume = await finished();
    const result = await run({ pool, device: "webgpu", resume, onInstead: (reason) => reasons.push(reason) });
    expect(devices).toEqual(["webgpu", "wasm"]);
    expect(reasons).toEqual([lost]);
    expect(result.device).toBe("wasm");
    expect(result.digest).toBe((await run()).digest);
  });

  it("for another reason fails, as on any other device", async () => {
    const odd = new ExperimentError("data.files", "model-inputs", "other inputs");
    const { pool, devices } = failing(odd);
    await expect(run({ pool, device: "webgpu" })).rejects.toBe(odd);
    expect(devices).toEqual(["webgpu"]);
  });
});

describe("runExperiment", () => {
  it("gives metrics, arrays, engine and digest, and shows the fold from the beginning on", async () => {
    const seen: boolean[] = [];
    const result = await run({ onProgress: (fold) => seen.push(fold.finished) });
    expect(Object.keys(result.metrics).sort()).toEqual(["end.walk.0", "end.walk.1", "end.walk.2", "end.walk.3", "sum"]);
    expect(Object.keys(result.arrays)).toContain("records/walk.3/x");
    expect(result.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(seen).toEqual([false, false, false, false, false, true]);
    expect((await run({ experiment: { ...experiment, seed: 99 } })).digest).not.toBe(result.digest);
  });

  it("goes on from an earlier run with fewer steps; what waits for the changed tasks is computed anew", async () => {
    const earlier = await finished();
    const computed: string[] = [];
    const result = await run({ experiment: longer(300), pool: plainPool(computed), resume: earlier });
    expect(computed).toEqual(["walk.0 200–300", "walk.1 200–300", "walk.2 200–300", "walk.3 200–300", "sum 0–5"]);
    expect(result.digest).toBe((await run({ experiment: longer(300) })).digest);
    const nothing: string[] = [];
    await run({ pool: plainPool(nothing), resume: earlier });
    expect(nothing).toEqual([]);
  });

  it.each<[string, (engine: Engine) => Engine | undefined]>([
    ["nobody knows", () => undefined],
    ["did not count revisions", ({ wasm, random }) => ({ wasm, random })],
    ["had another revision of the lab", (engine) => ({ ...engine, revision: 2 })],
    ["drew other random numbers", (engine) => ({ ...engine, random: "philox4x32-10/0" })],
    ["had another module", (engine) => ({ ...engine, wasm: { math: "b".repeat(64) } })],
    ["had one module more", (engine) => ({ ...engine, wasm: { ...engine.wasm, rbm: "a".repeat(64) } })],
    ["read its files otherwise", (engine) => ({ ...engine, data: 1 })],
    ["compiled its densities otherwise", (engine) => ({ ...engine, densities: 1 })],
  ])("goes on from nothing that an engine computed which %s", async (_, other) => {
    const { fold, engine } = await finished();
    const computed: string[] = [];
    const pool = plainPool(computed);
    await run({ experiment: longer(300), pool, resume: { fold, engine: other(engine) } });
    expect(computed).toEqual(["walk.0 0–300", "walk.1 0–300", "walk.2 0–300", "walk.3 0–300", "sum 0–5"]);
  });

  it("names the version of the file readers where the data are files, and only there", async () => {
    const file = { name: "a.csv", sha256: "a".repeat(64), format: "csv", shape: [1, 1] } as const;
    const own: Experiment = { ...experiment, data: { files: [file] } };
    const { engine } = await run();
    expect(engine).toEqual({ wasm: { math: "a".repeat(64) }, random: randomVersion, revision: lab.revision });
    expect(await engineOf(plainPool(), lab, own, [])).toEqual({ ...engine, data: readersVersion });
  });

  it("names the version of the compiler of densities where the lab uses it, and only there", async () => {
    const { engine } = await run();
    expect(await engineOf(plainPool(), { ...lab, densities: 7 }, experiment, [])).toEqual({ ...engine, densities: 7 });
  });

  it("refuses metrics that are not finite, and a run whose tasks were not done", async () => {
    const diverging: Lab = { ...lab, measure: () => ({ sum: Number.POSITIVE_INFINITY }) };
    await expect(run({ lab: diverging })).rejects.toMatchObject({
      code: "not-finite",
      message: /metric sum is Infinity/,
    });
    const error: unknown = await run({ lab: diverging }).catch((caught) => caught);
    await loadSentences();
    for (const [locale, said] of [
      ["es", "Los números se hicieron infinitos (en «sum»). Prueba"],
      ["en", "The numbers overflowed (in “sum”). Try"],
    ] as const) {
      chooseLocale(locale);
      expect(explain(error)).toContain(said);
    }
    await expect(run({ pool: { ...plainPool(), run: async () => undefined } })).rejects.toMatchObject({
      code: "task-failed",
    });
  });
});

it("names the column of the data that numbers which are not finite may come from, in both languages", async () => {
  const diverging: Lab = { ...lab, measure: () => ({ sum: Number.NaN }) };
  const of = (values: readonly number[], names?: readonly string[]) =>
    run({
      lab: diverging,
      data: { rows: values.length / 2, columns: 2, values: Float64Array.from(values), ...(names && { names }) },
    }).catch((caught: unknown) => caught);
  await loadSentences();
  const error = await of([1e300, 1e-280, -2.345678e300, 0], ["high", "low"]);
  expect(error).toMatchObject({
    code: "not-finite-of-column",
    message: /metric sum is NaN.*column high are of the size of 2\.35e\+300 \(standardise/,
  });
  chooseLocale("es");
  expect(explain(error)).toContain(
    "Los valores de la columna high son del tamaño de 2,35\u00a0×\u00a010³⁰⁰: estandariza los datos",
  );
  chooseLocale("en");
  expect(explain(error)).toContain(
    "Values of column high are of the size of 2.35\u00a0×\u00a010³⁰⁰: standardise the data",
  );
  expect(await of([1, 1e-300, 2, 0], ["high", "low"])).toMatchObject({ values: { column: "low", value: 1e-300 } });
  expect(explain(await of([1, 3e20, 2, 0]))).toContain("column no.\u00a02 are of the size of 3\u00a0×\u00a010²⁰");
  expect(await of([1, 1000, -1, 0])).toMatchObject({ code: "not-finite" });
});

describe("goOn", () => {
  const tasks = planOf(lab, experiment, null);
  const full = (plan: readonly Task[]): OpenFold => {
    const fold = openFold(plan);
    for (const { id, steps } of plan) {
      const values = new Float64Array(steps);
      const arrays = { x: { shape: [steps], values } };
      fold.add({ task: id, from: 0, to: steps, records: arrays, checkpoint: arrays, output: arrays });
    }
    return fold;
  };

  it("takes over nothing of a task with another key, other parameters, or more steps than are asked for now", () => {
    const changed = (change: Partial<Task>) =>
      tasks.map((task) => (task.id === "walk.1" ? { ...task, ...change } : task));
    for (const change of [{ key: [1, 2] as const }, { params: { a: 1 } }, { kind: "other" }, { steps: 100 }]) {
      const fold = goOn(changed(change), full(tasks));
      expect(fold.done("walk.0")).toBe(200);
      expect(fold.done("walk.1")).toBe(0);
      expect(fold.done("sum")).toBe(0);
    }
  });

  it("computes the output of an intermediate task again where a result has none and another task needs it", () => {
    const task = (id: string, steps: number, after: readonly string[] = []): Task => {
      const own = { id, kind: id, key: [0, 0] as const, steps, params: {}, after };
      return id.startsWith("part") ? { ...own, intermediate: true } : own;
    };
    const plan = (fit: number, impute: number) => [
      task("part.0", 2),
      task("part.1", 2, ["part.0"]),
      task("part.2", 2),
      task("fit", fit, ["part.1"]),
      task("impute", impute, ["part.2"]),
    ];
    const published = foldFromArrays(plan(5, 3), resultArrays(full(plan(5, 3))));
    const redone = (fold: OpenFold) => fold.tasks.filter(({ id, steps }) => fold.done(id) < steps).map(({ id }) => id);
    expect(redone(goOn(plan(5, 3), published))).toEqual([]);
    expect(redone(goOn(plan(9, 3), published))).toEqual(["part.0", "part.1", "fit"]);
    expect(redone(goOn(plan(5, 4), published))).toEqual(["part.2", "impute"]);
    // Of a run that was made here everything is there.
    expect(redone(goOn(plan(9, 3), full(plan(5, 3))))).toEqual(["fit"]);
  });

  it("goes on from a checkpoint only where the records reach it", () => {
    const [task] = tasks;
    const arrays = (steps: number) => ({ x: { shape: [steps], values: new Float64Array(steps) } });
    const gap = openFold([task]);
    gap.add({ task: task.id, from: 50, to: 100, records: arrays(50), checkpoint: arrays(1) });
    expect(resumePoints(gap)).toEqual({});
    gap.add({ task: task.id, from: 0, to: 50, records: arrays(50) });
    expect(resumePoints(gap)).toEqual({ [task.id]: { step: 100, checkpoint: arrays(1) } });
  });
});

describe("metricMatches", () => {
  it.each([
    ["rhat", "rhat", true],
    ["rhat", "rhat.mu", false],
    ["rhat.<parameter>", "rhat.theta[1]", true],
    ["rhat.<parameter>", "rhat.", false],
    ["posterior.<node>.<state>", "posterior.rain.yes", true],
    ["posterior.<node>.<state>", "posterior.rain", false],
    ["delta.<i>.mean", "delta.3.mean", true],
    ["delta.<i>.mean", "delta.3.max", false],
  ])("%s covers %s: %s", (declared, name, covers) => {
    expect(metricMatches(declared, name)).toBe(covers);
  });

  it("leaves measured metrics out of the digest, undeclared ones in", () => {
    const metric = (name: string, kind: "exact" | "measured") => ({
      name,
      kind,
      unit: "",
      meaning: { es: "", en: "" },
    });
    const measured = { ...lab, metrics: [metric("loss", "exact"), metric("speed.<device>", "measured")] };
    expect(exactMetrics(measured, { loss: 1, "speed.wasm": 2, other: 3 })).toEqual({ loss: 1, other: 3 });
  });
});
