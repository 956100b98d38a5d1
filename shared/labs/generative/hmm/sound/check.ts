import type { DataNotice, Table } from "../../../../data/table.ts";
import { ExperimentError } from "../../../../experiment/errors.ts";
import { ANALYSIS } from "../../../../kernels/speech/index.ts";

/** Seconds of sound: a frame, and what is heard at most. */
const SHORTEST = 0.01;
const LONGEST = 120;

const refuse = (code: string, message: string, values: Readonly<Record<string, string | number>> = {}) =>
  new ExperimentError("data", code, message, values);

/** Throws an ExperimentError for what is no sound, or none in which vowels could be heard. */
export function checkSound(data: Table | null): Table {
  if (data === null) throw refuse("no-sound", "data is missing (must be a sound: choose a WAV file, or record one)");
  const { rows, columns, values, mask, levels, rate = ANALYSIS.rate } = data;
  if (levels?.some((list) => list !== undefined))
    throw refuse("no-sound", "data hold texts (must be a sound: choose a WAV file, or record one)");
  const seconds = rows / rate;
  if (rate < ANALYSIS.rate)
    throw refuse("rate-too-low", `rate: ${rate} Hz (must be at least ${ANALYSIS.rate} Hz: record it anew)`, {
      value: rate,
      min: ANALYSIS.rate,
    });
  if (seconds < SHORTEST)
    throw refuse("sound-too-short", `sound: ${rows} samples (must last ${SHORTEST} s or more)`, {
      value: rows,
      min: SHORTEST,
    });
  if (seconds > LONGEST)
    throw refuse("sound-too-long", `sound: ${Math.round(seconds)} s (must be at most ${LONGEST} s: cut it)`, {
      value: Math.round(seconds),
      max: LONGEST,
    });
  let moves = false;
  for (let r = 0; r < rows; r++) {
    if (mask?.[r * columns] === 0)
      throw refuse("gap-in-sound", `sound: sample ${r + 1} is missing (must be complete)`, { value: r + 1 });
    if (values[r * columns] !== values[0]) moves = true;
  }
  if (!moves) throw refuse("silent", `sound: all ${rows} samples are the same (silence: record it again)`, { rows });
  return data;
}

/** Of several channels, or columns, the first is heard. */
export function soundNotices({ columns }: Table): readonly DataNotice[] {
  return columns > 1 ? [{ code: "first-channel", values: { count: columns } }] : [];
}
