/**
 * Dense matrices are row-major Float64Arrays whose sizes are passed along: element (i, j) of an m × n matrix is
 * a[i * n + j]. Sums run in ascending order of the summed index, as in shared/linalg/assembly/matrices.ts (same bits).
 */

/** a (m × k) · b (k × n): m × n. */
export function multiply(a: Float64Array, b: Float64Array, m: number, k: number, n: number): Float64Array {
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let l = 0; l < k; l++) addMultiple(out, i * n, a[i * k + l], b, l * n, n);
  }
  return out;
}

/** aᵀ · b for a (k × m) and b (k × n): m × n. With b = a, the Gram matrix of the columns. */
export function multiplyTransposed(a: Float64Array, b: Float64Array, k: number, m: number, n: number): Float64Array {
  const out = new Float64Array(m * n);
  for (let l = 0; l < k; l++) {
    for (let i = 0; i < m; i++) addMultiple(out, i * n, a[l * m + i], b, l * n, n);
  }
  return out;
}

/** a (m × n) · x: m numbers. */
export function multiplyVector(a: Float64Array, x: Float64Array, m: number, n: number): Float64Array {
  return Float64Array.from({ length: m }, (_, i) => dot(a, i * n, x, 0, n));
}

/** The transpose of an m × n matrix: n × m. */
export function transpose(a: Float64Array, m: number, n: number): Float64Array {
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) out[j * m + i] = a[i * n + j];
  return out;
}

export function identity(n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
  return out;
}

/** y[yAt …] += s · x[xAt …], n numbers. */
export function addMultiple(y: Float64Array, yAt: number, s: number, x: Float64Array, xAt: number, n: number): void {
  for (let i = 0; i < n; i++) y[yAt + i] += s * x[xAt + i];
}

/** Σ x[xAt + i] · y[yAt + i], i < n, in ascending order. */
export function dot(x: Float64Array, xAt: number, y: Float64Array, yAt: number, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += x[xAt + i] * y[yAt + i];
  return sum;
}

/** √(a² + b²) without overflow. */
export function hypotenuse(a: number, b: number): number {
  const x = Math.abs(a);
  const y = Math.abs(b);
  const large = Math.max(x, y);
  if (large === 0 || large === Infinity) return large;
  const ratio = Math.min(x, y) / large;
  return large * Math.sqrt(1 + ratio * ratio);
}

/** The largest |element|. */
export function maxAbs(a: Float64Array): number {
  let max = 0;
  for (let i = 0; i < a.length; i++) {
    // A NaN must not pass unseen: Math.max keeps it.
    max = Math.max(max, Math.abs(a[i]));
  }
  return max;
}
