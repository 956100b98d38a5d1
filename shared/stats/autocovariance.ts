import { fft } from "./fft.ts";
import { mean } from "./moments.ts";

/** Lags that are cheaper by direct sums than by a transform of the whole chain. */
const DIRECT_LAGS = 48;

/**
 * Biased autocovariance (1/n) Σ_i (x_i − x̄)(x_{i+t} − x̄), averaged over chains of equal length, lag by lag on demand. Chains that mix well are
 * asked only for a few lags, which direct sums answer much faster than a transform; beyond `DIRECT_LAGS` all lags come from one transform.
 */
export function meanAutocovariance(chains: readonly Float64Array[]): (lag: number) => number {
  const centred = chains.map(centre);
  let transformed: Float64Array | undefined;
  return (lag) => {
    if (lag >= DIRECT_LAGS) {
      transformed ??= averageOf(centred.map(autocovarianceOfCentred));
      return transformed[lag];
    }
    let sum = 0;
    for (const chain of centred) sum += lagged(chain, lag) / chain.length;
    return sum / centred.length;
  };
}

/** Biased autocovariance of one chain at the lags 0…n − 1, by Fourier transform (Wiener and Khinchin). */
export function autocovariance(chain: Float64Array): Float64Array {
  return autocovarianceOfCentred(centre(chain));
}

function autocovarianceOfCentred(centred: Float64Array): Float64Array {
  const n = centred.length;
  let padded = 1;
  while (padded < 2 * n) padded *= 2;
  const real = new Float64Array(padded);
  const imaginary = new Float64Array(padded);
  real.set(centred);
  fft(real, imaginary);
  for (let k = 0; k < padded; k++) {
    real[k] = real[k] * real[k] + imaginary[k] * imaginary[k];
    imaginary[k] = 0;
  }
  fft(real, imaginary);
  const result = real.slice(0, n);
  for (let lag = 0; lag < n; lag++) result[lag] /= padded * n;
  return result;
}

function centre(chain: Float64Array): Float64Array {
  const average = mean(chain);
  return chain.map((x) => x - average);
}

function lagged(chain: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = 0; i + lag < chain.length; i++) sum += chain[i] * chain[i + lag];
  return sum;
}

function averageOf(arrays: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(arrays[0].length);
  for (const array of arrays) for (let i = 0; i < sum.length; i++) sum[i] += array[i];
  return sum.map((x) => x / arrays.length);
}
