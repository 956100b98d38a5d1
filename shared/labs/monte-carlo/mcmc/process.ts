import type { Arrays, NDArray } from "../../../arrays.ts";
import type { ChainRun } from "../../../kernels/mcmc/run.ts";
import { ROW_EXTRAS, scalarRun } from "../../../kernels/mcmc/run.ts";
import type { Target } from "../../../kernels/mcmc/target.ts";
import { paddedLength } from "../../../kernels/mcmc/vectors.ts";
import { type McmcModule, wasmRun } from "../../../kernels/mcmc/wasm.ts";
import { fold } from "../../../random/index.ts";
import type { Context, Process, Task } from "../../lab.ts";
import type { McmcParams } from "./fields.ts";
import { chainParams, modelOf } from "./model.ts";

/** One chain: a step is a draw, warm-up included. */
export function openChain(task: Task, context: Context, checkpoint?: Arrays): Process {
  const params = task.params as unknown as McmcParams;
  const model = modelOf(params, context.data);
  const saved = checkpoint?.chain.values as Float64Array | undefined;
  const settings = chainParams(params);
  const run: ChainRun =
    context.device === "wasm"
      ? wasmRun(context.wasm("mcmc") as unknown as McmcModule, task.key, model, settings, saved)
      : scalarRun(task.key, model, settings, saved);
  const { dimension, names } = model.target;
  let step = (checkpoint?.step.values[0] as number | undefined) ?? 0;
  return {
    get step() {
      return step;
    },
    advance(steps) {
      step += steps;
      return columns(run.draw(steps), steps, names.length);
    },
    snapshot() {
      const path = finiteStates(run.path());
      return { path: array(path, [path.length / 3, 3]) };
    },
    checkpoint: () => {
      const chain = run.checkpoint();
      return { chain: array(chain, [chain.length]), step: array(Int32Array.of(step), [1]) };
    },
    output() {
      const chain = run.checkpoint();
      const length = paddedLength(dimension);
      return {
        inverseMetric: array(chain.slice(2 * length, 2 * length + dimension), [dimension]),
        stepSize: array(chain.slice(5 * length + 2, 5 * length + 3), [1]),
      };
    },
  };
}

/** The rows x, y, time of a path without those where a diverging trajectory left the range of float64. */
function finiteStates(path: Float64Array): Float64Array {
  return path.filter((_, i) => Number.isFinite(path[i - (i % 3)]) && Number.isFinite(path[i - (i % 3) + 1]));
}

/** The rows of a run as one record a column. */
function columns(rows: Float64Array, count: number, parameters: number): Arrays {
  const width = parameters + ROW_EXTRAS.length;
  const draw = new Float64Array(count * parameters);
  for (let i = 0; i < count; i++) draw.set(rows.subarray(i * width, i * width + parameters), i * parameters);
  const extra = (name: (typeof ROW_EXTRAS)[number]) => {
    const column = parameters + ROW_EXTRAS.indexOf(name);
    return Float64Array.from({ length: count }, (_, i) => rows[i * width + column]);
  };
  return {
    draw: array(draw, [count, parameters]),
    logDensity: array(extra("logDensity"), [count]),
    accept: array(extra("accept"), [count]),
    stepSize: array(extra("stepSize"), [count]),
    energy: array(extra("energy"), [count]),
    treeDepth: array(Int32Array.from(extra("treeDepth")), [count]),
    leapfrogs: array(Int32Array.from(extra("leapfrogs")), [count]),
    divergent: array(Uint8Array.from(extra("divergent")), [count]),
  };
}

/**
 * Answers a view: the log density of a target in the plane over `columns` × `steps` points, a row of the grid each step, from (xMin, yMin) to
 * (xMax, yMax). Output `logDensity` [steps, columns], y ascending.
 */
export function openDensity(task: Task, context: Context): Process {
  const { xMin, xMax, yMin, yMax, columns: width } = task.params as Readonly<Record<string, number>>;
  const { target } = modelOf(task.params as unknown as McmcParams, context.data);
  const values = new Float64Array(task.steps * width);
  return stepwise(
    task.steps,
    (row) => {
      const y = yMin + ((yMax - yMin) * row) / Math.max(task.steps - 1, 1);
      for (let column = 0; column < width; column++) {
        const x = xMin + ((xMax - xMin) * column) / Math.max(width - 1, 1);
        values[row * width + column] = densityAt(target, x, y);
      }
    },
    () => ({ logDensity: array(values, [task.steps, width]) }),
  );
}

const position = new Float64Array(2);
const gradient = new Float64Array(2);

function densityAt(target: Target, x: number, y: number): number {
  position[0] = x;
  position[1] = y;
  return target.logDensity(position, gradient);
}

/** A short process without records: `work` does step i, `output` tells what came out. */
export function stepwise(steps: number, work: (step: number) => void, output: () => Arrays): Process {
  let step = 0;
  return {
    get step() {
      return step;
    },
    advance(count) {
      for (const end = Math.min(step + count, steps); step < end; step++) work(step);
      return {};
    },
    snapshot: () => ({}),
    checkpoint: () => ({}),
    output,
  };
}

export function array<T extends NDArray["values"]>(values: T, shape: readonly number[]): NDArray<T> {
  return { shape, values };
}

/**
 * Answers a view: the states that the transitions of draws [from, steps) of chain `chain` visited (the last transition of each), made again from the
 * experiment's key. Output
 * `path` [states, 3] of x, y, time; `ends` [draws], where the states of each draw end; `start` and `draw` [draws, 2], where it came from and led to; `of`, chain and first draw.
 */
export function openReplay(task: Task, context: Context): Process {
  const { chain, from } = task.params as Readonly<Record<string, number>>;
  const params = task.params as unknown as McmcParams;
  const model = modelOf(params, context.data);
  const run = scalarRun(fold(task.key, chain), model, chainParams(params));
  const path: number[] = [];
  const ends: number[] = [];
  const draws: number[] = [];
  const starts: number[] = [];
  return stepwise(
    task.steps,
    (step) => {
      const before = step < from ? [] : run.checkpoint();
      const row = run.draw(1);
      if (step < from) return;
      starts.push(before[0], before[1]);
      path.push(...finiteStates(run.path()));
      ends.push(path.length / 3);
      draws.push(row[0], row[1]);
    },
    () => ({
      path: array(Float64Array.from(path), [path.length / 3, 3]),
      ends: array(Int32Array.from(ends), [ends.length]),
      of: array(Int32Array.of(chain, from), [2]),
      start: array(Float64Array.from(starts), [starts.length / 2, 2]),
      draw: array(Float64Array.from(draws), [draws.length / 2, 2]),
    }),
  );
}
