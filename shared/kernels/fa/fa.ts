/**
 * Factor analysis: x = mean + Λ·z + noise, z ~ N(0, I), noise ~ N(0, diag Ψ). All of it follows from the covariance; kernels work on the correlation
 * matrix R (columns divided by their standard deviation), since the model does not depend on units. Ψ then holds uniquenesses: shares of variance.
 */
import { invertPositive, multiply, symmetricEigen, transpose } from "../../linalg/index.ts";
import { log } from "../../math/index.ts";

/** log 2π. */
const LOG_TWO_PI = 1.8378770664093453;

export interface FactorModel {
  /** Λ, columns × factors. */
  readonly loadings: Float64Array;
  /** Ψ, one per column. */
  readonly uniquenesses: Float64Array;
}

/** What is known at given uniquenesses when Λ is optimal for them (Jöreskog, "Some contributions to maximum likelihood factor analysis", 1967). */
export interface Profile {
  /** Nats per sample. */
  readonly logLikelihood: number;
  /** ∂ log-likelihood / ∂ log Ψ, with Λ following. */
  readonly gradient: Float64Array;
  readonly loadings: Float64Array;
  /** Eigenvalues of Ψ^−½·R·Ψ^−½, largest first, and its eigenvectors as rows. */
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** Largest number of factors with (d − k)² ≥ d + k: with more, the model has more free parameters than the covariance has entries. */
export function maxFactors(columns: number): number {
  let factors = 0;
  while ((columns - factors - 1) * (columns - factors - 1) >= columns + factors + 1) factors++;
  return factors;
}

/** R and the standard deviations of a covariance; every variance > 0. */
export function correlationOf(covariance: Float64Array, columns: number) {
  const deviations = Float64Array.from({ length: columns }, (_, j) => Math.sqrt(covariance[j * columns + j]));
  const correlation = covariance.map((value, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    return i === j ? 1 : value / deviations[i] / deviations[j];
  });
  return { correlation, deviations };
}

/** Jöreskog's start: uniquenesses (1 − k/2d) / (R⁻¹)_jj; halves where R has no inverse. */
export function startUniquenesses(
  correlation: Float64Array,
  columns: number,
  factors: number,
  bound: number,
): Float64Array {
  const share = 1 - factors / (2 * columns);
  try {
    const { inverse } = invertPositive(correlation, columns);
    return Float64Array.from({ length: columns }, (_, j) => clamp(share / inverse[j * columns + j], bound, 1));
  } catch {
    return new Float64Array(columns).fill(0.5);
  }
}

/** The likelihood at given uniquenesses with the best loadings: Λ = Ψ^½·U·(Θ − I)^½ over the eigenvalues θ > 1, at most k of them. */
export function profile(
  correlation: Float64Array,
  columns: number,
  factors: number,
  uniquenesses: Float64Array,
): Profile {
  const roots = uniquenesses.map(Math.sqrt);
  const scaled = correlation.map((value, at) => value / roots[Math.floor(at / columns)] / roots[at % columns]);
  const { values, vectors } = symmetricEigen(scaled, columns);
  const loadings = new Float64Array(columns * factors);
  let sum = columns * LOG_TWO_PI;
  for (let j = 0; j < columns; j++) sum += log(uniquenesses[j]);
  for (let m = 0; m < columns; m++) {
    const held = m < factors && values[m] > 1;
    sum += held ? log(values[m]) + 1 : values[m];
    if (!held) continue;
    const length = Math.sqrt(values[m] - 1);
    for (let j = 0; j < columns; j++) loadings[j * factors + m] = roots[j] * length * vectors[m * columns + j];
  }
  const gradient = Float64Array.from({ length: columns }, (_, j) => {
    let fitted = uniquenesses[j];
    for (let k = 0; k < factors; k++) fitted += loadings[j * factors + k] * loadings[j * factors + k];
    return (-0.5 * (fitted - correlation[j * columns + j])) / uniquenesses[j];
  });
  return { logLikelihood: -0.5 * sum, gradient, loadings, values, vectors };
}

/** Mean log-likelihood of any model in nats per sample, by Woodbury's identity. */
export function logLikelihood(correlation: Float64Array, columns: number, model: FactorModel): number {
  const { beta, logDeterminant } = posterior(model, columns);
  const factors = model.loadings.length / columns;
  let trace = 0;
  for (let j = 0; j < columns; j++) trace += correlation[j * columns + j] / model.uniquenesses[j];
  // tr Σ⁻¹R = tr Ψ⁻¹R − tr Ψ⁻¹·Λ·β·R, where β = B·ΛᵀΨ⁻¹.
  const betaR = multiply(beta, correlation, factors, columns, columns);
  for (let j = 0; j < columns; j++)
    for (let k = 0; k < factors; k++)
      trace -= (model.loadings[j * factors + k] * betaR[k * columns + j]) / model.uniquenesses[j];
  return -0.5 * (columns * LOG_TWO_PI + logDeterminant + trace);
}

export interface Posterior {
  /** B = (I + ΛᵀΨ⁻¹Λ)⁻¹, factors × factors: the covariance of z given a row. */
  readonly covariance: Float64Array;
  /** β = B·ΛᵀΨ⁻¹, factors × columns: the mean of z given a row is β·(x − mean). */
  readonly beta: Float64Array;
  /** ΛᵀΨ⁻¹Λ. */
  readonly information: Float64Array;
  /** log det(ΛΛᵀ + Ψ). */
  readonly logDeterminant: number;
}

export function posterior({ loadings, uniquenesses }: FactorModel, columns: number): Posterior {
  const factors = loadings.length / columns;
  const weighted = transpose(loadings, columns, factors);
  for (let k = 0; k < factors; k++) for (let j = 0; j < columns; j++) weighted[k * columns + j] /= uniquenesses[j];
  const information = multiply(weighted, loadings, factors, columns, factors);
  const precision = information.slice();
  for (let k = 0; k < factors; k++) precision[k * factors + k] += 1;
  for (let a = 0; a < factors; a++) for (let b = 0; b < a; b++) precision[b * factors + a] = precision[a * factors + b];
  const { inverse, logDeterminant } = invertPositive(precision, factors);
  let logs = logDeterminant;
  for (let j = 0; j < columns; j++) logs += log(uniquenesses[j]);
  return {
    covariance: inverse,
    beta: multiply(inverse, weighted, factors, factors, columns),
    information,
    logDeterminant: logs,
  };
}

/**
 * One EM iteration (Rubin & Thayer, Psychometrika 47, 1982): Λ ← R·βᵀ·(B + β·R·βᵀ)⁻¹, Ψ ← diag(R − Λ·β·R), none below `bound`.
 */
export function emStep(correlation: Float64Array, columns: number, model: FactorModel, bound: number): FactorModel {
  const { covariance, beta } = posterior(model, columns);
  const factors = model.loadings.length / columns;
  const betaR = multiply(beta, correlation, factors, columns, columns);
  const second = multiply(betaR, transpose(beta, factors, columns), factors, columns, factors);
  for (let a = 0; a < factors; a++)
    for (let b = 0; b <= a; b++) {
      const value = second[a * factors + b] + covariance[a * factors + b];
      second[a * factors + b] = value;
      second[b * factors + a] = value;
    }
  const { inverse } = invertPositive(second, factors);
  const loadings = multiply(transpose(betaR, factors, columns), inverse, columns, factors, factors);
  const uniquenesses = Float64Array.from({ length: columns }, (_, j) => {
    let rest = correlation[j * columns + j];
    for (let k = 0; k < factors; k++) rest -= loadings[j * factors + k] * betaR[k * columns + j];
    return Math.max(rest, bound);
  });
  return { loadings, uniquenesses };
}

export function clamp(x: number, low: number, high: number): number {
  return Math.min(Math.max(x, low), high);
}
