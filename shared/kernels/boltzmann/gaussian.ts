/**
 * A Gaussian by its natural parameters: log p*(x) = η·x − ½ xᵀΛx. θ: η, the diagonal of Λ, then Λ_ij in the order of the pairs (other entries are 0). Statistics,
 * ∂ log p* / ∂θ: x_i, −½ x_i², −x_i x_j. Whatever is averaged over data or model needs their mean and second moments alone.
 */
import { invertPositive } from "../../linalg/index.ts";
import { log, sigmoid } from "../../math/index.ts";
import { fillNormal, type Key } from "../../random/index.ts";

const LOG_TWO_PI = 1.8378770664093453;

/** Mean, and second moments E x_i x_j (dimension × dimension). */
export interface Moments {
  readonly mean: Float64Array;
  readonly second: Float64Array;
}

export type Pairs = readonly (readonly [number, number])[];

export interface GaussianFamily {
  readonly dimension: number;
  readonly pairs: Pairs;
  readonly size: number;
}

export function gaussianFamily(dimension: number, pairs: Pairs): GaussianFamily {
  return { dimension, pairs, size: 2 * dimension + pairs.length };
}

export function precisionOf({ dimension: d, pairs }: GaussianFamily, theta: Float64Array): Float64Array {
  const precision = new Float64Array(d * d);
  for (let i = 0; i < d; i++) precision[i * d + i] = theta[d + i];
  for (const [c, [i, j]] of pairs.entries()) {
    precision[i * d + j] = theta[2 * d + c];
    precision[j * d + i] = theta[2 * d + c];
  }
  return precision;
}

/** Statistics, from moments. */
export function statisticsOf({ dimension: d, pairs, size }: GaussianFamily, { mean, second }: Moments): Float64Array {
  const out = new Float64Array(size);
  for (let i = 0; i < d; i++) {
    out[i] = mean[i];
    out[d + i] = -0.5 * second[i * d + i];
  }
  for (const [c, [i, j]] of pairs.entries()) out[2 * d + c] = -second[i * d + j];
  return out;
}

/** Moments of rows of numbers, each weighing the same. */
export function momentsOf(rows: Float64Array, d: number): Moments {
  const count = rows.length / d;
  const mean = new Float64Array(d);
  const second = new Float64Array(d * d);
  for (let n = 0; n < count; n++)
    for (let i = 0; i < d; i++) {
      const x = rows[n * d + i];
      mean[i] += x / count;
      for (let j = 0; j < d; j++) second[i * d + j] += (x * rows[n * d + j]) / count;
    }
  return { mean, second };
}

export interface ModelMoments extends Moments {
  readonly covariance: Float64Array;
  /** log det Λ. */
  readonly logDeterminant: number;
  readonly logZ: number;
}

/** Of the model itself. Throws a NotPositiveDefiniteError where Λ is no precision. */
export function modelMoments(family: GaussianFamily, theta: Float64Array): ModelMoments {
  const d = family.dimension;
  const { inverse: covariance, logDeterminant } = invertPositive(precisionOf(family, theta), d);
  const mean = new Float64Array(d);
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) mean[i] += covariance[i * d + j] * theta[j];
  let along = 0;
  for (let i = 0; i < d; i++) along += mean[i] * theta[i];
  return {
    mean,
    covariance,
    second: secondOf(mean, covariance),
    logDeterminant,
    logZ: 0.5 * (d * LOG_TWO_PI - logDeterminant + along),
  };
}

function secondOf(mean: Float64Array, covariance: Float64Array): Float64Array {
  const d = mean.length;
  return covariance.map((value, at) => value + mean[Math.floor(at / d)] * mean[at % d]);
}

/** KL from the Gaussian of the data's mean and covariance to the model, in nats. */
export function gaussianKl(family: GaussianFamily, theta: Float64Array, data: Moments): number {
  const d = family.dimension;
  const precision = precisionOf(family, theta);
  const model = modelMoments(family, theta);
  const covariance = data.second.map((value, at) => value - data.mean[Math.floor(at / d)] * data.mean[at % d]);
  let sum = -d;
  for (let i = 0; i < d; i++)
    for (let j = 0; j < d; j++)
      sum +=
        precision[i * d + j] *
        (covariance[i * d + j] + (data.mean[i] - model.mean[i]) * (data.mean[j] - model.mean[j]));
  return 0.5 * (sum - invertPositive(covariance, d).logDeterminant - model.logDeterminant);
}

/** Moments after k sweeps of Gibbs sampling, one number after another, from any distribution with these moments. */
export function sweptMoments(family: GaussianFamily, theta: Float64Array, from: Moments, k: number): Moments {
  const d = family.dimension;
  const precision = precisionOf(family, theta);
  const mean = from.mean.slice();
  const covariance = from.second.map((value, at) => value - mean[Math.floor(at / d)] * mean[at % d]);
  for (let sweep = 0; sweep < k; sweep++)
    for (let i = 0; i < d; i++) {
      const own = precision[i * d + i];
      let centre = theta[i];
      for (let j = 0; j < d; j++) if (j !== i) centre -= precision[i * d + j] * mean[j];
      mean[i] = centre / own;
      const row = new Float64Array(d);
      for (let j = 0; j < d; j++)
        for (let l = 0; l < d; l++)
          if (l !== i && j !== i) row[j] -= (precision[i * d + l] / own) * covariance[l * d + j];
      let variance = 1 / own;
      for (let l = 0; l < d; l++) if (l !== i) variance -= (precision[i * d + l] / own) * row[l];
      row[i] = variance;
      for (let j = 0; j < d; j++) {
        covariance[i * d + j] = row[j];
        covariance[j * d + i] = row[j];
      }
    }
  return { mean, second: secondOf(mean, covariance) };
}

