import type { Arrays } from "../../shared/arrays.ts";
import { generators } from "../../shared/data/generators/index.ts";
import type { Table } from "../../shared/data/table.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Params } from "../../shared/experiment/fields.ts";
import { type Fold, openFold } from "../../shared/labs/fold.ts";
import type { Context, Device, Lab, Task } from "../../shared/labs/lab.ts";
import { parseExperiment } from "../../shared/labs/parse.ts";
import { keyOfSeed } from "../../shared/random/index.ts";
import { openNow } from "../open-now.ts";
import { fresh } from "../wasm.ts";

export interface Finished {
  readonly fold: Fold;
  readonly metrics: Readonly<Record<string, number>>;
  readonly experiment: Experiment;
}

/** Runs every task of a lab on this thread, on a table of any origin. */
export async function runLab(lab: Lab, data: Table, params: Params, device: Device = "wasm"): Promise<Finished> {
  const generator = lab.data.generators[0];
  const { experiment } = await parseExperiment(
    { v: 1, lab: lab.id, seed: 1, data: { generator, seed: 1, params: {} }, params },
    [{ id: lab.id, family: lab.family, load: async () => lab }],
  );
  lab.check?.(experiment.params, data);
  const fold = openFold(lab.plan(experiment.params, data, keyOfSeed(experiment.seed)));
  for (const task of fold.tasks) {
    const inputs = Object.fromEntries((task.after ?? []).map((id) => [id, fold.output(id) as Arrays]));
    const process = openNow(lab, task, context(data, inputs, device));
    const records = process.advance(task.steps);
    fold.add({ task: task.id, from: 0, to: task.steps, records, output: process.output() });
  }
  return { fold, metrics: lab.measure(fold, experiment, data), experiment };
}

/** The answer to a question of a view. */
export function askLab(lab: Lab, data: Table | null, task: Omit<Task, "id" | "key">, given: Arrays): Arrays {
  const process = openNow(lab, { ...task, id: "question", key: [1, 2] }, context(data, { given }, "wasm"));
  process.advance(task.steps);
  return process.output();
}

function context(data: Table | null, inputs: Context["inputs"], device: Device): Context {
  return { device, data, inputs, wasm: fresh };
}

export function generated(id: string, params: Params, seed = 1): Table {
  const generator = generators.find((one) => one.id === id);
  if (!generator) throw new RangeError(`unknown generator: ${id}`);
  const defaults = Object.fromEntries(Object.entries(generator.params).map(([name, field]) => [name, field.default]));
  return generator.generate(keyOfSeed(seed), { ...defaults, ...params });
}
