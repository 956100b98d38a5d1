import { cosTurns, exp, log } from "../../math/elementary.ts";
import { framesOf, hamming, powerSpectrum } from "./frames.ts";

/**
 * Cepstra on the mel scale (Davis & Mermelstein, IEEE Trans. ASSP 28, 1980): frames of 25 ms every 10 ms, emphasised (1 − 0.97·z⁻¹) and under a Hamming window; the power
 * of triangular bands as wide as the ear's; its logarithm; an orthonormal cosine transform, of which the first coefficients are kept. At 8 kHz.
 */
export const ANALYSIS = {
  rate: 8000,
  /** Samples between the beginnings of two frames, and of a frame. */
  hop: 80,
  length: 200,
  /** Of the Fourier transform. */
  size: 256,
  bands: 24,
  coefficients: 13,
  emphasis: 0.97,
  /** Hz: where the lowest band begins. */
  lowest: 60,
} as const;

/** Added to the power of a band: what is 100 dB below a full-scale tone counts as silence. */
const FLOOR = 1e-7;

/** mel = 2595·log₁₀(1 + f/700) (O'Shaughnessy, Speech Communication, 1987). */
export const melOf = (hz: number) => (2595 / Math.LN10) * log(1 + hz / 700);
export const hzOf = (mel: number) => 700 * (exp((mel * Math.LN10) / 2595) - 1);

let bank: { readonly centres: Float64Array; readonly weights: readonly Float64Array[] } | undefined;

/** Triangles of height 1 whose corners are evenly spaced in mel; `centres` are their peaks in Hz, `weights` bands × (size/2 + 1). */
export function melBank() {
  const { rate, size, bands, lowest } = ANALYSIS;
  if (bank) return bank;
  const [low, high] = [melOf(lowest), melOf(rate / 2)];
  const corner = (b: number) => hzOf(low + ((high - low) * b) / (bands + 1));
  const weights = Array.from({ length: bands }, (_, b) => {
    const [left, centre, right] = [corner(b), corner(b + 1), corner(b + 2)];
    return Float64Array.from({ length: size / 2 + 1 }, (_, k) => {
      const hz = (k * rate) / size;
      return Math.max(0, Math.min((hz - left) / (centre - left), (right - hz) / (right - centre)));
    });
  });
  bank = { centres: Float64Array.from({ length: bands }, (_, b) => corner(b + 1)), weights };
  return bank;
}

/** Row k of the orthonormal cosine transform (DCT-II) of n values. */
export function dctRow(k: number, n: number): Float64Array {
  const scale = Math.sqrt((k === 0 ? 1 : 2) / n);
  return Float64Array.from({ length: n }, (_, i) => scale * cosTurns((k * (2 * i + 1)) / (4 * n)));
}

let rows: readonly Float64Array[] | undefined;
const transform = () => {
  rows ??= Array.from({ length: ANALYSIS.coefficients }, (_, k) => dctRow(k, ANALYSIS.bands));
  return rows;
};

/** Cepstrum of the power of the bands, `coefficients` numbers. */
export function cepstraOf(bandPower: Float64Array): Float64Array {
  const levels = bandPower.map((power) => log(power + FLOOR));
  return Float64Array.from(transform(), (row) => row.reduce((sum, weight, b) => sum + weight * levels[b], 0));
}

/** Cepstra of a sound at 8 kHz, frames × coefficients. */
export function soundCepstra(sound: ArrayLike<number>): Float64Array {
  const { hop, length, size, coefficients, emphasis } = ANALYSIS;
  const frames = framesOf(sound.length, hop);
  const window = hamming(length);
  const { weights } = melBank();
  const out = new Float64Array(frames * coefficients);
  const emphasised = new Float64Array(length);
  for (let t = 0; t < frames; t++) {
    for (let i = 0, at = t * hop; i < length; i++, at++)
      emphasised[i] = (sound[at] ?? 0) - emphasis * (sound[at - 1] ?? 0);
    const power = powerSpectrum(emphasised, window, size);
    const bands = Float64Array.from(weights, (row) => row.reduce((sum, weight, k) => sum + weight * power[k], 0));
    out.set(cepstraOf(bands), t * coefficients);
  }
  return out;
}

/** The smooth power spectrum, size/2 + 1 values, that has this cepstrum: the bands' levels, each by its width, on a line between their centres. */
export function cepstrumToPower(cepstrum: ArrayLike<number>): Float64Array {
  const { rate, size, bands } = ANALYSIS;
  const { centres, weights } = melBank();
  const widths = weights.map((row) => row.reduce((sum, weight) => sum + weight, 0));
  const levels = Float64Array.from({ length: bands }, (_, b) => {
    const level = transform().reduce((sum, row, k) => sum + row[b] * cepstrum[k], 0);
    return level - log(widths[b]);
  });
  let b = 0;
  return Float64Array.from({ length: size / 2 + 1 }, (_, k) => {
    const hz = (k * rate) / size;
    while (b < bands - 2 && hz > centres[b + 1]) b++;
    const share = Math.min(1, Math.max(0, (hz - centres[b]) / (centres[b + 1] - centres[b])));
    return exp(levels[b] + share * (levels[b + 1] - levels[b]));
  });
}
