/**
 * What linear factor models have in common: maps to the latents z and back, x̂ = mean + W·z; and the densities of latents that are not Gaussian, or
 * Gaussian chains in time, in nats per row.
 */
import { transpose } from "../../linalg/index.ts";
import { log } from "../../math/elementary.ts";
import { type FactorModel, posterior } from "../fa/fa.ts";

const LOG_TWO_PI = 1.8378770664093453;

/** z = (x − mean) · encode, x̂ = mean + z · decode. */
export interface LinearModel {
  readonly mean: Float64Array;
  /** columns × latents. */
  readonly encode: Float64Array;
  /** latents × columns: each row is a component. */
  readonly decode: Float64Array;
}

/** A Gaussian model with its loadings and variances of noise in the units of the columns: z is its mean given x. */
export function linearOf(model: FactorModel, mean: Float64Array): LinearModel {
  const columns = mean.length;
  const latents = model.loadings.length / columns;
  return {
    mean,
    encode: transpose(posterior(model, columns).beta, latents, columns),
    decode: transpose(model.loadings, columns, latents),
  };
}

/** The same model with every component's sign chosen so that its largest number is positive: the sign of a latent means nothing. */
export function upright({ mean, encode, decode }: LinearModel): LinearModel {
  const columns = mean.length;
  const latents = decode.length / columns;
  const signs = Float64Array.from({ length: latents }, (_, k) => {
    let largest = 0;
    for (let j = 0; j < columns; j++) {
      const value = decode[k * columns + j];
      if (Math.abs(value) > Math.abs(largest)) largest = value;
    }
    return largest < 0 ? -1 : 1;
  });
  return {
    mean,
    encode: encode.map((value, at) => value * signs[at % latents]),
    decode: decode.map((value, at) => value * signs[Math.floor(at / columns)]),
  };
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
