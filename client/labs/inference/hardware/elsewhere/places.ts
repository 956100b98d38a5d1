/** The places beside those of a run, each opened by code that comes only when it is asked for. */

import { floatWay, integerWay, layoutOf, type Subject } from "../../../../../shared/labs/inference/hardware/ways.ts";
import { classifierTensors } from "../../../../../shared/labs/inference/model.ts";
import type { Later } from "../../../../../shared/later.ts";
import { wasmMachine } from "../../../../../shared/nets/wasm.ts";
import { loadWeights } from "../../../../../shared/nets/weights.ts";
import { parseGraph, wasmGraphs } from "../../../../../shared/quant/graph/index.ts";
import { instantiate } from "../../../../../shared/wasm/instantiate.ts";
import quantUrl from "../../../../../shared/wasm/quant.wasm?url";
import relaxedUrl from "../../../../../shared/wasm/quant-relaxed.wasm?url";
import tensorsUrl from "../../../../../shared/wasm/tensors.wasm?url";
import type { Absence, Order, Place } from "./protocol.ts";

/** A pass: rows × numbers in, rows × classes out. */
export interface Opened {
  pass(): Later<Float32Array>;
  /** Called before the passes of a round, and not timed. */
  begin?(): Promise<void>;
  /** What the device calls itself. */
  readonly about?: string;
  close?(): void;
}

export class AbsentError extends Error {
  readonly why: Absence;
  constructor(why: Absence, said: string) {
    super(said);
    this.why = why;
  }
}

const moduleAt = async (url: string) => WebAssembly.compileStreaming(fetch(url));

export function subjectOf({ chain, weights, file }: Order): Subject {
  return { chain, weights, graph: parseGraph(file) };
}

export async function openPlace(place: Place, order: Order, subject: Subject): Promise<Opened> {
  const { rows, batch } = order;
  switch (place) {
    case "wasm": {
      const machine = wasmMachine(instantiate("tensors", await moduleAt(tensorsUrl)), layoutOf(subject));
      const way = floatWay(subject, machine, batch);
      return { pass: () => way(rows) };
    }
    case "int8":
      return integers(subject, await moduleAt(quantUrl), rows);
    case "relaxed": {
      const module = await moduleAt(relaxedUrl).catch((error: unknown) => {
        if (error instanceof WebAssembly.CompileError) throw new AbsentError("no-relaxed", error.message);
        throw error;
      });
      return integers(subject, module, rows);
    }
    case "webgpu":
      return onGpu(order, subject);
    case "tfjs-wasm":
    case "tfjs-webgpu":
      return onTensorflow(place, order);
    case "edge":
      return atEdge(order);
    default:
      return place satisfies never;
  }
}

function integers(subject: Subject, module: WebAssembly.Module, rows: Float32Array): Opened {
  const way = integerWay(
    subject,
    wasmGraphs(() => instantiate("quant", module)),
  );
  return { pass: () => way(rows) };
}

/** Our own shaders, on a device that was tested. */
async function onGpu({ rows, batch }: Order, subject: Subject): Promise<Opened> {
  const { openGpu } = await import("../../../../compute/gpu/device.ts");
  const { webgpuMachine } = await import("../../../../../shared/nets/webgpu/machine.ts");
  const gpu = await openGpu().catch((error: unknown) => {
    throw new AbsentError("no-gpu", wordsOf(error));
  });
  const layout = layoutOf(subject);
  const machine = webgpuMachine(gpu, layout);
  const block = new Float32Array(layout.count);
  loadWeights(layout, block, subject.weights);
  machine.write(machine.block("parameters"), block);
  const { probabilities } = classifierTensors(subject.chain, batch);
  const program = await gpu.guard(() => machine.program({ outputs: { probabilities } }));
  machine.writeSteps([{}]);
  const about = await adapterName();
  return {
    async pass() {
      machine.write(program.input("x"), rows);
      machine.submit((pass) => program.encode(pass, 0));
      const [answer] = await machine.read([program.output("probabilities")]);
      return answer;
    },
    ...(about && { about }),
    close: () => gpu.close(),
  };
}

async function adapterName(): Promise<string> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: "high-performance" });
  const { vendor = "", architecture = "", description = "" } = adapter?.info ?? {};
  return description || [vendor, architecture].filter(Boolean).join(" ");
}

async function onTensorflow(
  place: "tfjs-wasm" | "tfjs-webgpu",
  { chain, weights, rows, batch }: Order,
): Promise<Opened> {
  const [{ startTensorflow }, { fetchModule }, { tensorflowWay }] = await Promise.all([
    import("../../../../compute/tensorflow.ts"),
    import("../../../../compute/browser/modules.ts"),
    import("./tensorflow-way.ts"),
  ]).catch((error: unknown) => {
    throw new AbsentError("not-loaded", wordsOf(error));
  });
  const { module } = await fetchModule("tensorflow", () => undefined);
  await startTensorflow(module);
  const backend = place === "tfjs-wasm" ? "wasm" : "webgpu";
  if (backend === "webgpu") {
    const { startWebgpu } = await import("../../../../compute/webgpu.ts");
    await startWebgpu().catch((error: unknown) => {
      throw new AbsentError("no-gpu", wordsOf(error));
    });
  }
  const tf = await import("@tensorflow/tfjs-core");
  // The backend is one for the whole thread: it is set before the passes of a round.
  const begin = async () => {
    if (!(await tf.setBackend(backend))) throw new AbsentError("no-gpu", `${backend} did not start`);
  };
  await begin();
  const way = tensorflowWay(tf, chain, weights, batch);
  return {
    begin,
    async pass() {
      const answer = way.answer(rows);
      const values = backend === "wasm" ? answer.dataSync() : await answer.data();
      answer.dispose();
      return values as Float32Array;
    },
    close: way.close,
  };
}

/** A question over the network: the way there and back is in its time. */
function atEdge({ edge, rows, batch }: Order): Opened {
  const width = rows.length / batch;
  const body = JSON.stringify({
    op: "classify",
    rows: Array.from({ length: batch }, (_, n) => [...rows.subarray(n * width, (n + 1) * width)]),
  });
  return {
    async pass() {
      const response = await fetch(edge ?? "", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      if (!response.ok)
        throw new AbsentError("no-answer", `HTTP ${response.status} ${(await response.text()).slice(0, 160)}`);
      const { rows: answered } = (await response.json()) as { readonly rows: readonly (readonly number[])[] };
      return Float32Array.from(answered.flat());
    },
  };
}

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
