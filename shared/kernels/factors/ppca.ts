/**
 * Probabilistic principal component analysis (Tipping & Bishop, "Probabilistic principal component analysis", JRSS B 61, 1999):
 * x = mean + W·z + noise, z ~ N(0, I), noise ~ N(0, σ²·I). All of it follows from the mean and the covariance S of the data.
 */
import { multiply, type SymmetricEigen, symmetricEigen } from "../../linalg/index.ts";
import { log } from "../../math/index.ts";
import { invertPositive } from "./positive.ts";

export interface Ppca {
  readonly mean: Float64Array;
  /** W, columns × latent; of the closed form its columns are orthogonal, longest first. */
  readonly loadings: Float64Array;
  readonly sigma2: number;
}

/** log 2π. */
export const LOG_TWO_PI = 1.8378770664093453;
/** σ² does not fall below this share of the mean variance: data in a flat of the model's dimension would have an infinite likelihood. */
export const LEAST_SHARE = 1e-12;

/** Eigenvalues of a covariance, none below zero, and their eigenvectors as rows. */
export type Spectrum = SymmetricEigen;

export function spectrumOf(covariance: Float64Array, columns: number): Spectrum {
  const { values, vectors } = symmetricEigen(covariance, columns);
  return { values: values.map((value) => Math.max(value, 0)), vectors };
}

/** Mean of all eigenvalues: the variance of a column on the average. */
export function meanVariance({ values }: Spectrum): number {
  return sumFrom(values, 0) / values.length;
}

/** Σ values[from …], smallest first. */
function sumFrom(values: Float64Array, from: number): number {
  let sum = 0;
  for (let i = values.length - 1; i >= from; i--) sum += values[i];
  return sum;
}

/** Mean of the discarded eigenvalues (eq. 8), not below the least share. latent < columns. */
export function closedSigma2(spectrum: Spectrum, latent: number): number {
  const { values } = spectrum;
  return Math.max(sumFrom(values, latent) / (values.length - latent), LEAST_SHARE * meanVariance(spectrum));
}

/** The maximum of the likelihood: W = U·(Λ − σ²·I)^½ (eq. 7). */
export function closedForm(mean: Float64Array, spectrum: Spectrum, latent: number): Ppca {
  const { values, vectors } = spectrum;
  const columns = values.length;
  const sigma2 = closedSigma2(spectrum, latent);
  const loadings = new Float64Array(columns * latent);
  for (let k = 0; k < latent; k++) {
    const length = Math.sqrt(Math.max(values[k] - sigma2, 0));
    for (let j = 0; j < columns; j++) loadings[j * latent + k] = length * vectors[k * columns + j];
  }
  return { mean, loadings, sigma2 };
}

/**
 * Mean log-likelihood in nats a sample, of the closed form of each dimension 0 … most, on data whose covariance about the model's mean is
 * `about` (columns × columns); of the data that the spectrum is made of, give none.
 */
export function closedLogLikelihoods(spectrum: Spectrum, most: number, about?: Float64Array): Float64Array {
  const { values, vectors } = spectrum;
  const columns = values.length;
  const along = about ? variancesAlong(vectors, about, columns) : values;
  const out = new Float64Array(most + 1);
  let logs = 0;
  let scaled = 0;
  for (let latent = 0; latent <= most; latent++) {
    const sigma2 = closedSigma2(spectrum, latent);
    const rest = sumFrom(along, latent) / sigma2;
    out[latent] = -0.5 * (columns * LOG_TWO_PI + logs + (columns - latent) * log(sigma2) + scaled + rest);
    if (latent === most) break;
    const variance = Math.max(values[latent], LEAST_SHARE * meanVariance(spectrum));
    logs += log(variance);
    scaled += along[latent] / variance;
  }
  return out;
}

/** uᵀ·S·u of every eigenvector u. */
function variancesAlong(vectors: Float64Array, s: Float64Array, columns: number): Float64Array {
  const product = multiply(vectors, s, columns, columns, columns);
  return Float64Array.from({ length: columns }, (_, k) => {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += product[k * columns + j] * vectors[k * columns + j];
    return sum;
  });
}

/** Free numbers of the model: mean, W up to rotation, σ². */
export function freeParameters(columns: number, latent: number): number {
  return columns + columns * latent - (latent * (latent - 1)) / 2 + 1;
}

/** M = WᵀW + σ²·I, its inverse and log det. */
function latentPrecision(loadings: Float64Array, sigma2: number, columns: number, latent: number) {
  const m = new Float64Array(latent * latent);
  for (let j = 0; j < columns; j++)
    for (let a = 0; a < latent; a++)
      for (let b = 0; b < latent; b++) m[a * latent + b] += loadings[j * latent + a] * loadings[j * latent + b];
  for (let a = 0; a < latent; a++) m[a * latent + a] += sigma2;
  return invertPositive(m, latent);
}

export interface EmStep {
  readonly loadings: Float64Array;
  readonly sigma2: number;
  /** Of the parameters before the step, nats a sample. */
  readonly logLikelihood: number;
}

/** One EM iteration on the covariance (eqs. 29–31): W ← S·W·(σ²·I + M⁻¹·Wᵀ·S·W)⁻¹, σ² ← tr(S − S·W·M⁻¹·Wᵀ)/columns. */
export function emStep(
  covariance: Float64Array,
  columns: number,
  latent: number,
  loadings: Float64Array,
  sigma2: number,
  least: number,
): EmStep {
  const { inverse, logDeterminant } = latentPrecision(loadings, sigma2, columns, latent);
  const sw = multiply(covariance, loadings, columns, columns, latent);
  const wsw = new Float64Array(latent * latent);
  for (let j = 0; j < columns; j++)
    for (let a = 0; a < latent; a++)
      for (let b = 0; b < latent; b++) wsw[a * latent + b] += loadings[j * latent + a] * sw[j * latent + b];
  let trace = 0;
  for (let j = 0; j < columns; j++) trace += covariance[j * columns + j];
  const explained = multiply(inverse, wsw, latent, latent, latent);
  let inside = 0;
  for (let a = 0; a < latent; a++) inside += explained[a * latent + a];
  const logs = (columns - latent) * log(sigma2) + logDeterminant;
  const logLikelihood = -0.5 * (columns * LOG_TWO_PI + logs + (trace - inside) / sigma2);

  const second = explained.slice();
  for (let a = 0; a < latent; a++) second[a * latent + a] += sigma2;
  // (σ²I + M⁻¹A)⁻¹ = (σ²M + A)⁻¹·M, which is symmetric positive definite times M.
  const next = multiply(sw, invertSecond(second, inverse, latent), columns, latent, latent);
  let used = 0;
  const swm = multiply(sw, inverse, columns, latent, latent);
  for (let i = 0; i < next.length; i++) used += swm[i] * next[i];
  return { loadings: next, sigma2: Math.max((trace - used) / columns, least), logLikelihood };
}

/** (σ²·I + M⁻¹·A)⁻¹ = (M⁻¹·(σ²·M + A))⁻¹, through the symmetric B = (σ²·I + M⁻¹·A)·M⁻¹: its inverse times M⁻¹ on the left. */
function invertSecond(second: Float64Array, inverse: Float64Array, latent: number): Float64Array {
  const b = multiply(second, inverse, latent, latent, latent);
  for (let i = 0; i < latent; i++) for (let j = 0; j < i; j++) b[i * latent + j] = b[j * latent + i];
  return multiply(inverse, invertPositive(b, latent).inverse, latent, latent, latent);
}
