/** Chains of a restricted Boltzmann machine that are annealed on a GPU, all at once: block Gibbs sweeps, and what annealed importance sampling weighs them with (`../ais.ts`). */
import { exp } from "../../../math/index.ts";
import type { Key } from "../../../random/key.ts";
import { type Gpu, type GpuBuffer, refuseMore, USAGE } from "../../../webgpu/gpu.ts";
import { failOn, memoryOf } from "../../../webgpu/memory.ts";
import { pipelinesOf } from "../../../webgpu/pipelines.ts";
import type { Parameters, States } from "../machine.ts";
import { inputSteps } from "../scalar-annealing.ts";
import {
  type AnnealingSizes,
  annealingShader,
  CALL_BYTES,
  type CallNumbers,
  chainsPerGroup,
  type GivenPlaces,
} from "./shader.ts";

/** Multiply-adds of one dispatch at most, and dispatches that are handed over at once: a GPU that hangs for seconds is taken from the page. */
const MOST_WORK = 2.5e8;
const SLOTS = 8;
/** Sweeps whose gains are kept until they are read, fewer where there are very many chains. */
const ROWS = 256;
const MOST_GAINS = 2 ** 20;
/** Workgroups that every device takes in one dispatch. */
const MOST_GROUPS = 65_535;
/** Multiply-adds that drawing a unit costs: two blocks of random words, an exponential or a logarithm. */
const DRAW = 200;

/** The machine without weights, as `RbmMachine.setBase` takes it. */
export interface GpuBase {
  readonly visibleBias: Float32Array;
  readonly logVariance?: Float32Array | undefined;
}

export interface GpuChains {
  /**
   * Sweep s leaves p_β invariant, β = betas[s + 1], and draws its random numbers at `step + s` under the key, as `RbmMachine.anneal` does. Before it, log p*_betas[s+1](v) −
   * log p*_betas[s](v) of chain n is added to logWeights[n]. Rejects where the device has failed.
   */
  anneal(key: Key, step: number, betas: ArrayLike<number>, logWeights: Float64Array): Promise<void>;
  /** Chains × visible: bytes 0 and 1, or of Gaussian units float32. */
  states(): Promise<States>;
  setStates(states: States): void;
}

/** `chains` chains, which begin at zero. `beat`: while the shader is compiled. `mostWork`: multiply-adds of one dispatch. Throws a RoomError where the device has no room. */
export async function gpuChains(
  gpu: Gpu,
  parameters: Parameters,
  base: GpuBase,
  chains: number,
  { beat, mostWork = MOST_WORK }: { readonly beat?: (() => void) | undefined; readonly mostWork?: number } = {},
): Promise<GpuChains> {
  const { device } = gpu;
  const [visible, hidden] = [parameters.visibleBias.length, parameters.hiddenBias.length];
  const gaussian = parameters.logVariance !== undefined;
  const rows = Math.max(1, Math.min(ROWS, Math.floor(MOST_GAINS / chains)));
  const sizes = { visible, hidden, chains, gaussian, rows };
  const shader = annealingShader(sizes);
  const memory = memoryOf(gpu);
  memory.take(shader.memory.size);
  const given = readOnly(gpu, givenValues(parameters, base, shader.given));
  const numbers = device.createBuffer({ size: SLOTS * CALL_BYTES, usage: USAGE.uniform | USAGE.copyTo });
  const { pipeline, group } = pipelinesOf(device);
  const compiled = await pipeline(shader.code);
  beat?.();
  failOn(gpu);
  const bound = group(memory.buffer, given, numbers, CALL_BYTES);

  function submit(calls: readonly CallNumbers[]): void {
    const bytes = new DataView(new ArrayBuffer(CALL_BYTES * calls.length));
    for (const [slot, call] of calls.entries()) putCall(bytes, slot * CALL_BYTES, call);
    device.queue.writeBuffer(numbers, 0, bytes);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(compiled);
    for (const [slot, call] of calls.entries()) {
      pass.setBindGroup(0, bound, [slot * CALL_BYTES]);
      pass.dispatchWorkgroups(Math.ceil((call.end - call.first) / chainsPerGroup(sizes)));
    }
    pass.end();
    device.queue.submit([encoder.finish()]);
  }

  return {
    async anneal(key, step, betas, logWeights) {
      for (let done = 0; done + 1 < betas.length; done += rows) {
        const count = Math.min(rows, betas.length - 1 - done);
        memory.write(shader.memory.betas, betaRows(betas, done, count));
        const calls = partsOf(sizes, count, mostWork).map((part) => ({ ...part, step: step + done + part.row, key }));
        for (let c = 0; c < calls.length; c += SLOTS) submit(calls.slice(c, c + SLOTS));
        const [gains] = await memory.read([{ at: shader.memory.gains, size: count * chains }]);
        for (let at = 0; at < gains.length; at++) logWeights[at % chains] += gains[at];
      }
    },
    async states() {
      const [values] = await memory.read([{ at: shader.memory.states, size: chains * visible }]);
      return gaussian ? values : Uint8Array.from(values);
    },
    setStates: (states) => memory.write(shader.memory.states, Float32Array.from(states)),
  };
}

