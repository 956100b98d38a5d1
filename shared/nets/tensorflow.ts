/**
 * What we use of tensorflow.js, as shapes alone: the thread that runs tasks loads the library (client/compute/tensorflow.ts) and passes it in, so that
 * nothing else carries it. Only operations whose kernels its wasm backend has, and no gradients of its own, which its builds for Node lack.
 */
import type { Later } from "../later.ts";

export interface Tensor {
  readonly shape: readonly number[];
  dataSync(): Float32Array | Int32Array | Uint8Array;
}
type Operand = Tensor | number;

export interface Tensorflow {
  tidy(work: () => void): void;
  tensor(values: Float32Array, shape: number[]): Tensor;
  matMul(a: Tensor, b: Tensor): Tensor;
  transpose(a: Tensor): Tensor;
  add(a: Operand, b: Operand): Tensor;
  sub(a: Operand, b: Operand): Tensor;
  mul(a: Operand, b: Operand): Tensor;
  minimum(a: Operand, b: Operand): Tensor;
  square(x: Tensor): Tensor;
  rsqrt(x: Tensor): Tensor;
  exp(x: Tensor): Tensor;
  erf(x: Tensor): Tensor;
  tanh(x: Tensor): Tensor;
  sigmoid(x: Tensor): Tensor;
  softplus(x: Tensor): Tensor;
  relu(x: Tensor): Tensor;
  elu(x: Tensor): Tensor;
  selu(x: Tensor): Tensor;
  /** 1 where x > 0, else 0. */
  step(x: Tensor): Tensor;
  sum(x: Tensor, axis: number, keepDims?: boolean): Tensor;
  mean(x: Tensor, axis: number, keepDims?: boolean): Tensor;
  memory(): { readonly numTensors: number };
}

/** What a model of tensorflow.js takes. */
export interface ForeignInput {
  readonly name: string;
  /** Rows first; null for an extent that is open, and for a shape of which nothing is known. */
  readonly shape: readonly (number | null)[] | null;
  /** As tensorflow.js calls it: "float32". */
  readonly type: string;
}

/** A model of tensorflow.js that it runs itself. */
export interface ForeignProgram {
  readonly inputs: readonly ForeignInput[];
  readonly outputs: readonly string[];
  /** All numbers of the only input, which has this shape, to those of the only output. Throws an ExperimentError where tensorflow.js cannot. */
  predict(values: Float32Array, shape: readonly number[]): Later<Float32Array>;
  close(): void;
}
