/**
 * Nets on a GPU, through WebGPU: the same graph as on the other machines, laid out by the same plan, as a list of dispatches. Statistically equal to the
 * others: the order of sums differs, and devices may fuse products with sums. What is random has the same bits (Philox).
 *
 * One buffer is the memory (`shared/webgpu/memory.ts`): parameters, gradients, moments, the arenas of all programs. Every shader sees it as `memory` and is told where
 * its tensors lie by numbers in a uniform buffer, so that programs need one bind group each, and operations of one kind share a compiled shader. A step's
 * own numbers (rates, keys of what is random, where its rows lie) are in another uniform buffer, a slot for each of many steps, which are thus encoded
 * and submitted without waiting for any. Nothing is read back but by `read`.
 *
 * An operation gets its kernel in `operations/`: a table by the operation's name, which `operations/index.ts` brings together (not a member of the
 * operation: pages would carry it). `kernel.ts` has what a kernel is told and gives; pieces of WGSL that several need are in `shared/webgpu/snippets/`, included by
 * name. To be remembered by all of them: built-in exp, log, tanh, sin, pow and inverseSqrt are not accurate everywhere, comparisons and min, max, clamp
 * do what they like with NaN, subnormals may be 0; + − × ÷ and sqrt are to be relied on, unless the compiler rewrites them: it makes a·b + a·c to
 * a·(b + c), (x + c) + d, (x · c) · d and x / c of literals c and d to one sum or product with another literal, (x + c) − c to x and a·(b / a) to b.
 * No atomics on floats: sums are fixed trees.
 */
import { foldIn } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { type Gpu, type GpuBuffer, type GpuPass, type GpuThing, refuseMore, USAGE } from "../../webgpu/gpu.ts";
import { failOn, memoryOf, type Stretch } from "../../webgpu/memory.ts";
import { asConstant } from "../leaves.ts";
import type { BlockName } from "../machine.ts";
import { type ParameterLayout, type Place, type PlannedCall, planOf, type Wanted } from "../plan.ts";
import { found } from "../scalar.ts";
import { sizeOf, type Tensor } from "../tensor.ts";
import type { Dispatch, GpuCall } from "./kernel.ts";
import { kernels } from "./operations/index.ts";
import { CALL_BYTES, KEYS_AT, layoutsOf, MOST_KEYS, STEP_BYTES, type TableDispatch, writeNumbers } from "./shader.ts";

/** What of a step its dispatches may depend on, in shaders the members of `step`. What is left out is 0. */
export interface StepNumbers {
  /** Of the task, from 0. */
  readonly number?: number;
  /** Which row of what is recorded is this step's. */
  readonly row?: number;
  /** The first of the step's samples in the machine's list of rows. */
  readonly first?: number;
  /** Of the optimiser and of shrinkage, see `OptimiserStep` and `ShrinkStep`. */
  readonly a?: number;
  readonly b?: number;
  readonly l1?: number;
  readonly l2?: number;
  readonly keep?: number;
  /** Of what is random: the keys of its streams follow from it. */
  readonly key?: Key;
}

/** Samples on the device. */
export interface GpuTable {
  readonly columns: number;
  readonly bytes: boolean;
  readonly buffer: GpuBuffer;
}

/** Dispatches that are compiled and told their numbers: ready to be encoded any number of times. */
export interface Prepared {
  /** `slot`: of the step's numbers. */
  encode(pass: GpuPass, slot: number): void;
}

export interface GpuProgram extends Prepared {
  /** Where an input or an output lies in the memory. */
  input(name: string): Stretch;
  output(name: string): Stretch;
}

export interface GpuMachine {
  readonly layout: ParameterLayout;
  /** Where a block lies. */
  block(name: BlockName): Stretch;
  /** So many floats of memory more, zeros. */
  take(floats: number): Stretch;
  write(to: Stretch, values: Float32Array): void;
  /** In one read, after all that was submitted so far. Rejects where the device has failed. */
  read(stretches: readonly Stretch[]): Promise<Float32Array[]>;
  /** Samples that programs pick rows from: rows × columns, copied once; bytes are divided by 255. */
  table(values: Uint8Array | Float32Array, columns: number): GpuTable;
  /** The list of rows that loads pick from: its numbers from `at` on. */
  writeRows(at: number, rows: Uint32Array): void;
  program(wanted: Wanted): Promise<GpuProgram>;
  prepare(dispatches: readonly TableDispatch[]): Promise<Prepared>;
  /** The four flags, integers that shaders with `flags` set by atomic operations. */
  writeFlags(flags: readonly [number, number, number, number]): void;
  /** Numbers of steps in slots 0, 1, …, at most 64: for what is submitted from now on. */
  writeSteps(steps: readonly StepNumbers[]): void;
  /** Encodes by `encode` and submits. */
  submit(encode: (pass: GpuPass) => void): void;
}

