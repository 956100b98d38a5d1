import { cholesky, logDeterminant, NotPositiveDefiniteError } from "./cholesky.ts";

export interface PositiveInverse {
  readonly inverse: Float64Array;
  /** log det of the matrix itself. */
  readonly logDeterminant: number;
}

/** Inverse of a symmetric positive definite n × n matrix by its Cholesky factor; symmetric to the last bit. Throws NotPositiveDefiniteError. */
export function invertPositive(a: Float64Array, n: number): PositiveInverse {
  const l = cholesky(a, n);
  const inverted = invertLower(l, n);
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += inverted[k * n + i] * inverted[k * n + j];
      inverse[i * n + j] = sum;
      inverse[j * n + i] = sum;
    }
  }
  return { inverse, logDeterminant: logDeterminant(l, n) };
}

/** L⁻¹ of a lower triangular L, column by column. */
function invertLower(l: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    out[j * n + j] = 1 / l[j * n + j];
    for (let i = j + 1; i < n; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum += l[i * n + k] * out[k * n + j];
      out[i * n + j] = -sum / l[i * n + i];
    }
  }
  return out;
}

/** L⁻¹ where a = L·Lᵀ (symmetric, n × n, lower triangle read); null where a is not positive definite. */
export function inverseFactor(a: Float64Array, n: number): Float64Array | null {
  try {
    return invertLower(cholesky(a, n), n);
  } catch (error) {
    if (error instanceof NotPositiveDefiniteError) return null;
    throw error;
  }
}
