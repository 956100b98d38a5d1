/**
 * Melodies in the letters of ABC notation (the standard 2.1, abcnotation.com), a line each, in 4/4 with eighths as the unit of length: C D E F G A B from middle C up, c … b
 * an octave higher, "'" and "," an octave up and down, "^" sharp, "_" flat, "=" natural, z a rest; a number behind is the length in eighths, "/2" half of one; "|" ends a bar.
 */

export interface Note {
  /** MIDI number (60 is middle C); null is a rest. */
  readonly pitch: number | null;
  /** In eighths, from the beginning of the melody. */
  readonly start: number;
  readonly length: number;
}

export interface Melody {
  readonly notes: readonly Note[];
  /** Eighths of each bar. */
  readonly bars: readonly number[];
}

/** MIDI numbers go from 0 to this. */
const HIGHEST = 127;
/** Eighths in a bar. */
export const BAR = 8;

const SEMITONES: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };
const ACCIDENTALS: Readonly<Record<string, number>> = { "^": 1, _: -1, "=": 0, "": 0 };
const TOKEN = /([\^_=]?)([A-Ga-gz])([',]*)(\d{0,2})(\/\d?)?|\|/y;

/** What a line says; null where it says something else, a pitch that MIDI has not, or nothing at all. Spaces do not matter. */
export function parseMelody(line: string): Melody | null {
  const text = line.replace(/ /g, "");
  const notes: Note[] = [];
  const bars: number[] = [];
  let [start, begun] = [0, 0];
  for (let at = 0; at < text.length; ) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (!found) return null;
    at = TOKEN.lastIndex;
    const [whole, accidental = "", letter = "", octaves = "", times = "", part] = found;
    if (whole === "|") {
      bars.push(start - begun);
      begun = start;
      continue;
    }
    const length = (times === "" ? 1 : Number(times)) / (part === undefined ? 1 : Number(part.slice(1) || 2));
    if (!(length > 0 && length <= 64)) return null;
    const pitch = letter === "z" ? null : pitchOf(accidental, letter, octaves);
    if (pitch !== null && (pitch < 0 || pitch > HIGHEST)) return null;
    notes.push({ pitch, start, length });
    start += length;
  }
  if (start > begun) bars.push(start - begun);
  return notes.length === 0 ? null : { notes, bars };
}

function pitchOf(accidental: string, letter: string, octaves: string): number {
  const upper = letter.toUpperCase();
  const shift = [...octaves].reduce((sum, mark) => sum + (mark === "'" ? 12 : -12), letter === upper ? 0 : 12);
  return 60 + SEMITONES[upper] + ACCIDENTALS[accidental] + shift;
}

/** A melody is valid where it can be read and all of its bars are full. */
export function isValidMelody(line: string): boolean {
  return parseMelody(line)?.bars.every((length) => length === BAR) ?? false;
}
