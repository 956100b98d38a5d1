/** Products of a dense layer: the reference of shared/nets/assembly/products.ts, whose orders of sums are these. */
import { addTree, segmentsOf } from "./tree.ts";

const f = Math.fround;

/** y (m × n) = bias + x (m × k) · w (k × n), k ascending from the bias on (null: from 0). */
export function dense(
  [m, n, k]: readonly [number, number, number],
  x: Float32Array,
  w: Float32Array,
  bias: Float32Array | null,
  y: Float32Array,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = bias ? bias[j] : 0;
      for (let l = 0; l < k; l++) sum = f(sum + f(x[i * k + l] * w[l * n + j]));
      y[i * n + j] = sum;
    }
  }
}

/** C (m × n) = A (m × k) · Bᵀ, B is n × k; k ascending from 0. */
export function gemmNT(
  [m, n, k]: readonly [number, number, number],
  a: Float32Array,
  b: Float32Array,
  c: Float32Array,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum = f(sum + f(a[i * k + l] * b[j * k + l]));
      c[i * n + j] = sum;
    }
  }
}

/** C (m × n) = Aᵀ · B, A is k × m, B is k × n: sums over segments of `segment` rows in ascending order from 0, added by the tree. */
export function gemmTNSegments(
  [m, n, k]: readonly [number, number, number],
  a: Float32Array,
  b: Float32Array,
  c: Float32Array,
  segment: number,
): void {
  const product = ([from, to]: [number, number]) => {
    const sums = new Float32Array(m * n);
    for (let l = from; l < to; l++)
      for (let i = 0; i < m; i++)
        for (let j = 0; j < n; j++) sums[i * n + j] = f(sums[i * n + j] + f(a[l * m + i] * b[l * n + j]));
    return sums;
  };
  c.set(addTree(segmentsOf(k, segment).map(product)));
}

/** y (columns) = sums of the columns of x (rows × columns), in the same way. */
export function sumRows(rows: number, columns: number, x: Float32Array, y: Float32Array, segment: number): void {
  const sum = ([from, to]: [number, number]) => {
    const sums = new Float32Array(columns);
    for (let i = from; i < to; i++) for (let j = 0; j < columns; j++) sums[j] = f(sums[j] + x[i * columns + j]);
    return sums;
  };
  y.set(addTree(segmentsOf(rows, segment).map(sum)));
}
