import { mean, standardDeviation } from "../../../stats/moments.ts";
import { studentFactor } from "../../../stats/student.ts";
import { ALPHA } from "./numbers.ts";

export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Mean of the numbers and its two-sided interval of level 95 % by Student's t: mean ± t·s/√n, where they are independent and nearly normal. Undefined for less than two. */
export function intervalOf(values: ArrayLike<number>): Interval | undefined {
  const all = Float64Array.from(values);
  if (all.length < 2) return undefined;
  const middle = mean(all);
  const half = (studentFactor(all.length - 1, ALPHA) * standardDeviation(all)) / Math.sqrt(all.length);
  return { mean: middle, low: middle - half, high: middle + half };
}

/** Of pairs: that of a − b. */
export function pairedDifference(a: readonly number[], b: readonly number[]): Interval | undefined {
  return intervalOf(a.map((value, i) => value - b[i]));
}
