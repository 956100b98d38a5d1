/** Products of matrices: the reference of shared/nets/assembly/products.ts and sums.ts, whose orders of sums are these. */
import type { Floats } from "../tensor.ts";
import { addTree, type Round, segmentsOf } from "./tree.ts";

type Extents = readonly [m: number, n: number, k: number];

/** y (m × n) = bias + x (m × k) · w (k × n), k ascending from the bias on (null: from 0). */
export function dense(
  [m, n, k]: Extents,
  x: Floats,
  w: Floats,
  bias: Floats | null,
  y: Floats,
  round: Round = Math.fround,
): void {
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      let sum = bias ? bias[j] : 0;
      for (let l = 0; l < k; l++) sum = round(sum + round(x[i * k + l] * w[l * n + j]));
      y[i * n + j] = sum;
    }
}

/** C (m × n) = A (m × k) · Bᵀ, B is n × k; k ascending from 0. */
export function gemmNT([m, n, k]: Extents, a: Floats, b: Floats, c: Floats, round: Round = Math.fround): void {
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum = round(sum + round(a[i * k + l] * b[j * k + l]));
      c[i * n + j] = sum;
    }
}

/** C (m × n) = Aᵀ · B, A is k × m, B is k × n: sums over segments of `segment` rows in ascending order from 0, added by the tree. */
export function gemmTN(
  [m, n, k]: Extents,
  a: Floats,
  b: Floats,
  c: Floats,
  segment: number,
  round: Round = Math.fround,
): void {
  const product = ([from, to]: [number, number]) => {
    const sums = c.slice().fill(0);
    for (let l = from; l < to; l++)
      for (let i = 0; i < m; i++)
        for (let j = 0; j < n; j++) sums[i * n + j] = round(sums[i * n + j] + round(a[l * m + i] * b[l * n + j]));
    return sums;
  };
  c.set(addTree(segmentsOf(k, segment).map(product), round));
}

/** y (columns) = sums of the columns of x (rows × columns), in the same way. */
export function sumRows(
  rows: number,
  columns: number,
  x: Floats,
  y: Floats,
  segment: number,
  round: Round = Math.fround,
): void {
  const sum = ([from, to]: [number, number]) => {
    const sums = y.slice().fill(0);
    for (let i = from; i < to; i++) for (let j = 0; j < columns; j++) sums[j] = round(sums[j] + x[i * columns + j]);
    return sums;
  };
  y.set(addTree(segmentsOf(rows, segment).map(sum), round));
}
