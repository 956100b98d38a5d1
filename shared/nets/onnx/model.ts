/** What an ONNX file holds, as plain data (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto), and its numbers for things. */
import type { NDArray, TypedArray } from "../../arrays.ts";

/** By the types of TensorProto. */
export const TYPES = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  float64: 11,
  bfloat16: 16,
} as const;
export type TypeName = keyof typeof TYPES;

/** Numbers that a net has learnt, or that say how: int64 as whole numbers up to 2^53. */
export interface OnnxTensor {
  readonly name: string;
  readonly type: TypeName;
  readonly shape: readonly number[];
  readonly values: TypedArray | readonly number[];
}

/** One of these, by the type of the attribute; what else an attribute may be (graphs, texts) is undefined in all of them. */
export interface Attribute {
  readonly i?: number;
  readonly f?: number;
  readonly s?: string;
  readonly ints?: readonly number[];
  readonly floats?: readonly number[];
  readonly t?: OnnxTensor;
}

export interface OnnxNode {
  readonly op: string;
  readonly name: string;
  /** Empty for ONNX's own operations. */
  readonly domain?: string;
  /** Empty where one is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** Samples first; a name where an extent is open, null where nothing is said. */
export interface OnnxEnd {
  readonly name: string;
  readonly type: number;
  readonly shape: readonly (number | string | null)[] | null;
}

export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly tensors: readonly OnnxTensor[];
  readonly inputs: readonly OnnxEnd[];
  readonly outputs: readonly OnnxEnd[];
}

export interface OnnxModel {
  readonly graph: OnnxGraph;
  /** Version of ONNX's own operations. */
  readonly opset: number;
  readonly producer: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export const tensor = (name: string, { shape, values }: NDArray, type: TypeName = "float32"): OnnxTensor => ({
  name,
  type,
  shape,
  values,
});

/** One axis of whole numbers, as operations take them. */
export const sizes = (name: string, values: readonly number[]): OnnxTensor => ({
  name,
  type: "int64",
  shape: [values.length],
  values,
});
