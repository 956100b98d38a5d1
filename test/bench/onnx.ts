/**
 * onnxruntime-web as a peer: the development dependency that nets are tested against, or another version in the folder that LATENTE_PEERS names where that is
 * not installed. Models: onnx-models.ts.
 */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const version = "1.30.0";

export const onnxSkipped = `onnxruntime-web is not here, so it was SKIPPED; to compare: npm install --prefix DIR onnxruntime-web@${version}, then LATENTE_PEERS=DIR npm run bench -- inference`;

interface OnnxTensor {
  readonly data: Float32Array;
}

interface OnnxRuntime {
  readonly env: { readonly wasm: { numThreads: number; wasmPaths?: string }; logLevel: string };
  readonly Tensor: new (type: "float32", data: Float32Array, dims: readonly number[]) => OnnxTensor;
  readonly InferenceSession: {
    create(
      model: Uint8Array,
      options: { executionProviders: readonly string[] },
    ): Promise<{ run(feeds: Record<string, OnnxTensor>): Promise<Record<string, OnnxTensor>> }>;
  };
}

/** A model from "x" to "y" on one thread. Undefined when onnxruntime-web is not here. */
export async function onnxNet(
  model: () => Uint8Array,
  shape: readonly number[],
): Promise<((x: Float32Array) => Promise<Float32Array>) | undefined> {
  const script = [import.meta.url, ...foldersNamed()].map(findRuntime).find((found) => found !== undefined);
  if (script === undefined) return undefined;
  const ort = (await import(pathToFileURL(script).href)) as OnnxRuntime;
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = `${pathToFileURL(dirname(script)).href}/`;
  const session = await ort.InferenceSession.create(model(), { executionProviders: ["wasm"] });
  return async (x) => (await session.run({ x: new ort.Tensor("float32", x, [1, ...shape]) })).y.data;
}

const foldersNamed = () => (process.env.LATENTE_PEERS ? [join(process.env.LATENTE_PEERS, "peers.js")] : []);

/** Its build without WebGPU, beside the one that Node would take. */
function findRuntime(from: string): string | undefined {
  try {
    const script = join(dirname(createRequire(from).resolve("onnxruntime-web")), "ort.wasm.min.mjs");
    return existsSync(script) ? script : undefined;
  } catch {
    return undefined;
  }
}
