/** The places of a measurement, each opened by code that comes only when it is asked for. */
import { classifierTensors } from "../../../../shared/labs/inference/model.ts";
import { floatWay, integerWay, layoutOf } from "../../../../shared/labs/inference/ways.ts";
import type { Later } from "../../../../shared/later.ts";
import { scalarMachine } from "../../../../shared/nets/scalar.ts";
import { wasmMachine } from "../../../../shared/nets/wasm.ts";
import { loadWeights } from "../../../../shared/nets/weights.ts";
import { type GraphEngine, parseGraph, scalarGraphs, wasmGraphs } from "../../../../shared/quant/graph/index.ts";
import { instantiate } from "../../../../shared/wasm/instantiate.ts";
import quantUrl from "../../../../shared/wasm/quant.wasm?url";
import relaxedUrl from "../../../../shared/wasm/quant-relaxed.wasm?url";
import tensorsUrl from "../../../../shared/wasm/tensors.wasm?url";
import type { Absence, Adapter, Order, Spot } from "./protocol.ts";

/** A pass: rows × numbers in, rows × classes out. */
export interface Opened {
  pass(): Later<Float32Array>;
  /** Called before the passes of a round, and not timed. */
  begin?(): Promise<void>;
  readonly adapter?: Adapter;
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

export async function openSpot({ place, file, ...own }: Spot, given: Order): Promise<Opened> {
  const order = { ...given, ...own };
  const { batch, rows } = order;
  switch (place) {
    case "scalar":
    case "wasm": {
      const layout = layoutOf(order);
      const machine =
        place === "scalar"
          ? scalarMachine(layout)
          : wasmMachine(instantiate("tensors", await moduleAt(tensorsUrl)), layout);
      const way = floatWay(order, machine, batch);
      return { pass: () => way(rows) };
    }
    case "int8-scalar":
      return integers(file, scalarGraphs, rows);
    case "int8":
      return integers(file, engineOf(await moduleAt(quantUrl)), rows);
    case "relaxed": {
      const module = await moduleAt(relaxedUrl).catch((error: unknown) => {
        if (error instanceof WebAssembly.CompileError) throw new AbsentError("no-relaxed", error.message);
        throw error;
      });
      return integers(file, engineOf(module), rows);
    }
    case "webgpu":
      return onGpu(order);
    case "tfjs-wasm":
    case "tfjs-webgpu":
      return onTensorflow(place, order);
    case "edge":
      return atEdge(order);
    default:
      return place satisfies never;
  }
}

const engineOf = (module: WebAssembly.Module) => wasmGraphs(() => instantiate("quant", module));

function integers(file: Uint8Array | undefined, engine: GraphEngine, rows: Float32Array): Opened {
  if (!file) throw new AbsentError("failed", "no net in integers");
  const way = integerWay({ graph: parseGraph(file) }, engine);
  return { pass: () => way(rows) };
}

/** Our own shaders, on a device that was tested. */
async function onGpu(order: Order): Promise<Opened> {
  const { rows, batch, chain, weights } = order;
  const { openGpu } = await import("../../../compute/gpu/device.ts");
  const { webgpuMachine } = await import("../../../../shared/nets/webgpu/machine.ts");
  const gpu = await openGpu().catch((error: unknown) => {
    throw new AbsentError("no-gpu", wordsOf(error));
  });
  const layout = layoutOf(order);
  const machine = webgpuMachine(gpu, layout);
  const block = new Float32Array(layout.count);
  loadWeights(layout, block, weights);
  machine.write(machine.block("parameters"), block);
  const { probabilities } = classifierTensors(chain, batch);
  const program = await gpu.guard(() => machine.program({ outputs: { probabilities } }));
  machine.writeSteps([{}]);
  const adapter = await adapterFound();
  return {
    async pass() {
      machine.write(program.input("x"), rows);
      machine.submit((pass) => program.encode(pass, 0));
      const [answer] = await machine.read([program.output("probabilities")]);
      return answer;
    },
    ...(adapter && { adapter }),
    close: () => gpu.close(),
  };
}

async function adapterFound(): Promise<Adapter | undefined> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) return undefined;
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  return { name: description || [vendor, architecture].filter(Boolean).join(" "), isImitated: isFallbackAdapter };
}

async function onTensorflow(
  place: "tfjs-wasm" | "tfjs-webgpu",
  { chain, weights, rows, batch }: Order,
): Promise<Opened> {
  const [{ startTensorflow }, { fetchModule }, { tensorflowWay }] = await Promise.all([
    import("../../../compute/tensorflow.ts"),
    import("../../../compute/browser/modules.ts"),
    import("./tensorflow-way.ts"),
  ]).catch((error: unknown) => {
    throw new AbsentError("not-loaded", wordsOf(error));
  });
  const { module } = await fetchModule("tensorflow", () => undefined);
  await startTensorflow(module);
  const backend = place === "tfjs-wasm" ? "wasm" : "webgpu";
  if (backend === "webgpu") {
    const { startWebgpu } = await import("../../../compute/webgpu.ts");
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
  const adapter = backend === "webgpu" ? await adapterFound() : undefined;
  return {
    ...(adapter && { adapter }),
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
function atEdge({ edge, rows }: Order): Opened {
  return {
    async pass() {
      const response = await fetch(`${edge}?op=classify&format=bytes`, {
        method: "POST",
        headers: { "Content-Type": "application/octet-stream" },
        body: Float32Array.from(rows),
      }).catch((error: unknown) => {
        throw new AbsentError("no-answer", wordsOf(error));
      });
      if (!response.ok)
        throw new AbsentError("no-answer", `HTTP ${response.status} ${(await response.text()).slice(0, 160)}`);
      // Numbers come as float64 of few decimals, whose nearest float32 is the number itself.
      return Float32Array.from(new Float64Array(await response.arrayBuffer()));
    },
  };
}

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
