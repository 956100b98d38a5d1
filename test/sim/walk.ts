import { array } from "../../shared/arrays.ts";
import type { LabEntry } from "../../shared/labs/index.ts";
import { defineLab, type Opener, type Process, type Task } from "../../shared/labs/lab.ts";
import { drive, iterate } from "../../shared/labs/process.ts";
import { eachStep } from "../../shared/labs/records.ts";
import type { Later } from "../../shared/later.ts";
import { foldIn, uniform } from "../../shared/random/index.ts";
import { type NowProcess, openNow } from "../open-now.ts";
import { type Charge, fitWith } from "./fit.ts";

/** What tests do around the steps of a process: charge simulated time, spoil the outcome. */
export interface Hooks {
  open?(process: NowProcess, task: Task): Process;
  /** Of a training that has a gang: before the gradient of some shards. */
  readonly charge?: Charge;
  /** Before a thread joins a gang. */
  join?(): Later<void>;
}

const text = (word: string) => ({ es: word, en: word });
const dimensions = 3;

/**
 * A lab for tests of what carries labs: random walks x ← 0.9 x + u, each a task, and a task that waits for all of them and adds up where
 * they ended, weighted by data if there are any; beside them trainings that several threads may work on. Every value depends on every earlier one,
 * so a lost or repeated step changes the result.
 */
export function walkLab(hooks: Hooks = {}) {
  return defineLab({
    id: "walk",
    revision: 1,
    family: "monte-carlo",
    title: text("walk"),
    summary: text("random walks"),
    params: {
      walks: { kind: "integer", min: 1, max: 64, default: 4, label: text("walks"), help: text("walks") },
      steps: { kind: "integer", min: 1, max: 1_000_000, default: 200, label: text("steps"), help: text("steps") },
      fits: { kind: "integer", min: 0, max: 8, default: 0, label: text("fits"), help: text("fits") },
    },
    data: { generators: [], formats: [], none: () => true },
    presets: [
      { id: "short", title: text("short"), about: text("short"), seed: 1, data: null, params: {} },
      { id: "many", title: text("many"), about: text("many"), seed: 2, data: null, params: { walks: 9 } },
    ],
    metrics: [
      { name: "sum", unit: "", meaning: text("sum"), kind: "exact" },
      { name: "end.<walk>", unit: "", meaning: text("end of a walk"), kind: "exact" },
    ],
    wasm: [],
    devices: ["wasm", "scalar"],
    estimate: ({ walks, steps }) => ({
      multiplyAdds: walks * steps * dimensions,
      bytes: 8 * walks * steps * dimensions,
    }),
    plan({ walks, steps, fits }, _data, key) {
      const ids = Array.from({ length: walks }, (_, i) => `walk.${i}`);
      const tasks = ids.map((id, i) => ({
        id,
        kind: "walk",
        key: foldIn(key, i),
        steps,
        params: {},
        gpu: true as const,
      }));
      const params = { inputs: 8, rows: 2, shards: 8 };
      const trainings = Array.from({ length: fits }, (_, i) => {
        return { id: `fit.${i}`, kind: "fit", key: foldIn(key, 100 + i), steps: Math.min(steps, 150), params, gang: 8 };
      });
      return [...trainings, ...tasks, { id: "sum", kind: "sum", key, steps: 5, params: {}, after: ids }];
    },
    processes: { walk: hooked(walk, hooks), sum: hooked(sum, hooks), fit: fitWith(hooks.charge, hooks.join) },
    measure(result) {
      const metrics: Record<string, number> = {};
      for (const { id } of result.tasks) {
        const output = result.output(id);
        if (output === undefined) continue;
        if (id === "sum") metrics.sum = output.total.values[0];
        else if (id.startsWith("fit.")) continue;
        else metrics[`end.${id}`] = output.end.values[0];
      }
      return metrics;
    },
  });
}

export const walkLabs = (hooks: Hooks = {}): readonly LabEntry[] => [
  { id: "walk", family: "monte-carlo", load: async () => walkLab(hooks) },
];

/** An opener whose processes pass through the hooks. */
function hooked({ measured, open }: Opener, hooks: Hooks): Opener {
  return {
    measured,
    open(task, context, checkpoint) {
      const process = openNow({ open }, task, context, checkpoint);
      return hooks.open?.(process, task) ?? process;
    },
  };
}

const walk = iterate({
  records: { x: array(new Float64Array(dimensions)) },
  problem: (_params, { data, inputs, device }) => ({
    start: inputs.given?.start.values[0] ?? 0,
    // A GPU rounds otherwise: nothing of it may be in what another device gives.
    weight: (data === null ? 1 : data.values[0]) * (device === "webgpu" ? 1 + 2 ** -40 : 1),
  }),
  init: (): { x: Float64Array } => ({ x: new Float64Array(dimensions) }),
  step: (key, { weight }, { x }, n) => ({
    x: x.map((value, d) => 0.9 * value + weight * (uniform(key, n * dimensions + d) - 0.5)),
  }),
  info: (_problem, { x }) => ({ x }),
  live: (_problem, { x }) => ({ x: array(x) }),
  output: ({ start }, { x }) => ({ end: array(Float64Array.of(start + x[0] + x[1] * x[2])) }),
});

/** Adds up in five steps, in the order of the tasks' ids. */
const sum = drive((_params, { inputs }) => {
  const ends = Object.keys(inputs)
    .sort()
    .map((id) => inputs[id].end.values[0]);
  return {
    advance: eachStep(["count"], (n, row) => {
      row.count = n * ends.length;
    }),
    save: () => ({}),
    output: () => ({ total: array(Float64Array.of(ends.reduce((a, b, i) => a * 1.5 + b * (i + 1), 0))) }),
  };
});
