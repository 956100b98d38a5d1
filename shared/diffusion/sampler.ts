/** The way back from noise to rows, step by step. */
import { fillNormal32, foldIn } from "../random/index.ts";
import type { Key } from "../random/key.ts";
import type { Schedule } from "./schedule.ts";

/** x̂_0 of rows x_t, all of them at step t, as the net says it: not clipped. */
export type Predict = (x: Float32Array, t: number) => Float32Array;

export interface Way {
  readonly schedule: Schedule;
  readonly sampler: "ddpm" | "ddim";
  /** From T down to 0 (`timesOf`). */
  readonly times: readonly number[];
  /** Predicted clean rows are clipped to these bounds of their columns: all low ones, then all high ones. */
  readonly reach: ArrayLike<number>;
  /** Of the noise that DDPM adds; DDIM adds none. */
  readonly key: Key;
  /** Times which that noise is added; default 1. */
  readonly temperature?: number;
}

/** Numbers of rows within the bounds of their columns. */
export function clipped(rows: Float32Array, reach: ArrayLike<number>): Float32Array {
  const columns = reach.length / 2;
  return rows.map((x, i) => Math.max(reach[i % columns], Math.min(reach[columns + (i % columns)], x)));
}

/**
 * Deviation of the noise that is added from step t to step `next` (Song et al. 2021, equation 16): of DDIM 0, of DDPM that of the posterior of x_next given
 * x_t and x_0, which for the step before is √β̃_t.
 */
export function addedNoise({ alphaBar }: Schedule, sampler: Way["sampler"], t: number, next: number): number {
  if (sampler === "ddim") return 0;
  return Math.sqrt(((1 - alphaBar[next]) / (1 - alphaBar[t])) * (1 - alphaBar[t] / alphaBar[next]));
}

/** Rows x_t at a time of the way, and the clean rows that were predicted on the way there: at last the rows themselves. */
export interface Stage {
  readonly x: Float32Array;
  readonly clean: Float32Array;
}

/** The rows at each of the times, the first with the noise itself: what each holds may be kept. */
export function* stagesBack(
  predict: Predict,
  noise: Float32Array,
  { schedule, sampler, times, reach, key, temperature = 1 }: Way,
): Generator<Stage> {
  const { alphaBar } = schedule;
  const added = new Float32Array(noise.length);
  let x = noise.slice();
  for (let k = 1; k < times.length; k++) {
    const [t, next] = [times[k - 1], times[k]];
    const clean = clipped(predict(x, t), reach);
    yield { x, clean };
    const deviation = addedNoise(schedule, sampler, t, next);
    if (deviation > 0) fillNormal32(foldIn(key, t), 0, added);
    // Of the noise that goes with the clipped clean row, what is not drawn anew.
    const kept = Math.sqrt(Math.max(0, 1 - alphaBar[next] - deviation ** 2) / (1 - alphaBar[t]));
    const [own, signal] = [Math.sqrt(alphaBar[t]), Math.sqrt(alphaBar[next])];
    x = x.map((one, i) => signal * clean[i] + kept * (one - own * clean[i]) + temperature * deviation * added[i]);
  }
  yield { x, clean: x };
}

/** Calls `visit` with each stage of `stagesBack`; returns the last rows. */
export function walkBack(
  predict: Predict,
  noise: Float32Array,
  way: Way,
  visit?: (x: Float32Array, k: number, clean: Float32Array) => void,
): Float32Array {
  let [last, k] = [noise, 0];
  for (const { x, clean } of stagesBack(predict, noise, way)) {
    visit?.(x, k++, clean);
    last = x;
  }
  return last;
}

/** x̂_0 by what a net says of x_t: the noise, or the velocity. */
export function cleanBy(
  predicts: "noise" | "velocity",
  { alphaBar }: Schedule,
  t: number,
  x: Float32Array,
  said: ArrayLike<number>,
): Float32Array {
  const [signal, level] = [Math.sqrt(alphaBar[t]), Math.sqrt(1 - alphaBar[t])];
  return x.map((one, i) => (predicts === "noise" ? (one - level * said[i]) / signal : signal * one - level * said[i]));
}
