import type { NDArray } from "../arrays.ts";

/** Which row of `of` is row `i` of `rows` (≥ 1) evenly spaced ones, counted from 0; one alone is the last. */
export function evenRow(i: number, rows: number, of: number): number {
  return rows === 1 ? of - 1 : Math.round((i * (of - 1)) / (rows - 1));
}

/** `rows` rows (≥ 1) of an array, evenly spaced; with two or more, the first and the last are among them. */
export function evenRows({ shape, values }: NDArray, rows: number): NDArray {
  const [of = 0, ...row] = shape;
  const length = of === 0 ? 0 : values.length / of;
  const picked = values.slice(0, rows * length);
  for (let i = 0; i < rows; i++) {
    const from = evenRow(i, rows, of);
    picked.set(values.subarray(from * length, (from + 1) * length), i * length);
  }
  return { shape: [rows, ...row], values: picked };
}
