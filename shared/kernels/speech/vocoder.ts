import { normal, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { fft } from "../../stats/fft.ts";
import { levinson } from "./linear-prediction.ts";
import { ANALYSIS, cepstrumToPower } from "./mel.ts";

/** What drives the filter, frame by frame. */
export interface Excitation {
  /** Hz. */
  readonly pitch: number;
  /** Share of the power that is hiss, 0 … 1, per frame. */
  readonly hiss: ArrayLike<number>;
}

/** Poles: two per formant below 4 kHz, and some for the glottis. */
const ORDER = 14;
/** Keeps poles off the unit circle: hiss 40 dB below the sound. */
const CORRECTION = 1 + 1e-4;

/**
 * The sound at 8 kHz of cepstra (frames × coefficients), `hop` samples per frame: each frame's spectrum becomes an all-pole filter, whose reflection coefficients glide to the
 * next frame's (within (−1, 1) all along, so that the lattice is stable: Markel & Gray, Linear Prediction of Speech, 1976); pulses and hiss of the same power go through it,
 * and the emphasis of the analysis is undone.
 */
export function vocode(key: Key, cepstra: ArrayLike<number>, { pitch, hiss }: Excitation): Float32Array {
  const { hop, coefficients, rate, emphasis } = ANALYSIS;
  const filters = filtersOf(cepstra);
  const frames = cepstra.length / coefficients;
  const out = new Float32Array(frames * hop);
  const [ks, backward] = [new Float64Array(ORDER), new Float64Array(ORDER + 1)];
  let [phase, last] = [1 - 0.5 * uniform(key, 0), 0];
  for (let n = 0; n < out.length; n++) {
    const frame = Math.floor(n / hop);
    const share = (n % hop) / hop;
    const [from, to] = [filters[frame], filters[Math.min(frame + 1, frames - 1)]];
    for (let k = 0; k < ORDER; k++) ks[k] = from.reflection[k] + share * (to.reflection[k] - from.reflection[k]);
    const gain = from.gain + share * (to.gain - from.gain);
    phase += pitch / rate;
    // A pulse per period has the power of hiss with variance 1.
    const pulse = phase >= 1 ? Math.sqrt(rate / pitch) : 0;
    if (phase >= 1) phase -= 1;
    const drive = Math.sqrt(1 - hiss[frame]) * pulse + Math.sqrt(hiss[frame]) * normal(key, n + 1);
    last = emphasis * last + lattice(gain * drive, ks, backward);
    out[n] = last;
  }
  return out;
}

/** One sample through 1/A(z) as a lattice; `backward` are its memories. */
function lattice(input: number, ks: Float64Array, backward: Float64Array): number {
  let forward = input;
  for (let k = ORDER - 1; k >= 0; k--) {
    forward -= ks[k] * backward[k];
    backward[k + 1] = backward[k] + ks[k] * forward;
  }
  backward[0] = forward;
  return forward;
}

interface Filter {
  readonly reflection: Float64Array;
  readonly gain: number;
}

function filtersOf(cepstra: ArrayLike<number>): readonly Filter[] {
  const { coefficients, size, length } = ANALYSIS;
  const frames = cepstra.length / coefficients;
  // Power under the window, of `length` samples, to power per sample.
  const perSample = 1 / (0.4 * length);
  return Array.from({ length: frames }, (_, t) => {
    const at = t * coefficients;
    const power = cepstrumToPower(Array.from({ length: coefficients }, (_, k) => cepstra[at + k]));
    const real = Float64Array.from({ length: size }, (_, k) => power[Math.min(k, size - k)]);
    fft(real, new Float64Array(size));
    const r = real.slice(0, ORDER + 1).map((value) => (value * perSample) / size);
    r[0] *= CORRECTION;
    const { reflection, error } = levinson(r, ORDER);
    return { reflection, gain: Math.sqrt(Math.max(0, error)) };
  });
}
