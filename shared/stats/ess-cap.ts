import { log } from "../math/logarithm.ts";

/** The most that is ever said of S draws, S log₁₀ S: draws that repel each other may tell more of a mean than independent ones, and the estimate is unstable there. */
export function essCap(size: number): number {
  return size / shortestTime(size);
}

/** 1 / log₁₀ S */
export function shortestTime(size: number): number {
  return Math.LN10 / log(size);
}
