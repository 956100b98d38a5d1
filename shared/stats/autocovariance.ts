import { fft } from "./fft.ts";
import { mean } from "./moments.ts";

/** Lags that are cheaper by direct sums than by a transform of the whole chain. */
const DIRECT_LAGS = 48;

/**
 * Biased autocovariance (1/n) Σ_i (x_i − x̄)(x_{i+t} − x̄), averaged over chains of equal length, lag by lag on demand. Chains that mix well are
 * asked only for a few lags, which direct sums answer much faster than a transform; beyond `DIRECT_LAGS` all lags come from one transform.
 */
export function meanAutocovariance(
  chains: readonly Float64Array[],
  means: ArrayLike<number> = chains.map(mean),
): (lag: number) => number {
  const centred = chains.map((chain, c) => centre(chain, means[c]));
  let transformed: Float64Array | undefined;
  return (lag) => {
    if (lag >= DIRECT_LAGS) {
      transformed ??= transformedAutocovariance(centred);
      return transformed[lag];
    }
    return laggedMean(centred, lag);
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
  let padded = 1;
  while (padded < 2 * n) padded *= 2;
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

/** Four chains at a time: a sum waits for itself, and others fill the time. */
function laggedMean(centred: readonly Float64Array[], lag: number): number {
  let sum = 0;
  let c = 0;
  for (; c + 4 <= centred.length; c += 4) {
    const n = centred[c].length;
    for (const value of laggedOfFour(centred[c], centred[c + 1], centred[c + 2], centred[c + 3], lag)) sum += value / n;
  }
  for (; c < centred.length; c++) sum += lagged(centred[c], lag) / centred[c].length;
  return sum / centred.length;
}

function lagged(chain: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = 0; i + lag < chain.length; i++) sum += chain[i] * chain[i + lag];
  return sum;
}

function laggedOfFour(a: Float64Array, b: Float64Array, c: Float64Array, d: Float64Array, lag: number): number[] {
  const end = a.length - lag;
  let ofA = 0;
  let ofB = 0;
  let ofC = 0;
  let ofD = 0;
  for (let i = 0; i < end; i++) {
    ofA += a[i] * a[i + lag];
    ofB += b[i] * b[i + lag];
    ofC += c[i] * c[i + lag];
    ofD += d[i] * d[i + lag];
  }
  return [ofA, ofB, ofC, ofD];
}
