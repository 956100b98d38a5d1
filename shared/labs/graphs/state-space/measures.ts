/** How good an answer is: against what is hidden where it is known, and against what was measured. */
import type { Arrays, NDArray } from "../../../arrays.ts";
import { chiSquareTail } from "../../../stats/incomplete-gamma.ts";
import { normalQuantile } from "../../../stats/normal-quantile.ts";
import type { StateSpaceParams } from "./fields.ts";
import { type Series, seenOf } from "./series.ts";

/** How many deviations reach from the middle of a band of this probability to its edge. */
export const reachOf = (band: number): number => normalQuantile(0.5 + band / 2);

/** Standard deviation of column i at step t, from covariances (T × m × m) or variances (T × m). */
export function deviationAt({ shape, values }: NDArray, t: number, i: number): number {
  const m = shape[1];
  return Math.sqrt(Number(values[shape.length === 3 ? (t * m + i) * m + i : t * m + i]));
}

export function measuresOf(found: Arrays, params: StateSpaceParams, series: Series) {
  const seen = seenOf(params, series);
  const reach = reachOf(params.band);
  const { truth } = series;
  const inside = truth && insideBand(found, "smoothed", truth, 0, seen.steps, series.outputs, reach);
  const ahead = measuredInside(found, series, 0, seen.steps, reach);
  const held = params.holdOut ? measuredInside(found, series, seen.steps, series.steps, reach) : undefined;
  return {
    logLikelihood: Number(found.facts.values[0]),
    rmse: truth ? rootMeanSquare(found.smoothed, truth, seen.steps) : undefined,
    filterRmse: truth ? rootMeanSquare(found.filtered, truth, seen.steps) : undefined,
    coverage: inside ?? undefined,
    predictedInside: ahead.inside,
    heldOutRmse: held?.rmse,
    heldOutInside: held?.inside,
    ljungBox: ljungBox(found, 0)?.p,
    rejected: params.gate ? rejectedOf(found, seen) : undefined,
  };
}

/** Of the first `steps` rows. */
export function rootMeanSquare(means: NDArray, truth: ArrayLike<number>, steps: number): number {
  const m = means.shape.length > 1 ? means.shape[1] : 1;
  let sum = 0;
  for (let at = 0; at < steps * m; at++) sum += (Number(means.values[at]) - truth[at]) ** 2;
  return Math.sqrt(sum / (steps * m));
}

function insideBand(
  found: Arrays,
  name: string,
  truth: ArrayLike<number>,
  from: number,
  to: number,
  m: number,
  reach: number,
): number {
  let count = 0;
  for (let t = from; t < to; t++)
    for (let i = 0; i < m; i++) {
      const away = Math.abs(Number(found[name].values[t * m + i]) - truth[t * m + i]);
      if (away <= reach * deviationAt(found[`${name}Cov`], t, i)) count++;
    }
  return count / ((to - from) * m);
}

/** Share of the measurements of these steps within the band that was predicted for them, and how far off its middle was. */
function measuredInside(found: Arrays, { outputs: m, values, mask }: Series, from: number, to: number, reach: number) {
  let [count, inside, square] = [0, 0, 0];
  for (let t = from; t < to; t++)
    for (let i = 0; i < m; i++) {
      const at = t * m + i;
      if (mask && mask[at] === 0) continue;
      const away = Math.abs(Number(found.predicted.values[at]) - values[at]);
      const deviation = deviationAt(found.predictedCov, t, i);
      const noise = Number(found.noise.values[i]);
      count++;
      square += away * away;
      if (away <= reach * Math.sqrt(deviation * deviation + noise * noise)) inside++;
    }
  return count > 0 ? { inside: inside / count, rmse: Math.sqrt(square / count) } : {};
}

function rejectedOf({ used }: Arrays, { steps, outputs, mask }: Series): number {
  let count = 0;
  for (let at = 0; at < steps * outputs; at++) if (mask?.[at] !== 0 && used.values[at] === 0) count++;
  return count;
}

/** Lags of the test of whether innovations know of each other. */
export const LAGS = 10;

export interface Whiteness {
  /** r of lags 1, 2, …, over the pairs that are both there. */
  readonly correlations: Float64Array;
  /** Values that are there. */
  readonly count: number;
  readonly statistic: number;
  /** Probability of a statistic at least as large where nothing is left to predict. */
  readonly p: number;
}

/** Ljung and Box, "On a measure of lack of fit in time series models", 1978, of the whitened innovations of column i; undefined with too few of them. */
export function ljungBox({ whitened, used }: Arrays, i: number): Whiteness | undefined {
  const [steps, m] = whitened.shape;
  const at = (t: number) => t * m + i;
  const is = (t: number) => used.values[at(t)] !== 0;
  let [count, sum, square] = [0, 0, 0];
  for (let t = 0; t < steps; t++) {
    if (!is(t)) continue;
    count++;
    sum += Number(whitened.values[at(t)]);
  }
  const mean = sum / count;
  for (let t = 0; t < steps; t++) if (is(t)) square += (Number(whitened.values[at(t)]) - mean) ** 2;
  if (count < 2 * LAGS || !(square > 0)) return undefined;
  let statistic = 0;
  const correlations = Float64Array.from({ length: LAGS }, (_, k) => {
    const lag = k + 1;
    let product = 0;
    for (let t = lag; t < steps; t++)
      if (is(t) && is(t - lag))
        product += (Number(whitened.values[at(t)]) - mean) * (Number(whitened.values[at(t - lag)]) - mean);
    const r = product / square;
    statistic += (r * r) / (count - lag);
    return r;
  });
  statistic *= count * (count + 2);
  return { correlations, count, statistic, p: chiSquareTail(statistic, LAGS) };
}
