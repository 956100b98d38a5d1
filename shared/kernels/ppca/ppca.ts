/**
 * Probabilistic principal component analysis (Tipping & Bishop, "Probabilistic principal component analysis", JRSS B 61, 1999):
 * x = mean + W·z + noise, z ~ N(0, I), noise ~ N(0, σ²·I). All of it follows from the mean and the covariance S of the data.
 */
import {
  invertPositive,
  multiply,
  multiplyTransposed,
  type SymmetricEigen,
  symmetricEigen,
} from "../../linalg/index.ts";
import { log } from "../../math/index.ts";
import { principalLoadings } from "./axes.ts";

export interface Ppca {
  readonly mean: Float64Array;
  /** W, columns × latent; of the closed form its columns are orthogonal, longest first. */
  readonly loadings: Float64Array;
  readonly sigma2: number;
}

/** log 2π. */
export const LOG_TWO_PI = 1.8378770664093453;
/** σ² does not fall below this share of the mean variance: data in a subspace of the model's dimension would have an infinite likelihood. */
export const LEAST_SHARE = 1e-12;

/** Eigenvalues of a covariance, none below zero, and their eigenvectors as rows: of a wide table only the first of them. */
export type Spectrum = SymmetricEigen;

export function spectrumOf(covariance: Float64Array, columns: number): Spectrum {
  const { values, vectors } = symmetricEigen(covariance, columns);
  return { values: values.map((value) => Math.max(value, 0)), vectors };
}

/** Mean of all eigenvalues: the average variance of a column. */
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
 * Mean log-likelihood in nats per sample, of the closed form of each dimension 0 … most, on data whose covariance about the model's mean is
 * `about` (columns × columns); of the data that the spectrum is made of, give none. `times`: the product of matrices, where there is a faster one.
 */
export function closedLogLikelihoods(
  spectrum: Spectrum,
  most: number,
  about?: Float64Array,
  times: typeof multiply = multiply,
): Float64Array {
  const { values, vectors } = spectrum;
  return logLikelihoodsAlong(spectrum, most, about ? variancesAlong(vectors, about, values.length, times) : values);
}

/** The same of data with these variances along the eigenvectors; those of discarded ones count by their sum alone. */
export function logLikelihoodsAlong(spectrum: Spectrum, most: number, along: Float64Array): Float64Array {
  const { values } = spectrum;
  const columns = values.length;
  const out = new Float64Array(most + 1);
  // Rows that are all identical make other rows impossible.
  if (!(meanVariance(spectrum) > 0)) return out.fill(Number.NEGATIVE_INFINITY);
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
function variancesAlong(vectors: Float64Array, s: Float64Array, columns: number, times: typeof multiply): Float64Array {
  const product = times(vectors, s, columns, columns, columns);
  return Float64Array.from({ length: columns }, (_, k) => {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += product[k * columns + j] * vectors[k * columns + j];
    return sum;
  });
}

/** Free parameters of the model: mean, W up to rotation, σ². */
export function freeParameters(columns: number, latent: number): number {
  return columns + columns * latent - (latent * (latent - 1)) / 2 + 1;
}

export interface EmStep {
  readonly loadings: Float64Array;
  readonly sigma2: number;
  /** Of the parameters before the step, nats per sample. */
  readonly logLikelihood: number;
}

/** S·W for W columns × latent: where the time goes. */
export type TimesCovariance = (loadings: Float64Array, latent: number) => Float64Array;

/**
 * One EM iteration on the covariance (eqs. 29–31): W ← S·W·(σ²·I + M⁻¹·Wᵀ·S·W)⁻¹, σ² ← tr(S − S·W·M⁻¹·Wᵀ)/columns, with M = WᵀW + σ²·I. W is first
 * rotated to its principal axes, which changes nothing but makes M diagonal, so a direction absent from the data does no harm, however small σ² is.
 * `least`: floor of σ².
 */
export function emStep(
  covariance: Float64Array,
  columns: number,
  latent: number,
  loadings: Float64Array,
  sigma2: number,
  least: number,
): EmStep {
  let trace = 0;
  for (let j = 0; j < columns; j++) trace += covariance[j * columns + j];
  const times: TimesCovariance = (w) => multiply(covariance, w, columns, columns, latent);
  return emStepBy(times, trace, columns, latent, loadings, sigma2, least);
}

/** The same where the covariance is known by its products and its trace. */
export function emStepBy(
  times: TimesCovariance,
  trace: number,
  columns: number,
  latent: number,
  loadings: Float64Array,
  sigma2: number,
  least: number,
): EmStep {
  const w = principalLoadings(loadings, columns, latent);
  const m = columnLengths(w, columns, latent).map((length) => length + sigma2);
  const sw = times(w, latent);
  const wsw = multiplyTransposed(w, sw, columns, latent, latent);
  let inside = 0;
  let logs = (columns - latent) * log(sigma2);
  for (let a = 0; a < latent; a++) {
    inside += wsw[a * latent + a] / m[a];
    logs += log(m[a]);
  }
  const logLikelihood = -0.5 * (columns * LOG_TWO_PI + logs + (trace - inside) / sigma2);

  // B = σ²·M⁻¹ + M⁻¹·WᵀSW·M⁻¹, the mean of z·zᵀ; the new W is the mean of x·zᵀ, S·W·M⁻¹, times its inverse.
  const second = new Float64Array(latent * latent);
  for (let a = 0; a < latent; a++) {
    for (let b = 0; b <= a; b++) {
      const value = wsw[a * latent + b] / m[a] / m[b] + (a === b ? sigma2 / m[a] : 0);
      second[a * latent + b] = value;
      second[b * latent + a] = value;
    }
  }
  const first = sw.map((value, at) => value / m[at % latent]);
  const next = multiply(first, invertPositive(second, latent).inverse, columns, latent, latent);
  let used = 0;
  for (let i = 0; i < next.length; i++) used += first[i] * next[i];
  return { loadings: next, sigma2: Math.max((trace - used) / columns, least), logLikelihood };
}

function columnLengths(w: Float64Array, columns: number, latent: number): Float64Array {
  const lengths = new Float64Array(latent);
  for (let j = 0; j < columns; j++)
    for (let k = 0; k < latent; k++) lengths[k] += w[j * latent + k] * w[j * latent + k];
  return lengths;
}
