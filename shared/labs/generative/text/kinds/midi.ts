/** Melodies as a Standard MIDI File (MIDI 1.0, RP-001): format 0, one track. */
import type { Note } from "./melody.ts";

/** Ticks of a quarter; an eighth has half of them. */
const DIVISION = 480;
const EIGHTH = DIVISION / 2;
/** How hard a note is struck: never 0, which would be its end. */
const VELOCITY = 80;

export interface MidiOptions {
  /** Quarters per minute. */
  readonly tempo: number;
  /** General MIDI, from 0: 0 is a piano. */
  readonly program?: number;
}

/** The notes, one after another or together, as the bytes of a .mid file. Times are rounded to 1/480 of a quarter. */
export function midiFile(notes: readonly Note[], { tempo, program = 0 }: MidiOptions): Uint8Array<ArrayBuffer> {
  const events = notes.flatMap(({ pitch, start, length }) =>
    pitch === null
      ? []
      : [
          { tick: Math.round(start * EIGHTH), bytes: [0x90, pitch, VELOCITY] },
          { tick: Math.round((start + length) * EIGHTH), bytes: [0x80, pitch, 0] },
        ],
  );
  // Where one note ends as another begins, its end comes first: else the same pitch would be cut off.
  events.sort((a, b) => a.tick - b.tick || a.bytes[0] - b.bytes[0]);
  const beat = Math.round(60_000_000 / tempo);
  const track = [
    ...[0, 0xff, 0x51, 3, beat >> 16, (beat >> 8) & 255, beat & 255],
    ...[0, 0xff, 0x58, 4, 4, 2, 24, 8],
    ...[0, 0xc0, program],
  ];
  let now = 0;
  for (const { tick, bytes } of events) {
    track.push(...variableLength(tick - now), ...bytes);
    now = tick;
  }
  track.push(0, 0xff, 0x2f, 0);
  const head = [...ascii("MThd"), 0, 0, 0, 6, 0, 0, 0, 1, DIVISION >> 8, DIVISION & 255];
  const size = track.length;
  const length = [size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255];
  return Uint8Array.from([...head, ...ascii("MTrk"), ...length, ...track]);
}

/** Seven bits a byte, all but the last marked. */
function variableLength(value: number): readonly number[] {
  const bytes = [value & 127];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 127) | 128);
  return bytes;
}

const ascii = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));
