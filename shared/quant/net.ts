/**
 * Dense nets in integers: activations in 0…127, int8 weights with one scale per row, int32 sums, integer requantisation. Nothing is rounded in floating point
 * once a net is quantised, so page and edge give the same bytes.
 */
export interface QuantLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** outputs × inputs, row-major, −127…127. */
  readonly weights: Int8Array;
  readonly bias: Int32Array;
  /** 0…2^24 − 1. */
  readonly multipliers: Int32Array;
  /** 1…50. */
  readonly shifts: Int32Array;
  /** Added after scaling. */
  readonly zero: number;
  /** Largest value after scaling: 127, 255 for outputs, 1023 where a table follows. */
  readonly top: number;
  readonly leaky: boolean;
  /** Of sigmoid or tanh: 1024 bytes over arguments from −8 to 8. */
  readonly table?: Uint8Array;
}

/** Bytes stand for numbers: value = low + byte · (high − low) / top. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

export interface QuantNet {
  readonly layers: readonly QuantLayer[];
  /** Layers of the encoder; the code is the output of the last of them. */
  readonly encoder: number;
  /** Of inputs and codes in 0…127, and of outputs in 0…255. */
  readonly input: Range;
  readonly code: Range;
  readonly output: Range;
  /** Gaussian fitted to the codes of the training rows: mean and lower Cholesky factor of the covariance, row-major. */
  readonly codes: { readonly mean: Float32Array; readonly factor: Float32Array };
}

export const CODE_TOP = 127;
export const OUTPUT_TOP = 255;
export const TABLE = 1024;
/** Bounds under which every product fits 52 bits, so that plain JavaScript numbers compute the same integers. */
export const LARGEST_BIAS = 2 ** 27 - 1;
export const LARGEST_SHIFT = 50;
export const LARGEST_SUM = 2 ** 28;
export const LARGEST_WIDTH = 8192;

export function multiplyAddsOf({ layers }: QuantNet): number {
  return layers.reduce((sum, { inputs, outputs }) => sum + inputs * outputs, 0);
}
export function parametersOf({ layers }: QuantNet): number {
  return layers.reduce((sum, { inputs, outputs }) => sum + inputs * outputs + outputs, 0);
}
