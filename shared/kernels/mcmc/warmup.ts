import { exp, log } from "../../math/elementary.ts";

// Stan's warm-up: the step size by dual averaging (Nesterov 2009; Hoffman and Gelman 2014, section 3.2) throughout, and the diagonal inverse
// metric from the variance of the draws of windows that double in length, between a first stretch of 75 draws that finds the bulk and a
// last one of 50 that settles the step size.

export interface WarmupParams {
  /** Number of warm-up draws. */
  readonly warmup: number;
  /** Mean acceptance probability that step-size adaptation aims for, in (0, 1). */
  readonly targetAccept: number;
}

/** Plain numbers and arrays: the adaptive part of a chain's checkpoint. */
export interface WarmupState {
  /** Steps since dual averaging was restarted. */
  adapted: number;
  /** Running mean of (target − accept). */
  shortfall: number;
  /** Weighted mean of log step sizes: the one kept after warm-up. */
  logStepMean: number;
  /** Where the log step size is shrunk to: log of 10 × the first guess. */
  shrinkTo: number;
  /** Draws in the running variance. */
  count: number;
  readonly mean: Float64Array;
  /** Σ (x − mean)². */
  readonly squares: Float64Array;
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

export function startWarmup(dimension: number, { warmup }: WarmupParams): WarmupState {
  const { first, window } = stretches(warmup);
  return {
    adapted: 0,
    shortfall: 0,
    logStepMean: 0,
    shrinkTo: 0,
    count: 0,
    mean: new Float64Array(dimension),
    squares: new Float64Array(dimension),
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

/**
 * Takes the position of warm-up draw `draw` (from 0). At the end of a window writes the new inverse metric, the regularised variance
 * n/(n + 5)·s² + 10⁻³·5/(n + 5), starts the next window, and returns true: then the step size must be found again.
 */
export function adaptMetric(
  state: WarmupState,
  draw: number,
  position: Float64Array,
  inverseMetric: Float64Array,
  { warmup }: WarmupParams,
): boolean {
  const { first, last } = stretches(warmup);
  if (draw >= first && draw < warmup - last) addToVariance(state, position);
  if (draw !== state.windowEnd || draw >= warmup - last) return false;
  const n = state.count;
  for (let i = 0; i < state.mean.length; i++) {
    const sampleVariance = state.squares[i] / (n - 1);
    inverseMetric[i] = (n / (n + 5)) * sampleVariance + 1e-3 * (5 / (n + 5));
  }
  state.count = 0;
  state.mean.fill(0);
  state.squares.fill(0);
  nextWindow(state, draw, warmup - last - 1);
  return true;
}

/** Twice as long as the last; takes the rest of the time when the one after it would not fit. */
function nextWindow(state: WarmupState, draw: number, end: number): void {
  if (draw === end) return;
  state.windowLength *= 2;
  state.windowEnd = draw + state.windowLength;
  if (state.windowEnd !== end && state.windowEnd + 2 * state.windowLength > end) state.windowEnd = end;
}

/** Welford's running mean and sum of squares. */
function addToVariance(state: WarmupState, position: Float64Array): void {
  state.count++;
  for (let i = 0; i < state.mean.length; i++) {
    const delta = position[i] - state.mean[i];
    state.mean[i] += delta / state.count;
    state.squares[i] += delta * (position[i] - state.mean[i]);
  }
}