type Part = Pick<CallNumbers, "row" | "sweeps" | "first" | "end">;

/** Sweeps in dispatches that are none too long: some of all chains, or one of some chains. */
export function partsOf(
  sizes: Pick<AnnealingSizes, "visible" | "hidden" | "chains">,
  sweeps: number,
  most = MOST_WORK,
): readonly Part[] {
  const { visible, hidden, chains } = sizes;
  const work = 2 * visible * hidden + DRAW * (visible + hidden);
  const some = Math.min(chains, MOST_GROUPS * chainsPerGroup(sizes), Math.max(1, Math.floor(most / work)));
  const atOnce = some < chains ? 1 : Math.max(1, Math.floor(most / (work * chains)));
  const parts: Part[] = [];
  for (let row = 0; row < sweeps; row += atOnce)
    for (let first = 0; first < chains; first += some)
      parts.push({ row, sweeps: Math.min(atOnce, sweeps - row), first, end: Math.min(chains, first + some) });
  return parts;
}

function betaRows(betas: ArrayLike<number>, from: number, count: number): Float32Array {
  const rows = new Float32Array(4 * count);
  for (let s = 0; s < count; s++) {
    const [before, after] = [betas[from + s], betas[from + s + 1]];
    rows.set([before, after, 1 - after, after - before], 4 * s);
  }
  return rows;
}

function givenValues({ weights, ...own }: Parameters, base: GpuBase, places: GivenPlaces): Float32Array {
  const [visible, hidden] = [own.visibleBias.length, own.hiddenBias.length];
  const values = new Float32Array(places.size);
  if (own.logVariance) {
    values.set(weights, places.weights);
    values.set(own.hiddenBias, places.hiddenBias);
  } else {
    const steps = inputSteps({ weights, ...own });
    // By their bits: some would be no numbers as float32.
    const bits = new Int32Array(values.buffer);
    bits.set(steps.weights, places.weights);
    bits.set(steps.bias, places.hiddenBias);
    values.set(steps.sizes, places.sizes);
  }
  for (let i = 0; i < visible; i++)
    for (let j = 0; j < hidden; j++) values[places.turned + j * visible + i] = weights[i * hidden + j];
  values.set(own.visibleBias, places.visibleBias);
  values.set(base.visibleBias, places.baseBias);
  const precisions = (logVariance: Float32Array, at: number) =>
    values.set(
      logVariance.map((log) => exp(-log)),
      at,
    );
  if (own.logVariance) {
    precisions(own.logVariance, places.precision);
    precisions(base.logVariance ?? new Float32Array(visible), places.basePrecision);
  }
  return values;
}

function readOnly({ device }: Gpu, values: Float32Array): GpuBuffer {
  refuseMore(device, values.byteLength);
  const buffer = device.createBuffer({ size: values.byteLength, usage: USAGE.storage | USAGE.copyTo });
  device.queue.writeBuffer(buffer, 0, values);
  return buffer;
}

function putCall(to: DataView, at: number, { step, row, sweeps, first, end, key }: CallNumbers): void {
  for (const [i, x] of [step, row, sweeps, first, end, ...key].entries()) to.setUint32(at + 4 * i, x, true);
}
