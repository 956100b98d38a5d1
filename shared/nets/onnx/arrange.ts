/** Numbers in the order of other axes. */
import type { NDArray } from "../../arrays.ts";

/** The array with these axes of it one after the other. */
export function permuted({ shape, values }: NDArray, axes: readonly number[]): NDArray {
  const strides = stridesOf(shape);
  const extents = axes.map((axis) => shape[axis]);
  const out = new Float32Array(values.length);
  const index = axes.map(() => 0);
  let from = 0;
  for (let at = 0; at < out.length; at++) {
    out[at] = Number(values[from]);
    for (let d = axes.length - 1; d >= 0; d--) {
      from += strides[axes[d]];
      if (++index[d] < extents[d]) break;
      from -= strides[axes[d]] * extents[d];
      index[d] = 0;
    }
  }
  return { shape: extents, values: out };
}

function stridesOf(shape: readonly number[]): readonly number[] {
  const strides = shape.map(() => 1);
  for (let d = shape.length - 2; d >= 0; d--) strides[d] = strides[d + 1] * shape[d + 1];
  return strides;
}

/** Rows of a matrix that are those of a picture (these extents, one after the other), in the order of other axes of it. */
export function rowsPermuted({ shape, values }: NDArray, extents: readonly number[], axes: readonly number[]): NDArray {
  const [rows, columns] = shape;
  const { values: moved } = permuted({ shape: [...extents, columns], values }, [...axes, extents.length]);
  return { shape: [rows, columns], values: moved };
}

/** From channels last to channels first, and back. */
export const TO_PLANES = [2, 0, 1] as const;
export const FROM_PLANES = [1, 2, 0] as const;
