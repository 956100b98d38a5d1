/** Numbers that follow from what the tasks recorded; views draw by the same functions. */
import type { NDArray } from "../../../arrays.ts";
import { log } from "../../../math/index.ts";
import type { Fold } from "../../fold.ts";
import { type IntegrationParams, isGradient } from "./fields.ts";
import { batchSizes, DESCENTS, SCHEMES } from "./gradient/schemes.ts";
import { METHODS, type Method } from "./integral/method-fields.ts";
import { COVERAGE_TASKS, levelsOf } from "./integral/methods.ts";

/** Numbers of points from here on count for slopes: before, one method's are not yet on their line. */
const SLOPE_FROM = 64;

export interface Truth {
  readonly value: number;
  /** 0 where the value is exact. */
  readonly error: number;
}

export function truthOf(fold: Fold): Truth | undefined {
  const { value, error } = fold.output("truth") ?? {};
  return value && error ? { value: Number(value.values[0]), error: Number(error.values[0]) } : undefined;
}

/** Root mean squared errors at each number of points; NaN where there is none. About the exact value, or (where there is none) about the mean of all repeats. */
export function rmseOf(fold: Fold, of: Method, truth: Truth | undefined): Float64Array | undefined {
  const record = fold.records(`study.${of}`, "estimates");
  if (!record || record.shape[0] < 2) return undefined;
  const [rows, levels] = record.shape;
  return Float64Array.from({ length: levels }, (_, k) => {
    const values = Float64Array.from({ length: rows }, (_, r) => Number(record.values[r * levels + k]));
    if (!values.every(Number.isFinite)) return Number.NaN;
    const isExact = truth !== undefined && truth.error === 0;
    const centre = isExact ? truth.value : values.reduce((sum, value) => sum + value / rows, 0);
    const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
    return Math.sqrt(squares / (isExact ? rows : rows - 1));
  });
}

/** Least squares slope of log error over log n. */
export function slopeOf(levels: readonly number[], errors: Float64Array): number | undefined {
  const known = levels.flatMap((n, k) => (n >= SLOPE_FROM && errors[k] > 0 ? [[log(n), log(errors[k])] as const] : []));
  if (known.length < 3) return undefined;
  const x = known.reduce((sum, [one]) => sum + one, 0) / known.length;
  const y = known.reduce((sum, [, one]) => sum + one, 0) / known.length;
  const along = known.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  const across = known.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
  return along / across;
}

export interface Interval {
  readonly estimate: number;
  readonly halfWidth: number;
}

/** The intervals so far, those of one task after those of the other. */
export function intervalsOf(fold: Fold): readonly Interval[] {
  return Array.from({ length: COVERAGE_TASKS }, (_, part) => {
    const estimates = fold.records(`coverage.${part}`, "estimate")?.values ?? [];
    const widths = fold.records(`coverage.${part}`, "halfWidth")?.values ?? [];
    return Array.from(estimates, (estimate, i) => ({ estimate, halfWidth: widths[i] }));
  }).flat();
}

export function covers({ estimate, halfWidth }: Interval, { value }: Truth): boolean {
  return Math.abs(estimate - value) <= halfWidth;
}

export function measureIntegration(
  fold: Fold,
  params: IntegrationParams,
  rows: number,
): Readonly<Record<string, number>> {
  const metrics: Record<string, number> = {};
  const put = (name: string, value: number | undefined) => {
    if (value !== undefined && Number.isFinite(value)) metrics[name] = value;
  };
  if (isGradient(params)) measureGradient(fold, params, rows, put);
  else measureIntegral(fold, params, put);
  return metrics;
}

type Put = (name: string, value: number | undefined) => void;

function measureIntegral(fold: Fold, params: IntegrationParams, put: Put): void {
  const method = params.method ?? "plain";
  const truth = truthOf(fold);
  const estimate = lastOf(fold.records(`course.${method}`, "estimate"));
  put("estimate", estimate);
  put("standardError", lastOf(fold.records(`course.${method}`, "standardError")));
  const intervals = intervalsOf(fold);
  if (truth && intervals.length >= 10)
    put("coverage", (100 * intervals.filter((one) => covers(one, truth)).length) / intervals.length);
  put("exact", truth?.value);
  if (truth && estimate !== undefined) put("error", Math.abs(estimate - truth.value));
  const levels = levelsOf(params);
  const plain = rmseOf(fold, "plain", truth)?.at(-1);
  for (const of of METHODS) {
    const errors = rmseOf(fold, of, truth);
    if (!errors) continue;
    put(`slope.${of}`, slopeOf(levels, errors));
    const last = errors[errors.length - 1];
    put(`rmse.${of}`, last);
    if (plain !== undefined && last > 0 && of !== "plain") put(`gain.${of}`, (plain / last) ** 2);
  }
  put("tailIndex", Number(fold.output("course.plain")?.tail?.values[0] ?? Number.NaN));
}

function measureGradient(fold: Fold, { batch = 1 }: IntegrationParams, rows: number, put: Put): void {
  const along = fold.records("variance", "along")?.values ?? [];
  const trials = along.length;
  if (trials > 1) {
    const mean = Array.from(along).reduce((sum, value) => sum + value / trials, 0);
    const squares = Array.from(along).reduce((sum, value) => sum + (value - mean) ** 2, 0);
    put("estimate", mean);
    put("standardError", Math.sqrt(squares / (trials - 1) / trials));
    const length = fold.output("variance")?.length?.values[0];
    put("exact", length === undefined ? undefined : Number(length));
    if (length !== undefined) put("error", Math.abs(mean - Number(length)));
  }
  const sizes = batchSizes(rows);
  const at = sizes.findLastIndex((size) => size <= batch);
  const theory = fold.output("variance")?.theory?.values;
  const measured = variancesOf(fold, sizes.length);
  for (const [s, scheme] of SCHEMES.entries()) {
    if (measured && at >= 0) put(`variance.${scheme}`, measured[s * sizes.length + at]);
    if (theory && at >= 0) put(`theory.${scheme}`, Number(theory[s * sizes.length + at]));
  }
  for (const of of DESCENTS) put(`excess.${of}`, lastOf(fold.records(`descent.${of}`, "excess")));
}

/** Mean squared distances from the full gradient (schemes × sizes). */
export function variancesOf(fold: Fold, sizes: number): Float64Array | undefined {
  const record = fold.records("variance", "errors");
  if (!record || record.shape[0] === 0) return undefined;
  const width = SCHEMES.length * sizes;
  const rows = record.values.length / width;
  const means = new Float64Array(width);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < width; c++) means[c] += Number(record.values[r * width + c]) / rows;
  return means;
}

function lastOf(record: NDArray | undefined): number | undefined {
  const values = record?.values;
  return values && values.length > 0 ? Number(values[values.length - 1]) : undefined;
}
