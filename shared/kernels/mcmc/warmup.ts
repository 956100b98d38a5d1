import { exp, log } from "../../math/elementary.ts";
import type { Place } from "./hamiltonian.ts";
import type { Window } from "./learn-metric.ts";
import type { MetricKind } from "./metric.ts";
import { paddedLength } from "./vectors.ts";

// Stan's warm-up: the step size by dual averaging (Nesterov 2009; Hoffman and Gelman 2014, section 3.2) throughout, and the inverse metric from the draws
// of windows that double in length (learn-metric.ts), between a first stretch of 75 draws that finds the bulk and a last one of 50 that settles the step
// size.

export interface WarmupParams {
  /** Number of warm-up draws. */
  readonly warmup: number;
  /** Mean acceptance probability that step-size adaptation aims for, in (0, 1). */
  readonly targetAccept: number;
}

/** Plain numbers and arrays: the adaptive part of a chain's checkpoint. */
export interface WarmupState extends Window {
  /** Steps since dual averaging was restarted. */
  adapted: number;
  /** Running mean of (target − accept). */
  shortfall: number;
  /** Weighted mean of log step sizes: the one kept after warm-up. */
  logStepMean: number;
  /** Where the log step size is shrunk to: log of 10 × the first guess. */
  shrinkTo: number;
  /** Length of the window under way, and the draw that ends it (−1: there are no windows). */
  windowLength: number;
  windowEnd: number;
}

const FIRST_STRETCH = 75;
const LAST_STRETCH = 50;
const FIRST_WINDOW = 25;
const SHRINKAGE = 0.05;
const DELAY = 10;

/** Lengths of the three stretches, scaled down as Stan does when the warm-up is short; without windows below 20 draws. */
export function stretches(warmup: number): { readonly first: number; readonly window: number; readonly last: number } {
  if (warmup < 20) return { first: warmup, window: 0, last: 0 };
  if (warmup >= FIRST_STRETCH + FIRST_WINDOW + LAST_STRETCH) {
    return { first: FIRST_STRETCH, window: FIRST_WINDOW, last: LAST_STRETCH };
  }
  const first = Math.floor(0.15 * warmup);
  const last = Math.floor(0.1 * warmup);
  return { first, window: warmup - first - last, last };
}

export function startWarmup(dimension: number, { warmup }: WarmupParams, kind: MetricKind = "diagonal"): WarmupState {
  const { first, window } = stretches(warmup);
  const length = paddedLength(dimension);
  const isLowRank = kind === "low-rank";
  return {
    adapted: 0,
    shortfall: 0,
    logStepMean: 0,
    shrinkTo: 0,
    count: 0,
    mean: new Float64Array(length),
    squares: new Float64Array(kind === "diagonal" ? length : dimension * length),
    gradientMean: new Float64Array(isLowRank ? length : 0),
    gradientSquares: new Float64Array(isLowRank ? dimension * length : 0),
    windowLength: window,
    windowEnd: window === 0 ? -1 : first + window - 1,
  };
}

/** Restarts dual averaging from a step size. */
export function restartStepSize(state: WarmupState, stepSize: number): void {
  state.adapted = 0;
  state.shortfall = 0;
  state.logStepMean = 0;
  state.shrinkTo = log(10 * stepSize);
}

/** One step of dual averaging; returns the step size to try next. */
export function adaptStepSize(state: WarmupState, accept: number, { targetAccept }: WarmupParams): number {
  state.adapted++;
  const weight = 1 / (state.adapted + DELAY);
  state.shortfall = (1 - weight) * state.shortfall + weight * (targetAccept - Math.min(accept, 1));
  const root = Math.sqrt(state.adapted);
  const logStep = state.shrinkTo - (state.shortfall * root) / SHRINKAGE;
  // adapted^(−3/4)
  const share = 1 / (root * Math.sqrt(root));
  state.logStepMean = (1 - share) * state.logStepMean + share * logStep;
  return exp(logStep);
}

/** The step size that the draws after warm-up use. */
export function settledStepSize(state: WarmupState): number {
  return exp(state.logStepMean);
}

/** Takes the place of warm-up draw `draw` (from 0); true where it ends a window: then the metric is due, and `startWindow`. */
export function watchDraw(
  state: WarmupState,
  draw: number,
  { position, gradient }: Pick<Place, "position" | "gradient">,
  { warmup }: WarmupParams,
): boolean {
  const { first, last } = stretches(warmup);
  if (draw < first || draw >= warmup - last) return false;
  state.count++;
  if (state.squares.length === state.mean.length) addToVariance(state, position);
  else addToCovariance(state.count, position, state.mean, state.squares);
  if (state.gradientMean.length > 0) addToCovariance(state.count, gradient, state.gradientMean, state.gradientSquares);
  return draw === state.windowEnd;
}

/** The window after that which draw `draw` ended: twice as long, or the rest of the time when the one after it would not fit. */
export function startWindow(state: WarmupState, draw: number, { warmup }: WarmupParams): void {
  state.count = 0;
  for (const sums of [state.mean, state.squares, state.gradientMean, state.gradientSquares]) sums.fill(0);
  const end = warmup - stretches(warmup).last - 1;
  if (draw === end) return;
  state.windowLength *= 2;
  state.windowEnd = draw + state.windowLength;
  if (state.windowEnd !== end && state.windowEnd + 2 * state.windowLength > end) state.windowEnd = end;
}

/** Welford's running mean and sum of squares. */
function addToVariance({ count, mean, squares }: WarmupState, position: Float64Array): void {
  for (let i = 0; i < mean.length; i++) {
    const delta = position[i] - mean[i];
    mean[i] += delta / count;
    squares[i] += delta * (position[i] - mean[i]);
  }
}

/** The same of all products, of which rows are filled as far as the diagonal, and to an even length. */
function addToCovariance(count: number, x: Float64Array, mean: Float64Array, squares: Float64Array): void {
  const { length } = mean;
  const share = (count - 1) / count;
  for (let i = 0; i * length < squares.length; i++) {
    const weighted = share * (x[i] - mean[i]);
    for (let j = 0; j < paddedLength(i + 1); j++) squares[i * length + j] += weighted * (x[j] - mean[j]);
  }
  for (let i = 0; i < length; i++) mean[i] += (x[i] - mean[i]) / count;
}
