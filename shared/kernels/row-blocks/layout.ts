/**
 * A layer of products as blocks of one tap by four outputs: what SIMD takes at once. Dense, a group of four outputs has the blocks of all taps, one after
 * another; sparse, only those that hold a number other than 0 (block compressed rows), with the place of each one's input. A sum goes over taps in ascending order from +0, then
 * the bias is added, each step rounded to float32: what is left out would have added ±0 to a sum that is never −0, so both give the same bits for finite inputs.
 */
import type { Windows } from "./windows.ts";

/** Outputs of a block. */
export const LANES = 4;

export interface Dense {
  readonly taps: number;
  readonly outputs: number;
  /** groups × taps × 4, outputs padded with zeros. */
  readonly weights: Float32Array;
  /** groups × 4. */
  readonly bias: Float32Array;
}

export interface Sparse {
  readonly taps: number;
  readonly outputs: number;
  /** groups + 1: where the blocks of each group of outputs begin. */
  readonly starts: Uint32Array;
  /** Of each block its tap. */
  readonly columns: Uint32Array;
  /** blocks × 4. */
  readonly values: Float32Array;
  readonly bias: Float32Array;
}

export const groupsOf = (outputs: number): number => Math.ceil(outputs / LANES);

/** `weights`: taps × outputs, as dense layers and convolutions (height × width × channels × filters) have them; `bias` may be missing. */
export function packDense(weights: Float32Array, outputs: number, bias?: Float32Array): Dense {
  const taps = weights.length / outputs;
  const groups = groupsOf(outputs);
  const packed = new Float32Array(groups * taps * LANES);
  for (let t = 0; t < taps; t++)
    for (let o = 0; o < outputs; o++)
      packed[(Math.floor(o / LANES) * taps + t) * LANES + (o % LANES)] = weights[t * outputs + o];
  const padded = new Float32Array(groups * LANES);
  if (bias) padded.set(bias);
  return { taps, outputs, weights: packed, bias: padded };
}

export function packSparse({ taps, outputs, weights, bias }: Dense): Sparse {
  const groups = groupsOf(outputs);
  const starts = new Uint32Array(groups + 1);
  const columns: number[] = [];
  for (let g = 0; g < groups; g++) {
    for (let t = 0; t < taps; t++) {
      const at = (g * taps + t) * LANES;
      if (weights.subarray(at, at + LANES).some((weight) => weight !== 0)) columns.push(t);
    }
    starts[g + 1] = columns.length;
  }
  const values = new Float32Array(columns.length * LANES);
  for (let g = 0; g < groups; g++)
    for (let k = starts[g]; k < starts[g + 1]; k++) {
      const at = (g * taps + columns[k]) * LANES;
      values.set(weights.subarray(at, at + LANES), k * LANES);
    }
  return { taps, outputs, starts, columns: Uint32Array.from(columns), values, bias };
}

/** Bytes that a pass reads of the weights: numbers, and what says where they belong. */
export function bytesOf({ starts, columns, values, bias }: Sparse): number {
  return 4 * (starts.length + columns.length + values.length + bias.length);
}

export const denseBytes = ({ weights, bias }: Dense): number => 4 * (weights.length + bias.length);

/** Where in the padded picture the tap of a window lies, in floats from its first. */
export function tapPlace(tap: number, { kernel: [, width], channels, paddedWidth }: Windows): number {
  const run = width * channels;
  return Math.floor(tap / run) * paddedWidth * channels + (tap % run);
}
