/**
 * Slow feature analysis (Wiskott & Sejnowski, Neural Computation 14, 2002): functions y_i of a signal with zero mean, unit variance and no
 * correlation among them whose Δ(y) = ⟨ẏ²⟩, ẏ(t) = y(t + 1) − y(t), is as small as possible, one after another. For linear functions of an
 * expanded signal z it is the generalised eigenproblem ⟨żżᵀ⟩w = Δ⟨zzᵀ⟩w: z is whitened, and the smallest directions of its change are taken.
 */
import { type SymmetricEigen, transpose } from "../../linalg/index.ts";
import type { Moments } from "../moments/index.ts";
import { productPairs, type SfaArithmetic } from "./arithmetic.ts";

export type Eigen = (a: Float64Array, n: number) => SymmetricEigen;

/** Directions whose variance is at most this share of the largest are taken to have none: they are only rounding error. */
export const NULL_SHARE = 1e-9;

/** z = (x − mean) · matrix has mean 0, variance 1 and no correlations. */
export interface Sphering {
  readonly mean: Float64Array;
  /** n × rank. */
  readonly matrix: Float64Array;
  readonly rank: number;
}

export interface Whitening extends Sphering {
  /** rank × n, the way back: x ≈ mean + z · inverse. */
  readonly inverse: Float64Array;
}

/** Of the matrices here more than half of the vectors are rarely asked for. */
function eigenOf({ eigen, eigenRange }: Eigens, a: Float64Array, n: number, from: number, to: number): SymmetricEigen {
  if (2 * (to - from) < n) return eigenRange(a, n, from, to);
  const { values, vectors } = eigen(a, n);
  return { values, vectors: vectors.subarray(from * n, to * n) };
}

type Eigens = Pick<SfaArithmetic, "eigen" | "eigenRange">;

/**
 * By principal components, largest first, at most `max` of them; null directions are dropped. With `standardised` the columns are brought to variance 1
 * first, so that their units do not matter for what is kept. A rank of 0: nothing varies.
 */
export function whitening(
  { mean, covariance }: Moments,
  arithmetic: Eigens,
  max: number,
  standardised: boolean,
): Whitening {
  const n = mean.length;
  const scales = Float64Array.from(mean, (_, j) => {
    const variance = covariance[j * n + j];
    return variance > 0 ? (standardised ? 1 / Math.sqrt(variance) : 1) : 0;
  });
  const scaled = new Float64Array(n * n);
  for (let i = 0, at = 0; i < n; i++)
    for (let j = 0; j < n; j++, at++)
      if (scales[i] !== 0 && scales[j] !== 0) scaled[at] = covariance[at] * scales[i] * scales[j];
  const most = Math.min(n, max);
  const { values, vectors } = eigenOf(arithmetic, scaled, n, 0, most);
  let rank = 0;
  while (rank < most && values[rank] > NULL_SHARE * values[0]) rank++;
  const deviations = values.subarray(0, rank).map(Math.sqrt);
  const matrix = new Float64Array(n * rank);
  for (let j = 0, at = 0; j < n; j++)
    for (let k = 0; k < rank; k++, at++) matrix[at] = (vectors[k * n + j] * scales[j]) / deviations[k];
  const inverse = new Float64Array(rank * n);
  for (let k = 0, at = 0; k < rank; k++)
    for (let j = 0; j < n; j++, at++) if (scales[j] !== 0) inverse[at] = (vectors[at] * deviations[k]) / scales[j];
  return { mean, matrix, inverse, rank };
}

/**
 * The same where it does not matter which directions z has: by L⁻¹ of the covariance L·Lᵀ, for a tenth of the work, where every direction surely varies
 * (the least eigenvalue is at least 1/‖L⁻¹‖², the largest at most the trace); else by principal components.
 */
export function sphering(moments: Moments, arithmetic: Eigens & Pick<SfaArithmetic, "inverseFactor">): Sphering {
  const { mean, covariance } = moments;
  const n = mean.length;
  const factor = arithmetic.inverseFactor(covariance, n);
  if (factor !== null) {
    let squares = 0;
    let trace = 0;
    for (const x of factor) squares += x * x;
    for (let j = 0; j < n; j++) trace += covariance[j * n + j];
    if (1 > NULL_SHARE * trace * squares) return { mean, matrix: transpose(factor, n, n), rank: n };
  }
  return whitening(moments, arithmetic, Number.POSITIVE_INFINITY, false);
}

/** ⟨żżᵀ⟩ from mean and covariance of ż: the change is not centred. */
export function secondMoment({ mean, covariance }: Moments): Float64Array {
  const n = mean.length;
  const out = new Float64Array(n * n);
  for (let i = 0, at = 0; i < n; i++) for (let j = 0; j < n; j++, at++) out[at] = covariance[at] + mean[i] * mean[j];
  return out;
}

