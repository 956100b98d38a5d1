/** The part of the bench `webgpu` that runs in a browser: trainings as the labs run them, slice by slice, on the GPU and on one thread of WebAssembly. */
import * as tf from "@tensorflow/tfjs-core";
import { layers, sequential } from "@tensorflow/tfjs-layers";
import { openGpu } from "../../client/compute/gpu/device.ts";
import { nextSlice } from "../../client/compute/slices.ts";
import { resolveData } from "../../shared/data/resolve.ts";
import { labs } from "../../shared/labs/index.ts";
import type { Context, Lab, Process, Task } from "../../shared/labs/lab.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { training } from "../../shared/labs/training.ts";
import { denseLayer } from "../../shared/nets/layers/index.ts";
import { input } from "../../shared/nets/leaves.ts";
import type { Model } from "../../shared/nets/model.ts";
import { relu } from "../../shared/nets/ops/relu.ts";
import { softmaxCrossEntropy } from "../../shared/nets/ops/softmax-cross-entropy.ts";
import { fillUniform32, keyOfSeed } from "../../shared/random/index.ts";
import { instantiate } from "../../shared/wasm/instantiate.ts";
import type { WasmModules } from "../../shared/wasm/modules.ts";

const WIDTHS = [784, 1024, 1024, 10] as const;
const BATCH = 1024;

/** Steps a second, measured so often, of each device and peer. */
export type Rates = Readonly<Record<string, readonly number[]>>;

/** What adapter there is; null where there is none. */
export async function adapter(): Promise<{ readonly name: string; readonly isSoftware: boolean } | null> {
  const found = await navigator.gpu?.requestAdapter({ powerPreference: "high-performance" });
  if (!found) return null;
  const { vendor, architecture, description, isFallbackAdapter } = found.info;
  return { name: [vendor, architecture, description].filter(Boolean).join(" "), isSoftware: isFallbackAdapter };
}

interface Net {
  open(context: Omit<Context, "data" | "inputs">): Promise<Process>;
}

async function cnn(): Promise<Net> {
  const entry = labs.find(({ id }) => id === "cnn");
  const lab = (await entry?.load()) as Lab;
  await lab.ready?.();
  const experiment = presetExperiment(lab, lab.presets[0]);
  const data = await resolveData(experiment.data, () => Promise.reject(new Error("presets have no files")));
  const task = lab.plan(experiment.params as never, data, keyOfSeed(1)).find(({ gpu }) => gpu) as Task;
  return { open: async (context) => lab.open({ ...task, steps: 1e6 }, { ...context, data, inputs: {} }) };
}

const wide: Model = {
  build(rows) {
    let x = input("x", [rows, WIDTHS[0]]);
    for (const [l, units] of WIDTHS.slice(1).entries()) {
      x = denseLayer(`layer${l}`, x, units);
      if (l < 2) x = relu(x);
    }
    return { losses: softmaxCrossEntropy(x, input("t", [rows, WIDTHS[3]])), outputs: { output: x } };
  },
};

function samples() {
  const rows = 4 * BATCH;
  const x = new Float32Array(rows * WIDTHS[0]);
  fillUniform32([1, 2], 0, x);
  const t = Uint8Array.from({ length: rows * WIDTHS[3] }, (_, i) => (Math.floor(i / 10) % 10 === i % 10 ? 255 : 0));
  return { rows, x, t };
}

async function perceptron(): Promise<Net> {
  const { rows, x, t } = samples();
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  const opener = training(() => ({
    model: wide,
    sources: { x: { values: x, columns: WIDTHS[0] }, t: { values: t, columns: WIDTHS[3] } },
    batch: BATCH,
    optimiser: { kind: "adam", rate: 1e-3 } as const,
    train: all,
    test: all.subarray(0, 0),
  }));
  const task: Task = { id: "train", kind: "train", key: [1, 1], steps: 1e6, params: {} };
  return { open: async (context) => opener.open(task, { ...context, data: null, inputs: {} }) };
}

/** Slices as a thread makes them, for so many milliseconds after a start. */
async function rates(process: Process, repeats: number, milliseconds: number): Promise<number[]> {
  let slice = 1;
  const found: number[] = [];
  for (let n = 0; n <= repeats; n++) {
    const began = performance.now();
    let steps = 0;
    let elapsed = 0;
    while (elapsed < milliseconds) {
      const before = elapsed;
      await process.advance(slice);
      steps += slice;
      elapsed = performance.now() - began;
      slice = nextSlice(slice, elapsed - before);
    }
    // The first one is for compiling, and for finding how long a slice is.
    if (n > 0) found.push((1000 * steps) / elapsed);
  }
  return found;
}

async function tensorflow(repeats: number, milliseconds: number): Promise<number[]> {
  await import("@tensorflow/tfjs-backend-webgpu");
  await tf.setBackend("webgpu");
  await tf.ready();
  const net = sequential();
  for (const [l, units] of WIDTHS.slice(1).entries())
    net.add(
      layers.dense({ units, activation: l < 2 ? "relu" : "softmax", ...(l === 0 && { inputShape: [WIDTHS[0]] }) }),
    );
  net.compile({ optimizer: "adam", loss: "categoricalCrossentropy" });
  const { x, t } = samples();
  const xs = tf.tensor2d(x.subarray(0, BATCH * WIDTHS[0]), [BATCH, WIDTHS[0]]);
  const ts = tf.tensor2d(
    Float32Array.from(t.subarray(0, BATCH * WIDTHS[3]), (b) => b / 255),
    [BATCH, WIDTHS[3]],
  );
  const found: number[] = [];
  for (let n = 0; n <= repeats; n++) {
    const began = performance.now();
    let steps = 0;
    while (performance.now() - began < milliseconds) {
      await net.trainOnBatch(xs, ts);
      steps++;
    }
    if (n > 0) found.push((1000 * steps) / (performance.now() - began));
  }
  return found;
}

export async function measure(
  what: "cnn" | "perceptron",
  {
    repeats,
    milliseconds,
    withPeer,
  }: { readonly repeats: number; readonly milliseconds: number; readonly withPeer: boolean },
): Promise<Rates> {
  const module = await WebAssembly.compileStreaming(fetch("/shared/wasm/tensors.wasm"));
  const wasm = <Name extends keyof WasmModules>(name: Name) => {
    if (name !== "tensors") throw new Error(`the bench has no module ${name}`);
    return instantiate(name, module);
  };
  const net = await { cnn, perceptron }[what]();
  const gpu = await openGpu();
  const there = await gpu.watch(() => net.open({ device: "webgpu", gpu, wasm }));
  const ours = await rates(there, repeats, milliseconds);
  gpu.close();
  const here = await net.open({ device: "wasm", wasm });
  const thread = await rates(here, Math.min(3, repeats), milliseconds);
  const peer =
    withPeer && what === "perceptron"
      ? { "tfjs-layers webgpu, trainOnBatch": await tensorflow(repeats, milliseconds) }
      : {};
  return { ours, "one thread of WebAssembly": thread, ...peer };
}
