/**
 * onnxruntime-web 1.30.0 on its WebAssembly alone, in Node, on one thread. What it rewrites in a net ("basic": normalisation into convolutions) changes bits, hence the
 * level is always said. Its entry with WebGPU answers wrongly to quantised nets, and is never loaded.
 */
interface OrtTensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Readonly<Record<string, OrtTensor>>): Promise<Readonly<Record<string, OrtTensor>>>;
  release(): Promise<void>;
}

export interface SessionOptions {
  readonly executionProviders: readonly ["wasm"];
  readonly graphOptimizationLevel: Level;
}

export type Level = "disabled" | "basic" | "extended" | "all";

export interface Ort {
  readonly env: { readonly wasm: { numThreads: number }; logLevel: string };
  readonly Tensor: new (type: "float32", data: Float32Array, dims: readonly number[]) => OrtTensor;
  readonly InferenceSession: { create(model: Uint8Array, options: SessionOptions): Promise<Session> };
}

/** In Node the entry without WebGPU. Not by its types, so that what does not test nets compiles without it. */
const entry: string = "onnxruntime-web";

export async function startOnnx(): Promise<Ort> {
  const ort: Ort = await import(entry);
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = "error";
  return ort;
}

interface Answer {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/** What a model of one input answers to these numbers: its outputs by name. */
export async function answersOf(
  model: Uint8Array,
  values: Float32Array,
  shape: readonly number[],
  level: Level = "basic",
): Promise<Readonly<Record<string, Answer>>> {
  const { InferenceSession, Tensor } = await startOnnx();
  const session = await InferenceSession.create(model, {
    executionProviders: ["wasm"],
    graphOptimizationLevel: level,
  });
  const [input] = session.inputNames;
  const answers = await session.run({ [input]: new Tensor("float32", values, shape) });
  const copies = Object.entries(answers).map(([name, { data, dims }]) => {
    return [name, { values: data.slice(), shape: [...dims] }] as const;
  });
  await session.release();
  return Object.fromEntries(copies);
}

/** Of one output. */
export async function answerOf(...asked: Parameters<typeof answersOf>): Promise<Answer> {
  const [answer] = Object.values(await answersOf(...asked));
  return answer;
}
