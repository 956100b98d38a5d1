/** The one runner of labs on the thread of a test: no pool, the tasks one after another. */
import type { Arrays } from "../shared/arrays.ts";
import { generators } from "../shared/data/generators/index.ts";
import type { Table } from "../shared/data/table.ts";
import type { Experiment } from "../shared/experiment/experiment.ts";
import type { Params } from "../shared/experiment/fields.ts";
import { parseParams } from "../shared/experiment/schema.ts";
import { type OpenFold, openFold } from "../shared/labs/fold.ts";
import type { Context, Device, Lab, Task } from "../shared/labs/lab.ts";
import { keyOfSeed } from "../shared/random/index.ts";
import type { Key } from "../shared/random/key.ts";
import { openNow } from "./open-now.ts";
import { fresh } from "./wasm.ts";

/** How a task is cut: steps a slice, in turn, and after which slices the process is thrown away and opened again from its checkpoint. */
export interface Cut {
  readonly slices: readonly number[];
  readonly reopen: (slice: number) => boolean;
}
export const inOnePiece: Cut = { slices: [Infinity], reopen: () => false };

/** What a run is given beside its tasks. */
export interface Setting extends Partial<Pick<Context, "wasm" | "tensorflow" | "clock">> {
  readonly data: Table | null;
  /** Of several a process takes the next whenever it is opened again. */
  readonly device?: Device | readonly Device[];
  readonly cut?: Cut;
  /** Outputs of tasks that are not run again. */
  readonly known?: Readonly<Record<string, Arrays>>;
}

/** Runs all tasks of a plan. */
export function runTasks(lab: Pick<Lab, "open">, tasks: readonly Task[], setting: Setting): OpenFold {
  const { device = "wasm", cut = inOnePiece, known = {}, wasm = fresh, ...rest } = setting;
  const fold = openFold(tasks);
  for (const task of tasks) {
    const inputs = Object.fromEntries((task.after ?? []).map((id) => [id, fold.output(id) as Arrays]));
    const contexts = [device].flat().map((one) => ({ ...rest, device: one, inputs, wasm }));
    const output = known[task.id] ?? runTask(lab, task, contexts, cut, fold);
    fold.add({ task: task.id, from: task.steps, to: task.steps, records: {}, output });
  }
  return fold;
}

function runTask(lab: Pick<Lab, "open">, task: Task, contexts: readonly Context[], cut: Cut, fold: OpenFold): Arrays {
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
  return process.output();
}

export interface Finished {
  readonly fold: OpenFold;
  readonly metrics: Readonly<Record<string, number>>;
  readonly experiment: Experiment;
}

/** Runs a lab on a table of any origin. `params`: those that differ from the defaults; others are refused as everywhere. */
export function runLab(
  lab: Lab,
  data: Table | null,
  params: Readonly<Record<string, unknown>> = {},
  { key = keyOfSeed(1), ...setting }: Omit<Setting, "data"> & { readonly key?: Key } = {},
): Finished {
  const experiment: Experiment = { v: 1, lab: lab.id, seed: 1, data: null, params: parseParams(lab.params, params) };
  lab.check?.(experiment.params, data);
  const fold = runTasks(lab, lab.plan(experiment.params, data, key), { ...setting, data });
  return { fold, metrics: lab.measure(fold, experiment, data), experiment };
}

/** The answer to a question of a view. */
export function askLab(
  lab: Pick<Lab, "open">,
  data: Table | null,
  question: Omit<Task, "id" | "key"> & Partial<Task>,
  given: Arrays,
  { device = "wasm", cut = inOnePiece, ...more }: Partial<Context> & Pick<Setting, "cut"> = {},
): Arrays {
  const task: Task = { id: "question", key: [1, 2], ...question };
  const context = { wasm: fresh, ...more, device, data, inputs: { given } };
  return runTask(lab, task, [context], cut, openFold([task]));
}

export function generated(id: string, params: Params, seed = 1): Table {
  const generator = generators.find((one) => one.id === id);
  if (!generator) throw new RangeError(`unknown generator: ${id}`);
  const defaults = Object.fromEntries(Object.entries(generator.params).map(([name, field]) => [name, field.default]));
  return generator.generate(keyOfSeed(seed), { ...defaults, ...params });
}
