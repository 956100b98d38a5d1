import { foldIn, integer } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { defineGenerator } from "./generator.ts";
import { tableOfTexts } from "./texts.ts";

/** The scale of C major in ABC notation, from G below middle C: degree 3 is middle C. */
const SCALE = ["G,", "A,", "B,", "C", "D", "E", "F", "G", "A", "B", "c", "d", "e", "f", "g"] as const;
const TONIC = 3;
/** Degrees above the tonic of the tones of each chord. */
const CHORDS = { I: [0, 2, 4, 7], IV: [0, 3, 5, 7], V: [1, 4, 6, 8], vi: [0, 2, 5, 7] } as const;
type Chord = keyof typeof CHORDS;
/** Chords of two bars that begin a phrase, lead away, and come home. */
const OPENINGS: readonly (readonly Chord[])[] = [
  ["I", "V"],
  ["I", "IV"],
  ["vi", "V"],
];
const MIDDLES: readonly (readonly Chord[])[] = [
  ["IV", "I"],
  ["vi", "V"],
  ["V", "V"],
];
/** Lengths of a bar's notes in eighths. */
const RHYTHMS: readonly (readonly number[])[] = [
  [2, 2, 2, 2],
  [3, 1, 2, 2],
  [2, 1, 1, 2, 2],
  [1, 1, 2, 1, 1, 2],
  [4, 2, 2],
  [3, 1, 4],
  [2, 2, 4],
];
const LAST: readonly (readonly number[])[] = [[2, 2, 4], [3, 1, 4], [8], [4, 4]];

/**
 * Melodies of eight bars in the letters of ABC notation, one per row, by rules of our own (CC0): two bars, the same two with another end, two bars that lead away, and
 * the first two, now ending on the tonic. Notes on the beat belong to the chord, those between are steps of the scale.
 */
export const melodies = defineGenerator({
  id: "melodies",
  title: { es: "Melodías de ocho compases", en: "Melodies of eight bars" },
  params: {
    count: {
      kind: "integer",
      label: { es: "Melodías", en: "Melodies" },
      help: {
        es: "Cuántas melodías hay, de unas 70 letras.",
        en: "How many melodies there are, of some 70 letters each.",
      },
      min: 20,
      max: 20_000,
      default: 1200,
      scale: "log",
    },
  },
  generate: (key, { count }) => tableOfTexts(Array.from({ length: count }, (_, i) => melodyOf(foldIn(key, i)))),
  cost: ({ count }) => ({ values: count, bytes: 400 * count, steps: 100 * count }),
});

function melodyOf(key: Key): string {
  let draws = 0;
  const one = <T>(list: readonly T[]): T => list[integer(key, draws++, list.length)];
  let degree = 0;
  /** A bar on a chord; it begins on one of its tones, or ends on `last`. */
  const bar = (chord: Chord, rhythms: readonly (readonly number[])[], last?: number): string => {
    const lengths = one(rhythms);
    let beat = 0;
    return lengths
      .map((length, i) => {
        const isLast = i === lengths.length - 1;
        if (isLast && last !== undefined) degree = last;
        else if (beat % 4 === 0) degree = nearest(one([degree - 2, degree - 1, degree, degree + 1, degree + 2]), chord);
        else degree += one([-1, 1, 1, -1, 0, 2, -2]);
        degree = Math.max(-TONIC, Math.min(SCALE.length - 1 - TONIC, degree));
        beat += length;
        return `${SCALE[TONIC + degree]}${length === 1 ? "" : length}`;
      })
      .join("");
  };
  const opening = one(OPENINGS);
  const away = one(MIDDLES);
  const first = bar(opening[0], RHYTHMS);
  const second = bar(opening[1], RHYTHMS);
  const third = bar("V", LAST, one([1, 4]));
  const middle = `${bar(away[0], RHYTHMS)}|${bar(away[1], RHYTHMS)}`;
  const home = bar("I", LAST, 0);
  return [first, second, first, third, middle, first, home].join("|");
}

/** The tone of the chord, in any octave, that is nearest to a degree; of two the lower. */
function nearest(degree: number, chord: Chord): number {
  const octaves = [-7, 0, 7];
  const tones = CHORDS[chord].flatMap((tone) => octaves.map((octave) => tone + octave));
  return tones.reduce((best, tone) => {
    const [a, b] = [Math.abs(tone - degree), Math.abs(best - degree)];
    return a < b || (a === b && tone < best) ? tone : best;
  });
}
