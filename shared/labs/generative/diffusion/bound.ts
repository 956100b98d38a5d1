/**
 * The variational bound on −log p(x_0) (Ho et al. 2020, equation 5), in nats: KL of the last step to the standard normal, KL of each step back, and −log p(x_0 | x_1),
 * where p(x_{t−1} | x_t) has the mean of the posterior at the predicted clean point and the variance of the posterior, at the first step β_1.
 */
import { log } from "../../../math/elementary.ts";
import { fillNormal32, foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { cleanOf, type Predict } from "./sampler.ts";
import { posteriorMean, posteriorVariance, type Schedule } from "./schedule.ts";

/** Means over the points x_0, n × 2, of each term by its step: at 0 the KL of the last step; from 1 on that of each step. One draw of noise per point and step. */
export function boundTerms(
  predict: Predict,
  points: Float32Array,
  schedule: Schedule,
  { reach, key }: { readonly reach: number; readonly key: Key },
): Float64Array {
  const { alphaBar, beta } = schedule;
  const steps = beta.length - 1;
  const rows = points.length / 2;
  const terms = new Float64Array(steps + 1);
  const last = alphaBar[steps];
  for (const x of points) terms[0] += (last * x * x + (1 - last) - 1 - log(1 - last)) / 2 / rows;
  const noise = new Float32Array(points.length);
  for (let t = 1; t <= steps; t++) {
    fillNormal32(foldIn(key, t), 0, noise);
    const [signal, level] = [Math.sqrt(alphaBar[t]), Math.sqrt(1 - alphaBar[t])];
    const noised = points.map((x, i) => signal * x + level * noise[i]);
    const predicted = predict(noised, t);
    let square = 0;
    for (const [i, x] of points.entries())
      square += (x - cleanOf(noised[i], predicted[i], alphaBar[t], reach)) ** 2 / rows;
    terms[t] =
      t === 1
        ? log(2 * Math.PI * beta[1]) + square / (2 * beta[1])
        : (posteriorMean(schedule, t).clean ** 2 * square) / (2 * posteriorVariance(schedule, t));
  }
  return terms;
}
