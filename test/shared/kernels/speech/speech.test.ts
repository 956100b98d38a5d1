/** Features of sound against closed forms, and the way back from features to sound. */
import { expect, test } from "vitest";
import { sayVowels, vowels } from "../../../../shared/data/generators/vowel-sounds.ts";
import {
  ANALYSIS,
  autocorrelation,
  cepstraOf,
  dctRow,
  formantPeaks,
  framesOf,
  hamming,
  hzOf,
  levinson,
  lpcSpectrum,
  melBank,
  melOf,
  powerSpectrum,
  soundCepstra,
  vocode,
} from "../../../../shared/kernels/speech/index.ts";
import { normal } from "../../../../shared/random/index.ts";
import type { Key } from "../../../../shared/random/key.ts";

const key: Key = [3, 5];
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

test("a tone at the middle of a bin has all its power there; the powers add up to those of the samples (Parseval)", () => {
  const size = 64;
  const ones = new Float64Array(size).fill(1);
  const tone = Float64Array.from({ length: size }, (_, i) => Math.cos((2 * Math.PI * 9 * i) / size));
  const power = powerSpectrum(tone, ones, size);
  for (const [k, value] of power.entries()) expect(value).toBeCloseTo(k === 9 ? (size / 2) ** 2 : 0, 8);
  const noise = Float64Array.from({ length: size }, (_, i) => normal(key, i));
  const both = powerSpectrum(noise, hamming(size), size);
  const twoSided = 2 * sum(both) - both[0] - both[size / 2];
  expect(twoSided / size).toBeCloseTo(sum(noise.map((x, i) => (x * hamming(size)[i]) ** 2)), 9);
});

test("mel: 1000 Hz are 1000 mel, the scale has its inverse, and the bands add up to 1 between their first and last peaks", () => {
  expect(melOf(1000)).toBeCloseTo(1000, 1);
  for (const hz of [0, 123, 999, 3999]) expect(hzOf(melOf(hz))).toBeCloseTo(hz, 9);
  const { centres, weights } = melBank();
  for (let k = 0; k <= ANALYSIS.size / 2; k++) {
    const hz = (k * ANALYSIS.rate) / ANALYSIS.size;
    if (hz < centres[0] || hz > centres[ANALYSIS.bands - 1]) continue;
    expect(weights.reduce((total, row) => total + row[k], 0)).toBeCloseTo(1, 12);
  }
});

test("the cosine transform is orthonormal; the cepstrum of flat bands has but its first coefficient", () => {
  const rows = Array.from({ length: 24 }, (_, k) => dctRow(k, 24));
  for (let i = 0; i < 24; i++)
    for (let j = 0; j <= i; j++) expect(sum(rows[i].map((x, n) => x * rows[j][n]))).toBeCloseTo(i === j ? 1 : 0, 12);
  const flat = cepstraOf(new Float64Array(24).fill(2));
  expect(flat[0]).toBeCloseTo(Math.sqrt(24) * Math.log(2 + 1e-7), 10);
  for (const c of flat.subarray(1)) expect(c).toBeCloseTo(0, 10);
});

test("a louder sound differs in its first coefficient alone, and silence is finite", () => {
  const noise = Float64Array.from({ length: 800 }, (_, i) => normal(key, i));
  const [soft, loud] = [soundCepstra(noise), soundCepstra(noise.map((x) => 10 * x))];
  for (const [at, value] of soft.entries()) {
    const rise = at % ANALYSIS.coefficients === 0 ? Math.sqrt(ANALYSIS.bands) * Math.log(100) : 0;
    expect(loud[at] - value).toBeCloseTo(rise, 4);
  }
  expect(soundCepstra(new Float64Array(81)).every(Number.isFinite)).toBe(true);
  expect([framesOf(0, 80), framesOf(80, 80), framesOf(81, 80)]).toEqual([0, 1, 2]);
});

test("linear prediction finds an autoregressive process, exactly from its own autocorrelation", () => {
  // x_n = 1.2·x_{n−1} − 0.5·x_{n−2} + e: Yule–Walker gives ρ₁ = 0.8, ρ₂ = 0.46.
  const exact = levinson(Float64Array.of(1, 0.8, 0.46), 2);
  for (const [k, a] of [1, -1.2, 0.5].entries()) expect(exact.coefficients[k]).toBeCloseTo(a, 12);
  expect(exact.error).toBeCloseTo(1 - 1.2 * 0.8 + 0.5 * 0.46, 12);
  const x = new Float64Array(20_000);
  for (let n = 2; n < x.length; n++) x[n] = 1.2 * x[n - 1] - 0.5 * x[n - 2] + normal(key, n);
  const found = levinson(autocorrelation(x, 4), 4);
  // Deviation of a coefficient: about 1/√n.
  for (const [k, a] of [1, -1.2, 0.5, 0, 0].entries())
    expect(Math.abs(found.coefficients[k] - a)).toBeLessThan(5 / Math.sqrt(x.length));
  expect(found.reflection.every((k) => Math.abs(k) < 1)).toBe(true);
});

