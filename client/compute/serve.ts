import { type Endpoint, expose } from "comlink";
import type { Table } from "../../shared/data/table.ts";
import type { LabEntry } from "../../shared/labs/index.ts";
import type { Chunk, Context, Process, Task, WasmName } from "../../shared/labs/lab.ts";
import type { Waiting } from "../../shared/nets/gang.ts";
import { instantiate } from "../../shared/wasm/instantiate.ts";
import type { Modules, Order, Outcome, ThreadApi, ThreadReport } from "./api.ts";
import { loaded, toPlain } from "./errors.ts";
import { help, leaderSeat } from "./gang-thread.ts";
import type { OpenGpu } from "./gpu/device.ts";
import { gpuFailed } from "./gpu/errors.ts";
import { type Lease, openMemories } from "./memories.ts";
import { loadLab, prepareKind, readyLab, summaries } from "./prepare.ts";
import { hashKind, isOfPool } from "./run-summary.ts";
import { nextSlice, pacer, refuseNaN, transferables } from "./slices.ts";
import { prepareTensorflow, startTensorflow } from "./tensorflow.ts";

/** What a runtime (browser, Node, a simulation) gives to a thread. */
export interface Host {
  readonly endpoint: Endpoint;
  readonly labs: readonly LabEntry[];
  /** Milliseconds. */
  now(): number;
  /** Resolves after the waiting messages have been handled. */
  breathe(): Promise<void>;
  /** What this runtime gets wrong, null when nothing. */
  selfTest(): string | null;
  /** How its threads wait for each other; null where they cannot share memory. */
  readonly waiting: Waiting | null;
  /** A GPU for one order, tested and watched. Rejects with an ExperimentError; absent where the runtime has none. */
  openGpu?(beat: () => void): Promise<OpenGpu>;
}

/** Thread side of the pool: answers the calls of `ThreadApi` on the host's port. */
export function serve(host: Host): void {
  const tables = new Map<number, Table>();
  const modules: Record<string, WebAssembly.Module> = {};
  const lease = openMemories();
  let current: { readonly epoch: number; stop: boolean } | undefined;
  const api: ThreadApi = {
    hello: () => ({ complaint: host.selfTest() }),
    keep(supplies) {
      Object.assign(modules, supplies.modules);
      for (const [id, table] of Object.entries(supplies.tables ?? {})) tables.set(Number(id), table);
    },
    forget(table) {
      tables.delete(table);
    },
    async run(order) {
      const mine = { epoch: order.epoch, stop: false };
      current = mine;
      const report = (message: ThreadReport, transfer: Transferable[] = []) =>
        host.endpoint.postMessage(message, transfer);
      let gpu: OpenGpu | undefined;
      const memories = lease();
      try {
        report({ report: "beat", epoch: order.epoch });
        if (order.task.kind === prepareKind) return await prepare(order, host.labs, report);
        if (isOfPool(order.task)) return await answerOfPool(order, host.labs, tables, report);
        const { entry, data } = subject(order, host.labs, tables);
        const beat = () => report({ report: "beat", epoch: order.epoch });
        if (usesGpu(order)) gpu = await openGpu(host, beat);
        const context = await contextOf(order, host, { modules, memories, data, gpu }, report);
        const stopping = () => mine.stop;
        if (order.join !== undefined) {
          const lab = await readyLab(entry);
          return await help(order, order.join, { lab, context, host, stopping, report });
        }
        const opening = () => open(order, entry, context);
        const process = gpu ? await gpu.watch(opening) : await opening();
        report({ report: "beat", epoch: order.epoch });
        try {
          return await work(order, process, host, stopping, report);
        } finally {
          process.close?.();
        }
      } catch (error) {
        return { kind: "failed", error: toPlain(error) };
      } finally {
        gpu?.close();
        memories.giveBack();
      }
    },
    stop(epoch) {
      if (current?.epoch === epoch) current.stop = true;
    },
  };
  expose(api, host.endpoint);
}

async function prepare(
  order: Order,
  labs: readonly LabEntry[],
  report: (message: ThreadReport) => void,
): Promise<Outcome> {
  await loadLab(subject(order, labs, new Map()).entry);
  if (usesTensorflow(order)) await prepareTensorflow();
  report({
    report: "chunk",
    epoch: order.epoch,
    chunk: { task: order.task.id, from: 0, to: 1, records: {}, output: {} },
  });
  return { kind: "finished" };
}

/** The pool's own questions: the metrics and the digest of a run, and hashes of arrays. */
async function answerOfPool(
  order: Order,
  labs: readonly LabEntry[],
  tables: ReadonlyMap<number, Table>,
  report: (message: ThreadReport, transfer: Transferable[]) => void,
): Promise<Outcome> {
  const { entry, data } = subject(order, labs, tables);
  const { answerHashes, answerSummary } = await summaries();
  const { given } = order.inputs;
  const isHash = order.task.kind === hashKind;
  const output = await (isHash ? answerHashes(given) : answerSummary(await loaded(entry.load()), data, given));
  const chunk: Chunk = { task: order.task.id, from: 0, to: 1, records: {}, output };
  report({ report: "chunk", epoch: order.epoch, chunk }, transferables(output));
  return { kind: "finished" };
}

