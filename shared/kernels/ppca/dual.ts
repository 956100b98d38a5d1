/**
 * Principal components of a wide table, with fewer rows than columns, from the Gram matrix of its centred rows: rows² numbers and rows³ work
 * instead of columns² and columns³. X·Xᵀ/n and the covariance XᵀX/n share their eigenvalues other than zero, and u of the first gives Xᵀu of the second
 * (Bishop, "Pattern Recognition and Machine Learning", 2006, section 12.1.4).
 */
import { multiply, type SymmetricEigen, symmetricEigen, transpose } from "../../linalg/index.ts";
import { exponent, powerOfTwo } from "../../math/bits.ts";
import { LEAST_SHARE, logLikelihoodsAlong, type Spectrum, type TimesCovariance } from "./ppca.ts";

/** Rows of a table, centred and brought near 1 by a power of two: nothing is rounded by it, and no square overflows. */
export interface CentredRows {
  readonly rows: number;
  readonly columns: number;
  /** In the units of the data. */
  readonly mean: Float64Array;
  /** (x − mean)·unit, rows × columns. */
  readonly values: Float64Array;
  readonly unit: number;
}

/** Where products and eigenvectors are computed: the scalar reference, or something with the same bits. */
export interface DualArithmetic {
  multiply(a: Float64Array, b: Float64Array, m: number, k: number, n: number): Float64Array;
  eigen(a: Float64Array, n: number): SymmetricEigen;
}

export const scalarDual: DualArithmetic = { multiply, eigen: symmetricEigen };

interface Source {
  readonly columns: number;
  readonly values: Uint8Array | Float32Array | Float64Array;
}

/** The chosen rows, at least one; bytes as shares of 255. A missing mask is not looked at. */
export function centreRows({ columns, values: from }: Source, chosen: ArrayLike<number>): CentredRows {
  const share = from instanceof Uint8Array ? 255 : 1;
  const rows = chosen.length;
  const mean = new Float64Array(columns);
  const values = new Float64Array(rows * columns);
  let largest = 0;
  for (let j = 0; j < columns; j++) {
    const at = (n: number) => from[chosen[n] * columns + j] / share;
    // The first value is subtracted before the sum: exact for a constant column.
    const first = at(0);
    let away = 0;
    for (let n = 0; n < rows; n++) away += at(n) / rows - first / rows;
    mean[j] = first + away;
    for (let n = 0; n < rows; n++) {
      const value = at(n) - mean[j];
      values[n * columns + j] = value;
      if (Math.abs(value) > largest) largest = Math.abs(value);
    }
  }
  const unit = largest > 0 ? powerOfTwo(-Math.min(Math.max(exponent(largest), -1000), 1000)) : 1;
  return { rows, columns, mean, values: values.map((value) => value * unit), unit };
}

/**
 * The spectrum of the covariance (divided by rows), in the units of the data: `columns` eigenvalues, of which those from the rank on are zero, and the first
 * `count` ≤ rows eigenvectors, each of length 1, or 0 where nothing varies along it.
 */
export function dualSpectrum(table: CentredRows, count: number, { multiply, eigen }: DualArithmetic): Spectrum {
  const { rows, columns, values: x, unit } = table;
  const gram = multiply(x, transpose(x, rows, columns), rows, columns, rows);
  const found = eigen(
    gram.map((value) => value / rows),
    rows,
  );
  const values = new Float64Array(columns);
  // Centred rows add to zero: the last eigenvalue is rounding.
  for (let k = 0; k < rows - 1; k++) values[k] = Math.max(found.values[k], 0) / unit / unit;
  const vectors = multiply(found.vectors.slice(0, count * rows), x, count, rows, columns);
  orthonormalise(vectors, count, columns);
  return { values, vectors };
}

/**
 * Gram & Schmidt, twice: eigenvectors of small eigenvalues inherit errors of the size of the large ones. A row that is all error becomes zero. Signs as
 * `symmetricEigen` has them: the component of largest modulus is positive.
 */
function orthonormalise(vectors: Float64Array, count: number, columns: number): void {
  const row = (k: number) => vectors.subarray(k * columns, (k + 1) * columns);
  const first = length(row(0));
  for (let k = 0; k < count; k++) {
    const own = row(k);
    for (let pass = 0; pass < 2; pass++)
      for (let i = 0; i < k; i++) {
        const along = inner(row(i), own);
        for (let j = 0; j < columns; j++) own[j] -= along * row(i)[j];
      }
    const size = length(own);
    const scale = size > Math.sqrt(LEAST_SHARE) * first ? 1 / size : 0;
    const sign = own[largestOf(own)] < 0 ? -1 : 1;
    for (let j = 0; j < columns; j++) own[j] *= sign * scale;
  }
}

/** S·W in units of the data's variance: S is the covariance times `unit`². */
export function dualTimes(table: CentredRows, unit: number, { multiply }: DualArithmetic): TimesCovariance {
  const { rows, columns } = table;
  const x = table.values.map((value) => (value / table.unit) * unit);
  const across = transpose(x, rows, columns);
  return (w, latent) =>
    multiply(across, multiply(x, w, rows, columns, latent), columns, rows, latent).map((value) => value / rows);
}

/**
 * Mean log-likelihood in nats per row of the closed form of each dimension 0 … most, of the chosen rows of the table that `spectrum` (with at least `most`
 * vectors) and `mean` are not made of.
 */
export function dualLogLikelihoods(
  spectrum: Spectrum,
  mean: Float64Array,
  most: number,
  source: Source,
  chosen: ArrayLike<number>,
): Float64Array {
  const { columns, values } = source;
  const share = values instanceof Uint8Array ? 255 : 1;
  const along = new Float64Array(columns);
  const away = new Float64Array(columns);
  let total = 0;
  for (let n = 0; n < chosen.length; n++) {
    for (let j = 0; j < columns; j++) away[j] = values[chosen[n] * columns + j] / share - mean[j];
    total += inner(away, away) / chosen.length;
    for (let k = 0; k < most; k++) {
      const size = inner(spectrum.vectors.subarray(k * columns, (k + 1) * columns), away);
      along[k] += (size * size) / chosen.length;
    }
  }
  // All that is left, in one lump: the discarded directions count by their sum alone.
  along[most] = Math.max(total - along.subarray(0, most).reduce((sum, value) => sum + value, 0), 0);
  return logLikelihoodsAlong(spectrum, most, along);
}

function largestOf(a: Float64Array): number {
  let largest = 0;
  for (let j = 1; j < a.length; j++) if (Math.abs(a[j]) > Math.abs(a[largest])) largest = j;
  return largest;
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}

function length(a: Float64Array): number {
  return Math.sqrt(inner(a, a));
}
