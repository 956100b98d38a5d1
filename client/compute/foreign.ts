import type { io, Tensor } from "@tensorflow/tfjs-core";
import type { Arrays, NDArray } from "../../shared/arrays.ts";
import type { ForeignModel } from "../../shared/data/table.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { ForeignProgram } from "../../shared/nets/tensorflow.ts";
import { loaded } from "./errors.ts";

/** A model of tensorflow.js on its backend for WebAssembly, which was started (`tensorflow.ts`): see `openOn`. */
export const openForeign = (model: ForeignModel, weights: Arrays): Promise<ForeignProgram> =>
  openOn("wasm", model, weights);

/**
 * A model of tensorflow.js, run by tensorflow.js itself on a backend that was started: for graphs, and for nets with layers that our engine does not have. What reads
 * such models is loaded only here, of the two kinds that which is needed. Rejects with a LoadError where its code does not arrive, and with an ExperimentError, which has
 * the library's own words, for a model that it does not take or cannot run.
 */
export async function openOn(
  backend: "wasm" | "webgpu",
  { name, text }: ForeignModel,
  weights: Arrays,
): Promise<ForeignProgram> {
  const own: Topology = JSON.parse(text, drawnFirst);
  const isGraph = own.format === "graph-model" || "node" in own.modelTopology;
  const open = () => (isGraph ? openGraph : openLayers)(name, own, packed(weights));
  const { setBackend, tensor, tidy } = await loaded(import("@tensorflow/tfjs-core"));
  if (backend === "wasm") {
    const opened = await open();
    return {
      ...opened,
      predict: (values, shape) =>
        inWords(name, () => tidy(() => Float32Array.from(opened.answer(tensor(values, [...shape])).dataSync()))),
    };
  }
  // The backend is one for the whole thread: that of WebAssembly is what everyone else finds.
  const there = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!(await setBackend(backend))) throw new Error(`${backend} did not start`);
    try {
      return await work();
    } finally {
      await setBackend("wasm");
    }
  };
  const opened = await there(open);
  return {
    ...opened,
    predict: (values, shape) =>
      there(async () => {
        const answer = tidy(() => opened.answer(tensor(values, [...shape])));
        const found = Float32Array.from(await answer.data());
        answer.dispose();
        return found;
      }),
  };
}

interface Topology {
  readonly format?: string;
  readonly modelTopology: object;
}
type Packed = Pick<io.ModelArtifacts, "weightSpecs" | "weightData">;
type Opened = Omit<ForeignProgram, "predict"> & { readonly answer: (x: Tensor) => Tensor };

async function openLayers(name: string, own: Topology, weights: Packed): Promise<Opened> {
  const [{ io }, keras] = await loaded(
    Promise.all([import("@tensorflow/tfjs-core"), import("@tensorflow/tfjs-layers")]),
  );
  const model = await inWords(name, () => keras.loadLayersModel(io.fromMemory(artifactsOf(own, weights))));
  return {
    inputs: model.inputs.map(({ name: input, shape, dtype }) => ({ name: input, shape, type: dtype })),
    // Of a chain its `outputNames` are empty.
    outputs: model.outputs.map(({ name: output }) => output),
    answer: (x) => first(model.predict(x)),
    close: () => model.dispose(),
  };
}

async function openGraph(name: string, own: Topology, weights: Packed): Promise<Opened> {
  const [{ io }, converter] = await loaded(
    Promise.all([import("@tensorflow/tfjs-core"), import("@tensorflow/tfjs-converter")]),
  );
  // Some are written without, and the library looks for it.
  const modelTopology = { versions: {}, ...own.modelTopology };
  const artifacts = artifactsOf({ ...own, modelTopology }, weights);
  const model = await inWords(name, () => converter.loadGraphModel(io.fromMemory(artifacts)));
  return {
    // Its types promise a shape, but a placeholder need not have one.
    inputs: model.inputs.map(({ name: input, shape, dtype }: Placeholder, i) => ({
      name: model.inputNodes[i] ?? input,
      shape: shape?.map((extent) => (extent < 0 ? null : extent)) ?? null,
      type: dtype ?? "float32",
    })),
    outputs: model.outputNodes,
    answer: (x) => first(model.execute(x, model.outputNodes[0])),
    close: () => model.dispose(),
  };
}

interface Placeholder {
  readonly name: string;
  readonly shape?: readonly number[] | undefined;
  readonly dtype?: string | undefined;
}

const artifactsOf = (own: Topology, weights: Packed): io.ModelArtifacts => ({ ...own, ...weights });

const first = (found: Tensor | Tensor[]) => (Array.isArray(found) ? found[0] : found);

/** Errors of the library are about the model. */
function inWords<T>(name: string, work: () => Promise<T>): Promise<T>;
function inWords<T>(name: string, work: () => T): T;
function inWords<T>(name: string, work: () => T | Promise<T>): T | Promise<T> {
  const fail = (error: unknown) => {
    const value = error instanceof Error ? error.message : String(error);
    throw new ExperimentError("data.files", "model-not-run", `tensorflow.js cannot run ${name}: ${value}`, {
      name,
      value,
    });
  };
  try {
    const found = work();
    return found instanceof Promise ? found.catch(fail) : found;
  } catch (error) {
    return fail(error);
  }
}

/** Recurrent weights are drawn before they are replaced, by an initialiser that asks for more of tensorflow.js than is loaded: zeros do as well. */
function drawnFirst(key: string, value: unknown): unknown {
  return key === "recurrent_initializer" ? { class_name: "Zeros", config: {} } : value;
}

function packed(weights: Arrays): Packed {
  const all = Object.entries(weights).map(([name, { shape, values }]) => ({ name, shape, values: stored(values) }));
  const bytes = new Uint8Array(all.reduce((sum, { values }) => sum + values.byteLength, 0));
  let at = 0;
  for (const { values } of all) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return {
    weightSpecs: all.map(({ name, shape, values }) => ({ name, shape: [...shape], dtype: typeOf(values) })),
    weightData: bytes.buffer,
  };
}

type Stored = Float32Array | Int32Array | Uint8Array;

/** Bytes are truth values: tensorflow.js's models have no other weights of one byte. */
const stored = (values: NDArray["values"]): Stored =>
  values instanceof Int32Array || values instanceof Uint8Array ? values : Float32Array.from(values);

function typeOf(values: Stored): "float32" | "int32" | "bool" {
  if (values instanceof Int32Array) return "int32";
  return values instanceof Uint8Array ? "bool" : "float32";
}
