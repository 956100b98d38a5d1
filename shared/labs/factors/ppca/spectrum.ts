import type { Arrays } from "../../../arrays.ts";

/** Variances below this share of the largest are rounding. */
const NOTHING = 1e-10;

export interface ModelSpectrum {
  /** Variance along each direction, the largest first. */
  readonly values: readonly number[];
  /** All eigenvalues of the data's covariance; else only those of the model's latent directions. */
  readonly whole: boolean;
}

/**
 * The eigenvalues of a fit as far as they are known: those of the data where the fit has them, else (missing cells) those of the model's covariance
 * W Wᵀ + σ² I along its loadings, |w_k|² + σ² where the columns of W are orthogonal.
 */
export function spectrumOf(fit: Arrays | undefined): ModelSpectrum | undefined {
  if (fit?.eigenvalues) return { values: Array.from(fit.eigenvalues.values), whole: true };
  if (!fit?.loadings || !fit.sigma2) return undefined;
  const [columns, latent] = fit.loadings.shape;
  const values = Array.from({ length: latent }, (_, k) => {
    let sum = fit.sigma2.values[0];
    for (let j = 0; j < columns; j++) sum += fit.loadings.values[j * latent + k] ** 2;
    return sum;
  });
  return { values, whole: false };
}

/** Dimension of the subspace that the data lie in where no noise is left (σ² is negligible relative to the largest eigenvalue); undefined where some is. */
export function flatRank({ values }: ModelSpectrum, sigma2: number): number | undefined {
  const least = NOTHING * values[0];
  return sigma2 > least ? undefined : values.filter((value) => value > least).length;
}
