import fc from "fast-check";
import { multiply, multiplyTransposed, transpose } from "../../../shared/linalg/index.ts";
import { fillNormal } from "../../../shared/random/index.ts";

/** Matrices of standard normals: what the properties run over, by seed and size. */
export function normals(seed: number, m: number, n: number): Float64Array {
  const out = new Float64Array(m * n);
  fillNormal([seed, 99], 0, out);
  return out;
}

export const seeds = fc.nat(2 ** 31);
export const sizes = fc.integer({ min: 1, max: 24 });

export function symmetric(seed: number, n: number): Float64Array {
  const a = normals(seed, n, n);
  return Float64Array.from(a, (_, k) => a[Math.max(Math.floor(k / n), k % n) * n + Math.min(Math.floor(k / n), k % n)]);
}

export function positiveDefinite(seed: number, n: number): Float64Array {
  const a = normals(seed, n + 3, n);
  return multiplyTransposed(a, a, n + 3, n, n);
}

export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let max = 0;
  for (let i = 0; i < a.length; i++) max = Math.max(max, Math.abs(a[i] - b[i]));
  return a.length === b.length ? max : Infinity;
}

export const size = (a: ArrayLike<number>) => distance(a, new Float64Array(a.length));

/** How far the rows (m × n, m ≤ n) are from orthonormal. */
export function skew(rows: Float64Array, m: number, n: number): number {
  const gram = multiply(rows, transpose(rows, m, n), m, n, m);
  return distance(
    gram,
    gram.map((_, k) => (k % (m + 1) === 0 ? 1 : 0)),
  );
}

/** Σ values[i] · leftᵢᵀ · rightᵢ: m × n. */
export function compose(
  values: Float64Array,
  left: Float64Array,
  right: Float64Array,
  m: number,
  n: number,
): Float64Array {
  const scaled = Float64Array.from(right, (x, k) => x * values[Math.floor(k / n)]);
  return multiplyTransposed(left, scaled, values.length, m, n);
}
