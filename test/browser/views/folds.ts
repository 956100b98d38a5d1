/** What a view may be given: the states of a run, made of a lab alone. */
import { fetchModule } from "../../../client/compute/browser/modules.ts";
import { type Lease, openMemories } from "../../../client/compute/memories.ts";
import { startTensorflow } from "../../../client/compute/tensorflow.ts";
import type { Catalogue } from "../../../client/labs/recorded.ts";
import { planOf } from "../../../client/run/plan.ts";
import type { Arrays } from "../../../shared/arrays.ts";
import { resolveData } from "../../../shared/data/resolve.ts";
import type { Table } from "../../../shared/data/table.ts";
import { canonicalJson } from "../../../shared/experiment/canonical.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { type Fold, openFold } from "../../../shared/labs/fold.ts";
import type { Chunk, Context, Lab, Preset, Process, Task, WasmName } from "../../../shared/labs/lab.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";
import { readAnswers, readRecorded } from "../../../shared/labs/recording.ts";
import { instantiate } from "../../../shared/wasm/instantiate.ts";
import { goldenForm, type Short, shortForm } from "../../conformance/short.ts";
import digests from "../../golden/digests.json";
import type { Golden } from "../../golden/update.ts";

export interface Shown {
  /** For messages. */
  readonly name: string;
  readonly experiment: Experiment;
  readonly data: Table | null;
  readonly fold: Fold;
  readonly version: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly answers?: Readonly<Record<string, Arrays>>;
}

const catalogues = import.meta.glob<Catalogue>("../../../client/labs/*/*/recorded/catalogue.json", {
  import: "default",
});
const recordedUrls = import.meta.glob<string>("../../../client/labs/*/*/recorded/*.safetensors", {
  query: "?url",
  import: "default",
  eager: true,
});
const answerUrls = import.meta.glob<string>("../../../client/labs/*/*/recorded/answers/*.safetensors", {
  query: "?url",
  import: "default",
  eager: true,
});
const goldens: Readonly<Record<string, Golden>> = digests;

/** The recorded result of a preset, as the page shows it before anything is run. */
export async function recorded(lab: Lab, preset: Preset): Promise<Shown> {
  const folder = `../../../client/labs/${lab.family}/${lab.id}/recorded`;
  const { experiment, data } = await whole(lab, preset);
  const file = await fetch(recordedUrls[`${folder}/${preset.id}.safetensors`]);
  const read = readRecorded(planOf(lab, experiment, data), new Uint8Array(await file.arrayBuffer()));
  const { presets } = await catalogues[`${folder}/catalogue.json`]();
  const { fold } = read;
  const apart = answerUrls[`${folder}/answers/${preset.id}.safetensors`];
  const answers = apart ? readAnswers(new Uint8Array(await (await fetch(apart)).arrayBuffer())) : read.answers;
  const said = fold.tasks.filter(({ id }) => fold.recordNames(id).length + Object.keys(fold.output(id) ?? {}).length);
  if (!fold.finished || said.length === 0) throw new Error(`the recorded result of ${preset.id} is no whole result`);
  const { metrics = {} } = presets.find(({ id }) => id === preset.id) ?? {};
  return { name: `${preset.id}, recorded`, version: 1, experiment, data, ...read, answers, metrics };
}

/** Before the first chunk. */
export async function empty(lab: Lab, preset: Preset): Promise<Shown> {
  const { experiment, data } = await whole(lab, preset);
  const fold = openFold(planOf(lab, experiment, data));
  return { name: `${preset.id}, empty`, version: 0, experiment, data, fold, metrics: {} };
}

/** A preset in its own size, after one step of each task that waits for no other. */
export async function begun(lab: Lab, preset: Preset): Promise<Shown> {
  const own = await whole(lab, preset);
  const chunks: Chunk[] = [];
  for (const task of planOf(lab, own.experiment, own.data)) {
    if (task.after?.length) continue;
    const memories = lease();
    chunks.push(await advance(await open(own, task, {}, memories), task, 0, 1));
    memories.giveBack();
  }
  return shownOf(`${preset.id}, begun`, own, chunks);
}

/**
 * The short form of a preset as it runs: one state for each level of its plan (the tasks that wait for none, those that wait for these, …), the tasks
 * of the level half done and those before it finished; and the end.
 */
