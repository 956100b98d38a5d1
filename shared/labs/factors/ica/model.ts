import { type Arrays, array } from "../../../arrays.ts";
import type { IcaState } from "../../../kernels/ica/ica.ts";
import type { PassSums } from "../../../kernels/ica/passes.ts";
import type { Whitened } from "../../../kernels/ica/whitening.ts";
import { cholesky, multiply, solveCholesky, transpose } from "../../../linalg/index.ts";
import { separationOf, type Truth } from "./truth.ts";

/** E log cosh ν of a standard normal ν, and the standard deviation of log cosh ν − ½·0.6057·(ν² − 1): of what remains when the variance is known to be 1. */
const GAUSSIAN_MEAN = 0.374567207491438;
const GAUSSIAN_SPREAD = 0.0795478911798416;

/**
 * The model of a finished fit: components in order of how far from Gaussian they are, scaled to variance 1, their sign such that their strongest weight in the
 * mixtures is positive. Output: unmixing (n × columns), mixing (columns × n), mean, whitening (n × columns), rotation (n × n), `gaussianity` (by how many of
 * its standard errors E log cosh of each differs from a Gaussian's: signed, positive for flat ones), `kurtosis` (excess), `facts` (rank, columns, iterations,
 * last change, 1 when it converged, total negentropy), and where the sources are known `correlations` (n × sources). The sums: what an evaluating pass
 * finds for the `unitRows` of the unmixing.
 */
export function modelOf(
  { unmixing: w, iteration, change, done }: IcaState,
  { columns, mean, matrix, rank, inverse }: Whitened,
  truth: Truth | null,
  { rows, slopes, fourths }: PassSums,
): Arrays {
  const n = matrix.length / columns;
  const unit = unitRows(w, n);
  const distance = slopes.map((sum) => sum / rows - GAUSSIAN_MEAN);
  const order = Array.from(distance.keys()).sort((i, j) => distance[j] ** 2 - distance[i] ** 2 || i - j);
  const sorted = new Float64Array(n * n);
  for (const [to, from] of order.entries()) sorted.set(unit.subarray(from * n, from * n + n), to * n);
  const mixing = multiply(inverse, inverseOf(sorted, n), columns, n, n);
  for (let i = 0; i < n; i++) if (strongest(mixing, columns, n, i) < 0) flip(sorted, mixing, columns, n, i);
  const unmixing = multiply(sorted, matrix, n, n, columns);
  const negentropy = distance.reduce((sum, d) => sum + d * d, 0);
  const correlations = truth && separationOf(unmixing, new Float64Array(n).fill(1), truth).correlations;
  return {
    unmixing: array(unmixing, [n, columns]),
    mixing: array(mixing, [columns, n]),
    mean: array(mean.slice()),
    whitening: array(matrix.slice(), [n, columns]),
    rotation: array(sorted, [n, n]),
    gaussianity: array(Float64Array.from(order, (i) => (distance[i] * Math.sqrt(rows)) / GAUSSIAN_SPREAD)),
    kurtosis: array(Float64Array.from(order, (i) => fourths[i] / rows - 3)),
    facts: array(Float64Array.of(rank, columns, iteration, change, done ? 1 : 0, negentropy)),
    ...(correlations && truth ? { correlations: array(correlations, [n, truth.variances.length]) } : {}),
  };
}

/** Rows brought to length 1: of whitened data, outputs of variance 1. */
export function unitRows(w: Float64Array, n: number): Float64Array {
  const out = w.slice();
  for (let i = 0; i < n; i++) {
    let squares = 0;
    for (let j = 0; j < n; j++) squares += w[i * n + j] * w[i * n + j];
    const length = Math.sqrt(squares);
    for (let j = 0; j < n; j++) out[i * n + j] = length > 0 ? w[i * n + j] / length : 0;
  }
  return out;
}

/** W⁻¹ = Wᵀ·(W·Wᵀ)⁻¹. */
function inverseOf(w: Float64Array, n: number): Float64Array {
  const back = transpose(w, n, n);
  const lower = cholesky(multiply(w, back, n, n, n), n);
  // The square is symmetric: its rows are solved for one by one.
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out.set(solveCholesky(lower, back.slice(i * n, i * n + n), n), i * n);
  return out;
}

function strongest(mixing: Float64Array, columns: number, n: number, i: number): number {
  let found = 0;
  for (let c = 0; c < columns; c++) if (Math.abs(mixing[c * n + i]) > Math.abs(found)) found = mixing[c * n + i];
  return found;
}

function flip(w: Float64Array, mixing: Float64Array, columns: number, n: number, i: number): void {
  for (let j = 0; j < n; j++) w[i * n + j] = -w[i * n + j];
  for (let c = 0; c < columns; c++) mixing[c * n + i] = -mixing[c * n + i];
}
