import { array } from "../../../../arrays.ts";
import { ANALYSIS, framesOf, hamming, powerSpectrum } from "../../../../kernels/speech/index.ts";
import { log } from "../../../../math/elementary.ts";
import { once } from "../../../process.ts";
import { heardSound } from "./features.ts";

/** Range in dB. */
const RANGE = 60;
/** Frames that are drawn at most. */
const MOST = 1200;

/**
 * Answers a view (given: `sound`, at the rate of the analysis; without it the data are heard, and are answered too, as `sound`): `levels` in dB below the loudest,
 * frames × size/2, a column of every so many frames where they are many.
 */
export const spectrogramTask = once((_params: object, { data, inputs }) => {
  const given = Object.hasOwn(inputs, "given") && inputs.given.sound;
  const sound = given ? Float32Array.from(given.values) : data && heardSound(data);
  if (!sound) throw new RangeError("data is missing: there is no sound to be drawn");
  const { hop, length, size, emphasis } = ANALYSIS;
  const frames = framesOf(sound.length, hop);
  const every = Math.ceil(frames / MOST);
  const [columns, bins, window] = [Math.ceil(frames / every), size / 2, hamming(length)];
  const levels = new Float32Array(columns * bins);
  let loudest = Number.NEGATIVE_INFINITY;
  for (let column = 0; column < columns; column++) {
    const from = column * every * hop;
    const frame = Float64Array.from(
      { length },
      (_, i) => (sound[from + i] ?? 0) - emphasis * (sound[from + i - 1] ?? 0),
    );
    const power = powerSpectrum(frame, window, size);
    for (let k = 0; k < bins; k++) {
      const level = (10 / Math.LN10) * log(power[k] + 1e-12);
      levels[column * bins + k] = level;
      loudest = Math.max(loudest, level);
    }
  }
  return {
    levels: array(
      levels.map((level) => Math.max(level - loudest, -RANGE)),
      [columns, bins],
    ),
    ...(given ? {} : { sound: array(sound, [sound.length]) }),
  };
});
