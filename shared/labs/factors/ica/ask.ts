import { type Arrays, array, type NDArray, type TypedArray } from "../../../arrays.ts";
import { BLOCK_ROWS } from "../../../kernels/moments/index.ts";
import { cosTurns, log } from "../../../math/elementary.ts";
import { fft } from "../../../stats/fft.ts";
import { once } from "../../process.ts";
import { type IcaTaskParams, type Signals, signalsOf } from "./data.ts";

interface Wanted {
  readonly from: number;
  readonly count: number;
  readonly stride: number;
}

/**
 * Answers a view (params: those of a fit, from, count, stride; given: any of unmixing, whitening with mean): rows of the mixtures, of what is made of them,
 * and of the true sources where they are known; all float32, rows × columns.
 */
export const icaSignals = once((params: IcaTaskParams & Wanted, { data, inputs }) =>
  rowsOf(signalsOf(params, data), params, inputs.given),
);

function rowsOf(signals: Signals, wanted: Wanted, given: Arrays): Arrays {
  const { from, stride } = wanted;
  const count = Math.max(0, Math.min(wanted.count, Math.ceil((signals.rows - from) / stride)));
  const p = signals.columns;
  const { unmixing, whitening, mean } = given;
  const outOf = (matrix?: NDArray) => matrix && new Float32Array(count * matrix.shape[0]);
  const outs = { mixtures: new Float32Array(count * p), unmixing: outOf(unmixing), whitening: outOf(whitening) };
  const sources = signals.truth && new Float32Array(count * signals.truth.names.length);
  eachRow(signals, from, stride, count, (i, x, s) => {
    outs.mixtures.set(x, i * p);
    if (sources && s) sources.set(s, i * s.length);
    for (const name of ["unmixing", "whitening"] as const) {
      const out = outs[name];
      const matrix = given[name];
      if (out === undefined) continue;
      const n = matrix.shape[0];
      for (let k = 0; k < n; k++) {
        let sum = 0;
        for (let c = 0; c < p; c++) sum += matrix.values[k * p + c] * (x[c] - mean.values[c]);
        out[i * n + k] = sum;
      }
    }
  });
  return {
    mixtures: array(outs.mixtures, [count, p]),
    ...(outs.unmixing && { components: array(outs.unmixing, [count, unmixing.shape[0]]) }),
    ...(outs.whitening && { whitened: array(outs.whitening, [count, whitening.shape[0]]) }),
    ...(sources && signals.truth && { sources: array(sources, [count, signals.truth.names.length]) }),
  };
}

/** Calls back for rows from, from + stride, …; blocks are made once. */
function eachRow(
  signals: Signals,
  from: number,
  stride: number,
  count: number,
  visit: (i: number, x: ArrayLike<number>, s: ArrayLike<number> | undefined) => void,
): void {
  let [known, x, s]: [number, ArrayLike<number>, Float64Array | null] = [-1, [], null];
  const p = signals.columns;
  const q = signals.truth?.names.length ?? 0;
  for (let i = 0; i < count; i++) {
    const row = from + i * stride;
    const index = Math.floor(row / BLOCK_ROWS);
    if (index !== known) {
      const block = signals.block(index);
      x = block instanceof Uint8Array ? Float64Array.from(block, (value) => value / 255) : block;
      s = signals.truth?.block(index) ?? null;
      known = index;
    }
    const at = row - index * BLOCK_ROWS;
    visit(i, (x as Float64Array).subarray(at * p, at * p + p), s?.subarray(at * q, at * q + q));
  }
}

/** Range of a spectrogram in dB. */
const RANGE = 70;

/** Answers a view (given: sound): `levels` in dB below the loudest, frames × window/2. */
export const icaSpectrogram = once(({ window }: { readonly window: number }, { inputs }) =>
  spectrogram(inputs.given.sound.values, window),
);

/** Power of overlapping stretches (a quarter of a window apart) under a Hann window. */
function spectrogram(values: TypedArray, size: number): Arrays {
  const hop = Math.max(size / 4, Math.ceil(values.length / 1200));
  const frames = Math.max(1, Math.floor((values.length - size) / hop) + 1);
  const bins = size / 2;
  const window = Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * cosTurns(i / size));
  const levels = new Float32Array(frames * bins);
  let loudest = Number.NEGATIVE_INFINITY;
  const [real, imaginary] = [new Float64Array(size), new Float64Array(size)];
  for (let frame = 0; frame < frames; frame++) {
    for (let i = 0; i < size; i++) real[i] = window[i] * (values[frame * hop + i] ?? 0);
    imaginary.fill(0);
    fft(real, imaginary);
    for (let k = 0; k < bins; k++) {
      const level = (10 / Math.LN10) * log(real[k] * real[k] + imaginary[k] * imaginary[k] + 1e-300);
      levels[frame * bins + k] = level;
      loudest = Math.max(loudest, level);
    }
  }
  return {
    levels: array(
      levels.map((level) => Math.max(level - loudest, -RANGE)),
      [frames, bins],
    ),
  };
}