/** What an order is about: a lab, and a table that the thread was given. */
function subject(
  order: Order,
  labs: readonly LabEntry[],
  tables: ReadonlyMap<number, Table>,
): { readonly entry: LabEntry; readonly data: Table | null } {
  const entry = labs.find((lab) => lab.id === order.lab);
  if (entry === undefined) throw new Error(`unknown lab: ${order.lab}`);
  const data = order.table === null ? null : tables.get(order.table);
  if (data === undefined) throw new Error(`table ${order.table} is not in this thread`);
  return { entry, data };
}

async function contextOf(
  order: Order,
  host: Host,
  {
    modules,
    memories,
    data,
    gpu,
  }: {
    readonly modules: Modules;
    readonly memories: Lease;
    readonly data: Table | null;
    readonly gpu: OpenGpu | undefined;
  },
  report: (message: ThreadReport) => void,
): Promise<Context> {
  const moduleOf = (name: WasmName) => {
    const module = modules[name];
    if (module === undefined) throw new Error(`module ${name} is not in this thread (name it in the lab's wasm)`);
    return module;
  };
  const gang = leaderSeat(order, host.waiting, report);
  return {
    // A question is about what another device has found: a GPU would take longer to get ready.
    device: order.inputs.given && order.device === "webgpu" ? "wasm" : order.device,
    ...(gpu && { gpu }),
    inputs: order.inputs,
    data,
    clock: () => host.now(),
    beat: () => report({ report: "beat", epoch: order.epoch }),
    wasm: (name, outlives) => instantiate(name, moduleOf(name), outlives ? undefined : memories.take()),
    memory: memories.take,
    ...(usesTensorflow(order) && {
      tensorflow: await startTensorflow(moduleOf("tensorflow")),
      openModel: async (...model) =>
        order.device === "webgpu" && !order.inputs.given
          ? (await loaded(import("./webgpu.ts"))).openOnGpu(...model)
          : (await loaded(import("./foreign.ts"))).openForeign(...model),
    }),
    ...(gang && { gang }),
  };
}

async function open({ task, inputs, from }: Order, entry: LabEntry, context: Context): Promise<Process> {
  const answer = inputs.given && entry.answer && (await loaded(entry.answer()))(task, context);
  if (answer) return answer;
  const process = await (await readyLab(entry)).open(task, context, from?.arrays);
  if (process.step !== (from?.step ?? 0)) {
    throw new Error(`task ${task.id} opened at step ${process.step} (must be ${from?.step ?? 0})`);
  }
  return process;
}

/** Runs on the reference do without; questions are about what another device has found. */
function usesTensorflow({ device, task, inputs }: Order): boolean {
  return (device !== "scalar" || inputs.given !== undefined) && (task.wasm ?? []).includes("tensorflow");
}

/** Nets of ours; tensorflow.js has a GPU of its own. */
function usesGpu(order: Order): boolean {
  const { device, task, inputs } = order;
  return device === "webgpu" && task.gpu === true && inputs.given === undefined && !usesTensorflow(order);
}

function openGpu({ openGpu: open }: Host, beat: () => void): Promise<OpenGpu> {
  if (open === undefined) throw gpuFailed("gpu-missing", "this runtime has no WebGPU");
  return open(beat);
}

/** Slice after slice, a chunk for each, until the task is finished, its limit is reached, or someone asks to stop. */
async function work(
  { task, epoch, limit = Infinity }: Order,
  process: Process,
  host: Host,
  stopping: () => boolean,
  report: (message: ThreadReport, transfer: Transferable[]) => void,
): Promise<Outcome> {
  const last = Math.min(task.steps, process.step + limit);
  const finish = finisher(task, process, host);
  let slice = 1;
  for (;;) {
    const began = host.now();
    const chunk = await advance(task, process, Math.min(slice, last - process.step));
    slice = nextSlice(slice, host.now() - began);
    const ends = process.step >= last || stopping();
    const whole = await finish(chunk, ends);
    const { records, snapshot, checkpoint, output } = whole;
    report({ report: "chunk", epoch, chunk: whole }, transferables(records, snapshot, checkpoint, output));
    if (ends) return { kind: process.step === task.steps ? "finished" : "stopped" };
    await host.breathe();
  }
}

async function advance(task: Task, process: Process, steps: number): Promise<Chunk> {
  const from = process.step;
  const records = steps > 0 ? await process.advance(steps) : {};
  if (process.step !== from + steps) {
    throw new Error(`task ${task.id} is at step ${process.step} after ${steps} steps from ${from}`);
  }
  refuseNaN(task.id, "record", records);
  return { task: task.id, from, to: process.step, records };
}

/** Adds to a chunk what is due: a snapshot and a checkpoint now and then and at the end, the output when the task is finished. */
function finisher(task: Task, process: Process, host: Host): (chunk: Chunk, ends: boolean) => Promise<Chunk> {
  const snapshotOf = pacer(30, host.now, () => process.snapshot());
  const checkpointOf = pacer(1000, host.now, () => process.checkpoint());
  return async (chunk, ends) => {
    const snapshot = await snapshotOf(ends);
    const checkpoint = await checkpointOf(ends);
    const output = process.step === task.steps ? await process.output() : undefined;
    // A checkpoint with NaN would make every replay fail.
    refuseNaN(task.id, "checkpoint", checkpoint);
    refuseNaN(task.id, "output", output);
    return { ...chunk, ...(snapshot && { snapshot }), ...(checkpoint && { checkpoint }), ...(output && { output }) };
  };
}
