import { cosTurns } from "../../math/elementary.ts";
import { fft } from "../../stats/fft.ts";

/** The window of Hamming, 0.54 − 0.46·cos(2πi/(n − 1)); Rabiner & Schafer, Digital Processing of Speech Signals, 1978, eq. 6.2. */
export function hamming(length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => 0.54 - 0.46 * cosTurns(i / (length - 1)));
}

/** How many frames a sound has: one begins every `hop` samples; the last may reach beyond the end, where there is nothing. */
export function framesOf(samples: number, hop: number): number {
  return Math.max(0, Math.ceil(samples / hop));
}

/** |X_k|² for k = 0 … size/2 of real numbers, under a window; what is missing up to `size`, a power of two, is 0. */
export function powerSpectrum(values: Float64Array, window: Float64Array, size: number): Float64Array {
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  for (let i = 0; i < window.length; i++) real[i] = window[i] * (values[i] ?? 0);
  fft(real, imaginary);
  const out = new Float64Array(size / 2 + 1);
  for (let k = 0; k < out.length; k++) out[k] = real[k] * real[k] + imaginary[k] * imaginary[k];
  return out;
}
