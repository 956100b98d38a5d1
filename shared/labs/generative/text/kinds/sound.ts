/** Notes as sound: a few partials that die away, as of a plucked string. */
import { array } from "../../../../arrays.ts";
import { exp, pow, sinTurns } from "../../../../math/index.ts";
import { once } from "../../../process.ts";
import type { Note } from "./melody.ts";

/** Samples per second, in Hz. */
export const RATE = 16_000;
/** Amplitudes of the fundamental and the partials above it. */
const PARTIALS = [1, 0.45, 0.22, 0.1] as const;
/** Per second: how fast a note dies away. */
const DECAY = 2.5;
/** Seconds in which a note begins, and in which it ends. */
const [ATTACK, RELEASE] = [0.008, 0.04];

/** Hz of a MIDI number: A above middle C (69) has 440, a semitone is 2^(1/12). */
export const frequencyOf = (pitch: number): number => 440 * pow(2, (pitch - 69) / 12);

/** The sound of notes at a tempo in quarters per minute: samples from −1 to 1 for one voice, a little longer than the last note. */
export function soundOf(notes: readonly Note[], tempo: number): Float32Array {
  const eighth = 30 / tempo;
  const end = notes.reduce((most, { start, length }) => Math.max(most, start + length), 0) * eighth;
  const samples = new Float32Array(Math.ceil((end + RELEASE) * RATE));
  for (const { pitch, start, length } of notes) {
    if (pitch === null) continue;
    const hertz = frequencyOf(pitch);
    const [first, count] = [Math.round(start * eighth * RATE), Math.floor((length * eighth + RELEASE) * RATE)];
    for (let i = 0; i < count && first + i < samples.length; i++) {
      const seconds = i / RATE;
      const left = length * eighth + RELEASE - seconds;
      const envelope = Math.min(1, seconds / ATTACK) * Math.min(1, left / RELEASE) * exp(-DECAY * seconds);
      let value = 0;
      for (const [h, amplitude] of PARTIALS.entries()) {
        const turns = (h + 1) * hertz * seconds;
        // What no sampling at this rate can hold stays out.
        if ((h + 1) * hertz < RATE / 2) value += amplitude * sinTurns(turns - Math.floor(turns));
      }
      samples[first + i] += 0.3 * envelope * value;
    }
  }
  return samples;
}

/** A question: the sound of given "notes", rows of pitch (−1 is a rest), start and length. Answers "sound". */
export const melodySound = once(({ tempo }: { readonly tempo: number }, { inputs: { given } }) => {
  const { values, shape } = given.notes;
  const notes = Array.from({ length: shape[0] }, (_, n): Note => {
    const [pitch, start, length] = values.subarray(3 * n, 3 * n + 3);
    return { pitch: pitch < 0 ? null : pitch, start, length };
  });
  return { sound: array(soundOf(notes, tempo)) };
});
