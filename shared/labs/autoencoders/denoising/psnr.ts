import { log } from "../../../math/elementary.ts";

/** Peak signal-to-noise ratio in decibels: 10 log₁₀ (peak²/error), error > 0. */
export function psnrOf(peak: number, error: number): number {
  return (10 * log((peak * peak) / error)) / log(10);
}
