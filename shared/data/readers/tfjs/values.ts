/** The bytes of weights as tensorflow.js stores them: one after the other, little-endian, as they are or quantised. */
import type { NDArray, TypedArray } from "../../../arrays.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { countOf } from "../errors.ts";
import { fromHalf } from "../half.ts";
import { damaged, type WeightSpec } from "./model.ts";

type Stored = "float32" | "int32" | "bool" | "uint8" | "uint16" | "float16";
const SIZES: Readonly<Record<Stored, number>> = { float32: 4, int32: 4, bool: 1, uint8: 1, uint16: 2, float16: 2 };

/**
 * The weights of a group whose files make these bytes together. Quantised ones become what they stand for: code · scale + min, of whole numbers rounded; half
 * floats become float32. Throws an ExperimentError at `path` for types that are not read (text, complex numbers) and for too few or too many bytes.
 */
export function weightsOf(specs: readonly WeightSpec[], bytes: Uint8Array, path: string): Record<string, NDArray> {
  const sizes = specs.map((spec) => countOf(spec.shape, path) * SIZES[storedAs(spec, path)]);
  const expected = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes.length !== expected)
    throw new ExperimentError(
      path,
      "model-other-bytes",
      `${path}: ${bytes.length} bytes of weights (must be ${expected}, as model.json has it: do the files belong together?)`,
      { name: path, value: bytes.length, expected },
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const weights = specs.map((spec, i): [string, NDArray] => {
    const values = valuesOf(view, at, spec, path);
    at += sizes[i];
    return [spec.name, { shape: spec.shape, values }];
  });
  return Object.fromEntries(weights);
}

function storedAs({ name, dtype, quantization }: WeightSpec, path: string): Stored {
  if (dtype !== "float32" && dtype !== "int32" && dtype !== "bool")
    throw new ExperimentError(
      path,
      "tensor-type",
      `${path}: tensor ${name} has type ${dtype} (must be float32, int32 or bool)`,
      { name, value: dtype },
    );
  if (!quantization) return dtype;
  if (dtype === "bool" || (dtype === "int32" && quantization.dtype === "float16"))
    throw damaged(path, `tensor ${name} of type ${dtype} is quantised as ${quantization.dtype}`);
  return quantization.dtype;
}

function valuesOf(view: DataView, from: number, spec: WeightSpec, path: string): TypedArray {
  const { dtype, shape, quantization } = spec;
  const stored = storedAs(spec, path);
  const count = countOf(shape, path);
  const make = { float32: Float32Array, int32: Int32Array, bool: Uint8Array };
  const values = new make[dtype as keyof typeof make](count);
  const read: Readonly<Record<Stored, (at: number) => number>> = {
    float32: (at) => view.getFloat32(at, true),
    int32: (at) => view.getInt32(at, true),
    bool: (at) => (view.getUint8(at) ? 1 : 0),
    uint8: (at) => view.getUint8(at),
    uint16: (at) => view.getUint16(at, true),
    float16: (at) => fromHalf(view.getUint16(at, true)),
  };
  for (let i = 0; i < count; i++) {
    const code = read[stored](from + i * SIZES[stored]);
    const value = quantization && "scale" in quantization ? code * quantization.scale + quantization.min : code;
    values[i] = quantization && dtype === "int32" ? Math.round(value) : value;
  }
  return values;
}
