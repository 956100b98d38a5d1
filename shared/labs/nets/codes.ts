/** Codes that views put together. */
import type { NDArray } from "../../arrays.ts";
import { normalQuantile } from "../../stats/normal-quantile.ts";

/** The mean of the codes of each class that there is, by its number. */
export function meanCodes(
  codes: NDArray,
  labels: Int32Array,
): readonly { readonly label: number; readonly mean: readonly number[] }[] {
  const present = [...new Set(labels)].sort((a, b) => a - b);
  return present.map((label) => {
    const rows = Array.from(labels.keys()).filter((n) => labels[n] === label);
    const { shape, values } = pick(codes, rows);
    const mean = Array.from({ length: shape[1] }, () => 0);
    for (const [at, value] of values.entries()) mean[at % shape[1]] += value / rows.length;
    return { label, mean };
  });
}

/** Codes a, b, c, and a − b + c: a row each. */
export function combined([a, b, c]: readonly (readonly number[])[]): NDArray<Float32Array> {
  const sum = a.map((value, i) => value - b[i] + c[i]);
  return { shape: [4, a.length], values: Float32Array.from([...a, ...b, ...c, ...sum]) };
}

/** Rows by their numbers; of one that is not there, the last. */
export function pick({ shape: [count, width], values }: NDArray, rows: readonly number[]): NDArray<Float32Array> {
  const out = new Float32Array(rows.length * width);
  for (const [at, row] of rows.entries()) {
    const from = Math.min(row, count - 1) * width;
    out.set(values.subarray(from, from + width), at * width);
  }
  return { shape: [rows.length, width], values: out };
}

/**
 * Over the plane of two numbers of a code, all others 0: side × side codes that share the probability of a standard normal evenly, from the top down (the
 * second number falls); of codes of one number a line.
 */
export function planeCodes(width: number, across: number, upright: number, side: number): NDArray<Float32Array> {
  const lines = width === 1 ? 1 : side;
  const values = new Float32Array(lines * side * width);
  for (let row = 0; row < lines; row++)
    for (let column = 0; column < side; column++) {
      const at = (row * side + column) * width;
      if (width > 1) values[at + upright] = -normalQuantile((row + 0.5) / side);
      values[at + across] = normalQuantile((column + 0.5) / side);
    }
  return { shape: [lines * side, width], values };
}