/** Steps whose numbers the device holds at a time. */
const SLOTS = 64;

/** `beat`: called now and then while shaders are compiled, which may take seconds. */
export function webgpuMachine(gpu: Gpu, layout: ParameterLayout, beat?: () => void): GpuMachine {
  const { device } = gpu;
  const memory = memoryOf(gpu);
  const layouts = layoutsOf(device);
  const take = (floats: number): Stretch => ({ at: memory.take(floats), size: floats });
  const blocks = new Map<BlockName, Stretch>();
  const block = (name: BlockName) => {
    const own = blocks.get(name) ?? take(layout.count);
    blocks.set(name, own);
    return own;
  };
  const streams: number[] = [];
  const keyOf = (stream: number) => {
    const known = streams.indexOf(stream);
    if (known >= 0) return known;
    if (streams.length === MOST_KEYS) throw new RangeError(`a net has more than ${MOST_KEYS} random tensors`);
    return streams.push(stream) - 1;
  };
  const steps = device.createBuffer({ size: SLOTS * STEP_BYTES, usage: USAGE.uniform | USAGE.copyTo });
  let rows = device.createBuffer({ size: 16, usage: USAGE.storage | USAGE.copyTo | USAGE.copyFrom });
  const flags = device.createBuffer({ size: 16, usage: USAGE.storage | USAGE.copyTo });
  const scratch = scratchOf(take);

  const prepare = async (dispatches: readonly TableDispatch[]): Promise<Prepared> => {
    const compiled = async (dispatch: TableDispatch) => {
      const pipeline = await layouts.pipeline(dispatch);
      beat?.();
      return pipeline;
    };
    const pipelines = await Promise.all(dispatches.map(compiled));
    failOn(gpu);
    const numbers = new DataView(new ArrayBuffer(CALL_BYTES * Math.max(1, dispatches.length)));
    for (const [c, dispatch] of dispatches.entries()) writeNumbers(numbers, c * CALL_BYTES, dispatch);
    const calls = device.createBuffer({ size: numbers.byteLength, usage: USAGE.uniform | USAGE.copyTo });
    device.queue.writeBuffer(calls, 0, numbers);
    const groupOf = whileSame(
      () => memory.buffer,
      () =>
        device.createBindGroup({
          layout: layouts.memory,
          entries: [
            { binding: 0, resource: { buffer: memory.buffer } },
            { binding: 1, resource: { buffer: calls, size: CALL_BYTES } },
            { binding: 2, resource: { buffer: steps, size: STEP_BYTES } },
            { binding: 3, resource: { buffer: flags } },
          ],
        }),
    );
    /** By slot and dispatch: encoding makes no garbage. */
    const offsets: number[][][] = [];
    const tables = dispatches.map(({ table }) => (table ? tableGroup(table as GpuTable) : undefined));
    return {
      encode(pass, slot) {
        const group = groupOf();
        offsets[slot] ??= dispatches.map((_, c) => [c * CALL_BYTES, slot * STEP_BYTES]);
        for (let c = 0; c < dispatches.length; c++) {
          const [x, y = 1, z = 1] = dispatches[c].groups;
          const table = tables[c];
          pass.setPipeline(pipelines[c]);
          pass.setBindGroup(0, group, offsets[slot][c]);
          if (table) pass.setBindGroup(1, table());
          pass.dispatchWorkgroups(x, y, z);
        }
      },
    };
  };
  const tableGroup = (table: GpuTable) =>
    whileSame(
      () => rows,
      () =>
        device.createBindGroup({
          layout: layouts.table,
          entries: [
            { binding: 0, resource: { buffer: table.buffer } },
            { binding: 1, resource: { buffer: rows } },
          ],
        }),
    );

  return {
    layout,
    block,
    take,
    prepare,
    write: ({ at }, values) => memory.write(at, values),
    read: (stretches) => memory.read(stretches),
    table(values, columns) {
      const bytes = values instanceof Uint8Array;
      refuseMore(device, values.byteLength);
      const padded = new Uint8Array((values.byteLength + 3) & ~3);
      padded.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      const buffer = device.createBuffer({
        size: Math.max(4, padded.length),
        usage: USAGE.storage | USAGE.copyTo,
      });
      device.queue.writeBuffer(buffer, 0, padded);
      return { columns, bytes, buffer };
    },
    writeRows(at, values) {
      const needed = 4 * (at + values.length);
      if (rows.size < needed) {
        const grown = device.createBuffer({
          size: needed,
          usage: USAGE.storage | USAGE.copyTo | USAGE.copyFrom,
        });
        const encoder = device.createCommandEncoder();
        encoder.copyBufferToBuffer(rows, 0, grown, 0, rows.size);
        device.queue.submit([encoder.finish()]);
        rows.destroy();
        rows = grown;
      }
      device.queue.writeBuffer(rows, 4 * at, values);
    },
    async program(wanted) {
      const plan = planOf(wanted, layout);
      const arena = memory.take(plan.arena);
      const placeOf = (tensor: Tensor): Stretch => {
        const { block: name, offset } = plan.places.get(tensor) as Place;
        return { at: (name === "arena" ? arena : block(name).at) + offset, size: sizeOf(tensor.shape) };
      };
      for (const tensor of plan.constants)
        memory.write(placeOf(tensor).at, new Float32Array(sizeOf(tensor.shape)).fill(asConstant(tensor)?.value ?? 0));
      const prepared = await prepare(dispatchesOf(plan.calls, placeOf, keyOf, scratch));
      return {
        ...prepared,
        input: (name) => placeOf(found(plan.inputs.get(name), "input", name)),
        output: (name) => placeOf(found(plan.outputs[name], "output", name)),
      };
    },
    writeFlags: (given) => device.queue.writeBuffer(flags, 0, Uint32Array.from(given)),
    writeSteps(given) {
      if (given.length > SLOTS) throw new RangeError(`numbers of ${given.length} steps (at most ${SLOTS} at a time)`);
      const numbers = new DataView(new ArrayBuffer(STEP_BYTES * given.length));
      for (const [slot, step] of given.entries()) putStep(numbers, slot * STEP_BYTES, step, streams);
      device.queue.writeBuffer(steps, 0, numbers);
    },
    submit(encode) {
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      encode(pass);
      pass.end();
      device.queue.submit([encoder.finish()]);
    },
  };
}

