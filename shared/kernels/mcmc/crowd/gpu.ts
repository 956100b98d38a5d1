/** A crowd on a GPU: all chains make a step at once, many steps are submitted without waiting for any, and what they tell is read at the end. */
import type { Program } from "../../../densities/program.ts";
import { dataOf } from "../../../densities/wgsl/index.ts";
import { workOf } from "../../../densities/work.ts";
import type { Key } from "../../../random/key.ts";
import { type Gpu, type GpuThing, refuseMore, USAGE } from "../../../webgpu/gpu.ts";
import { failOn, memoryOf } from "../../../webgpu/memory.ts";
import { pipelinesOf } from "../../../webgpu/pipelines.ts";
import { adaptsScales, type CrowdParams } from "./params.ts";
import type { CrowdRow, CrowdState } from "./scalar.ts";
import { crowdShaders, LANES, STEP_BYTES, type StepNumbers } from "./shader.ts";

/** Rows of records that the device holds, and dispatches whose numbers it holds. */
const ROWS = 512;
const SLOTS = 256;
/** Multiply-adds of one dispatch at most: a GPU that hangs for seconds is taken from the page. */
const MOST_WORK = 2.5e8;

/** As a crowd on the processor has it, in float32. */
export type GpuCrowdState = { readonly [N in keyof CrowdState]: CrowdState[N] extends number ? number : Float32Array };

export interface GpuCrowd {
  advance(from: number, steps: number): Promise<CrowdRow[]>;
  /** Reported quantities of all chains now, [chains, quantities]. */
  report(): Promise<Float32Array>;
  state(): Promise<GpuCrowdState>;
}

/** `state`: as it was left, or as the processor starts it. `beat`: while shaders are compiled. `mostWork`: multiply-adds of one dispatch. */
export async function gpuCrowd(
  gpu: Gpu,
  key: Key,
  program: Program,
  params: CrowdParams,
  state: CrowdState | GpuCrowdState,
  { beat, mostWork = MOST_WORK }: { readonly beat?: (() => void) | undefined; readonly mostWork?: number } = {},
): Promise<GpuCrowd> {
  const { device } = gpu;
  const [D, P, C] = [program.dimension, program.names.length, params.superchains * params.chains];
  const shaders = crowdShaders(program, params, ROWS);
  const { places, width } = shaders;
  const memory = memoryOf(gpu);
  memory.take(places.size);
  const sizes = { position: D, gradient: D, logDensity: 1, mean: P, squares: P } as const;
  for (const [name, rows] of Object.entries(sizes) as [keyof typeof sizes, number][])
    memory.write(places[name], turned(state[name], C, rows));
  memory.write(places.scale, Float32Array.from(state.scale));
  memory.write(places.stepSize, Float32Array.of(state.stepSize));

  const words = dataOf(program);
  refuseMore(device, words.byteLength);
  const data = device.createBuffer({ size: words.byteLength, usage: USAGE.storage | USAGE.copyTo });
  device.queue.writeBuffer(data, 0, words);
  const numbers = device.createBuffer({ size: SLOTS * STEP_BYTES, usage: USAGE.uniform | USAGE.copyTo });
  const { pipeline, group: bind } = pipelinesOf(device);
  const compiled = async (code: string) => {
    const made = await pipeline(code);
    beat?.();
    return made;
  };
  const [move, superchains, crowd] = await Promise.all(
    [shaders.move, shaders.superchains, shaders.crowd].map(compiled),
  );
  failOn(gpu);
  const group = bind(memory.buffer, data, numbers, STEP_BYTES);

  const parts = partsOf(params, C, workOf(program), mostWork);
  const perSubmit = Math.max(1, Math.floor(SLOTS / parts.length));

  function submit(from: number, steps: number, row: number): void {
    const dispatches = Array.from({ length: steps }, (_, s) =>
      parts.map((part) => ({
        ...part,
        key,
        step: from + s,
        row: row + s,
        adaptsScales: from + s < params.warmup && adaptsScales(from + s, params),
      })),
    );
    const bytes = new DataView(new ArrayBuffer(STEP_BYTES * dispatches.flat().length));
    for (const [slot, own] of dispatches.flat().entries()) putStep(bytes, slot * STEP_BYTES, own);
    device.queue.writeBuffer(numbers, 0, bytes);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    const dispatch = (thing: GpuThing, slot: number, groups: number) => {
      pass.setPipeline(thing);
      pass.setBindGroup(0, group, [slot * STEP_BYTES]);
      pass.dispatchWorkgroups(groups);
    };
    for (const [s, own] of dispatches.entries()) {
      for (const [p, { chains }] of own.entries()) dispatch(move, s * parts.length + p, Math.ceil(chains / LANES));
      dispatch(superchains, s * parts.length, Math.ceil((params.superchains * shaders.columns) / LANES));
      dispatch(crowd, s * parts.length, shaders.columns);
    }
    pass.end();
    device.queue.submit([encoder.finish()]);
  }

  return {
    async advance(from, steps) {
      const rows: CrowdRow[] = [];
      while (rows.length < steps) {
        const count = Math.min(ROWS, steps - rows.length);
        for (let s = 0; s < count; s += perSubmit) submit(from + rows.length + s, Math.min(perSubmit, count - s), s);
        const [told] = await memory.read([{ at: places.records, size: count * width }]);
        for (let s = 0; s < count; s++) rows.push(rowOf(told.subarray(s * width, (s + 1) * width), P));
      }
      return rows;
    },
    async report() {
      const [values] = await memory.read([{ at: places.report, size: P * C }]);
      return turned(values, P, C);
    },
    async state() {
      const names = Object.keys(sizes) as (keyof typeof sizes)[];
      const found = await memory.read([
        ...names.map((name) => ({ at: places[name], size: sizes[name] * C })),
        { at: places.scale, size: D },
        { at: places.stepSize, size: 1 },
      ]);
      const [position, gradient, logDensity, mean, squares] = names.map((name, i) => turned(found[i], sizes[name], C));
      return { position, gradient, logDensity, mean, squares, scale: found[5], stepSize: found[6][0] };
    },
  };
}

