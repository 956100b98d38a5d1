/**
 * How data become noise (Ho, Jain & Abbeel 2020): x_t = √ᾱ_t·x_0 + √(1 − ᾱ_t)·ε, with ᾱ_t the product of 1 − β up to t. Of step t, from 1 to T; at 0 there is
 * no noise.
 */
import { cosTurns } from "../math/elementary.ts";

export interface Schedule {
  /** β_t: variance that step t adds; 0 at 0. */
  readonly beta: Float64Array;
  /** ᾱ_t: share of the variance of data that is left; 1 at 0. */
  readonly alphaBar: Float64Array;
}

/** Nichol & Dhariwal 2021: keeps the first steps from being too small, and the last from adding all at once. */
const OFFSET = 0.008;
const MOST = 0.999;

export function scheduleOf({
  schedule,
  steps,
}: {
  readonly schedule: "cosine" | "linear";
  readonly steps: number;
}): Schedule {
  const beta = new Float64Array(steps + 1);
  const alphaBar = new Float64Array(steps + 1).fill(1);
  const left = (t: number) => cosTurns((t / steps + OFFSET) / (1 + OFFSET) / 4) ** 2;
  for (let t = 1; t <= steps; t++) {
    // Linear: from 0.0001 to 0.02 where there are 1,000 steps; of fewer, each does the work of several.
    const own =
      schedule === "cosine"
        ? 1 - left(t) / left(t - 1)
        : (1000 / steps) * (0.0001 + ((0.02 - 0.0001) * (t - 1)) / Math.max(1, steps - 1));
    beta[t] = Math.min(MOST, own);
    alphaBar[t] = alphaBar[t - 1] * (1 - beta[t]);
  }
  return { beta, alphaBar };
}

/** β̃_t, the variance of x_{t−1} given x_t and x_0: β_t·(1 − ᾱ_{t−1})/(1 − ᾱ_t). 0 at the first step. */
export function posteriorVariance({ beta, alphaBar }: Schedule, t: number): number {
  return (beta[t] * (1 - alphaBar[t - 1])) / (1 - alphaBar[t]);
}

/** The mean of x_{t−1} given x_t and x_0 is `clean`·x_0 + `noised`·x_t. */
export function posteriorMean(
  { beta, alphaBar }: Schedule,
  t: number,
): { readonly clean: number; readonly noised: number } {
  return {
    clean: (Math.sqrt(alphaBar[t - 1]) * beta[t]) / (1 - alphaBar[t]),
    noised: (Math.sqrt(1 - beta[t]) * (1 - alphaBar[t - 1])) / (1 - alphaBar[t]),
  };
}

/** `count` of the steps at equal distances, from T down to 0; all where there are fewer. */
export function timesOf(steps: number, count: number): readonly number[] {
  const own = Math.min(count, steps);
  return Array.from({ length: own + 1 }, (_, k) => Math.round((steps * (own - k)) / own));
}

/** How many steps sampling goes through: all of them, by DDIM those that are asked for. */
export function jumpsOf({
  steps,
  sampler,
  jumps = steps,
}: {
  readonly steps: number;
  readonly sampler: "ddpm" | "ddim";
  readonly jumps?: number | undefined;
}): number {
  return sampler === "ddpm" ? steps : Math.min(jumps, steps);
}