/** Memory that calls use one after the other. */
function scratchOf(take: (floats: number) => Stretch): (floats: number) => number {
  let own: Stretch = { at: 0, size: 0 };
  return (floats) => {
    if (own.size < floats) own = take(floats);
    return own.at;
  };
}

/** What is made of something that changes seldom: again once it has. */
function whileSame<T, R extends GpuThing>(of: () => T, make: () => R): () => R {
  let last: { readonly from: T; readonly made: R } | undefined;
  return () => {
    const from = of();
    if (last?.from !== from) last = { from, made: make() };
    return last.made;
  };
}

function dispatchesOf(
  calls: readonly PlannedCall[],
  placeOf: (tensor: Tensor) => Stretch,
  key: (stream: number) => number,
  scratch: (floats: number) => number,
): readonly Dispatch[] {
  return calls
    .flatMap(({ tensor, twin }) => (twin ? [tensor, twin] : [tensor]))
    .flatMap((tensor) => {
      const { operation, inputs, shape, attributes } = tensor;
      if (!Object.hasOwn(kernels, operation.name)) throw new Error(`${operation.name} has no kernel on a GPU`);
      const call: GpuCall = {
        x: inputs.map((input) => placeOf(input).at),
        y: placeOf(tensor).at,
        shapes: inputs.map((input) => input.shape),
        shape,
        attributes,
        key,
        scratch,
      };
      return kernels[operation.name](call);
    })
    .filter(({ groups }) => groups.every((count) => count !== 0));
}

/** As the structure `Step` of shader.ts has them. */
function putStep(to: DataView, at: number, step: StepNumbers, streams: readonly number[]): void {
  const { number = 0, row = 0, first = 0, a = 0, b = 0, l1 = 0, l2 = 0, keep = 0, key } = step;
  for (const [i, x] of [number, row, first].entries()) to.setUint32(at + 4 * i, x, true);
  for (const [i, x] of [a, b, l1, l2, keep].entries()) to.setFloat32(at + 16 + 4 * i, x, true);
  if (key === undefined) return;
  for (const [k, stream] of streams.entries()) {
    const [low, high] = foldIn(key, stream);
    to.setUint32(at + KEYS_AT + 8 * k, low, true);
    to.setUint32(at + KEYS_AT + 8 * k + 4, high, true);
  }
}
