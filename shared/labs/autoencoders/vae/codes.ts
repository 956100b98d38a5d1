/** Codes that views put together. */
import type { NDArray } from "../../../arrays.ts";

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