export async function stages(lab: Lab, preset: Preset): Promise<readonly Shown[]> {
  const golden = goldens[`${lab.id}:${preset.id}`];
  const short = await (golden ? goldenForm(lab, preset, golden) : shortForm(lab, preset));
  const chunks: Chunk[] = [];
  const states: Shown[] = [];
  const memories = lease();
  for (const [level, tasks] of levelsOf(planOf(lab, short.experiment, short.data)).entries()) {
    const outputs = Object.fromEntries(chunks.flatMap(({ task, output }) => (output ? [[task, output]] : [])));
    const opened: [Task, Process][] = [];
    for (const task of tasks) {
      const process = await open(short, task, outputs, memories);
      opened.push([task, process]);
      chunks.push(await advance(process, task, 0, Math.floor(task.steps / 2)));
    }
    states.push(shownOf(`${preset.id}, level ${level} half done`, short, chunks));
    for (const [task, process] of opened) chunks.push(await advance(process, task, process.step, task.steps));
  }
  memories.giveBack();
  return [...states, shownOf(`${preset.id}, finished`, short, chunks)];
}

function levelsOf(tasks: readonly Task[]): readonly (readonly Task[])[] {
  const depths = new Map<string, number>();
  for (const { id, after = [] } of tasks)
    depths.set(id, Math.max(0, ...after.map((one) => 1 + (depths.get(one) ?? 0))));
  const levels = Array.from({ length: 1 + Math.max(...depths.values()) }, (_, level) =>
    tasks.filter(({ id }) => depths.get(id) === level),
  );
  return levels;
}

/** Presets share data, and some take long to generate. */
const tables = new Map<string, Promise<Table | null>>();

async function whole(lab: Lab, preset: Preset): Promise<Short> {
  const experiment = presetExperiment(lab, preset);
  const name = canonicalJson(experiment.data);
  const table =
    tables.get(name) ?? resolveData(experiment.data, () => Promise.reject(new Error("presets have no files")));
  tables.set(name, table);
  await Promise.all([lab.prepareFor?.(experiment.params), lab.prepareMeasure?.()]);
  return { lab, experiment, data: await table };
}

async function open({ lab, data }: Short, task: Task, outputs: Context["inputs"], memories: Lease): Promise<Process> {
  const inputs = Object.fromEntries((task.after ?? []).map((id) => [id, outputs[id]]));
  return lab.open(task, await contextOf(lab, task, data, inputs, memories));
}

/** The steps [from, to) of a task on this thread, with a snapshot, and at its end its output. */
async function advance(process: Process, { id, steps }: Task, from: number, to: number): Promise<Chunk> {
  const records = to > from ? await process.advance(to - from) : {};
  const output = to === steps ? { output: await process.output() } : {};
  return { task: id, from, to, records, ...(to > 0 && { snapshot: await process.snapshot() }), ...output };
}

function shownOf(name: string, { lab, experiment, data }: Short, chunks: readonly Chunk[]): Shown {
  const fold = openFold(planOf(lab, experiment, data));
  for (const chunk of chunks) fold.add(chunk);
  return { name, version: fold.version, experiment, data, fold, metrics: lab.measure(fold, experiment, data) };
}

/** Of this page, for the threads of its pool want addresses too. */
const lease = openMemories();

/** Compiled once: it takes longer than most tasks. */
const modules = new Map<WasmName, WebAssembly.Module>();

async function contextOf(
  lab: Lab,
  task: Task,
  data: Table | null,
  inputs: Context["inputs"],
  memories: Lease,
): Promise<Context> {
  const names = [...lab.wasm, ...(task.wasm ?? [])];
  for (const name of names) {
    if (!modules.has(name)) modules.set(name, (await fetchModule(name, () => {})).module);
  }
  const tensorflow = names.includes("tensorflow") ? modules.get("tensorflow") : undefined;
  return {
    device: "wasm",
    data,
    inputs,
    wasm: (name, outlives) =>
      instantiate(name, modules.get(name) as WebAssembly.Module, outlives ? undefined : memories.take()),
    memory: memories.take,
    clock: () => performance.now(),
    ...(tensorflow && { tensorflow: await startTensorflow(tensorflow) }),
  };
}
