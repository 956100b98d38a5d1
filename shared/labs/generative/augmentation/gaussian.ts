/** Generative models of the form x = mean of the class + Σ zₖ·loadingₖ + σ·ε, with z and ε standard normal. */
import { type Arrays, array } from "../../../arrays.ts";
import { centreRows, type DualArithmetic, dualSpectrum } from "../../../kernels/ppca/dual.ts";
import { closedForm, type Spectrum } from "../../../kernels/ppca/ppca.ts";
import { transpose } from "../../../linalg/index.ts";

/** Centred rows, n × columns, of a group: a class, or all of them, each about the mean of its class. */
interface Deviations {
  readonly values: Float64Array;
  readonly rows: number;
}

/** The covariance of a model as loadings, as many as `count`, each of `columns` numbers, and σ². */
interface Spread {
  readonly loadings: Float64Array;
  readonly count: number;
  readonly sigma2: number;
}

/** Rows n × columns of the classes `labels` (from 0, below `classes`). */
export interface ClassRows {
  readonly values: ArrayLike<number>;
  readonly columns: number;
  readonly labels: ArrayLike<number>;
  readonly classes: number;
}

/** classes × columns: the mean of the rows of each class. */
export function classMeans({ values, columns, labels, classes }: ClassRows): Float64Array {
  const means = new Float64Array(classes * columns);
  const counts = new Float64Array(classes);
  for (let n = 0; n < labels.length; n++) {
    counts[labels[n]]++;
    for (let j = 0; j < columns; j++) means[labels[n] * columns + j] += values[n * columns + j];
  }
  return means.map((sum, i) => sum / Math.max(1, counts[Math.floor(i / columns)]));
}

/** Of each class its rows about their mean; of a shared covariance all of them together, in one group. */
function deviationsOf(rows: ClassRows, means: Float64Array, isShared: boolean): readonly Deviations[] {
  const { values, columns, labels, classes } = rows;
  const groups = Array.from({ length: isShared ? 1 : classes }, (): number[] => []);
  for (let n = 0; n < labels.length; n++) groups[isShared ? 0 : labels[n]].push(n);
  return groups.map((own) => {
    const out = new Float64Array(own.length * columns);
    for (const [i, n] of own.entries())
      for (let j = 0; j < columns; j++) out[i * columns + j] = values[n * columns + j] - means[labels[n] * columns + j];
    return { values: out, rows: own.length };
  });
}

/**
 * The covariance of maximum likelihood (divided by n): where there are no more rows than columns, the rows themselves over √n, which has that covariance exactly; else by its
 * eigenvectors.
 */
function fullSpread({ values, rows }: Deviations, columns: number, arithmetic: DualArithmetic): Spread {
  if (rows <= columns) {
    const scale = 1 / Math.sqrt(Math.max(1, rows));
    return { loadings: values.map((value) => value * scale), count: rows, sigma2: 0 };
  }
  const { values: along, vectors } = spectrum({ values, rows }, columns, columns, arithmetic);
  const loadings = vectors.map((value, i) => value * Math.sqrt(Math.max(along[Math.floor(i / columns)], 0)));
  return { loadings, count: columns, sigma2: 0 };
}

/** Of the covariance all eigenvalues, and at least the first `most` eigenvectors. */
function spectrum(
  { values, rows }: Deviations,
  columns: number,
  most: number,
  { multiply, eigen }: DualArithmetic,
): Spectrum {
  if (rows >= columns) {
    const covariance = multiply(transpose(values, rows, columns), values, columns, rows, columns);
    const scaled = covariance.map((value) => value / rows);
    const found = eigen(scaled, columns);
    return { values: found.values.map((value) => Math.max(value, 0)), vectors: found.vectors };
  }
  const chosen = Array.from({ length: rows }, (_, n) => n);
  return dualSpectrum(centreRows({ columns, values }, chosen), most, { multiply, eigen });
}

