/** Cholesky: a = L·Lᵀ for a symmetric positive definite matrix, and the triangular systems that use it. */
import { log } from "../math/elementary.ts";

/** Not positive definite (or not finite): callers may branch on it, for example to add a ridge. */
export class NotPositiveDefiniteError extends Error {
  override readonly name = "NotPositiveDefiniteError";
}

/**
 * The lower triangular L (n × n, zeros above the diagonal, positive diagonal). Reads only the lower triangle of `a`.
 * Throws NotPositiveDefiniteError where a pivot is not positive.
 */
export function cholesky(a: Float64Array, n: number): Float64Array {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[i * n + j];
      for (let k = 0; k < j; k++) rest -= l[i * n + k] * l[j * n + k];
      if (j < i) l[i * n + j] = rest / l[j * n + j];
      else if (rest > 0 && rest < Infinity) l[i * n + i] = Math.sqrt(rest);
      else throw new NotPositiveDefiniteError(`matrix not positive definite: pivot ${rest} in row ${i} (must be > 0)`);
    }
  }
  return l;
}

/** x with L·x = b, for a lower triangular L (n × n) and b of n numbers. */
export function solveLower(l: Float64Array, b: Float64Array, n: number): Float64Array {
  const x = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let rest = b[i];
    for (let k = 0; k < i; k++) rest -= l[i * n + k] * x[k];
    x[i] = rest / l[i * n + i];
  }
  return x;
}

/** x with Lᵀ·x = b, for a lower triangular L (n × n). */
export function solveLowerTransposed(l: Float64Array, b: Float64Array, n: number): Float64Array {
  const x = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let rest = b[i];
    // Downwards, so that the twin can run along the rows of L.
    for (let k = n - 1; k > i; k--) rest -= l[k * n + i] * x[k];
    x[i] = rest / l[i * n + i];
  }
  return x;
}

/** x with R·x = b, for an upper triangular R (n × n). */
export function solveUpper(r: Float64Array, b: Float64Array, n: number): Float64Array {
  const x = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let rest = b[i];
    for (let k = i + 1; k < n; k++) rest -= r[i * n + k] * x[k];
    x[i] = rest / r[i * n + i];
  }
  return x;
}

/** x with L·Lᵀ·x = b. */
export function solveCholesky(l: Float64Array, b: Float64Array, n: number): Float64Array {
  return solveLowerTransposed(l, solveLower(l, b, n), n);
}

/** log det(L·Lᵀ). */
export function logDeterminant(l: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += log(l[i * n + i]);
  return 2 * sum;
}
