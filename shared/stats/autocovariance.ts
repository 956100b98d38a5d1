import { fft } from "./fft.ts";
import { mean } from "./moments.ts";

/** Lags that are cheaper by direct sums than by a transform of the whole chain. */
const DIRECT_LAGS = 48;
/** Lags that are summed at a time: one sum waits for itself, and others fill the time. */
const TOGETHER = 4;

/** Numbers that a transform for chains of `n` draws takes: zeros behind, so that their end does not meet their beginning. */
export function paddedLength(n: number): number {
  let padded = 1;
  while (padded < 2 * n) padded *= 2;
  return padded;
}

/** Mean covariances over chains of the lags lag, lag + 1, …: as many as are made at a time. */
export type LagSums = (lag: number) => Float64Array;

/**
 * Biased autocovariance (1/n) Σ_i (x_i − x̄)(x_{i+t} − x̄), averaged over chains of equal length, lag by lag on demand. Chains that mix well are
 * asked only for a few lags, which direct sums answer much faster than a transform; beyond `DIRECT_LAGS` all lags come from one transform.
 */
export function meanAutocovariance(
  chains: readonly Float64Array[],
  means: ArrayLike<number> = chains.map(mean),
  sums: LagSums = (lag) => laggedMeans(chains, means, lag),
  transform: () => Float64Array = () => transformedAutocovariance(chains.map((chain, c) => centre(chain, means[c]))),
): (lag: number) => number {
  const direct: number[] = [];
  let transformed: Float64Array | undefined;
  return (lag) => {
    if (lag >= DIRECT_LAGS) {
      transformed ??= transform();
      return transformed[lag];
    }
    while (direct.length <= lag) direct.push(...sums(direct.length));
    return direct[lag];
  };
}

/** Biased autocovariance of one chain at the lags 0…n − 1, by Fourier transform (Wiener and Khinchin). */
export function autocovariance(chain: Float64Array): Float64Array {
  return transformedAutocovariance([centre(chain, mean(chain))]);
}

/**
 * Mean over chains of all lags. Transforms add up, so that one goes back for all; and two chains go forth as the parts of one complex one: the squares of its
 * transform at k and −k are together those of both, and the sums that make a lag real take them together.
 */
function transformedAutocovariance(centred: readonly Float64Array[]): Float64Array {
  const n = centred[0].length;
  const padded = paddedLength(n);
  const real = new Float64Array(padded);
  const imaginary = new Float64Array(padded);
  const power = new Float64Array(padded);
  for (let c = 0; c < centred.length; c += 2) {
    real.fill(0).set(centred[c]);
    imaginary.fill(0);
    if (c + 1 < centred.length) imaginary.set(centred[c + 1]);
    fft(real, imaginary);
    for (let k = 0; k < padded; k++) power[k] += real[k] * real[k] + imaginary[k] * imaginary[k];
  }
  fft(power, imaginary.fill(0));
  const result = power.slice(0, n);
  for (let lag = 0; lag < n; lag++) result[lag] /= padded * n * centred.length;
  return result;
}

function centre(chain: Float64Array, average: number): Float64Array {
  const centred = new Float64Array(chain.length);
  for (let i = 0; i < centred.length; i++) centred[i] = chain[i] - average;
  return centred;
}

/** Of the lags from `lag` on, as many as are summed at a time. */
function laggedMeans(chains: readonly Float64Array[], means: ArrayLike<number>, lag: number): Float64Array {
  const result = new Float64Array(TOGETHER);
  const sums = new Float64Array(TOGETHER);
  for (const [c, chain] of chains.entries()) {
    lagged(chain, means[c], lag, sums);
    for (let k = 0; k < TOGETHER; k++) result[k] += sums[k] / chain.length;
  }
  for (let k = 0; k < TOGETHER; k++) result[k] /= chains.length;
  return result;
}

/** Σ_i (x_i − x̄)(x_{i+t} − x̄) of the lags t from `lag` on, into sums. */
function lagged(chain: Float64Array, average: number, lag: number, sums: Float64Array): void {
  const n = chain.length;
  const whole = Math.max(n - lag - TOGETHER + 1, 0);
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let next = chain[lag] - average;
  let nextButOne = chain[lag + 1] - average;
  let nextButTwo = chain[lag + 2] - average;
  for (let i = 0; i < whole; i++) {
    const x = chain[i] - average;
    const last = chain[i + lag + 3] - average;
    first += x * next;
    second += x * nextButOne;
    third += x * nextButTwo;
    fourth += x * last;
    next = nextButOne;
    nextButOne = nextButTwo;
    nextButTwo = last;
  }
  sums.set([first, second, third, fourth]);
  for (let i = whole; i + lag < n; i++)
    for (let t = lag; t < lag + TOGETHER && i + t < n; t++)
      sums[t - lag] += (chain[i] - average) * (chain[i + t] - average);
}