/** Probabilistic PCA of the deviations (Tipping & Bishop 1999, eqs. 7 and 8), of as many directions as vary and leave one for the noise. */
function ppcaSpread(deviations: Deviations, columns: number, latent: number, arithmetic: DualArithmetic): Spread {
  const { rows } = deviations;
  const count = Math.min(latent, rows - 1, columns - 1);
  if (count < 1) return columns === 1 || rows < 2 ? fullSpread(deviations, columns, arithmetic) : noSpread(columns);
  const found = spectrum(deviations, columns, count, arithmetic);
  if (!found.values.some((value) => value > 0)) return noSpread(columns);
  const { loadings, sigma2 } = closedForm(new Float64Array(columns), found, count);
  return { loadings: transpose(loadings, columns, count), count, sigma2 };
}

const noSpread = (columns: number): Spread => ({ loadings: new Float64Array(columns), count: 1, sigma2: 0 });

/** Output "mean", classes × columns; "loadings", groups × most × columns (zeros behind the last); "sigma2", of each group: a class, or all of them. */
function modelOf(means: Float64Array, spreads: readonly Spread[], columns: number): Arrays {
  const most = Math.max(...spreads.map(({ count }) => count));
  const loadings = new Float32Array(spreads.length * most * columns);
  for (const [g, own] of spreads.entries())
    loadings.set(own.loadings.subarray(0, own.count * columns), g * most * columns);
  return {
    mean: array(Float32Array.from(means), [means.length / columns, columns]),
    loadings: array(loadings, [spreads.length, most, columns]),
    sigma2: array(Float64Array.from(spreads, ({ sigma2 }) => sigma2)),
  };
}

interface Choice {
  readonly isShared: boolean;
  readonly arithmetic: DualArithmetic;
}

/** A normal per class by maximum likelihood; a shared covariance is the mean of squares about the mean of each class. */
export function gaussianModel(rows: ClassRows, { isShared, arithmetic }: Choice): Arrays {
  const means = classMeans(rows);
  const spreads = deviationsOf(rows, means, isShared).map((own) => fullSpread(own, rows.columns, arithmetic));
  return modelOf(means, spreads, rows.columns);
}

/** The same with the covariance of a probabilistic PCA. */
export function ppcaModel(rows: ClassRows, latent: number, { isShared, arithmetic }: Choice): Arrays {
  const means = classMeans(rows);
  const spreads = deviationsOf(rows, means, isShared).map((own) => ppcaSpread(own, rows.columns, latent, arithmetic));
  return modelOf(means, spreads, rows.columns);
}

/**
 * The principal directions and the noise of all rows, whatever their class, and in these directions a normal per class of the rows whose class is known:
 * class means and covariances live in the plane that all rows span.
 */
export function planeModel(
  all: Omit<ClassRows, "labels" | "classes"> & { readonly rows: number },
  known: ClassRows,
  latent: number,
  { isShared, arithmetic }: Choice,
): Arrays {
  const { columns, rows } = all;
  const own = { values: all.values, columns, labels: new Uint8Array(rows), classes: 1 };
  const mean = classMeans(own);
  const [deviations] = deviationsOf(own, mean, true);
  const count = Math.max(1, Math.min(latent, rows - 1, columns - 1));
  const { values, vectors } = spectrum(deviations, columns, count, arithmetic);
  const sigma2 = count < columns ? closedSum(values, count) / (columns - count) : 0;
  const codes = new Float64Array(known.labels.length * count);
  for (let n = 0; n < known.labels.length; n++)
    for (let k = 0; k < count; k++) {
      let along = 0;
      for (let j = 0; j < columns; j++) along += vectors[k * columns + j] * (known.values[n * columns + j] - mean[j]);
      codes[n * count + k] = along;
    }
  const inPlane = { ...known, values: codes, columns: count };
  const means = classMeans(inPlane);
  const spreads = deviationsOf(inPlane, means, isShared).map((group) => fullSpread(group, count, arithmetic));
  const basis = vectors.subarray(0, count * columns);
  const lifted = arithmetic.multiply(means, basis, known.classes, count, columns);
  return modelOf(
    lifted.map((value, i) => value + mean[i % columns]),
    spreads.map((spread) => ({
      loadings: arithmetic.multiply(spread.loadings, basis, spread.count, count, columns),
      count: spread.count,
      sigma2,
    })),
    columns,
  );
}

function closedSum(values: Float64Array, from: number): number {
  let sum = 0;
  for (let i = values.length - 1; i >= from; i--) sum += values[i];
  return sum;
}
