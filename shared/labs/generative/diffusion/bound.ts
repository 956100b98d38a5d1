/**
 * The variational bound on −log p(x_0) (Ho et al. 2020, equation 5), in nats: L_T, the KL of the last step to the standard normal; L_{t−1}, the KL of each step
 * back; and L_0 = −log p(x_0 | x_1). There p(x_{t−1} | x_t) has the mean of the posterior at the predicted clean row and the variance of the posterior, at the
 * first step β_1. Of pictures L_0 is that of their bytes (their equation 13): the mass of p(x_0 | x_1) from half-way to the byte below to half-way to the byte
 * above, beyond the darkest and the brightest without end.
 */

import { clipped, type Predict } from "../../../diffusion/sampler.ts";
import { posteriorMean, posteriorVariance, type Schedule } from "../../../diffusion/schedule.ts";
import { erfc, log } from "../../../math/elementary.ts";
import { fillNormal32, foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";

interface Rows {
  readonly columns: number;
  /** Whether rows are bytes, of which `reach` holds the darkest and the brightest. */
  readonly pictures: boolean;
  /** Predicted clean rows are clipped to these bounds of their columns: all low ones, then all high ones. */
  readonly reach: ArrayLike<number>;
  readonly key: Key;
}

/** Means over the rows x_0 of each term by its step: at 0 L_T; from 1 on L_{t−1}. One draw of noise per row and step. */
export function boundTerms(
  predict: Predict,
  values: Float32Array,
  schedule: Schedule,
  { columns, pictures, reach, key }: Rows,
): Float64Array {
  const { alphaBar, beta } = schedule;
  const steps = beta.length - 1;
  const rows = values.length / columns;
  const terms = new Float64Array(steps + 1);
  const last = alphaBar[steps];
  for (const x of values) terms[0] += (last * x * x + (1 - last) - 1 - log(1 - last)) / 2 / rows;
  const noise = new Float32Array(values.length);
  for (let t = 1; t <= steps; t++) {
    fillNormal32(foldIn(key, t), 0, noise);
    const [signal, level] = [Math.sqrt(alphaBar[t]), Math.sqrt(1 - alphaBar[t])];
    const noised = values.map((x, i) => signal * x + level * noise[i]);
    const clean = clipped(predict(noised, t), reach);
    const part = t > 1 ? posteriorMean(schedule, t).clean ** 2 / (2 * posteriorVariance(schedule, t)) : 0;
    const first = pictures ? byteLoss(Math.sqrt(beta[1]), reach) : densityLoss(beta[1]);
    for (const [i, x] of values.entries())
      terms[t] += (t > 1 ? part * (x - clean[i]) ** 2 : first(x, clean[i], i % columns)) / rows;
  }
  return terms;
}

const densityLoss = (variance: number) => (x: number, mean: number, _column: number) =>
  log(2 * Math.PI * variance) / 2 + (x - mean) ** 2 / (2 * variance);

/** −log of the mass of a byte under a Gaussian, at least e^−69; by its column. */
const byteLoss = (deviation: number, reach: ArrayLike<number>) => {
  const columns = reach.length / 2;
  return (x: number, mean: number, column: number) => {
    const [low, high] = [reach[column], reach[columns + column]];
    const half = (high - low) / 510;
    // Beyond the darkest and the brightest byte without end; by the tails on the far side of the mean, which keep their digits.
    const isBelow = x < mean;
    const off = Math.abs(x - mean);
    const [nearest, farthest] = isBelow ? [high, low] : [low, high];
    const from = Math.abs(x - nearest) < half ? 1 : tail((off - half) / deviation);
    const to = Math.abs(x - farthest) < half ? 0 : tail((off + half) / deviation);
    return -log(Math.max(1e-30, from - to));
  };
};

/** Mass of a standard normal beyond z. */
const tail = (z: number): number => erfc(z / Math.SQRT2) / 2;