export interface SlowDirections {
  /** Δ of every direction that varies, smallest first. */
  readonly delta: Float64Array;
  /** y = (z − mean) · matrix: expanded × count, the slowest first. */
  readonly matrix: Float64Array;
  readonly count: number;
}

/** The slowest directions of a signal with the given whitening, at most `max`, whose change has the second moment `change`. */
export function slowDirections(
  sphering: Sphering,
  change: Float64Array,
  arithmetic: Eigens & Pick<SfaArithmetic, "multiply">,
  max: number,
): SlowDirections {
  const { multiply } = arithmetic;
  const { matrix, rank } = sphering;
  const n = sphering.mean.length;
  const count = Math.min(max, rank);
  const { values, vectors } = eigenOf(arithmetic, whitened(sphering, change, multiply), rank, rank - count, rank);
  // Columns: the slowest direction first.
  const slowest = new Float64Array(rank * count);
  for (let i = 0; i < count; i++)
    for (let k = 0; k < rank; k++) slowest[k * count + i] = vectors[(count - 1 - i) * rank + k];
  return { delta: values.slice().reverse(), matrix: multiply(matrix, slowest, n, rank, count), count };
}

/** Δ of all directions, smallest first: those of `slowDirections`, where nobody asks for the directions. */
export function slowness(
  sphering: Sphering,
  change: Float64Array,
  { eigenRange, multiply }: Pick<SfaArithmetic, "eigenRange" | "multiply">,
): Float64Array {
  return eigenRange(whitened(sphering, change, multiply), sphering.rank, 0, 0).values.reverse();
}

/** Second moment of the change of the whitened signal, rank × rank. */
function whitened(
  { mean, matrix, rank }: Sphering,
  change: Float64Array,
  multiply: SfaArithmetic["multiply"],
): Float64Array {
  const n = mean.length;
  return multiply(transpose(matrix, n, rank), multiply(change, matrix, n, n, rank), rank, n, rank);
}

/** η = T/2π·√Δ: oscillations that a sine of the same Δ makes in T steps. */
export function etaOf(delta: Float64Array, steps: number): Float64Array {
  return delta.map((value) => (steps / (2 * Math.PI)) * Math.sqrt(Math.max(value, 0)));
}

/**
 * The z of a given length where q(z) = fᵀz + ½zᵀHz is largest (Berkes & Wiskott, Neural Computation 18, 2006): z = (λ − H)⁻¹f with λ above the largest eigenvalue
 * of H, found by bisection, since the length decreases with λ; along the eigenvector itself where f has no part in it. Of d numbers.
 */
export function optimalStimulus(f: Float64Array, h: Float64Array, length: number, eigen: Eigen): Float64Array {
  const d = f.length;
  const { values, vectors } = eigen(h, d);
  const along = Float64Array.from(values, (_, k) => {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += vectors[k * d + j] * f[j];
    return sum;
  });
  const parts = (lambda: number) => along.map((a, k) => a / (lambda - values[k]));
  const norm = (z: Float64Array) => Math.sqrt(z.reduce((sum, value) => sum + value * value, 0));
  const size = norm(f) + Math.abs(values[0]) + Math.abs(values[d - 1]);
  // ‖z‖ ≤ ‖f‖/(λ − λ₁), so that it is short enough at the upper end.
  let [low, high] = [values[0] + 1e-12 * size, values[0] + norm(f) / length + 1e-9 * size];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (norm(parts(middle)) > length) low = middle;
    else high = middle;
  }
  const found = parts(high);
  const missing = length * length - norm(found) ** 2;
  if (missing > 0) found[0] += (along[0] < 0 ? -1 : 1) * (Math.sqrt(found[0] ** 2 + missing) - Math.abs(found[0]));
  const z = new Float64Array(d);
  for (let k = 0; k < d; k++) for (let j = 0; j < d; j++) z[j] += found[k] * vectors[k * d + j];
  return z;
}

/** The linear and the quadratic part of a feature: f and H of fᵀz + ½zᵀHz, from its weights of z_i and z_i·z_j (`productPairs`). */
export function quadraticForm(
  weights: Float64Array,
  d: number,
): { readonly f: Float64Array; readonly h: Float64Array } {
  const h = new Float64Array(d * d);
  const pairs = weights.length > d ? productPairs(d) : [];
  for (let k = 0; k < pairs.length; k += 2) {
    const [i, j, weight] = [pairs[k], pairs[k + 1], weights[d + k / 2]];
    h[i * d + j] += weight;
    h[j * d + i] += weight;
  }
  return { f: weights.slice(0, d), h };
}
