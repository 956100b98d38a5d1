/**
 * Fully connected nets with float32 parameters that learn to reconstruct their inputs: layer l computes a(b + Wᵀ x), every operation rounded, sums over
 * inputs in ascending order from the bias on. The scalar and the wasm net give the same bits.
 */
export const ACTIVATIONS = ["linear", "relu", "leaky-relu", "tanh", "sigmoid"] as const;
/** Slope of the leaky ReLU below zero. */
export const LEAK = 0.01;
export type Activation = (typeof ACTIVATIONS)[number];

export interface NetShape {
  /** Inputs, then outputs of each layer. */
  readonly widths: readonly number[];
  /** Mean over rows and outputs of (y − x)², or of log(1 + e^z) − x z (nats). */
  readonly loss: "mse" | "cross-entropy";
}

export interface NetSpec extends NetShape {
  /** Of each layer but the last; the last is linear, and under cross-entropy its outputs are logits. */
  readonly activations: readonly Activation[];
}

export type Optimizer =
  | { readonly kind: "adam"; readonly rate: number }
  | { readonly kind: "sgd"; readonly rate: number; readonly momentum: number };

export interface Losses {
  readonly loss: number;
  /** Mean squared error of reconstruction, whatever the loss. */
  readonly mse: number;
}

export interface DenseNet {
  readonly spec: NetShape;
  /** Rows that fit at once. */
  readonly batch: number;
  /** All layers, W (inputs × outputs, row-major) then b. */
  parameters(): Float32Array;
  setParameters(parameters: Float32Array): void;
  /** Both moments of Adam, or the velocity and zeros. */
  moments(): readonly [Float32Array, Float32Array];
  setMoments(moments: readonly [Float32Array, Float32Array]): void;
  /** Gradient of the last training step. */
  gradient(): Float32Array;
  /** Samples that `load` picks from, rows × inputs; bytes are divided by 255. */
  loadTable(values: Uint8Array | Float32Array): void;
  /** Puts the given rows of the table into the inputs. */
  load(rows: ArrayLike<number>): void;
  /** Puts rows × inputs values into the inputs of layer `layer`. */
  put(layer: number, values: Float32Array): void;
  /** Layers [from, to) on the first `rows` rows. */
  forward(rows: number, from: number, to: number): void;
  /** Activations before layer `layer` (0: the inputs); those of the last layer as reconstructions, between 0 and 1 under cross-entropy. */
  values(layer: number, rows: number): Float32Array;
  /** Losses of the loaded rows, without learning. */
  evaluate(rows: number): Losses;
  /** One step on the loaded rows; `t` counts steps from 1. */
  train(rows: number, optimizer: Optimizer, t: number): Losses;
}

/** β1, β2 and ε of Adam (Kingma & Ba 2015). */
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;

export function parameterCount({ widths }: Pick<NetShape, "widths">): number {
  let count = 0;
  for (let l = 0; l + 1 < widths.length; l++) count += widths[l] * widths[l + 1] + widths[l + 1];
  return count;
}

/** Where layer `l` lies in the block of parameters. */
export function layerAt(
  { widths }: Pick<NetShape, "widths">,
  l: number,
): { readonly weights: number; readonly bias: number; readonly end: number } {
  let weights = 0;
  for (let i = 0; i < l; i++) weights += widths[i] * widths[i + 1] + widths[i + 1];
  const bias = weights + widths[l] * widths[l + 1];
  return { weights, bias, end: bias + widths[l + 1] };
}

/** Multiply-adds of one row through all layers. */
export function multiplyAdds({ widths }: Pick<NetShape, "widths">): number {
  let sum = 0;
  for (let l = 0; l + 1 < widths.length; l++) sum += widths[l] * widths[l + 1];
  return sum;
}
