/** Weights of a product in integers: steps, the matrix, and how it is stored. */
import type { TypedArray } from "../../arrays.ts";
import { refuseNonFinite } from "../../not-finite.ts";
import type { Storage } from "../graph/head.ts";
import type { FloatOf } from "./graph.ts";

export type FloatProduct = FloatOf<"dense"> | FloatOf<"conv2d"> | FloatOf<"depthwise2d">;

export interface WeightOptions {
  /** A step for each output, or one for all of them. */
  readonly weights: "per-channel" | "per-tensor";
  /** sparse: blocks of 4 × 4 that are all zero are left out. */
  readonly storage: "int8" | "int4" | "sparse";
  /** Of int4: taps that share a factor. */
  readonly group: 16 | 32 | 64 | 128;
}

export interface QuantWeights {
  readonly storage: Storage;
  readonly tensors: Readonly<Record<string, TypedArray>>;
  /** outputs × taps: what the storage stands for. */
  readonly matrix: Int8Array;
  /** weight = step · integer, for each output. */
  readonly steps: Float64Array;
}

/** Weights as outputs × taps: all our layouts have the outputs last. */
export function floatMatrix({ weights, bias }: FloatProduct): Float32Array {
  const outputs = bias.length;
  const taps = weights.length / outputs;
  return Float32Array.from(weights, (_, at) => weights[(at % taps) * outputs + Math.floor(at / taps)]);
}

/** `runs` rows of the window; the inputs' codes are steps of `inputScale`. Throws a NotFiniteError that names the weight. */
export function quantisedWeights(
  node: FloatProduct,
  runs: number,
  inputScale: number,
  options: WeightOptions,
): QuantWeights {
  const { name, bias } = node;
  refuseNonFinite(node.weights, `weight of ${name}, value`);
  refuseNonFinite(bias, `bias of ${name}, value`);
  const floats = floatMatrix(node);
  const outputs = bias.length;
  const taps = floats.length / outputs;
  // Steps so large that biases stay within 2^26 of them, beside weights however small.
  const largest = Float64Array.from({ length: outputs }, (_, j) =>
    Math.max(largestOf(floats.subarray(j * taps, (j + 1) * taps)), (127 * Math.abs(bias[j])) / (inputScale * 2 ** 26)),
  );
  if (options.weights === "per-tensor") largest.fill(Math.max(...largest));
  if (options.storage === "int4") return nibbles(floats, outputs, largest, options.group);
  const steps = largest.map((most) => (most > 0 ? most / 127 : 1));
  const matrix = Int8Array.from(floats, (w, at) => Math.round(w / steps[Math.floor(at / taps)]));
  if (options.storage === "sparse") return { ...blocksOf(matrix, outputs, runs), matrix, steps };
  return { storage: { kind: "int8" }, tensors: { weights: matrix }, matrix, steps };
}

const largestOf = (values: Float32Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Of each group the factor of 1…15 whose nibbles come nearest in the squares: the largest weight of all has 15 · 8 steps. */
function nibbles(
  floats: Float32Array,
  outputs: number,
  largest: Float64Array,
  group: WeightOptions["group"],
): QuantWeights {
  const taps = floats.length / outputs;
  const [row, factors] = [Math.ceil(taps / 2), Math.ceil(taps / group)];
  // The nibble −8 is without a counterpart: the largest weight may have either sign.
  const steps = largest.map((most) => (most > 0 ? most / (15 * 7.5) : 1));
  const packed = new Uint8Array(outputs * row).fill(0x88);
  const groups = new Uint8Array(outputs * factors);
  const matrix = new Int8Array(outputs * taps);
  for (let j = 0; j < outputs; j++)
    for (let g = 0; g < factors; g++) {
      const from = j * taps + g * group;
      const own = floats.subarray(from, Math.min(from + group, (j + 1) * taps));
      const factor = bestFactor(own, steps[j]);
      groups[j * factors + g] = factor;
      for (const [i, w] of own.entries()) {
        const nibble = nibbleOf(w, steps[j] * factor);
        const tap = g * group + i;
        matrix[j * taps + tap] = (nibble - 8) * factor;
        const shift = 4 * (tap & 1);
        const at = j * row + (tap >> 1);
        packed[at] = (packed[at] & ~(15 << shift)) | (nibble << shift);
      }
    }
  return { storage: { kind: "int4", group }, tensors: { nibbles: packed, groups }, matrix, steps };
}

const nibbleOf = (w: number, step: number) => Math.min(Math.max(Math.round(w / step) + 8, 0), 15);

function bestFactor(own: Float32Array, step: number): number {
  let [best, least] = [1, Number.POSITIVE_INFINITY];
  for (let factor = 1; factor <= 15; factor++) {
    let error = 0;
    for (const w of own) {
      const off = w - (nibbleOf(w, step * factor) - 8) * step * factor;
      error += off * off;
    }
    if (error < least) [best, least] = [factor, error];
  }
  return best;
}

/** The blocks of 4 outputs × 4 taps that hold a number other than zero: see graph/weights.ts. */
function blocksOf(matrix: Int8Array, outputs: number, runs: number): Pick<QuantWeights, "storage" | "tensors"> {
  const taps = matrix.length / outputs;
  const length = taps / runs;
  const across = Math.ceil(length / 4);
  const [blocks, columns, starts]: number[][] = [[], [], [0]];
  for (let group = 0; group < outputs; group += 4) {
    for (let column = 0; column < runs * across; column++) {
      const block = Array.from({ length: 16 }, (_, at) => {
        const [j, i] = [group + (at >> 2), 4 * (column % across) + (at & 3)];
        return j < outputs && i < length ? matrix[j * taps + Math.floor(column / across) * length + i] : 0;
      });
      if (block.every((w) => w === 0)) continue;
      blocks.push(...block);
      columns.push(column);
    }
    starts.push(columns.length);
  }
  return {
    storage: { kind: "sparse", blocks: columns.length },
    tensors: { blocks: Int8Array.from(blocks), columns: Int32Array.from(columns), starts: Int32Array.from(starts) },
  };
}
