/** The way back from noise to points, step by step. */
import { fillNormal32, foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { posteriorMean, posteriorVariance, type Schedule } from "./schedule.ts";

/** ε̂ of points x_t, n × 2, all of them at step t. */
export type Predict = (x: Float32Array, t: number) => ArrayLike<number>;

export interface Way {
  readonly schedule: Schedule;
  readonly sampler: "ddpm" | "ddim";
  /** From T down to 0 (`timesOf`). */
  readonly times: readonly number[];
  /** Predicted clean points are clipped to ± this. */
  readonly reach: number;
  /** Of the noise that DDPM adds; DDIM adds none. */
  readonly key: Key;
}

/** x̂_0 = (x_t − √(1 − ᾱ_t)·ε̂)/√ᾱ_t, clipped. */
export function cleanOf(x: number, noise: number, alphaBar: number, reach: number): number {
  const clean = (x - Math.sqrt(1 - alphaBar) * noise) / Math.sqrt(alphaBar);
  return Math.max(-reach, Math.min(reach, clean));
}

/** Calls `visit` with the points at each of the times, the first with the noise itself; returns the last. */
export function walkBack(
  predict: Predict,
  noise: Float32Array,
  { schedule, sampler, times, reach, key }: Way,
  visit: (x: Float32Array, k: number) => void = () => {},
): Float32Array {
  const { alphaBar } = schedule;
  let x = noise.slice();
  visit(x, 0);
  for (let k = 1; k < times.length; k++) {
    const [t, next] = [times[k - 1], times[k]];
    const predicted = predict(x, t);
    const clean = x.map((one, i) => cleanOf(one, predicted[i], alphaBar[t], reach));
    if (sampler === "ddim") {
      const [signal, level] = [Math.sqrt(alphaBar[next]), Math.sqrt(1 - alphaBar[next])];
      // The noise that goes with the clipped clean point.
      const [own, rest] = [Math.sqrt(alphaBar[t]), Math.sqrt(1 - alphaBar[t])];
      x = x.map((one, i) => signal * clean[i] + (level * (one - own * clean[i])) / rest);
    } else {
      const weights = posteriorMean(schedule, t);
      const deviation = Math.sqrt(posteriorVariance(schedule, t));
      const added = new Float32Array(x.length);
      fillNormal32(foldIn(key, t), 0, added);
      x = x.map((one, i) => weights.clean * clean[i] + weights.noised * one + deviation * added[i]);
    }
    visit(x, k);
  }
  return x;
}
