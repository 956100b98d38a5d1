import { cholesky, multiply, NotPositiveDefiniteError, type SymmetricEigen, transpose } from "../../linalg/index.ts";
import type { Metric } from "./metric.ts";
import { paddedLength } from "./vectors.ts";

/** What the draws of a window say: sums about their means. Matrices are dimension × padded length, and hold i ≥ j alone. */
export interface Window {
  count: number;
  readonly mean: Float64Array;
  /** Σ (x − mean)² of each coordinate for a diagonal metric, Σ (x − mean)(x − mean)ᵀ for the others. */
  readonly squares: Float64Array;
  /** The same of the gradients; empty unless low-rank. */
  readonly gradientMean: Float64Array;
  readonly gradientSquares: Float64Array;
}

/** Stan adds five draws of variance 10⁻³. */
const PRIOR_DRAWS = 5;
const PRIOR_VARIANCE = 1e-3;

/** Eigenvalues within this factor of a common level are left to the scales. */
export const CUTOFF = 3;

export type Eigen = (a: Float64Array, n: number) => SymmetricEigen;

/** Makes the metric from a window of at least two draws. Where the window is degenerate beyond repair the metric stays as it was. */
export function learnMetric(metric: Metric, window: Window, eigen: Eigen): void {
  switch (metric.kind) {
    case "diagonal":
      learnDiagonal(metric, window);
      break;
    case "dense":
      unlessDegenerate(() => learnDense(metric, window));
      break;
    case "low-rank":
      unlessDegenerate(() => learnLowRank(metric, window, eigen));
      break;
    default:
      throw metric.kind satisfies never;
  }
}

/** Draws that never moved, or that overflow, have no Cholesky factor and no eigenvalues. */
function unlessDegenerate(learn: () => void): void {
  try {
    learn();
  } catch (error) {
    if (!(error instanceof NotPositiveDefiniteError || error instanceof RangeError)) throw error;
  }
}

/** Stan's regularised variance, n/(n + 5)·s² + 10⁻³·5/(n + 5). */
function learnDiagonal({ dimension, inverseDiagonal, scale }: Metric, { count: n, squares }: Window): void {
  for (let i = 0; i < dimension; i++) {
    inverseDiagonal[i] = regularised(squares[i] / (n - 1), n, 1);
    scale[i] = Math.sqrt(inverseDiagonal[i]);
  }
}

function regularised(covariance: number, n: number, onDiagonal: 0 | 1): number {
  return (n / (n + PRIOR_DRAWS)) * covariance + onDiagonal * (PRIOR_VARIANCE * (PRIOR_DRAWS / (n + PRIOR_DRAWS)));
}

/** Stan's regularised covariance and its Cholesky factor. */
function learnDense({ dimension, inverseDiagonal, matrix }: Metric, { count: n, squares }: Window): void {
  const length = paddedLength(dimension);
  const covariance = new Float64Array(dimension * dimension);
  for (let i = 0; i < dimension; i++) {
    for (let j = 0; j <= i; j++)
      covariance[i * dimension + j] = regularised(squares[i * length + j] / (n - 1), n, i === j ? 1 : 0);
  }
  const factor = cholesky(covariance, dimension);
  for (let i = 0; i < dimension; i++) {
    inverseDiagonal[i] = covariance[i * dimension + i];
    for (let j = 0; j <= i; j++) matrix[i * length + j] = factor[i * dimension + j];
  }
}

/**
 * Seyboldt, Carlson and Carpenter (2026), "Preconditioning Hamiltonian Monte Carlo by minimizing Fisher divergence" (arXiv:2603.18845), as nutpie does
 * it: the scales s_i² = sd(x_i)/sd(g_i) from draws x and gradients g; of the scaled draws and gradients the matrices A = Cov(x/s) + I/n and
 * B = Cov(s·g) + I/n; between A and B⁻¹, which are one for a Gaussian, the geometric mean Σ, for which Σ·B·Σ = A; and of Σ the eigenvectors whose
 * eigenvalues lie beyond the cut-off. The cut-off is about the level that leaves fewest of them beyond it, since a common factor is the step size's
 * business; about 1, as there, a spectrum with a long tail to one side takes many more directions. Where the draws say nothing, A and B are alike and Σ is the identity.
 */
