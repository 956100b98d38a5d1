/**
 * Ways to the gradient of the mean log-likelihood, each as a positive phase less a negative one. For all of them a phase is a set of weights over the states, whose statistics
 * make the update: scale · (expect(positive) − expect(negative)). Maximum likelihood: data less model.
 */
import { log, sigmoid } from "../../math/index.ts";
import type { AtParameters } from "./machine.ts";

export interface Phases {
  readonly positive: Float64Array;
  readonly negative: Float64Array;
  readonly scale: number;
}

/** Contrastive divergence (Hinton 2002), in expectation over its chains: the negative phase is the data after k Gibbs sweeps. */
export function contrastive(at: AtParameters, data: Float64Array, k: number): Phases {
  let negative = data;
  for (let sweep = 0; sweep < k; sweep++) negative = at.sweep(negative);
  return { positive: data, negative, scale: 1 };
}

/**
 * The mean over units of the data after that unit was flipped with a chance that depends on how likely its conditional says the flip. Pseudo-likelihood and ratio
 * matching are of this kind.
 */
function flipped(at: AtParameters, data: Float64Array, chance: (conditional: number) => number): Phases {
  const units = 31 - Math.clz32(data.length);
  const negative = data.slice();
  for (let x = 0; x < data.length; x++) {
    if (data[x] === 0) continue;
    for (let i = 0; i < units; i++) {
      const other = x ^ (1 << i);
      const moved = (data[x] * chance(sigmoid(at.logWeights[other] - at.logWeights[x]))) / units;
      negative[x] -= moved;
      negative[other] += moved;
    }
  }
  return { positive: data, negative, scale: units };
}

/** Gradient of Σ_i log p(x_i | x_−i) averaged over the data (Besag 1975): each unit drawn from its conditional. */
export function pseudoLikelihood(at: AtParameters, data: Float64Array): Phases {
  return flipped(at, data, (s) => s);
}

/**
 * Ratio matching (Hyvärinen 2007, equation 17): the objective is −Σ_i s_i², with s_i the chance that the conditional gives to the flipped unit; the gradient moves
 * 2 s_i² (1 − s_i) of the data there.
 */
export function ratioMatching(at: AtParameters, data: Float64Array): Phases {
  return flipped(at, data, (s) => 2 * s * s * (1 - s));
}

/**
 * Noise-contrastive estimation (Gutmann and Hyvärinen 2010): data are told from `ratio` times as much noise, with log Z as a parameter. Objective: mean over the data of log h + ratio · mean over
 * the noise of log(1 − h), h = sigmoid(log p* − logZ − log noise − log ratio).
 *
 * `noise`: shares of the states among the noise (or its exact probabilities); `logNoise`: their true log probabilities. The derivative by log Z is Σ negative − Σ positive.
 */
export function noiseContrastive(
  at: AtParameters,
  data: Float64Array,
  noise: Float64Array,
  logNoise: Float64Array,
  ratio: number,
  logZ: number,
): Phases {
  const [positive, negative] = [new Float64Array(data.length), new Float64Array(data.length)];
  const logRatio = log(ratio);
  for (let x = 0; x < data.length; x++) {
    const h = sigmoid(at.logWeights[x] - logZ - logNoise[x] - logRatio);
    positive[x] = data[x] * (1 - h);
    negative[x] = ratio * noise[x] * h;
  }
  return { positive, negative, scale: 1 };
}

/** The sum of weights. */
export function total(weights: Float64Array): number {
  let sum = 0;
  for (let x = 0; x < weights.length; x++) sum += weights[x];
  return sum;
}
