import { studentFactor } from "../../stats/student.ts";
import { ALPHA } from "./weights.ts";

/** The mean of independent values, and its standard error. */
export interface Spread {
  readonly mean: number;
  readonly error: number;
  readonly count: number;
}

export function spreadOf(values: Float64Array): Spread {
  const count = values.length;
  let mean = 0;
  for (const value of values) mean += value / count;
  let squares = 0;
  for (const value of values) squares += (value - mean) * (value - mean);
  return { mean, error: Math.sqrt(squares / (count - 1) / count), count };
}

/** The lower (−1) or upper (1) end of Student's interval of level 99 %: ∓∞ where the error is not finite. */
export function limitOf({ mean, error, count }: Spread, side: -1 | 1): number {
  const limit = mean + side * studentFactor(count - 1, ALPHA) * error;
  return Number.isFinite(limit) ? limit : side * Number.POSITIVE_INFINITY;
}
