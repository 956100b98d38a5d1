/** What is exact about averages along a chain: bias, variance, autocorrelation. */
import { leastSquares } from "../../linalg/index.ts";
import { expectNext, type FiniteChain, matrixOf, stepDistribution } from "./chain.ts";

/** What is left of a constant once its mean is taken away, relative to it. */
const ROUNDING = 1e-13;

/** Σ μ(i) f(i). */
export function expectation(mu: Float64Array, f: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < f.length; i++) sum += mu[i] * f[i];
  return sum;
}

/** f less its mean in equilibrium. */
export function centred({ stationary }: FiniteChain, f: Float64Array): Float64Array {
  const mean = expectation(stationary, f);
  return f.map((value) => value - mean);
}

/**
 * Autocorrelations of f in equilibrium at the lags 0 … lags − 1. f must vary where π > 0.
 */
export function autocorrelations(chain: FiniteChain, f: Float64Array, lags: number): Float64Array {
  const own = centred(chain, f);
  const now = own.slice();
  const next = new Float64Array(own.length);
  const products = new Float64Array(lags);
  for (let lag = 0; lag < lags; lag++) {
    for (let i = 0; i < own.length; i++) products[lag] += chain.stationary[i] * own[i] * now[i];
    expectNext(chain, now, next);
    now.set(next);
  }
  const variance = products[0];
  return products.map((value) => value / variance);
}

/**
 * τ = 1 + 2 Σ ρ(k) over all lags k ≥ 1, by (I − P + 1π)⁻¹: the variance of a long average is τ times that of as many independent draws; 0 at least. Undefined where f is
 * constant, and of a chain that leaves a part of its states so seldom that rounding hides it.
 */
export function autocorrelationTime(chain: FiniteChain, f: Float64Array): number | undefined {
  const { states: n, stationary } = chain;
  const own = centred(chain, f);
  const variance = weighted(stationary, own, own);
  const largest = f.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!(variance > (ROUNDING * largest) ** 2)) return undefined;
  const matrix = matrixOf(chain).map((value) => -value);
  for (let i = 0; i < n; i++) {
    matrix[i * n + i] += 1;
    for (let j = 0; j < n; j++) matrix[i * n + j] += stationary[j];
  }
  const solved = solve(matrix, own);
  return solved && Math.max(0, (2 * weighted(stationary, own, solved) - variance) / variance);
}

function solve(matrix: Float64Array, right: Float64Array): Float64Array | undefined {
  try {
    return leastSquares(matrix, right, right.length, right.length);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function weighted(pi: Float64Array, one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < pi.length; i++) sum += pi[i] * one[i] * other[i];
  return sum;
}

export interface AverageError {
  /** E[average] − E_π f, for each number of steps that are discarded first. */
  readonly bias: Float64Array;
  /** E[(average − E_π f)²] of the same. */
  readonly meanSquare: Float64Array;
}

/**
 * Error of the average of f over the states at the times b, b + 1, …, steps − 1 of one chain that starts in `start`, for b = 0 … steps − 1: exact, by the moments of
 * sums from each state backwards in time.
 */
export function discardErrors(chain: FiniteChain, f: Float64Array, start: Float64Array, steps: number): AverageError {
  const { states: n } = chain;
  const own = centred(chain, f);
  const distributions = new Float64Array(steps * n);
  const mu = start.slice();
  const moved = new Float64Array(n);
  for (let t = 0; t < steps; t++) {
    distributions.set(mu, t * n);
    stepDistribution(chain, mu, moved);
    mu.set(moved);
  }
  const sums = new Sums(chain, own, 1);
  const bias = new Float64Array(steps);
  const meanSquare = new Float64Array(steps);
  for (let b = steps - 1; b >= 0; b--) {
    sums.lengthen();
    const kept = steps - b;
    const at = distributions.subarray(b * n, (b + 1) * n);
    bias[b] = expectation(at, sums.first) / kept;
    meanSquare[b] = Math.max(0, expectation(at, sums.second)) / (kept * kept);
  }
  return { bias, meanSquare };
}

/** Mean squared error of the average over every k-th state from time `discarded` on, of a chain of `steps` states; NaN-free: at least one state must remain. */
export function thinnedError(
  chain: FiniteChain,
  f: Float64Array,
  start: Float64Array,
  { steps, discarded, every }: { readonly steps: number; readonly discarded: number; readonly every: number },
): number {
  const { states: n } = chain;
  const mu = start.slice();
  const moved = new Float64Array(n);
  for (let t = 0; t < discarded; t++) {
    stepDistribution(chain, mu, moved);
    mu.set(moved);
  }
  const kept = Math.floor((steps - discarded - 1) / every) + 1;
  const sums = new Sums(chain, centred(chain, f), every);
  for (let k = 0; k < kept; k++) sums.lengthen();
  return Math.max(0, expectation(mu, sums.second)) / (kept * kept);
}

/** First and second moments, from each state, of the sum of f over m states that lie `every` steps apart. */
class Sums {
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly #chain: FiniteChain;
  readonly #f: Float64Array;
  readonly #every: number;
  readonly #next: Float64Array;

  constructor(chain: FiniteChain, f: Float64Array, every: number) {
    this.#chain = chain;
    this.#f = f;
    this.#every = every;
    this.first = new Float64Array(f.length);
    this.second = new Float64Array(f.length);
    this.#next = new Float64Array(f.length);
  }

  /** One state more, before those that are there. */
  lengthen(): void {
    for (const moment of [this.first, this.second]) {
      for (let k = 0; k < this.#every; k++) {
        expectNext(this.#chain, moment, this.#next);
        moment.set(this.#next);
      }
    }
    for (let i = 0; i < this.#f.length; i++) {
      const f = this.#f[i];
      this.second[i] += f * f + 2 * f * this.first[i];
      this.first[i] += f;
    }
  }
}
