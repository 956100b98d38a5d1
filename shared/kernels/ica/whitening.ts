import type { SymmetricEigen } from "../../linalg/index.ts";
import type { Moments } from "../moments/index.ts";
import type { Whitening } from "./passes.ts";

/** Eigenvalues below this share of the largest are rounding error: the data have no extent there. */
const NOTHING = 1e-11;

export interface Whitened extends Whitening {
  /** Directions in which the data extend. */
  readonly rank: number;
  /** K⁺, columns × components: back from whitened data. */
  readonly inverse: Float64Array;
}

/**
 * Whitening by the eigenvectors of the covariance: K = D^−½·Vᵀ, so that K·Σ·Kᵀ = I, with the `wanted` largest directions (0: all that the data have). When
 * all are wanted each column is first brought to variance 1, so that loud and quiet channels count alike and the rank does not depend on units.
 */
export function whiteningOf(
  { mean, covariance }: Moments,
  wanted: number,
  eigen: (matrix: Float64Array, n: number) => SymmetricEigen,
): Whitened {
  const columns = mean.length;
  const all = wanted === 0 || wanted >= columns;
  const scales = mean.map((_, c) => {
    const variance = covariance[c * columns + c];
    return all && variance > 0 ? 1 / Math.sqrt(variance) : 1;
  });
  const scaled = covariance.map((x, at) => x * scales[Math.floor(at / columns)] * scales[at % columns]);
  const { values, vectors } = eigen(scaled, columns);
  const rank = values.findIndex((value) => !(value > NOTHING * values[0]));
  const known = rank === -1 ? columns : rank;
  const n = all ? known : Math.min(wanted, known);
  const matrix = new Float64Array(n * columns);
  const inverse = new Float64Array(columns * n);
  for (let j = 0; j < n; j++) {
    const root = Math.sqrt(values[j]);
    for (let c = 0; c < columns; c++) {
      matrix[j * columns + c] = (vectors[j * columns + c] / root) * scales[c];
      inverse[c * n + j] = (vectors[j * columns + c] * root) / scales[c];
    }
  }
  return { columns, mean, matrix, rank: known, inverse };
}
