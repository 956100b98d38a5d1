import { readFileSync } from "node:fs";
import { startTensorflow } from "../../client/compute/tensorflow.ts";
import { planOf } from "../../client/run/driver.ts";
import { moduleUrl } from "../../client/terminal/pool.ts";
import type { Arrays } from "../../shared/arrays.ts";
import { conclude } from "../../shared/labs/conclude.ts";
import { type Fold, type OpenFold, openFold } from "../../shared/labs/fold.ts";
import type { Context, Device, Task } from "../../shared/labs/lab.ts";
import { writtenExperiment } from "../../shared/labs/written.ts";
import { openNow } from "../open-now.ts";
import { fresh } from "../wasm.ts";
import type { Short } from "./short.ts";

const tensorflow = await startTensorflow(new WebAssembly.Module(readFileSync(moduleUrl("tensorflow"))));

/** What it says reaches no digest. */
const clock = () => performance.now();

/** How a task is cut: steps a slice, in turn, and after which slices the process is thrown away and opened again from its checkpoint. */
export interface Cut {
  readonly slices: readonly number[];
  readonly reopen: (slice: number) => boolean;
}
export const inOnePiece: Cut = { slices: [Infinity], reopen: () => false };

/** Runs without any pool, the tasks one after another in this thread; of several devices a process takes the next whenever it is opened again. */
export function runDirect(short: Short, on: Device | readonly Device[], cut: Cut = inOnePiece): OpenFold {
  const { lab, experiment, data } = short;
  const fold = openFold(planOf(lab, experiment, data));
  for (const task of fold.tasks) {
    const inputs = Object.fromEntries((task.after ?? []).map((id) => [id, fold.output(id) as Arrays]));
    const contexts = [on].flat().map((device) => ({ device, data, inputs, wasm: fresh, tensorflow, clock }));
    runTask(short, task, contexts, cut, fold);
  }
  return fold;
}

function runTask({ lab }: Short, task: Task, contexts: readonly Context[], cut: Cut, fold: OpenFold): void {
  let process = openNow(lab, task, contexts[0]);
  let opened = 1;
  for (let slice = 0; process.step < task.steps; slice++) {
    const from = process.step;
    const steps = Math.min(cut.slices[slice % cut.slices.length], task.steps - from);
    const records = process.advance(steps);
    fold.add({ task: task.id, from, to: from + steps, records });
    if (process.step < task.steps && cut.reopen(slice)) {
      const context = contexts[opened++ % contexts.length];
      process = openNow(lab, task, context, structuredClone(process.checkpoint()));
    }
  }
  fold.add({ task: task.id, from: task.steps, to: task.steps, records: {}, output: process.output() });
}

export async function digestOfFold({ lab, experiment, data }: Short, fold: Fold): Promise<string> {
  const { digest } = await conclude(lab, experiment, data, fold, writtenExperiment(lab, experiment));
  if (digest === null) throw new Error(`${lab.id} did not finish`);
  return digest;
}
