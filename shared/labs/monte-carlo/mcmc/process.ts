import { type Arrays, array } from "../../../arrays.ts";
import { decodeChain } from "../../../kernels/mcmc/checkpoint.ts";
import { inverseMassOf } from "../../../kernels/mcmc/metric.ts";
import { PATH_WIDTH } from "../../../kernels/mcmc/path.ts";
import type { ChainRun } from "../../../kernels/mcmc/run.ts";
import { ROW_EXTRAS, scalarRun } from "../../../kernels/mcmc/run.ts";
import { densityAlone } from "../../../kernels/mcmc/target.ts";
import { swapRates } from "../../../kernels/mcmc/tempering.ts";
import { wasmRun } from "../../../kernels/mcmc/wasm.ts";
import { foldIn } from "../../../random/index.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import type { McmcParams } from "./fields.ts";
import { sourcesIn } from "./in-plane.ts";
import { chainParams, modelOf } from "./model.ts";
import { started } from "./starting.ts";
import { keepRehearsed } from "./summarising.ts";
import { unlessTooLarge } from "./too-large.ts";

/**
 * One chain: a step is a draw, warm-up included. Output: `stepSize`; `inverseMetric`, the inverse mass matrix: of a diagonal one its diagonal [D], of the
 * others all of it [D, D]; of a tempered chain `swapRate`.
 */
export const mcmcChain = drive((params: McmcParams, context, { key, saved }: Start<{ chain: Float64Array }>) => {
  const model = modelOf(params, context.data);
  const settings = chainParams(params);
  const run: ChainRun = started(params.initRadius, () =>
    context.device !== "scalar"
      ? unlessTooLarge(() => wasmRun(context.wasm("mcmc"), key, model, settings, saved?.chain))
      : scalarRun(key, model, settings, saved?.chain),
  );
  const { dimension, names } = model.target;
  keepRehearsed(run);
  return {
    advance: (_from, steps) => columns(run.draw(steps), steps, names.length),
    live() {
      const path = finiteStates(run.path());
      return { path: array(path, [path.length / PATH_WIDTH, PATH_WIDTH]) };
    },
    save: () => ({ chain: run.checkpoint() }),
    output() {
      const { metric, stepSize, memory } = decodeChain(run.checkpoint(), dimension, settings);
      return {
        inverseMetric:
          metric.kind === "diagonal"
            ? array(metric.inverseDiagonal.slice(0, dimension))
            : array(inverseMassOf(metric), [dimension, dimension]),
        stepSize: array(Float64Array.of(stepSize)),
        ...(settings.sampler === "tempering" && {
          swapRate: array(swapRates(memory, dimension, settings.levels ?? 2)),
        }),
      };
    },
  };
});

/** The rows of a path without those where a diverging trajectory left the range of float64. */
function finiteStates(path: Float64Array): Float64Array {
  const isKnown = (row: number) => Number.isFinite(path[row]) && Number.isFinite(path[row + 1]);
  return path.filter((_, i) => isKnown(i - (i % PATH_WIDTH)));
}

/** The rows of a run as one record per column. */
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
    logDensity: array(extra("logDensity")),
    accept: array(extra("accept")),
    stepSize: array(extra("stepSize")),
    energy: array(extra("energy")),
    treeDepth: array(Int32Array.from(extra("treeDepth"))),
    leapfrogs: array(Int32Array.from(extra("leapfrogs"))),
    divergent: array(Uint8Array.from(extra("divergent"))),
  };
}

/** What part of the plane is asked for, and how many points wide the grid is. */
interface Grid {
  readonly xMin: number;
  readonly xMax: number;
  readonly yMin: number;
  readonly yMax: number;
  readonly columns: number;
}

/**
 * Answers a view: the log density of a target in the plane of its two reported numbers over `columns` × `steps` points, a row of the grid each step, from
 * (xMin, yMin) to (xMax, yMax). Output `logDensity` [steps, columns], y ascending; −∞ where there is none, or where the plane is not that of its coordinates.
 */
export const mcmcDensity = drive(
  (params: McmcParams & Grid, { data }, { steps, saved }: Start<{ values: Float64Array }>) => {
    const { xMin, xMax, yMin, yMax, columns: width } = params;
    const { target } = modelOf(params, data);
    const density = densityAlone(target);
    const [sourceX, sourceY] = [sourcesIn(target, 0), sourcesIn(target, 1)];
    const across = Array.from({ length: width }, (_, column) =>
      sourceX?.(xMin + ((xMax - xMin) * column) / Math.max(width - 1, 1)),
    );
    const values = saved?.values ?? new Float64Array(steps * width);
    return {
      advance: eachStep([], (row) => {
        const y = sourceY?.(yMin + ((yMax - yMin) * row) / Math.max(steps - 1, 1));
        for (const [column, x] of across.entries()) {
          // The density of what is reported: without the stretch that sampling adds.
          const found = x && y ? densityAt(density, x.u, y.u) - x.stretch - y.stretch : Number.NEGATIVE_INFINITY;
          values[row * width + column] = Number.isNaN(found) ? Number.NEGATIVE_INFINITY : found;
        }
      }),
      save: () => ({ values }),
      output: () => ({ logDensity: array(values.slice(), [steps, width]) }),
    };
  },
);

const position = new Float64Array(2);

function densityAt(density: (position: Float64Array) => number, x: number, y: number): number {
  position[0] = x;
  position[1] = y;
  return density(position);
}

/** Which chain is asked for, and from which draw on. */
interface Part {
  readonly chain: number;
  readonly from: number;
}

/** A replay under way: the chain, and what was walked. */
interface Walked {
  readonly chain: Float64Array;
  readonly path: Float64Array;
  readonly ends: Float64Array;
  readonly starts: Float64Array;
  readonly draws: Float64Array;
}

/**
 * Answers a view: the states that the transitions of draws [from, steps) of chain `chain` visited (the last transition of each), made again from the
 * experiment's key. Output
 * `path` [states, 4] of x, y, time, mark; `ends` [draws], where the states of each draw end; `start` and `draw` [draws, 2], where it came from and led to; `of`, chain and first draw.
 */
export const mcmcReplay = drive((params: McmcParams & Part, { data }, { key, saved }: Start<Walked>) => {
  const { chain, from } = params;
  const run = scalarRun(foldIn(key, chain), modelOf(params, data), chainParams(params), saved?.chain);
  const path: number[] = [...(saved?.path ?? [])];
  const ends: number[] = [...(saved?.ends ?? [])];
  const draws: number[] = [...(saved?.draws ?? [])];
  const starts: number[] = [...(saved?.starts ?? [])];
  return {
    advance: eachStep([], (step) => {
      const before = step < from ? [] : run.checkpoint();
      const row = run.draw(1);
      if (step < from) return;
      starts.push(before[0], before[1]);
      path.push(...finiteStates(run.path()));
      ends.push(path.length / PATH_WIDTH);
      draws.push(row[0], row[1]);
    }),
    save: () => ({
      chain: run.checkpoint(),
      path: Float64Array.from(path),
      ends: Float64Array.from(ends),
      starts: Float64Array.from(starts),
      draws: Float64Array.from(draws),
    }),
    output: () => ({
      path: array(Float64Array.from(path), [path.length / PATH_WIDTH, PATH_WIDTH]),
      ends: array(Int32Array.from(ends)),
      of: array(Int32Array.of(chain, from)),
      start: array(Float64Array.from(starts), [starts.length / 2, 2]),
      draw: array(Float64Array.from(draws), [draws.length / 2, 2]),
    }),
  };
});
