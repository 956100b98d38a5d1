import type { Arrays } from "../../shared/arrays.ts";
import type { ForeignModel } from "../../shared/data/table.ts";
import type { ForeignProgram } from "../../shared/nets/tensorflow.ts";
import { checked, webgpuFailed } from "./checked.ts";
import { loaded } from "./errors.ts";
import { openForeign, openOn } from "./foreign.ts";

/**
 * A model of tensorflow.js on its backend for a GPU, which is loaded only here, with its twin on WebAssembly beside it. Rejects with an ExperimentError "webgpu-failed" where
 * there is no GPU or its code does not arrive: whoever runs the model then does without.
 */
export async function openOnGpu(model: ForeignModel, weights: Arrays): Promise<ForeignProgram> {
  const twin = await openForeign(model, weights);
  try {
    const trouble = await startWebgpu();
    return checked(await openOn("webgpu", model, weights), twin, trouble);
  } catch (error) {
    twin.close();
    throw webgpuFailed(error);
  }
}

type Trouble = () => string | undefined;
let started: Promise<Trouble> | undefined;

/** The backend on a device of its own, once per thread; again after a failure. What comes back says what has gone wrong with the device since. */
export function startWebgpu(): Promise<Trouble> {
  started ??= start();
  started.catch(() => {
    started = undefined;
  });
  return started;
}

async function start(): Promise<Trouble> {
  const [tf, { WebGPUBackend }] = await loaded(
    Promise.all([import("@tensorflow/tfjs-core"), import("@tensorflow/tfjs-backend-webgpu")]),
  );
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) throw new Error("no adapter");
  const { limits } = adapter;
  const device = await adapter.requestDevice({
    requiredLimits: Object.fromEntries(LIMITS.map((name) => [name, limits[name]])),
  });
  let trouble: string | undefined;
  const note = (what: string) => {
    trouble ??= what;
    started = undefined;
  };
  device.lost.then(({ reason, message }) => note(`device lost (${reason}): ${message}`));
  device.addEventListener("uncapturederror", ({ error }) => note(error.message));
  tf.removeBackend("webgpu");
  type Given = ConstructorParameters<typeof WebGPUBackend>;
  tf.registerBackend("webgpu", () => new WebGPUBackend(device as Given[0], adapter.info as Given[1]));
  return () => trouble;
}

/** Those that tensorflow.js itself asks for: without asking a device has the least that any has. */
const LIMITS = [
  "maxComputeWorkgroupStorageSize",
  "maxComputeWorkgroupsPerDimension",
  "maxStorageBufferBindingSize",
  "maxBufferSize",
  "maxComputeWorkgroupSizeX",
  "maxComputeInvocationsPerWorkgroup",
] as const;