/** Draws one sweep of every chain in place: chains × dimension. */
export function drawGaussianSweep(family: GaussianFamily, theta: Float64Array, chains: Float64Array, key: Key): void {
  const d = family.dimension;
  const precision = precisionOf(family, theta);
  const noise = new Float64Array(chains.length);
  fillNormal(key, 0, noise);
  for (let at = 0; at < chains.length; at += d)
    for (let i = 0; i < d; i++) {
      let centre = theta[i];
      for (let j = 0; j < d; j++) if (j !== i) centre -= precision[i * d + j] * chains[at + j];
      const own = precision[i * d + i];
      chains[at + i] = centre / own + noise[at + i] / Math.sqrt(own);
    }
}

/** r = η − Λx is the derivative of log p* by x: E r_i x_j and E r_i, from moments. */
function slopes({ dimension: d }: GaussianFamily, precision: Float64Array, theta: Float64Array, data: Moments) {
  const mean = new Float64Array(d);
  const withX = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    mean[i] = theta[i];
    for (let l = 0; l < d; l++) mean[i] -= precision[i * d + l] * data.mean[l];
    for (let j = 0; j < d; j++) {
      withX[i * d + j] = theta[i] * data.mean[j];
      for (let l = 0; l < d; l++) withX[i * d + j] -= precision[i * d + l] * data.second[l * d + j];
    }
  }
  return { mean, withX };
}

/** Score matching (Hyvärinen 2005): the gradient of −E Σ_i (∂_i r_i + ½ r_i²), which needs no log Z. */
export function scoreMatching(family: GaussianFamily, theta: Float64Array, data: Moments): Float64Array {
  const d = family.dimension;
  const { mean, withX } = slopes(family, precisionOf(family, theta), theta, data);
  const out = new Float64Array(family.size);
  for (let i = 0; i < d; i++) {
    out[i] = -mean[i];
    out[d + i] = 1 + withX[i * d + i];
  }
  for (const [c, [i, j]] of family.pairs.entries()) out[2 * d + c] = withX[i * d + j] + withX[j * d + i];
  return out;
}

/** Gradient of E Σ_i log p(x_i | x_−i) (Besag 1975), where log p(x_i | x_−i) = ½ log Λ_ii − r_i² / (2 Λ_ii) + constant. */
export function gaussianPseudo(family: GaussianFamily, theta: Float64Array, data: Moments): Float64Array {
  const d = family.dimension;
  const precision = precisionOf(family, theta);
  const { mean, withX } = slopes(family, precision, theta, data);
  const out = new Float64Array(family.size);
  for (let i = 0; i < d; i++) {
    const own = precision[i * d + i];
    // E r² = η E r − Σ_l Λ_il E r x_l.
    let square = theta[i] * mean[i];
    for (let l = 0; l < d; l++) square -= precision[i * d + l] * withX[i * d + l];
    out[i] = -mean[i] / own;
    out[d + i] = 0.5 / own + square / (2 * own * own) + withX[i * d + i] / own;
  }
  for (const [c, [i, j]] of family.pairs.entries())
    out[2 * d + c] = withX[i * d + j] / precision[i * d + i] + withX[j * d + i] / precision[j * d + j];
  return out;
}

/** log p*(x) of rows × dimension. */
export function gaussianLogs(family: GaussianFamily, theta: Float64Array, rows: Float64Array): Float64Array {
  const d = family.dimension;
  const precision = precisionOf(family, theta);
  return Float64Array.from({ length: rows.length / d }, (_, n) => {
    let sum = 0;
    for (let i = 0; i < d; i++) {
      let slope = theta[i];
      for (let j = 0; j < d; j++) slope -= 0.5 * precision[i * d + j] * rows[n * d + j];
      sum += slope * rows[n * d + i];
    }
    return sum;
  });
}

/**
 * Noise-contrastive estimation (Gutmann and Hyvärinen 2010) with independent standard normal noise. Statistics of both phases, and the derivative by log Z.
 */
export function gaussianNoiseContrastive(
  family: GaussianFamily,
  theta: Float64Array,
  logZ: number,
  rows: Float64Array,
  noise: Float64Array,
  ratio: number,
) {
  const d = family.dimension;
  const phase = (points: Float64Array, sign: 1 | -1) => {
    const logs = gaussianLogs(family, theta, points);
    const count = logs.length;
    const mean = new Float64Array(d);
    const second = new Float64Array(d * d);
    let sum = 0;
    for (let n = 0; n < count; n++) {
      let square = 0;
      for (let i = 0; i < d; i++) square += points[n * d + i] * points[n * d + i];
      const h = sigmoid(sign * (logs[n] - logZ + 0.5 * (d * LOG_TWO_PI + square) - log(ratio)));
      // 1 − h of data, ratio · h of noise.
      const weight = (sign > 0 ? 1 - h : ratio * (1 - h)) / count;
      sum += weight;
      for (let i = 0; i < d; i++) {
        mean[i] += weight * points[n * d + i];
        for (let j = 0; j < d; j++) second[i * d + j] += weight * points[n * d + i] * points[n * d + j];
      }
    }
    return { statistics: statisticsOf(family, { mean, second }), sum };
  };
  const [positive, negative] = [phase(rows, 1), phase(noise, -1)];
  return {
    positive: positive.statistics,
    negative: negative.statistics,
    byLogZ: negative.sum - positive.sum,
  };
}
