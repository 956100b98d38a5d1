/** A GPU for the process of one order: asked for, tested, watched, and let go. Loaded by the first run on WebGPU. */
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { Process } from "../../../shared/labs/lab.ts";
import type { Later } from "../../../shared/later.ts";
import { type Gpu, type GpuDevice, RoomError } from "../../../shared/webgpu/gpu.ts";
import { LoadError } from "../errors.ts";
import { gpuFailed } from "./errors.ts";
import { type Probed, probeGpu } from "./probe.ts";

export interface OpenGpu extends Gpu {
  /**
   * What the work gives, once the device has found nothing wrong with it. Rejects with an ExperimentError where it was lost, ran out of memory or was asked for what it
   * cannot do. One work at a time.
   */
  guard<T>(work: () => Later<T>): Promise<T>;
  /** A process each of whose answers the device is asked about. */
  watch(open: () => Promise<Process>): Promise<Process>;
  /** The next order has it: nothing that was made for this one stays, but for shaders that are compiled. */
  handOver(beat: GpuOptions["beat"]): void;
  close(): void;
}

export interface GpuOptions {
  /** Says that the work goes on: a step of a large net takes an imitated GPU longer than a thread may be silent. */
  beat?(): void;
  readonly gpu?: Pick<GPU, "requestAdapter"> | undefined;
  probe?(device: GPUDevice): Promise<Probed>;
}

const here = (): GpuOptions["gpu"] => (globalThis.navigator as Navigator | undefined)?.gpu;

/** Rejects with an ExperimentError where there is none, or where its arithmetic is not what WGSL promises. */
export async function openGpu({ gpu = here(), probe = probeGpu, beat }: GpuOptions = {}): Promise<OpenGpu> {
  // A GPU that is busy with what another page asked for answers late.
  const rest = beating(beat);
  const device = await deviceOf(gpu)
    .catch((error) => {
      throw gpuFailed("gpu-missing", error);
    })
    .finally(rest);
  const open = watched(device, beat);
  try {
    const { complaint } = await open.guard(() => probe(device));
    if (complaint !== null) throw gpuFailed("gpu-unfit", complaint);
    return open;
  } catch (error) {
    open.close();
    throw error;
  }
}

/** An adapter gives one device only: a new one for each. */
async function deviceOf(gpu: GpuOptions["gpu"]): Promise<GPUDevice> {
  const adapter = await gpu?.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) throw new Error("no adapter");
  const { limits } = adapter;
  return adapter.requestDevice({ requiredLimits: Object.fromEntries(LIMITS.map((name) => [name, limits[name]])) });
}

/** Without asking, a device has the least that any has: 128 MiB per binding. */
const LIMITS = [
  "maxStorageBufferBindingSize",
  "maxBufferSize",
  "maxComputeWorkgroupStorageSize",
  "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupSizeX",
  "maxComputeWorkgroupsPerDimension",
  "maxStorageBuffersPerShaderStage",
] as const;

const SCOPES = ["validation", "out-of-memory", "internal"] as const;

function watched(device: GPUDevice, first: GpuOptions["beat"]): OpenGpu {
  let beat = first;
  const free = buffersOf(device);
  let isClosed = false;
  let trouble: string | undefined;
  let reject: (error: Error) => void = () => undefined;
  const failed = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  const fail = (what: string) => {
    trouble ??= what;
    reject(gpuFailed("gpu-lost", what));
  };
  // Nobody may be waiting when it happens: the next work rejects.
  failed.catch(() => undefined);
  device.lost.then(({ reason, message }) => {
    if (!isClosed) fail(message || reason);
  });
  device.addEventListener("uncapturederror", ({ error }) => fail(error.message));
  const scoped = async <T>(work: () => Later<T>): Promise<T> => {
    for (const scope of SCOPES) device.pushErrorScope(scope);
    const found = await settled(work);
    const errors = await Promise.all(SCOPES.map(() => device.popErrorScope()));
    const error = errors.find((one) => one !== null);
    if (error) fail(error.message);
    if (trouble !== undefined) throw gpuFailed("gpu-lost", trouble);
    return found();
  };
  const guard: OpenGpu["guard"] = async (work) => {
    const rest = beating(beat);
    try {
      return await Promise.race([failed, scoped(work)]);
    } finally {
      rest();
    }
  };
  return {
    device: device as unknown as GpuDevice,
    trouble: () => trouble,
    guard,
    watch: async (open) => guarded(await guard(open), guard),
    handOver(next) {
      beat = next;
      free();
    },
    close() {
      isClosed = true;
      device.destroy();
    },
  };
}

/** Destroys the buffers that were made since. The browser alone would wait until it needs the memory of the page, not that of the GPU. */
function buffersOf(device: GPUDevice): () => void {
  const made = new Set<GPUBuffer>();
  const create = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    const buffer = create(descriptor);
    const destroy = buffer.destroy.bind(buffer);
    // A run makes and destroys one for each slice: they are not to pile up here.
    buffer.destroy = () => {
      made.delete(buffer);
      return destroy();
    };
    made.add(buffer);
    return buffer;
  };
  return () => {
    for (const buffer of made) buffer.destroy();
  };
}

/** Milliseconds between two beats, and how many there are at most: a browser gives up a GPU that hangs long before. */
const pause = 2000;
const most = 60;

/** Beats until what comes back is called. */
function beating(beat: GpuOptions["beat"]): () => void {
  let beats = 0;
  const timer = setInterval(() => {
    if (++beats > most) clearInterval(timer);
    else beat?.();
  }, pause);
  return () => clearInterval(timer);
}

/**
 * How work ended, to be thrown or returned later. What it threw by itself is the device's doing too, where it is not about the experiment or the network: a buffer of a lost
 * device cannot be read, and says so before the device does.
 */
async function settled<T>(work: () => Later<T>): Promise<() => T> {
  try {
    const value = await work();
    return () => value;
  } catch (error) {
    return () => {
      if (error instanceof ExperimentError || error instanceof LoadError) throw error;
      throw gpuFailed(error instanceof RoomError ? "gpu-full" : "gpu-lost", error);
    };
  }
}

export function guarded(process: Process, guard: OpenGpu["guard"]): Process {
  return {
    get step() {
      return process.step;
    },
    advance: (steps) => guard(() => process.advance(steps)),
    snapshot: () => guard(() => process.snapshot()),
    checkpoint: () => guard(() => process.checkpoint()),
    output: () => guard(() => process.output()),
    close: () => process.close?.(),
  };
}
