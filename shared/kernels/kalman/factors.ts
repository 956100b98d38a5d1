/** Square roots of covariances: what the array algorithms of filter and smoother are made of. */
import { NotPositiveDefiniteError } from "../../linalg/index.ts";

/**
 * [L | M]·Θ = [L′ | 0] by reflections from the right, for the first k rows of `l` (total × k, lower triangular there, diagonal ≥ 0) and `m` (total × w);
 * the rows below are turned along. L′ is lower triangular with a diagonal ≥ 0; both are overwritten (in the first k rows, what is in `m` afterwards means nothing).
 * Reflection i touches column i of L and M alone: L keeps its triangle (Kailath, Sayed and Hassibi, "Linear Estimation", 2000, section 12.2).
 */
export function absorb(l: Float64Array, m: Float64Array, total: number, k: number, w: number): void {
  for (let i = 0; i < k; i++) {
    const head = l[i * k + i];
    const from = i * w;
    let square = 0;
    for (let c = 0; c < w; c++) square += m[from + c] * m[from + c];
    if (square === 0) continue;
    const norm = Math.sqrt(head * head + square);
    l[i * k + i] = norm;
    const tail = 1 / (norm * (norm + head));
    for (let r = i + 1; r < total; r++) {
      const at = r * w;
      let dot = 0;
      for (let c = 0; c < w; c++) dot += m[from + c] * m[at + c];
      const old = l[r * k + i];
      l[r * k + i] = (head * old + dot) / norm;
      const step = old / norm + dot * tail;
      for (let c = 0; c < w; c++) m[at + c] -= step * m[from + c];
    }
  }
}

/** Writes X with X·L = B into `x`, for B (rows × k) and a lower triangular L (k × k) with a diagonal > 0. */
export function solveRight(l: Float64Array, b: Float64Array, rows: number, k: number, x: Float64Array): void {
  for (let r = 0; r < rows; r++) {
    for (let i = k - 1; i >= 0; i--) {
      let rest = b[r * k + i];
      for (let j = i + 1; j < k; j++) rest -= x[r * k + j] * l[j * k + i];
      x[r * k + i] = rest / l[i * k + i];
    }
  }
}

/** The lower triangular root (k × k, diagonal ≥ 0) of B·Bᵀ, for B of k × w. */
export function triangular(b: Float64Array, k: number, w: number): Float64Array {
  const l = new Float64Array(k * k);
  absorb(l, b.slice(), k, k, w);
  return l;
}

/**
 * L with L·Lᵀ = a for a symmetric positive semi-definite n × n matrix: a pivot within rounding of zero gives a column of zeros. Reads the lower triangle.
 * Throws NotPositiveDefiniteError for a matrix with a negative eigenvalue, or with an element that is not finite.
 */
export function semidefiniteFactor(a: Float64Array, n: number): Float64Array {
  const l = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    let pivot = a[j * n + j];
    for (let k = 0; k < j; k++) pivot -= l[j * n + k] * l[j * n + k];
    const tolerance = 1e-13 * n * Math.abs(a[j * n + j]);
    if (!(pivot >= -tolerance && pivot < Infinity))
      throw new NotPositiveDefiniteError(`invalid covariance: pivot ${pivot} in row ${j} (must be ≥ 0)`);
    const root = pivot > tolerance ? Math.sqrt(pivot) : 0;
    l[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let rest = a[i * n + j];
      for (let k = 0; k < j; k++) rest -= l[i * n + k] * l[j * n + k];
      if (root > 0) l[i * n + j] = rest / root;
      else if (Math.abs(rest) > 1e-6 * Math.sqrt(Math.abs(a[i * n + i] * a[j * n + j])))
        throw new NotPositiveDefiniteError(`invalid covariance: ${rest} beside a variance of 0 in row ${i}`);
    }
  }
  return l;
}

/** L·Lᵀ of the n × n root that begins at `at`. */
export function squareOf(l: Float64Array, n: number, at = 0): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += l[at + i * n + k] * l[at + j * n + k];
      out[i * n + j] = sum;
      out[j * n + i] = sum;
    }
  }
  return out;
}
