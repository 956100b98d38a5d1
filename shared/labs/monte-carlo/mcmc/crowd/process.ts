import { type Arrays, array } from "../../../../arrays.ts";
import type { GpuCrowdState } from "../../../../kernels/mcmc/crowd/gpu.ts";
import type { CrowdParams } from "../../../../kernels/mcmc/crowd/params.ts";
import {
  type CrowdRow,
  type CrowdState,
  makeCrowd,
  startCrowd,
  superchainsOf,
} from "../../../../kernels/mcmc/crowd/scalar.ts";
import { startsOf } from "../../../../kernels/mcmc/crowd/starts.ts";
import type { Later } from "../../../../later.ts";
import type { Context } from "../../../lab.ts";
import { drive, type Machine, type Start } from "../../../process.ts";
import { chainParams, modelOf } from "../model.ts";
import { started } from "../starting.ts";
import type { CrowdTask } from "./plan.ts";
import { crowdTarget } from "./target.ts";

/** Columns of positions that views are shown while chains walk. */
const SHOWN = 10;

/**
 * Some superchains of a crowd: a step is a transition of all their chains. Records of each step, of each reported quantity: `mean`, `between` and `within` superchains
 * (`CrowdRow`); of all chains `accept`, `stepSize`, `divergent`. Output: `last` [chains, quantities], `superchains` [superchains, quantities, 3] of mean, B̃ and W̃ over the
 * draws after warm-up, `scale` of each coordinate, and `stepSize`.
 */
export const mcmcCrowd = drive(
  (params: CrowdTask, context, start: Start<CrowdState | GpuCrowdState>): Later<Machine<CrowdState | GpuCrowdState>> =>
    context.gpu ? onGpu(params, context, start) : onProcessor(params, context, start),
);

function onProcessor(params: CrowdTask, context: Context, { key, steps, saved }: Start<CrowdState | GpuCrowdState>) {
  const own = crowdParams(params);
  const target = crowdTarget(params, context);
  const P = target.names.length;
  // What was saved on this device is float64.
  const state =
    (saved as CrowdState | undefined) ??
    startCrowd(
      target,
      own,
      started(own.initRadius, () => startsOf(key, target, own)),
    );
  const crowd = makeCrowd(key, target, own);
  const now = () => Float32Array.from(crowd.report(state));
  return {
    advance: (from: number, count: number) =>
      recordsOf(
        Array.from({ length: count }, (_, s) => crowd.step(state, from + s)),
        P,
      ),
    live: () => cloudOf(now(), P),
    save: () => state,
    output: () => outputOf(state, now(), own, P, steps),
  };
}

async function onGpu(params: CrowdTask, context: Context, { key, steps, saved }: Start<CrowdState | GpuCrowdState>) {
  const { gpuCrowd } = await import("../../../../kernels/mcmc/crowd/gpu.ts");
  const { gpu, beat } = context;
  if (gpu === undefined) throw new Error("a crowd on a GPU has none");
  const own = crowdParams(params);
  const { program, target } = modelOf(params, context.data);
  const P = program.names.length;
  const crowd = await gpuCrowd(
    gpu,
    key,
    program,
    own,
    saved ??
      startCrowd(
        target,
        own,
        started(own.initRadius, () => startsOf(key, target, own)),
      ),
    {
      beat,
    },
  );
  return {
    advance: async (from: number, count: number) => recordsOf(await crowd.advance(from, count), P),
    live: async () => cloudOf(await crowd.report(), P),
    save: () => crowd.state(),
    output: async () => outputOf(await crowd.state(), await crowd.report(), own, P, steps),
  };
}

export function crowdParams(params: CrowdTask): CrowdParams {
  const { targetAccept, stepSize, leapfrogs, initRadius, warmup } = chainParams(params);
  return {
    sampler: params.sampler === "metropolis" ? "metropolis" : "hmc",
    superchains: params.superchains,
    chains: params.subchains,
    ...{ warmup, targetAccept, stepSize, leapfrogs, initRadius },
  };
}

function recordsOf(rows: readonly CrowdRow[], P: number): Arrays {
  const matrix = (of: (row: CrowdRow) => Float64Array) => {
    const values = new Float64Array(rows.length * P);
    for (const [r, row] of rows.entries()) values.set(of(row), r * P);
    return array(values, [rows.length, P]);
  };
  return {
    mean: matrix((row) => row.mean),
    between: matrix((row) => row.between),
    within: matrix((row) => row.within),
    accept: array(Float64Array.from(rows, (row) => row.accept)),
    stepSize: array(Float64Array.from(rows, (row) => row.stepSize)),
    divergent: array(Int32Array.from(rows, (row) => row.divergent)),
  };
}

function cloudOf(values: Float32Array, P: number): Arrays {
  const chains = values.length / P;
  const columns = Math.min(P, SHOWN);
  const cloud = new Float32Array(chains * columns);
  for (let c = 0; c < chains; c++) cloud.set(values.subarray(c * P, c * P + columns), c * columns);
  return { cloud: array(cloud, [chains, columns]) };
}

function outputOf(
  { mean, squares, scale, stepSize }: CrowdState | GpuCrowdState,
  last: Float32Array,
  params: CrowdParams,
  P: number,
  steps: number,
): Arrays {
  const superchains = superchainsOf(mean, squares, params, P, steps - params.warmup).flatMap((one) =>
    one.flatMap(({ mean: centre, between, within }) => [centre, between, within]),
  );
  return {
    last: array(last, [last.length / P, P]),
    superchains: array(Float64Array.from(superchains), [params.superchains, P, 3]),
    scale: array(Float64Array.from(scale)),
    stepSize: array(Float64Array.of(stepSize)),
  };
}
