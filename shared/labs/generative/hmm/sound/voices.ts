import { array } from "../../../../arrays.ts";
import { drawVoice, sayVowels, type VowelLanguage } from "../../../../data/generators/vowel-sounds.ts";
import { ANALYSIS } from "../../../../kernels/speech/index.ts";
import { foldIn, permutation } from "../../../../random/index.ts";
import type { Key } from "../../../../random/key.ts";
import { once } from "../../../process.ts";
import { frameLabels, levelCepstra } from "./features.ts";
import { type Units, unitsOf } from "./units.ts";

export interface VoicesParams {
  readonly language: VowelLanguage;
  readonly voices: number;
  readonly noise: number;
}

/** Times that each training voice says each vowel. */
const TIMES = 2;

/** The frames of synthetic voices, cut where what is said changes: `cepstra` frames × coefficients, `starts` and `units` of each segment. */
export const voicesTask = once(({ language, voices, noise }: VoicesParams, _context, { key }) => {
  const units = unitsOf(language);
  const spoken = Array.from({ length: voices }, (_, v) => speak(foldIn(key, v), units, noise));
  const frames = spoken.reduce((sum, { labels }) => sum + labels.length, 0);
  const cepstra = new Float64Array(frames * ANALYSIS.coefficients);
  const [starts, unit]: [number[], number[]] = [[], []];
  let at = 0;
  for (const { cepstra: own, labels } of spoken) {
    cepstra.set(own, at * ANALYSIS.coefficients);
    for (let t = 0; t < labels.length; t++) {
      if (t > 0 && labels[t] === labels[t - 1]) continue;
      starts.push(at + t);
      unit.push(labels[t]);
    }
    at += labels.length;
  }
  return {
    cepstra: array(cepstra, [frames, ANALYSIS.coefficients]),
    starts: array(Int32Array.from(starts), [starts.length]),
    units: array(Int32Array.from(unit), [unit.length]),
  };
});

/** One voice says every vowel `TIMES` times, in an order of its own. */
function speak(key: Key, units: Units, noise: number) {
  const vowels = units.list.length;
  const order = permutation(foldIn(key, 0), TIMES * vowels).map((place) => place % vowels);
  const { sound, said } = sayVowels(foldIn(key, 1), drawVoice(foldIn(key, 2)), units.list, order, {
    rate: ANALYSIS.rate,
    noise,
  });
  const cepstra = levelCepstra(sound);
  return { cepstra, labels: frameLabels(said, cepstra.length / ANALYSIS.coefficients) };
}
