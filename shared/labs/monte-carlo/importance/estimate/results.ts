/** What a run has found: for metrics and for views. */
import type { Fold } from "../../../fold.ts";
import { EXACT, type Exact } from "./exact.ts";
import type { EstimateParams } from "./fields.ts";

/** One number of the theory; undefined where it is not known, or infinite. */
export function exactIn(fold: Fold, name: Exact): number | undefined {
  const value = Number(fold.output("theory")?.exact?.values[EXACT.indexOf(name)] ?? Number.POSITIVE_INFINITY);
  return Number.isFinite(value) ? value : undefined;
}

/** Share of |f|·p that q has to reach before an estimate is one of E_p f. */
export const LEAST_COVERED = 0.9999;
/** Relative error that a sum of many terms may have by rounding alone. */
const ROUNDING = 1e-12;

/** Names of the records of "draws" that the chosen estimator goes by. */
export const recordsOf = ({ estimator }: Pick<EstimateParams, "estimator">) =>
  estimator === "plain" ? (["plain", "plainError"] as const) : (["self", "selfError"] as const);

/** The last value of a record of "draws"; undefined where it has none. */
export function lastOf(fold: Fold, record: string): number | undefined {
  const values = fold.records("draws", record)?.values;
  const last = Number(values?.[values.length - 1] ?? Number.POSITIVE_INFINITY);
  return Number.isFinite(last) ? last : undefined;
}

export interface Repeated {
  readonly estimates: Float64Array;
  readonly errors: Float64Array;
  /** Mean of the estimates, and its standard error by their scatter; undefined below two. */
  readonly mean?: number;
  readonly error?: number;
  readonly deviation?: number;
  /** Share of the intervals estimate ± 1.96 errors that hold the exact value. */
  readonly coverage?: number;
}

/** The repeats that are done. */
export function repeatedIn(fold: Fold, exact: number | undefined): Repeated {
  const rows = fold.tasks
    .filter(({ kind }) => kind === "repeats")
    .flatMap(({ id }) => {
      const [estimate, error] = [fold.records(id, "estimate")?.values, fold.records(id, "standardError")?.values];
      return Array.from(estimate ?? [], (value, i) => [Number(value), Number(error?.[i])] as const);
    })
    .filter(([value, error]) => Number.isFinite(value) && Number.isFinite(error));
  const estimates = Float64Array.from(rows, ([value]) => value);
  const errors = Float64Array.from(rows, ([, error]) => error);
  const count = rows.length;
  if (count < 2) return { estimates, errors };
  const mean = estimates.reduce((sum, x) => sum + x, 0) / count;
  const variance = estimates.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (count - 1);
  const holds = rows.filter(
    ([value, error]) => exact !== undefined && Math.abs(value - exact) <= 1.959964 * error + ROUNDING * Math.abs(exact),
  ).length;
  return {
    estimates,
    errors,
    mean,
    error: Math.sqrt(variance / count),
    deviation: Math.sqrt(variance),
    ...(exact !== undefined && { coverage: holds / count }),
  };
}
