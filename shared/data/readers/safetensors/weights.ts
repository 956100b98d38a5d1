/** Initial weights as other programs save them. */
import type { NDArray, TypedArray } from "../../../arrays.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { type FileContent, MODEL_METADATA } from "../content.ts";
import { fromHalf } from "../half.ts";
import { DEFAULT_LIMITS, type Entry, readTensors } from "./safetensors.ts";
import { asLayers } from "./torch.ts";

interface Type {
  readonly size: number;
  readonly make: (count: number) => TypedArray;
  readonly read: (view: DataView, at: number) => number;
}

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** A bfloat16 is the upper half of a float32. */
function fromBrain(half: number): number {
  bits[0] = half << 16;
  return float[0];
}

/** The types that become numbers here; little-endian. */
const types: Readonly<Record<string, Type>> = {
  F64: { size: 8, make: (n) => new Float64Array(n), read: (view, at) => view.getFloat64(at, true) },
  F32: { size: 4, make: (n) => new Float32Array(n), read: (view, at) => view.getFloat32(at, true) },
  F16: { size: 2, make: (n) => new Float32Array(n), read: (view, at) => fromHalf(view.getUint16(at, true)) },
  BF16: { size: 2, make: (n) => new Float32Array(n), read: (view, at) => fromBrain(view.getUint16(at, true)) },
  I64: { size: 8, make: (n) => new Float64Array(n), read: (view, at) => Number(view.getBigInt64(at, true)) },
  U64: { size: 8, make: (n) => new Float64Array(n), read: (view, at) => Number(view.getBigUint64(at, true)) },
  I32: { size: 4, make: (n) => new Int32Array(n), read: (view, at) => view.getInt32(at, true) },
  U32: { size: 4, make: (n) => new Uint32Array(n), read: (view, at) => view.getUint32(at, true) },
  I16: { size: 2, make: (n) => new Int32Array(n), read: (view, at) => view.getInt16(at, true) },
  U16: { size: 2, make: (n) => new Int32Array(n), read: (view, at) => view.getUint16(at, true) },
  I8: { size: 1, make: (n) => new Int8Array(n), read: (view, at) => view.getInt8(at) },
  U8: { size: 1, make: (n) => new Uint8Array(n), read: (view, at) => view.getUint8(at) },
  BOOL: { size: 1, make: (n) => new Uint8Array(n), read: (view, at) => (view.getUint8(at) ? 1 : 0) },
};

const SIZES: Readonly<Record<string, number>> = {
  ...Object.fromEntries(Object.entries(types).map(([dtype, { size }]) => [dtype, size])),
  ...{ F8_E4M3: 1, F8_E5M2: 1, F8_E8M0: 1, C64: 8 },
};

/**
 * The weights of a safetensors file: half floats become float32, whole numbers of 64 bits doubles. Layers under PyTorch's names come under ours; a model of
 * tensorflow.js that was packed so keeps its own names. Throws an
 * ExperimentError at `path` that names the tensor: a type that is not read, a number that is not finite or not exact.
 */
export function decodeWeights(bytes: Uint8Array, path: string): FileContent {
  const { entries, metadata, start } = readTensors(bytes, path, DEFAULT_LIMITS, SIZES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = entries.map((entry): [string, NDArray] => [entry.name, readTensor(view, start, entry, path)]);
  const shape = [entries.length];
  if (Object.hasOwn(metadata, MODEL_METADATA)) {
    // Under the name of what was given, not of what it was packed into.
    const given = path.replace(/\.safetensors$/, "");
    const model = { name: /\.onnx$/i.test(given) ? given : `${given}.json`, text: metadata[MODEL_METADATA] };
    return { kind: "weights", format: "safetensors", shape, weights: Object.fromEntries(found), model };
  }
  const layers = asLayers(Object.fromEntries(found));
  if (!layers) return { kind: "weights", format: "safetensors", shape, weights: Object.fromEntries(found) };
  const notices = [{ code: "torch-names", values: { name: path, value: layers.renamed } }];
  return { kind: "weights", format: "safetensors", shape, weights: layers.arrays, notices };
}

function readTensor(view: DataView, start: number, { name, dtype, shape, from, to }: Entry, path: string): NDArray {
  if (!Object.hasOwn(types, dtype))
    throw new ExperimentError(
      path,
      "tensor-type",
      `${path}: tensor ${name} has type ${dtype} (must be one of ${Object.keys(types).join(", ")}: save it as F32)`,
      { name, value: dtype },
    );
  const { size, make, read } = types[dtype];
  const count = (to - from) / size;
  const values = make(count);
  for (let i = 0, at = start + from; i < count; i++, at += size) {
    values[i] = read(view, at);
    if (!Number.isFinite(values[i]))
      throw new ExperimentError(
        path,
        "tensor-not-finite",
        `${path}: tensor ${name} holds ${values[i]} at place ${i + 1} of ${count} (must be finite numbers: save the weights of a run that went well)`,
        { name, value: String(values[i]), place: i + 1, count },
      );
    if (size === 8 && dtype !== "F64" && !Number.isSafeInteger(values[i]))
      throw new ExperimentError(
        path,
        "tensor-not-exact",
        `${path}: tensor ${name} holds a whole number beyond ${Number.MAX_SAFE_INTEGER} at place ${i + 1} (leave the tensor out)`,
        { name, place: i + 1, max: Number.MAX_SAFE_INTEGER },
      );
  }
  return { shape, values };
}
