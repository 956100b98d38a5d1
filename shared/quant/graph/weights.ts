/**
 * Weights as they are stored, and the int8 matrix that each storage stands for: outputs × taps, row-major, −127…127. The taps of a convolution are its window row by row,
 * the channels of a pixel together.
 *
 * int8: the matrix.
 * int4: two weights a byte, the one with the even index in the low nibble (as ONNX's MatMulNBits), with a zero point of 8; each group of `group` taps of a row
 *   has a factor of 1…15: weight = (nibble − 8) · factor, −120…105. Products are those of int8, the file has half the bytes.
 * sparse: block compressed rows (as SciPy's bsr_matrix): of each four outputs the blocks of 4 outputs × 4 taps that are not all zero, their columns (tap / 4) rising;
 *   taps of each row of a window are rounded up to four. A block is one vector: what is left out is never multiplied.
 */
import type { TypedArray } from "../../arrays.ts";
import type { ProductHead } from "./head.ts";
import { matrixOf, type QuantGraph } from "./tensors.ts";
import type { Value } from "./values.ts";

/** Taps of a row of the window, and rows: blocks do not go across rows. */
export function runsOf(node: ProductHead, taps: number): readonly [runs: number, length: number] {
  const runs = node.op === "dense" ? 1 : node.kernel[0];
  return [runs, taps / runs];
}

export function weightsOf({ tensors }: Pick<QuantGraph, "tensors">, node: ProductHead, x: Value): Int8Array {
  const [outputs, taps] = matrixOf(node, x);
  const part = (name: string) => tensors[`${node.name}.${name}`];
  const { storage } = node;
  if (storage.kind === "int8") return part("weights") as Int8Array;
  if (storage.kind === "int4") return fromNibbles(part("nibbles"), part("groups"), outputs, taps, storage.group);
  const [runs, length] = runsOf(node, taps);
  return fromBlocks(part("blocks"), part("columns"), part("starts"), outputs, runs, length);
}

function fromNibbles(nibbles: TypedArray, groups: TypedArray, outputs: number, taps: number, group: number): Int8Array {
  const matrix = new Int8Array(outputs * taps);
  const [row, factors] = [Math.ceil(taps / 2), Math.ceil(taps / group)];
  for (let j = 0; j < outputs; j++)
    for (let i = 0; i < taps; i++) {
      const nibble = (nibbles[j * row + (i >> 1)] >> (4 * (i & 1))) & 15;
      matrix[j * taps + i] = (nibble - 8) * groups[j * factors + Math.floor(i / group)];
    }
  return matrix;
}

function fromBlocks(
  blocks: TypedArray,
  columns: TypedArray,
  starts: TypedArray,
  outputs: number,
  runs: number,
  length: number,
): Int8Array {
  const matrix = new Int8Array(outputs * runs * length);
  const across = Math.ceil(length / 4);
  for (let j = 0; j < outputs; j++)
    for (let b = starts[j >> 2]; b < starts[(j >> 2) + 1]; b++) {
      const [run, column] = [Math.floor(columns[b] / across), columns[b] % across];
      for (let i = 0; i < 4 && 4 * column + i < length; i++)
        matrix[(j * runs + run) * length + 4 * column + i] = blocks[16 * b + 4 * (j & 3) + i];
    }
  return matrix;
}