test("a silent autocorrelation predicts nothing", () => {
  expect(Array.from(levinson(new Float64Array(3), 2).coefficients)).toEqual([1, 0, 0]);
});

/** Peaks of the all-pole spectrum of the middle of a sound, emphasised; Hz. */
function peaksOf(sound: ArrayLike<number>, rate: number, order: number): readonly number[] {
  const [from, length] = [Math.floor(0.5 * sound.length) - 400, 800];
  const window = hamming(length);
  const x = Float64Array.from({ length }, (_, i) => window[i] * (sound[from + i] - 0.97 * sound[from + i - 1]));
  return formantPeaks(lpcSpectrum(levinson(autocorrelation(x, order), order), 513), rate);
}

const nearest = (peaks: readonly number[], f: number) => Math.min(...peaks.map((peak) => Math.abs(peak - f)));

test.each([...vowels.es, ...vowels.en])(
  "the spectrum of $name as it is said has its peaks at the published formants",
  ({ name, formants }) => {
    const voice = { pitch: 80, tract: 1, breath: 0.01 };
    const list = [{ name, formants }];
    const { sound } = sayVowels(key, voice, list, [0], { rate: 8000, noise: 0 });
    const peaks = peaksOf(sound, 8000, 12);
    // Formants differ by 2 % each time (3σ), and a peak is drawn to the nearest multiple of the pitch.
    for (const f of formants) expect(nearest(peaks, f), `${peaks}`).toBeLessThan(0.06 * f + 40);
  },
);

/** Cepstrum of the middle of a sound, the mean of 20 frames; the first, of loudness, is left out. */
function middleOf(sound: ArrayLike<number>): readonly number[] {
  const all = soundCepstra(sound);
  const { coefficients } = ANALYSIS;
  const first = Math.floor(all.length / coefficients / 2) - 5;
  return Array.from({ length: coefficients - 1 }, (_, k) =>
    sum(Array.from({ length: 10 }, (__, t) => all[(first + t) * coefficients + k + 1] / 10)),
  );
}

const distance = (a: readonly number[], b: readonly number[]) => Math.sqrt(sum(a.map((c, k) => (c - b[k]) ** 2)));

test("what the vocoder makes of a vowel's cepstra is this vowel: its cepstra, its formants, as loud", () => {
  const voice = { pitch: 100, tract: 1, breath: 0.01 };
  const sounds = vowels.es.map((vowel) => sayVowels(key, voice, [vowel], [0], { rate: 8000, noise: 0 }).sound);
  const originals = sounds.map(middleOf);
  for (const [v, sound] of sounds.entries()) {
    const all = soundCepstra(sound);
    const frame = all.slice(22 * ANALYSIS.coefficients, 23 * ANALYSIS.coefficients);
    const cepstra = Float64Array.from({ length: 40 * frame.length }, (_, at) => frame[at % frame.length]);
    const again = vocode(key, cepstra, { pitch: 100, hiss: new Float64Array(40) });
    expect(again.length).toBe(40 * ANALYSIS.hop);
    // Loudness: the first coefficient rises by √24·log of the power's ratio; 1 dB is 1.13.
    const [first, second] = [20, 21].map((t) => soundCepstra(again)[t * ANALYSIS.coefficients]);
    expect(Math.abs((first + second) / 2 - frame[0])).toBeLessThan(2);
    const found = middleOf(again);
    for (const [w, other] of originals.entries()) {
      if (w === v) expect(distance(found, other)).toBeLessThan(1.6);
      else expect(distance(found, other)).toBeGreaterThan(2.5);
    }
    const peaks = peaksOf(again, 8000, 12);
    for (const f of vowels.es[v].formants.slice(0, 2)) expect(nearest(peaks, f), `${peaks}`).toBeLessThan(0.1 * f);
  }
});

test("a filter that changes from frame to frame stays stable, and hiss alone has no pulses", () => {
  const wild = Float64Array.from({ length: 50 * ANALYSIS.coefficients }, (_, at) => 4 * normal(key, at));
  const sound = vocode(key, wild, { pitch: 120, hiss: new Float64Array(50).fill(1) });
  expect(sound.every(Number.isFinite)).toBe(true);
});
