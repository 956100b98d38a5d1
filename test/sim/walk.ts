import type { Arrays } from "../../shared/arrays.ts";
import type { LabEntry } from "../../shared/labs/index.ts";
import { type Context, defineLab, type Process, type Task } from "../../shared/labs/lab.ts";
import { fold, uniform } from "../../shared/random/index.ts";
import type { NowProcess } from "../open-now.ts";

/** What tests do around the steps of a process: charge simulated time, spoil the outcome. */
export interface Hooks {
  open?(process: NowProcess, task: Task): Process;
}

const text = (word: string) => ({ es: word, en: word });
const dimensions = 3;

/**
 * A lab for tests of what carries labs: random walks x ← 0.9 x + u, each a task, and a task that waits for all of them and adds up where
 * they ended, weighted by data if there are any. Every value depends on every earlier one, so a lost or repeated step changes the result.
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
    plan({ walks, steps }, _data, key) {
      const ids = Array.from({ length: walks }, (_, i) => `walk.${i}`);
      const tasks = ids.map((id, i) => ({ id, kind: "walk", key: fold(key, i), steps, params: {} }));
      return [...tasks, { id: "sum", kind: "sum", key, steps: 5, params: {}, after: ids }];
    },
    open(task, context, checkpoint) {
      const process = task.kind === "walk" ? walk(task, context, checkpoint) : sum(context, checkpoint);
      return hooks.open?.(process, task) ?? process;
    },
    measure(result) {
      const metrics: Record<string, number> = {};
      for (const { id } of result.tasks) {
        const output = result.output(id);
        if (output === undefined) continue;
        if (id === "sum") metrics.sum = output.total.values[0];
        else metrics[`end.${id}`] = output.end.values[0];
      }
      return metrics;
    },
  });
}

export const walkLabs = (hooks: Hooks = {}): readonly LabEntry[] => [
  { id: "walk", family: "monte-carlo", load: async () => walkLab(hooks) },
];

function walk({ key }: Task, { data, inputs }: Context, checkpoint: Arrays | undefined): NowProcess {
  const x = Float64Array.from(checkpoint?.x.values ?? new Float64Array(dimensions));
  let step = checkpoint?.step.values[0] ?? 0;
  const start = inputs.given?.start.values[0] ?? 0;
  const weight = data === null ? 1 : data.values[0];
  const vector = () => ({ shape: [dimensions], values: x.slice() });
  return {
    get step() {
      return step;
    },
    advance(steps) {
      const rows = new Float64Array(steps * dimensions);
      for (let s = 0; s < steps; s++, step++) {
        for (let d = 0; d < dimensions; d++) {
          x[d] = 0.9 * x[d] + weight * (uniform(key, step * dimensions + d) - 0.5);
          rows[s * dimensions + d] = x[d];
        }
      }
      return { x: { shape: [steps, dimensions], values: rows } };
    },
    snapshot: () => ({ x: vector() }),
    checkpoint: () => ({ x: vector(), step: { shape: [], values: Float64Array.of(step) } }),
    output: () => ({ end: { shape: [1], values: Float64Array.of(start + x[0] + x[1] * x[2]) } }),
  };
}

/** Adds up in five steps, in the order of the tasks' ids. */
function sum({ inputs }: Context, checkpoint: Arrays | undefined): NowProcess {
  const ends = Object.keys(inputs)
    .sort()
    .map((id) => inputs[id].end.values[0]);
  let step = checkpoint?.step.values[0] ?? 0;
  return {
    get step() {
      return step;
    },
    advance(steps) {
      const rows = Float64Array.from({ length: steps }, (_, s) => (step + s) * ends.length);
      step += steps;
      return { count: { shape: [steps], values: rows } };
    },
    snapshot: () => ({}),
    checkpoint: () => ({ step: { shape: [], values: Float64Array.of(step) } }),
    output: () => ({
      total: { shape: [1], values: Float64Array.of(ends.reduce((a, b, i) => a * 1.5 + b * (i + 1), 0)) },
    }),
  };
}
