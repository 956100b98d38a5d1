import { foldIn, integer, normal, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { levelled, resonator, startGlottis } from "./speech.ts";

/** A vowel: how it is written, and the frequencies in Hz of its first three formants in the voice of an average man. */
export interface Vowel {
  readonly name: string;
  readonly formants: readonly [number, number, number];
}

/** Above the second formant Bradlow gives none: the third is that of a neutral tract, a tube of 17 cm closed at one end. */
const NEUTRAL = 2500;

export const vowels = {
  /** Bradlow, A comparative acoustic study of English and Spanish vowels, JASA 97, 1995: four men of Madrid. */
  es: [
    { name: "a", formants: [638, 1353, NEUTRAL] },
    { name: "e", formants: [458, 1814, NEUTRAL] },
    { name: "i", formants: [286, 2147, NEUTRAL + 300] },
    { name: "o", formants: [460, 1019, NEUTRAL] },
    { name: "u", formants: [322, 992, NEUTRAL] },
  ],
  /** Peterson & Barney, Control methods used in a study of the vowels, JASA 24, 1952: 33 men; each by a word that has it. */
  en: [
    { name: "heed", formants: [270, 2290, 3010] },
    { name: "head", formants: [530, 1840, 2480] },
    { name: "had", formants: [660, 1720, 2410] },
    { name: "hod", formants: [730, 1090, 2440] },
    { name: "hawed", formants: [570, 840, 2410] },
    { name: "who'd", formants: [300, 870, 2240] },
    { name: "heard", formants: [490, 1350, 1690] },
  ],
} as const satisfies Record<string, readonly Vowel[]>;

export type VowelLanguage = keyof typeof vowels;

/** Who speaks: pitch in Hz, formants relative to an average man's, breath relative to the voice. */
export interface Voice {
  readonly pitch: number;
  readonly tract: number;
  readonly breath: number;
}

/** The voice of one of all that may be met: the higher it is, the shorter, in general, the tract. */
export function drawVoice(key: Key): Voice {
  const height = uniform(key, 0);
  return {
    pitch: 95 + 135 * height,
    tract: 0.97 + 0.17 * height + 0.02 * normal(key, 1),
    breath: 0.01 + 0.03 * uniform(key, 2),
  };
}

/** Samples between two changes of the filter: 5 ms at 8 kHz. */
const FRAME = 40;
const BANDWIDTHS = [60, 80, 120, 200];
/** The fourth formant of an average man, in Hz. */
const FOURTH = 3500;

export interface Spoken {
  /** Mean square 0.01. */
  readonly sound: Float64Array;
  /** Which vowel is aimed at, by its place in the list; the number of vowels where nothing is said. */
  readonly said: Int32Array;
}

/** How a voice is heard. */
export interface Hearing {
  /** Samples per second. */
  readonly rate: number;
  /** Of the room, relative to the voice. */
  readonly noise: number;
  /** The vowels that fit into it are said, and the rest is a pause; where it is left out, all are. */
  readonly seconds?: number;
}

/**
 * A voice that says vowels one after another, gliding between them and pausing at times: glottal pulses through a cascade of four resonators (Klatt, JASA 67, 1980). Formants
 * differ by 2 % from one time to the next.
 */
export function sayVowels(
  key: Key,
  voice: Voice,
  list: readonly Vowel[],
  order: ArrayLike<number>,
  { rate, noise, seconds }: Hearing,
): Spoken {
  const score = scoreOf(foldIn(key, 0), list, order, seconds);
  const rows = Math.round((seconds ?? score.reduce((sum, note) => sum + note.seconds, 0)) * rate);
  const said = new Int32Array(rows);
  const out = new Float64Array(rows);
  const glottis = startGlottis(foldIn(key, 1), voice, rate);
  const tract = BANDWIDTHS.map(() => resonator());
  const breath = foldIn(key, 2);
  let [now, loudness, at, ends] = [score[0].formants, 0, 0, score[0].seconds * rate];
  for (let r = 0; r < rows; r++) {
    while (r >= ends && at < score.length - 1) ends += score[++at].seconds * rate;
    said[r] = score[at].vowel;
    if (r % FRAME === 0) {
      const aim = score[at];
      now = now.map((f, k) => f + 0.35 * (aim.formants[k] - f));
      loudness += 0.4 * (aim.loudness - loudness);
      for (let k = 0; k < tract.length; k++)
        tract[k].tune(Math.min(0.46 * rate, (now[k] ?? FOURTH) * voice.tract), BANDWIDTHS[k], rate);
    }
    let x = loudness * (glottis(1 + 0.08 * (0.5 - at / score.length)) + voice.breath * normal(breath, r));
    for (const formant of tract) x = formant.filter(x);
    out[r] = x;
  }
  const room = foldIn(key, 3);
  return { sound: levelled(levelled(out).map((x, r) => x + 0.1 * noise * normal(room, r))), said };
}

interface Note {
  readonly vowel: number;
  readonly formants: readonly number[];
  readonly seconds: number;
  readonly loudness: number;
}

/** Seconds of a pause. */
const PAUSE = 0.12;

/** A pause at both ends, and now and then between two vowels; always between two that are the same. */
function scoreOf(
  key: Key,
  list: readonly Vowel[],
  order: ArrayLike<number>,
  most = Number.POSITIVE_INFINITY,
): readonly Note[] {
  const neutral = [500, 1500, NEUTRAL];
  const pause: Note = { vowel: list.length, formants: neutral, seconds: PAUSE, loudness: 0 };
  const notes = [pause];
  let time = PAUSE;
  for (let i = 0; i < order.length; i++) {
    const own = foldIn(key, i);
    const formants = list[order[i]].formants.map((f, k) => f * (1 + 0.02 * normal(own, k)));
    const seconds = 0.16 + 0.12 * uniform(own, 4);
    if (time + seconds + PAUSE > most) break;
    notes.push({ vowel: order[i], formants, seconds, loudness: 1 });
    time += seconds;
    if (i < order.length - 1 && order[i] !== order[i + 1] && integer(own, 5, 4) > 0) continue;
    notes.push(pause);
    time += PAUSE;
  }
  return notes.at(-1) === pause ? notes : [...notes, pause];
}
