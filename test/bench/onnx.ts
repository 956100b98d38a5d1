/**
 * onnxruntime-web as a peer. It unpacks to 140 MB, hence is no dependency: it is used when it can be found from here or from the folder that
 * LATENTE_PEERS names. Models are written by the few lines of protobuf below (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
 */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { FloatLayer } from "../../shared/quant/index.ts";

const version = "1.30.0";

export const onnxSkipped = `onnxruntime-web is not here, so it was SKIPPED; to compare: npm install --prefix DIR onnxruntime-web@${version}, then LATENTE_PEERS=DIR npm run bench -- nets`;

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

/** A net of dense layers with ReLU between them, on one thread: one row to its outputs. Undefined when onnxruntime-web is not here. */
export async function onnxNet(
  layers: readonly FloatLayer[],
): Promise<((x: Float32Array) => Promise<Float32Array>) | undefined> {
  const script = [import.meta.url, ...foldersNamed()].map(findRuntime).find((found) => found !== undefined);
  if (script === undefined) return undefined;
  const ort = (await import(pathToFileURL(script).href)) as OnnxRuntime;
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = `${pathToFileURL(dirname(script)).href}/`;
  const session = await ort.InferenceSession.create(onnxModel(layers), { executionProviders: ["wasm"] });
  return async (x) => (await session.run({ x: new ort.Tensor("float32", x, [1, layers[0].inputs]) })).y.data;
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

type Part = readonly number[] | Uint8Array;

function joined(parts: readonly Part[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function varint(n: number): number[] {
  return n < 128 ? [n] : [(n % 128) + 128, ...varint(Math.floor(n / 128))];
}

const whole = (field: number, n: number): Part => joined([varint(field * 8), varint(n)]);

function bytes(field: number, value: string | Part): Part {
  const content = typeof value === "string" ? new TextEncoder().encode(value) : value;
  return joined([varint(field * 8 + 2), varint(content.length), content]);
}

const message = (field: number, ...parts: readonly Part[]): Part => bytes(field, joined(parts));

/** TensorProto of float32: dims, data_type, name, raw_data. */
function weights(name: string, shape: readonly number[], values: Float32Array): Part {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return message(5, ...shape.map((n) => whole(1, n)), whole(2, 1), bytes(8, name), bytes(9, raw));
}

/** ValueInfoProto of a float32 matrix. */
function matrix(field: number, name: string, shape: readonly number[]): Part {
  const dims = shape.map((n) => message(1, whole(1, n)));
  return message(field, bytes(1, name), message(2, message(1, whole(1, 1), message(2, ...dims))));
}

const node = (op: string, inputs: readonly string[], output: string): Part =>
  message(1, ...inputs.map((name) => bytes(1, name)), bytes(2, output), bytes(4, op));

/** ModelProto, opset 13: "x" (1 × inputs) through Gemm and Relu to "y". */
function onnxModel(layers: readonly FloatLayer[]): Uint8Array {
  const last = layers.length - 1;
  const nodes: Part[] = [];
  const tensors: Part[] = [];
  for (const [l, layer] of layers.entries()) {
    tensors.push(weights(`W${l}`, [layer.inputs, layer.outputs], layer.weights));
    tensors.push(weights(`b${l}`, [layer.outputs], layer.bias));
    nodes.push(node("Gemm", [l === 0 ? "x" : `a${l}`, `W${l}`, `b${l}`], l === last ? "y" : `z${l + 1}`));
    if (l < last) nodes.push(node("Relu", [`z${l + 1}`], `a${l + 1}`));
  }
  const ends = [matrix(11, "x", [1, layers[0].inputs]), matrix(12, "y", [1, layers[last].outputs])];
  return joined([
    whole(1, 8),
    message(7, ...nodes, bytes(2, "net"), ...tensors, ...ends),
    message(8, bytes(1, ""), whole(2, 13)),
  ]);
}
