import type { NDArray, TypedArray } from "../../../shared/arrays.ts";

/** Column `c` of rows × columns. */
export function columnOf({ shape: [rows, width], values }: NDArray, c: number): Float32Array | Float64Array {
  const out = values instanceof Float32Array ? new Float32Array(rows) : new Float64Array(rows);
  for (let row = 0; row < rows; row++) out[row] = values[row * width + c];
  return out;
}

/** The columns of a matrix, the first `most`, each as a row. */
export function columnsAsRows({ shape: [rows, width], values }: NDArray, most: number): NDArray<Float32Array> {
  const shown = Math.min(width, most);
  const out = new Float32Array(shown * rows);
  for (let i = 0; i < rows; i++) for (let j = 0; j < shown; j++) out[j * rows + i] = values[i * width + j];
  return { shape: [shown, rows], values: out };
}

/** Filters of a convolution (kh × kw × channels × outputs), of each output one row per channel, the first `most`. */
export function kernelsAsRows({ shape: [kh, kw, channels, outputs], values }: NDArray, most: number) {
  const shown = Math.min(channels * outputs, most);
  const out = new Float32Array(shown * kh * kw);
  for (let row = 0; row < shown; row++)
    for (let tap = 0; tap < kh * kw; tap++)
      out[row * kh * kw + tap] = values[(tap * channels + (row % channels)) * outputs + Math.floor(row / channels)];
  return { shape: [shown, kh * kw], values: out };
}

/** The first `most` rows, each divided by its own largest size: shape matters here, not strength. */
export function evenedRows({ shape: [rows, width], values }: NDArray, most = rows): NDArray<Float32Array> {
  const shown = Math.min(rows, most);
  const out = Float32Array.from(values.subarray(0, shown * width));
  for (let i = 0; i < shown; i++) {
    const row = out.subarray(i * width, (i + 1) * width);
    const size = row.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    if (size > 0) for (let j = 0; j < width; j++) row[j] /= size;
  }
  return { shape: [shown, width], values: out };
}

/** The first `most` columns of a matrix as columns of a table. */
export function namedColumns(matrix: NDArray, name: (column: number) => string, most = Number.POSITIVE_INFINITY) {
  return Array.from({ length: Math.min(most, matrix.shape[1]) }, (_, c) => ({
    name: name(c),
    values: columnOf(matrix, c),
  }));
}

/** The rows of a matrix as columns of a table. */
export function namedRows({ shape: [rows, width], values }: NDArray, name: (row: number) => string) {
  return Array.from({ length: rows }, (_, row) => ({
    name: name(row),
    values: values.subarray(row * width, (row + 1) * width),
  }));
}

/** Of each pixel of a picture, height × width × channels, the largest size of its value among the channels, 1 × pixels. */
export function strongest({ shape: [height, width, channels], values }: NDArray): NDArray<Float32Array> {
  const out = new Float32Array(height * width);
  for (let i = 0; i < values.length; i++) {
    const p = Math.floor(i / channels);
    out[p] = Math.max(out[p], Math.abs(values[i]));
  }
  return { shape: [1, out.length], values: out };
}

/** The n-th of the arrays that a larger one is a row of: of a matrix its n-th row, of blocks × rows × columns the n-th matrix. */
export function blockOf<T extends TypedArray>({ shape: [, ...shape], values }: NDArray<T>, n: number): NDArray<T> {
  const size = shape.reduce((product, length) => product * length, 1);
  return { shape, values: values.subarray(n * size, (n + 1) * size) as T };
}

/** At most so many rows, from one on. */
export function rowsOf<T extends TypedArray>({ shape: [rows, width], values }: NDArray<T>, from: number, most: number) {
  const count = Math.max(0, Math.min(most, rows - from));
  return { shape: [count, width], values: values.subarray(from * width, (from + count) * width) as T };
}
