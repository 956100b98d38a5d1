import { cos, exp } from "../../math/elementary.ts";
import { foldIn, integer, normal, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";

/** How somebody speaks: pitch in Hz, formants relative to an average man's, syllables per second, breath relative to the voice. */
interface Speaker {
  readonly pitch: number;
  readonly tract: number;
  readonly pace: number;
  readonly breath: number;
}
const SPEAKERS: readonly Speaker[] = [
  { pitch: 108, tract: 1, pace: 4.6, breath: 0.012 },
  { pitch: 205, tract: 1.16, pace: 5.4, breath: 0.03 },
  { pitch: 146, tract: 1.06, pace: 3.8, breath: 0.016 },
  { pitch: 262, tract: 1.25, pace: 5, breath: 0.04 },
  { pitch: 88, tract: 0.94, pace: 4.2, breath: 0.02 },
];

/** Frequencies of the first three formants in Hz (after Peterson & Barney, JASA 24, 1952), loudness of voice and of hiss. */
interface Sound {
  readonly formants: readonly [number, number, number];
  readonly voice: number;
  readonly hiss: number;
}
const VOWELS: readonly Sound[] = [
  { formants: [730, 1090, 2440], voice: 1, hiss: 0 },
  { formants: [530, 1840, 2480], voice: 0.95, hiss: 0 },
  { formants: [290, 2250, 2900], voice: 0.8, hiss: 0 },
  { formants: [520, 860, 2410], voice: 0.95, hiss: 0 },
  { formants: [310, 800, 2240], voice: 0.8, hiss: 0 },
];
/** Like m, l, s, f and t. */
const CONSONANTS: readonly Sound[] = [
  { formants: [250, 1100, 2200], voice: 0.35, hiss: 0 },
  { formants: [370, 1300, 2600], voice: 0.5, hiss: 0 },
  { formants: [400, 1500, 2700], voice: 0, hiss: 0.5 },
  { formants: [350, 1200, 2500], voice: 0, hiss: 0.25 },
  { formants: [400, 1700, 2600], voice: 0, hiss: 0.02 },
];
/** Breathing. */
const SILENCE: Sound = { formants: [500, 1500, 2500], voice: 0, hiss: 0.02 };
const FOURTH = 3300;
const BANDWIDTHS = [70, 90, 130, 220];

/** A stretch of speech, in seconds, and the pitch that it ends with relative to the speaker's. */
interface Stretch {
  readonly sound: Sound;
  readonly length: number;
  readonly tone: number;
}

/** Samples between two changes of the filter: 5 ms at 8 kHz. */
const FRAME = 40;

/**
 * Made-up words of one speaker, `rows` samples with mean square 0.01: glottal pulses (Klatt & Klatt, JASA 87, 1990) whose periods and heights fluctuate,
 * and hiss, through a cascade of four resonators (Klatt, JASA 67, 1980).
 */
export function speak(key: Key, speaker: number, rows: number, rate: number): Float64Array {
  const who = SPEAKERS[speaker % SPEAKERS.length];
  const out = new Float64Array(rows);
  const stretches = utterance(foldIn(key, 0), who, rows / rate);
  const glottis = startGlottis(foldIn(key, 1), who, rate);
  const tract = BANDWIDTHS.map(() => resonator());
  const mouth = resonator();
  const hissKey = foldIn(key, 2);
  let [now, voice, hiss, tone] = [SILENCE.formants as readonly number[], 0, 0, 1];
  let [at, ends] = [0, stretches[0].length * rate];
  for (let r = 0; r < rows; r++) {
    if (r % FRAME === 0) {
      while (r >= ends && at < stretches.length - 1) ends += stretches[++at].length * rate;
      const aim = stretches[at];
      // The tract glides to its aim within some 30 ms; loudness is quicker.
      now = now.map((f, k) => f + 0.2 * (aim.sound.formants[k] * who.tract - f));
      voice += 0.35 * (aim.sound.voice - voice);
      hiss += 0.5 * (aim.sound.hiss - hiss);
      tone += 0.03 * (aim.tone - tone);
      for (let k = 0; k < 4; k++)
        tract[k].tune(k < 3 ? now[k] : Math.min(0.46 * rate, FOURTH * who.tract), BANDWIDTHS[k], rate);
      mouth.tune(0.4 * rate, 900, rate);
    }
    const noise = normal(hissKey, r);
    const pulse = voice * (glottis(tone) + who.breath * noise);
    let x = pulse;
    for (const formant of tract) x = formant.filter(x);
    out[r] = x + mouth.filter(0.04 * hiss * noise);
  }
  return levelled(out);
}

function utterance(key: Key, { pace }: Speaker, seconds: number): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let time = 0;
  const add = (sound: Sound, length: number, tone: number) => {
    stretches.push({ sound, length, tone });
    time += length;
  };
  add(SILENCE, 0.02 + 0.2 * uniform(key, 0), 1);
  for (let word = 0; time < seconds; word++) {
    const own = foldIn(key, word + 1);
    const syllables = 1 + integer(own, 0, 4);
    const high = 0.95 + 0.25 * uniform(foldIn(own, 1), 0);
    for (let s = 0; s < syllables; s++) {
      const drawn = foldIn(own, 2, s);
      const length = (0.8 + 0.5 * uniform(drawn, 8)) / pace;
      const tone = high - (0.2 * (s + 1)) / syllables;
      if (uniform(drawn, 9) < 0.85) add(CONSONANTS[integer(drawn, 0, CONSONANTS.length)], 0.3 * length, tone);
      add(VOWELS[integer(drawn, 1, VOWELS.length)], 0.7 * length, tone);
    }
    add(SILENCE, 0.06 + 0.25 * uniform(foldIn(own, 1), 1), 1);
  }
  return stretches;
}

/** The flow's derivative, sample after sample: 2t − 3t² during the open part of a period, then nothing. */
export function startGlottis(key: Key, { pitch }: { readonly pitch: number }, rate: number): (tone: number) => number {
  const OPEN = 0.62;
  let period = 0;
  let [phase, step, height] = [1, 0, 1];
  return (tone) => {
    if (phase >= 1) {
      phase -= 1;
      const own = foldIn(key, period++);
      step = (pitch * tone * (1 + 0.008 * normal(own, 0))) / rate;
      height = 1 + 0.05 * normal(own, 1);
    }
    const t = phase / OPEN;
    phase += step;
    return t < 1 ? height * t * (2 - 3 * t) : 0;
  };
}

/** Two poles: y_n = a·x_n + b·y_{n−1} + c·y_{n−2}, gain 1 at 0 Hz. */
export function resonator() {
  let [a, b, c, before, earlier] = [1, 0, 0, 0, 0];
  return {
    tune(frequency: number, bandwidth: number, rate: number) {
      c = -exp((-2 * Math.PI * bandwidth) / rate);
      b = 2 * exp((-Math.PI * bandwidth) / rate) * cos((2 * Math.PI * frequency) / rate);
      a = 1 - b - c;
    },
    filter(x: number): number {
      const y = a * x + b * before + c * earlier;
      earlier = before;
      before = y;
      return y;
    },
  };
}

export function levelled(sound: Float64Array): Float64Array {
  let squares = 0;
  for (const x of sound) squares += x * x;
  const gain = squares > 0 ? 0.1 / Math.sqrt(squares / sound.length) : 0;
  return sound.map((x) => x * gain);
}
