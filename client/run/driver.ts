import type { Table } from "../../shared/data/table.ts";
import { type Engine, sameEngine } from "../../shared/experiment/engine.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Result } from "../../shared/experiment/result.ts";
import { type Fold, resultArrays } from "../../shared/labs/fold.ts";
import type { Device, Lab } from "../../shared/labs/lab.ts";
import { EarlyHashes } from "../compute/early-hashes.ts";
import { PoolError } from "../compute/errors.ts";
import { gpuFailed, gpuTroubles } from "../compute/gpu/errors.ts";
import type { Pool } from "../compute/job.ts";
import { rehearseOn } from "../compute/rehearsal.ts";
import { summariseOn } from "../compute/summarise.ts";
import { engineOf } from "./driver-engine.ts";
import { goOn, resumePoints } from "./driver-resume.ts";
import { planOf } from "./plan.ts";

export interface RunOptions {
  readonly experiment: Experiment;
  readonly lab: Lab;
  /** The table that `experiment.data` names. */
  readonly data: Table | null;
  readonly pool: Pool;
  readonly device: Device;
  /** What an earlier run has, on the same data and device: everything in it that belongs to this plan is not computed again. */
  readonly resume?: Earlier;
  readonly signal?: AbortSignal;
  /** Once before the first chunk, then after each. The same fold each time: do not keep what it returns, do not write into it. */
  onProgress?(fold: Fold, threads?: number): void;
  /** WebGPU could not do it, for this reason: the run begins again on WebAssembly. */
  onInstead?(reason: ExperimentError): void;
}

/** What an earlier run has, and what computed it: only that same engine resumes from there. */
export interface Earlier {
  readonly fold: Fold;
  /** Undefined where it was not kept. */
  readonly engine: Engine | undefined;
}

/**
 * Runs an experiment to its end: plan, pool, fold, metrics, digest; where WebGPU fails, from its beginning on WebAssembly. Page and terminal both call this. Rejects with an ExperimentError for what
 * does not fit the data, a PoolError when the threads could not do it, the signal's reason when it was stopped.
 */
export async function runExperiment(options: RunOptions): Promise<Result> {
  try {
    return await runOn(options);
  } catch (error) {
    const reason = options.device === "webgpu" && !options.signal?.aborted ? troubleOf(error) : undefined;
    if (reason === undefined) throw await ofColumn(error, options.data);
    options.onInstead?.(reason);
    // Runs never mix devices: nothing of the other one is taken over.
    const { resume: _, ...rest } = options;
    return await runOn({ ...rest, device: "wasm" }).catch(async (later: unknown) => {
      throw await ofColumn(later, options.data);
    });
  }
}

/** Late: few runs need it. */
async function ofColumn(error: unknown, data: RunOptions["data"]): Promise<unknown> {
  if (!(error instanceof PoolError) || error.code !== "not-finite" || !data) return error;
  const { inWordsOfColumn } = await import("./farthest-column.ts");
  return inWordsOfColumn(error, data);
}

const ofGpu: readonly string[] = [...gpuTroubles, "webgpu-failed", "webgpu-differs"];

/** What speaks against WebGPU, where it may have been its doing: a thread that fell silent or broke, numbers that are no longer finite. */
function troubleOf(error: unknown): ExperimentError | undefined {
  if (error instanceof ExperimentError) return ofGpu.includes(error.code) ? error : undefined;
  if (!(error instanceof PoolError) || (error.code !== "task-failed" && error.code !== "not-finite")) return undefined;
  return gpuFailed("gpu-lost", error.attempts.at(-1) ?? error);
}

async function runOn(options: RunOptions): Promise<Result> {
  const { experiment, lab, data, pool, device, resume, signal, onProgress } = options;
  await lab.prepareFor?.(experiment.params);
  lab.check?.(experiment.params, data);
  const tasks = planOf(lab, experiment, data);
  const isSame = resume !== undefined && sameEngine(resume.engine, await engineOf(pool, lab, experiment, tasks));
  const fold = goOn(tasks, isSame ? resume.fold : undefined);
  onProgress?.(fold, 1);
  const early = new EarlyHashes(pool, { lab: lab.id, device, data, ...(signal && { signal }) });
  const began = performance.now();
  // While threads work: it is not to be waited for when they are done. Whoever needs it says what is wrong with it.
  lab.prepareMeasure?.()?.catch(() => undefined);
  await pool.run({
    lab: lab.id,
    device,
    data,
    tasks: fold.tasks,
    resume: resumePoints(fold),
    ...(signal && { signal }),
    onChunk(chunk, threads) {
      fold.add(chunk);
      if (chunk.output) {
        early.finished(fold, chunk.task);
        void rehearseOn(pool, { lab, experiment, data, device, fold, ...(signal && { signal }) }, chunk.task);
      }
      onProgress?.(fold, threads);
    },
  });
  const seconds = (performance.now() - began) / 1000;
  const { metrics, digest } = await summariseOn(pool, {
    lab,
    experiment,
    data,
    device,
    fold,
    early,
    ...(signal && { signal }),
  });
  refuseNonFinite(metrics);
  if (digest === null) throw new PoolError("task-failed", "the run ended before all its tasks were done");
  const engine = await engineOf(pool, lab, experiment, fold.tasks);
  return { experiment, engine, device, metrics, digest, arrays: resultArrays(fold), seconds };
}

function refuseNonFinite(metrics: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(metrics)) {
    if (Number.isFinite(value)) continue;
    throw new PoolError(
      "not-finite",
      `metric ${name} is ${value}: the numbers of the run are no longer finite (smaller steps may help)`,
      { values: { what: name } },
    );
  }
}