type Part = Pick<StepNumbers, "first" | "from" | "to"> & { readonly chains: number };

/** A transition in dispatches that are none too long: of some leapfrog steps of all chains, or of one of some chains. */
export function partsOf(
  { sampler, leapfrogs }: Pick<CrowdParams, "sampler" | "leapfrogs">,
  chains: number,
  work: number,
  most = MOST_WORK,
): readonly Part[] {
  const steps = sampler === "hmc" ? leapfrogs : 1;
  const at = Math.max(1, Math.floor(most / (chains * work)));
  const some = Math.min(chains, LANES * Math.max(1, Math.floor(most / work / LANES)));
  const parts: Part[] = [];
  for (let from = 0; from < steps; from += at)
    for (let first = 0; first < chains; first += some)
      parts.push({ first, chains: Math.min(some, chains - first), from, to: Math.min(steps, from + at) });
  return parts;
}

function rowOf(told: Float32Array, P: number): CrowdRow {
  const [mean, between, within] = [0, 1, 2].map((i) => Float64Array.from(told.subarray(i * P, (i + 1) * P)));
  const [accept, stepSize, divergent] = told.subarray(3 * P);
  return { mean, between, within, accept, stepSize, divergent: Math.round(divergent) };
}

/** A matrix of rows × columns with its columns as rows. */
function turned(values: ArrayLike<number>, rows: number, columns: number): Float32Array {
  const out = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[c * rows + r] = values[r * columns + c];
  return out;
}

function putStep(to: DataView, at: number, own: StepNumbers): void {
  const { step, row, first, from, to: end, adaptsScales: scales, key } = own;
  for (const [i, x] of [step, row, first, from, end, scales ? 1 : 0, ...key].entries())
    to.setUint32(at + 4 * i, x, true);
}