function learnLowRank(metric: Metric, window: Window, eigen: Eigen): void {
  const { dimension: d, inverseDiagonal, scale, matrix, stretch } = metric;
  const { count: n, squares, gradientSquares } = window;
  const length = paddedLength(d);
  const scales = Float64Array.from({ length: d }, (_, i) =>
    Math.sqrt(Math.sqrt(squares[i * length + i] / gradientSquares[i * length + i])),
  );
  const scaled = (sums: Float64Array, power: 1 | -1) => {
    const out = new Float64Array(d * d);
    for (let i = 0; i < d; i++) {
      for (let j = 0; j <= i; j++) {
        const factor = power === 1 ? scales[i] * scales[j] : 1 / (scales[i] * scales[j]);
        out[i * d + j] = (sums[i * length + j] * factor + (i === j ? 1 : 0)) / n;
        out[j * d + i] = out[i * d + j];
      }
    }
    return out;
  };
  const { values, vectors } = eigen(betweenInverse(scaled(squares, -1), scaled(gradientSquares, 1), d, eigen), d);
  if (!scales.every((s) => s > 0 && s < Infinity) || !values.every((value) => value > 0)) return;

  const level = levelOf(values);
  for (let i = 0; i < d; i++) scale[i] = Math.sqrt(level) * scales[i];
  metric.rank = 0;
  const diagonal = new Float64Array(d).fill(1);
  for (let k = 0; k < d; k++) {
    const value = values[k] / level;
    if (value <= CUTOFF && value >= 1 / CUTOFF) continue;
    const vector = vectors.subarray(k * d, (k + 1) * d);
    stretch[metric.rank] = Math.sqrt(value) - 1;
    matrix.fill(0, metric.rank * length, (metric.rank + 1) * length);
    matrix.set(vector, metric.rank * length);
    for (let i = 0; i < d; i++) diagonal[i] += (value - 1) * vector[i] * vector[i];
    metric.rank++;
  }
  for (let i = 0; i < d; i++) inverseDiagonal[i] = diagonal[i] * scale[i] * scale[i];
}

/** The centre of the interval of eigenvalues, within the cut-off of it, that holds most of them (`values`, largest first); 1 where no other holds more. */
function levelOf(values: Float64Array): number {
  let level = 1;
  let most = values.filter((value) => value <= CUTOFF && value >= 1 / CUTOFF).length;
  let end = 0;
  for (let start = 0; start < values.length; start++) {
    while (end < values.length && values[end] * CUTOFF * CUTOFF >= values[start]) end++;
    if (end - start <= most) continue;
    most = end - start;
    level = Math.sqrt(values[start] * values[end - 1]);
  }
  return level;
}

/** The geometric mean of A and B⁻¹: with B = L·Lᵀ, L⁻ᵀ·(Lᵀ·A·L)^½·L⁻¹. */
function betweenInverse(a: Float64Array, b: Float64Array, d: number, eigen: Eigen): Float64Array {
  const l = cholesky(b, d);
  const transposed = transpose(l, d, d);
  const { values, vectors } = eigen(multiply(multiply(transposed, a, d, d, d), l, d, d, d), d);
  // Rows of `half` are λ^¼ u_k L⁻¹: their Gram matrix is the mean.
  const half = new Float64Array(d * d);
  for (let k = 0; k < d; k++) {
    const weight = Math.sqrt(Math.sqrt(Math.max(values[k], 0)));
    // y·L = u, from the last column on.
    for (let j = d - 1; j >= 0; j--) {
      let rest = weight * vectors[k * d + j];
      for (let i = j + 1; i < d; i++) rest -= half[k * d + i] * l[i * d + j];
      half[k * d + j] = rest / l[j * d + j];
    }
  }
  return multiply(transpose(half, d, d), half, d, d, d);
}
