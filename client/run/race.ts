/**
 * Which device computes this net sooner: a short stretch of the very run that is meant, on WebAssembly with the threads that it would have, then on the GPU. Nothing that it
 * computes is kept.
 */
import type { Table } from "../../shared/data/table.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Device, Lab, Task } from "../../shared/labs/lab.ts";
import { mayPass } from "../compute/errors.ts";
import type { Pool } from "../compute/job.ts";
import { planOf } from "./plan.ts";
import type { Lap, Raced } from "./proposal.ts";
import type { WallClock } from "./session-types.ts";

export interface RaceOptions {
  readonly lab: Lab;
  readonly experiment: Experiment;
  readonly data: Table | null;
  readonly pool: Pick<Pool, "run" | "size">;
  readonly clock: WallClock;
  readonly signal: AbortSignal;
}

/** Milliseconds that are timed of each, and for which the next slice is waited for; before the first one a GPU compiles shaders, which takes some drivers seconds. */
const timed = 250;
const patience = 3000;
const compiling = 10_000;
/** Milliseconds that WebAssembly is given to gather its threads. */
const gathering = 600;

/** Rejects with the signal's reason, and with the error of the run where WebAssembly cannot do it either. */
export async function race(options: RaceOptions): Promise<Raced> {
  const wasm = await lap(options, "wasm");
  const webgpu = await lap(options, "webgpu").catch((error: unknown) => {
    options.signal.throwIfAborted();
    // The network's doing says nothing about the GPU.
    if (mayPass(error)) throw error;
    return error instanceof Error ? error : new Error(String(error));
  });
  return { wasm, webgpu };
}

async function lap({ lab, experiment, data, pool, clock, signal }: RaceOptions, device: Device): Promise<Lap> {
  const plan = planOf(lab, experiment, data);
  const tasks = lab.trial?.(plan) ?? plan;
  const kind = mainKind(tasks);
  const ids = new Set(tasks.filter((task) => task.kind === kind).map(({ id }) => id));
  const gang = device === "wasm" ? Math.max(1, ...tasks.map((task) => (task.kind === kind ? (task.gang ?? 1) : 1))) : 1;
  const over = new AbortController();
  const began = clock.now();
  let steps = 0;
  let from: { readonly at: number; readonly steps: number } | undefined;
  let to: { readonly at: number; readonly steps: number } | undefined;
  let threads = 1;
  const wait = (milliseconds: number) => clock.after(milliseconds, () => over.abort(tooSlow));
  let stop = wait(device === "webgpu" ? compiling : patience);
  try {
    await pool.run({
      ...{ lab: lab.id, device, data, tasks, priority: 1, signal: AbortSignal.any([signal, over.signal]) },
      onChunk(chunk, together) {
        if (!ids.has(chunk.task)) return;
        steps += chunk.to - chunk.from;
        threads = Math.max(threads, together);
        const at = clock.now();
        const isGathered = together >= Math.min(gang, pool.size) || at - began >= gathering;
        if (from === undefined && isGathered && steps > 0) {
          from = { at, steps };
          stop();
          stop = wait(patience);
        } else if (from !== undefined && at > from.at && steps > from.steps) to = { at, steps };
        if (from !== undefined && to !== undefined && at - from.at >= timed) over.abort(timedOut);
      },
    });
  } catch (error) {
    signal.throwIfAborted();
    if (error !== timedOut && error !== tooSlow) throw error;
  } finally {
    stop();
  }
  const ended = clock.now();
  // A run that was over before: all of it.
  if (from === undefined || to === undefined) return { start: 0, rate: steps / Math.max(1, ended - began), threads };
  const rate = (to.steps - from.steps) / (to.at - from.at);
  return { start: Math.max(0, from.at - began - from.steps / rate), rate, threads };
}

const timedOut = new Error("timed long enough");
const tooSlow = new Error("not heard of in time");

/** The kind of task that has most steps: training, where a net is trained. */
function mainKind(tasks: readonly Task[]): string {
  const sums = new Map<string, number>();
  for (const { kind, steps } of tasks) sums.set(kind, (sums.get(kind) ?? 0) + steps);
  const [[kind] = [""]] = [...sums].sort(([, a], [, b]) => b - a);
  return kind;
}

/** Steps of that kind in a plan. */
export function mainSteps(tasks: readonly Task[]): number {
  const kind = mainKind(tasks);
  return tasks.reduce((sum, task) => sum + (task.kind === kind ? task.steps : 0), 0);
}
