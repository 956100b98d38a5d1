/** What a view may be given: the states of a run, made of a lab alone. */
import { fetchModule } from "../../../client/compute/browser/modules.ts";
import { startTensorflow } from "../../../client/compute/tensorflow.ts";
import type { Catalogue } from "../../../client/labs/recorded.ts";
import { planOf } from "../../../client/run/driver.ts";
import type { Arrays } from "../../../shared/arrays.ts";
import { resolveData } from "../../../shared/data/resolve.ts";
import type { Table } from "../../../shared/data/table.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { type Fold, openFold } from "../../../shared/labs/fold.ts";
import type { Context, Lab, Preset, Task, WasmName } from "../../../shared/labs/lab.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";
import { readRecorded } from "../../../shared/labs/recording.ts";
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
const goldens: Readonly<Record<string, Golden>> = digests;

/** The recorded result of a preset, as the page shows it before anything is run. */
export async function recorded(lab: Lab, preset: Preset): Promise<Shown> {
  const folder = `../../../client/labs/${lab.family}/${lab.id}/recorded`;
  const { experiment, data } = await whole(lab, preset);
  const file = await fetch(recordedUrls[`${folder}/${preset.id}.safetensors`]);
  const read = readRecorded(planOf(lab, experiment, data), new Uint8Array(await file.arrayBuffer()));
  const { presets } = await catalogues[`${folder}/catalogue.json`]();
  const { metrics = {} } = presets.find(({ id }) => id === preset.id) ?? {};
  return { name: `${preset.id}, recorded`, version: 1, experiment, data, ...read, metrics };
}

/** Before the first chunk. */
export async function empty(lab: Lab, preset: Preset): Promise<Shown> {
  const { experiment, data } = await whole(lab, preset);
  const fold = openFold(planOf(lab, experiment, data));
  return { name: `${preset.id}, empty`, version: 0, experiment, data, fold, metrics: {} };
}

/** A preset in its own size, after one step of each task that waits for no other. */
export async function begun(lab: Lab, preset: Preset): Promise<Shown> {
  return runPart(`${preset.id}, begun`, await whole(lab, preset), (task) => (task.after?.length ? 0 : 1));
}

/** The short form of a preset: the tasks that wait for no other are half done, or the others are. */
export async function halfway(lab: Lab, preset: Preset, half: "first" | "last"): Promise<Shown> {
  const golden = goldens[`${lab.id}:${preset.id}`];
  const short = await (golden ? goldenForm(lab, preset, golden) : shortForm(lab, preset));
  return runPart(`${preset.id}, ${half} tasks half done`, short, ({ after, steps }) => {
    if (half === "first") return after?.length ? 0 : Math.ceil(steps / 2);
    return after?.length ? Math.floor(steps / 2) : steps;
  });
}

async function whole(lab: Lab, preset: Preset): Promise<Short> {
  const experiment = presetExperiment(lab, preset);
  const data = await resolveData(experiment.data, () => Promise.reject(new Error("presets have no files")));
  return { lab, experiment, data };
}

/** So many steps of each task on this thread, with a snapshot. */
async function runPart(name: string, short: Short, stepsOf: (task: Task) => number): Promise<Shown> {
  const { lab, experiment, data } = short;
  const fold = openFold(planOf(lab, experiment, data));
  for (const task of fold.tasks) {
    const steps = stepsOf(task);
    if (steps === 0) continue;
    const inputs = Object.fromEntries((task.after ?? []).map((id) => [id, fold.output(id) as Arrays]));
    const process = await lab.open(task, await contextOf(lab, task, data, inputs));
    const records = await process.advance(steps);
    const snapshot = await process.snapshot();
    const output = steps === task.steps ? { output: await process.output() } : {};
    fold.add({ task: task.id, from: 0, to: steps, records, snapshot, ...output });
  }
  return { name, version: fold.version, experiment, data, fold, metrics: lab.measure(fold, experiment, data) };
}

async function contextOf(lab: Lab, task: Task, data: Table | null, inputs: Context["inputs"]): Promise<Context> {
  const names = [...lab.wasm, ...(task.wasm ?? [])];
  const modules = new Map<WasmName, WebAssembly.Module>();
  for (const name of names) modules.set(name, (await fetchModule(name)).module);
  const tensorflow = modules.get("tensorflow");
  return {
    device: "wasm",
    data,
    inputs,
    wasm: (name) => instantiate(name, modules.get(name) as WebAssembly.Module),
    clock: () => performance.now(),
    ...(tensorflow && { tensorflow: await startTensorflow(tensorflow) }),
  };
}
