/** QR by Householder reflections: a = Q·R with orthonormal columns of Q and upper triangular R. */

import { exponent, powerOfTwo } from "../math/bits.ts";
import { solveUpper } from "./cholesky.ts";
import { maxAbs, transpose } from "./matrices.ts";

export interface QR {
  /** m × n, orthonormal columns. */
  readonly q: Float64Array;
  /** n × n, upper triangular, diagonal ≥ 0. */
  readonly r: Float64Array;
}

/** `a` is m × n with m ≥ n, finite; of any rank. */
export function qr(a: Float64Array, m: number, n: number): QR {
  if (m < n) throw new RangeError(`invalid shape: ${m} × ${n} (must have at least as many rows as columns)`);
  const size = maxAbs(a);
  if (!(size < Infinity)) throw new RangeError(`invalid matrix: an element is ${size} (must be finite)`);
  const e = size > 0 ? Math.min(Math.max(exponent(size), -1000), 1000) : 0;
  // Columns as rows, so that every loop below runs through memory in order.
  const columns = transpose(a, m, n).map((x) => x * powerOfTwo(-e));
  const scales = new Float64Array(n);
  const diagonal = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    diagonal[k] = makeReflection(columns, scales, k, m);
    for (let j = k + 1; j < n; j++) reflect(columns, j * m, columns, k, scales[k], m);
  }
  const q = new Float64Array(n * m);
  for (let j = 0; j < n; j++) q[j * m + j] = 1;
  for (let k = n - 1; k >= 0; k--) for (let j = 0; j < n; j++) reflect(q, j * m, columns, k, scales[k], m);
  const r = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const sign = diagonal[i] < 0 ? -1 : 1;
    r[i * n + i] = Math.abs(diagonal[i]) * powerOfTwo(e);
    for (let j = i + 1; j < n; j++) r[i * n + j] = sign * columns[j * m + i] * powerOfTwo(e);
    for (let l = 0; l < m; l++) q[i * m + l] *= sign;
  }
  return { q: transpose(q, n, m), r };
}

/** Replaces x = column k from row k on by v = x ± ‖x‖·e₁; returns the diagonal element ∓‖x‖. */
function makeReflection(columns: Float64Array, scales: Float64Array, k: number, m: number): number {
  const at = k * m;
  let square = 0;
  for (let i = k; i < m; i++) square += columns[at + i] * columns[at + i];
  const norm = Math.sqrt(square);
  if (norm === 0) return 0;
  const head = columns[at + k];
  const target = head > 0 ? -norm : norm;
  columns[at + k] = head - target;
  scales[k] = 1 / (norm * (norm + Math.abs(head)));
  return target;
}

/** x −= β·v·(vᵀx) for the column x at `xAt` and the reflection of column k. */
function reflect(x: Float64Array, xAt: number, columns: Float64Array, k: number, beta: number, m: number): void {
  let sum = 0;
  for (let i = k; i < m; i++) sum += columns[k * m + i] * x[xAt + i];
  sum *= beta;
  for (let i = k; i < m; i++) x[xAt + i] -= sum * columns[k * m + i];
}

/** The x of n numbers that minimizes ‖a·x − b‖, for a (m × n) of full column rank. */
export function leastSquares(a: Float64Array, b: Float64Array, m: number, n: number): Float64Array {
  const { q, r } = qr(a, m, n);
  const projected = new Float64Array(n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) projected[j] += q[i * n + j] * b[i];
  for (let j = 0; j < n; j++) {
    if (r[j * n + j] === 0) throw new RangeError(`rank deficient: column ${j} depends on those before it (drop it)`);
  }
  return solveUpper(r, projected, n);
}
