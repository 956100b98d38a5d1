/** Means with their intervals, and differences of what was measured in pairs. */
import { mean, standardDeviation } from "./moments.ts";
import { studentFactor } from "./student.ts";

export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** One minus the level of the intervals of this file. */
export const ALPHA = 0.05;

/** s/√n, with n − 1 in the denominator of s². Undefined for less than two numbers. */
export function standardErrorOf(values: ArrayLike<number>): number | undefined {
  return values.length < 2 ? undefined : standardDeviation(Float64Array.from(values)) / Math.sqrt(values.length);
}

/** Mean of the numbers and its two-sided interval of level 95 % by Student's t: mean ± t·s/√n, where they are independent and nearly normal. Undefined for less than two. */
export function intervalOf(values: ArrayLike<number>): Interval | undefined {
  const error = standardErrorOf(values);
  if (error === undefined) return undefined;
  const middle = mean(Float64Array.from(values));
  const half = studentFactor(values.length - 1, ALPHA) * error;
  return { mean: middle, low: middle - half, high: middle + half };
}

/** a − b, pair by pair. */
export function differencesOf(a: readonly number[], b: readonly number[]): readonly number[] {
  return a.map((value, i) => value - b[i]);
}

/** Of pairs: that of a − b. */
export function pairedDifference(a: readonly number[], b: readonly number[]): Interval | undefined {
  return intervalOf(differencesOf(a, b));
}
