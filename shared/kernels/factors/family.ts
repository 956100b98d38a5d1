/**
 * What linear factor models have in common: x = mean + W·z + noise of variances Ψ, and maps to z and back. Their log-likelihoods on rows that were not
 * learnt from, in nats a sample, from second moments alone where the model is Gaussian.
 */

import { multiply, multiplyTransposed, transpose } from "../../linalg/index.ts";
import { log } from "../../math/elementary.ts";
import { invertPositive } from "./positive.ts";

const LOG_TWO_PI = 1.8378770664093453;
/** Smallest share of a column's variance that its noise may fall to: a Heywood case stops there. */
const LEAST_SHARE = 1e-6;

/** z = (x − mean) · encode, x̂ = mean + z · decode. */
export interface LinearModel {
  readonly mean: Float64Array;
  /** columns × latents. */
  readonly encode: Float64Array;
  /** latents × columns: each row is a component. */
  readonly decode: Float64Array;
}

/** Loadings W (columns × latents) and Ψ (columns) of a Gaussian model. */
export interface GaussianModel {
  readonly loadings: Float64Array;
  readonly noise: Float64Array;
}

/** β = M⁻¹·Wᵀ·Ψ⁻¹ (latents × columns), the mean of z given x; M = I + Wᵀ·Ψ⁻¹·W, its inverse and log det. */
function posterior({ loadings, noise }: GaussianModel) {
  const columns = noise.length;
  const latents = loadings.length / columns;
  const weighted = loadings.map((value, at) => value / noise[Math.floor(at / latents)]);
  const m = multiplyTransposed(loadings, weighted, columns, latents, latents);
  for (let k = 0; k < latents; k++) m[k * latents + k] += 1;
  const { inverse, logDeterminant } = invertPositive(m, latents);
  return {
    beta: multiply(inverse, transpose(weighted, columns, latents), latents, latents, columns),
    inverse,
    logDeterminant,
  };
}

export function linearOf(model: GaussianModel, mean: Float64Array): LinearModel {
  const columns = mean.length;
  const latents = model.loadings.length / columns;
  return {
    mean,
    encode: transpose(posterior(model).beta, latents, columns),
    decode: transpose(model.loadings, columns, latents),
  };
}

/** −½(p·log 2π + log det C + tr(C⁻¹·S)) with C = W·Wᵀ + Ψ and S the second moment of the rows about the model's mean; by Woodbury. */
export function gaussianLogLikelihood(model: GaussianModel, second: Float64Array): number {
  const { loadings, noise } = model;
  const columns = noise.length;
  const latents = loadings.length / columns;
  const { beta, logDeterminant } = posterior(model);
  let logs = columns * LOG_TWO_PI + logDeterminant;
  let trace = 0;
  for (let j = 0; j < columns; j++) {
    logs += log(noise[j]);
    trace += second[j * columns + j] / noise[j];
  }
  // tr(Ψ⁻¹·S) − tr(Ψ⁻¹·W·β·S).
  const inside = multiply(beta, second, latents, columns, columns);
  for (let j = 0; j < columns; j++)
    for (let k = 0; k < latents; k++) trace -= (loadings[j * latents + k] / noise[j]) * inside[k * columns + j];
  return -0.5 * (logs + trace);
}

/** One EM iteration of factor analysis on the covariance S (Rubin & Thayer, Psychometrika 47, 1982). */
export function factorStep(model: GaussianModel, covariance: Float64Array): GaussianModel {
  const columns = model.noise.length;
  const latents = model.loadings.length / columns;
  const { beta, inverse } = posterior(model);
  // S·βᵀ = E[x·zᵀ], and E[z·zᵀ] = M⁻¹ + β·S·βᵀ.
  const cross = multiply(covariance, transpose(beta, latents, columns), columns, columns, latents);
  const square = multiply(beta, cross, latents, columns, latents).map((value, at) => value + inverse[at]);
  for (let a = 0; a < latents; a++) for (let b = 0; b < a; b++) square[a * latents + b] = square[b * latents + a];
  const loadings = multiply(cross, invertPositive(square, latents).inverse, columns, latents, latents);
  const noise = model.noise.map((_, j) => {
    const variance = covariance[j * columns + j];
    let used = 0;
    for (let k = 0; k < latents; k++) used += loadings[j * latents + k] * cross[j * latents + k];
    return Math.max(variance - used, LEAST_SHARE * variance, Number.MIN_VALUE * 2 ** 60);
  });
  return { loadings, noise };
}

/** Mean of log p(z) of independent Laplace variables of variance 1; z is rows × latents. */
export function laplaceLogDensity(z: Float64Array, latents: number): number {
  let sum = 0;
  for (const value of z) sum += Math.abs(value);
  const rows = z.length / latents;
  return -0.5 * latents * log(2) - (Math.SQRT2 * sum) / rows;
}

/** Mean of log p(z(t) | z(t − 1)) of Gaussian chains of variance 1 that remember `memory` of the step before; the first is drawn from N(0, 1). */
export function chainLogDensity(z: Float64Array, memory: Float64Array): number {
  const latents = memory.length;
  const rows = z.length / latents;
  let sum = 0;
  for (let k = 0; k < latents; k++) {
    const left = 1 - memory[k] * memory[k];
    for (let t = 0; t < rows; t++) {
      const now = z[t * latents + k];
      const rest = t === 0 ? now : now - memory[k] * z[(t - 1) * latents + k];
      const variance = t === 0 ? 1 : left;
      sum += LOG_TWO_PI + log(variance) + (rest * rest) / variance;
    }
  }
  return (-0.5 * sum) / rows;
}
