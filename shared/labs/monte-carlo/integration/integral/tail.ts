/** How heavy the tail of |f| is: whether the variance, and the mean, can be believed to be finite. */
import { log } from "../../../../math/index.ts";

/** Largest values that are kept. */
const KEPT = 256;

/** Below this the integral itself may be infinite. */
export const NO_MEAN = 1.2;
/** Below this the variance may be infinite, and error bars say nothing. */
export const NO_VARIANCE = 2.3;

/** The largest absolute values so far, descending: those of before and of these. */
export function largestOf(largest: Float64Array, values: Float64Array): Float64Array {
  const least = largest.length < KEPT ? Number.NEGATIVE_INFINITY : largest[KEPT - 1];
  const more = values.map(Math.abs).filter((size) => size > least);
  if (more.length === 0) return largest;
  const all = new Float64Array(largest.length + more.length);
  all.set(largest);
  all.set(more, largest.length);
  return all.sort().reverse().slice(0, KEPT);
}

/**
 * B. M. Hill's estimate (1975) of α where P(|f| > t) falls as t^−α, from the largest of `count` values; undefined where they do not differ, as those
 * of a bounded function that takes its largest value often. Its standard deviation is α/√k for k values.
 */
export function tailIndex(largest: Float64Array, count: number): number | undefined {
  const k = Math.min(largest.length - 1, Math.floor(count / 64));
  if (k < 16 || !(largest[k] > 0)) return undefined;
  const base = log(largest[k]);
  let sum = 0;
  for (let i = 0; i < k; i++) sum += log(largest[i]) - base;
  return sum > 0 ? k / sum : undefined;
}
