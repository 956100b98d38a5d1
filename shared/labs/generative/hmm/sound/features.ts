import { type Vowel, type VowelLanguage, vowels } from "../../../../data/generators/vowel-sounds.ts";
import { resampled } from "../../../../data/readers/wav/sounds.ts";
import type { Table } from "../../../../data/table.ts";
import { ANALYSIS, soundCepstra } from "../../../../kernels/speech/index.ts";

/** What is recognised: the vowels of a language, and last silence. */
export interface Units {
  readonly list: readonly Vowel[];
  readonly count: number;
  readonly silence: number;
  readonly names: readonly string[];
}

export function unitsOf(language: VowelLanguage): Units {
  const list = vowels[language];
  return { list, count: list.length + 1, silence: list.length, names: [...list.map(({ name }) => name), "–"] };
}

/** Cepstra relative to the loudest frame, so that a recording may be loud or soft: frames × `ANALYSIS.coefficients`. */
export function levelCepstra(sound: ArrayLike<number>): Float64Array {
  const cepstra = soundCepstra(sound);
  const { coefficients } = ANALYSIS;
  let loudest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < cepstra.length; at += coefficients) loudest = Math.max(loudest, cepstra[at]);
  for (let at = 0; at < cepstra.length; at += coefficients) cepstra[at] -= loudest;
  return cepstra;
}

/** The class of the sample at the middle of each frame; −1 beyond the end. */
export function frameLabels(labels: ArrayLike<number>, frames: number): Int32Array {
  const { hop, length } = ANALYSIS;
  return Int32Array.from({ length: frames }, (_, t) => labels[t * hop + (length >> 1)] ?? -1);
}

/** The first channel at the rate of the analysis. A table without a rate is taken to have it. */
export function heardSound(data: Table): Float32Array {
  const { rows, columns, values, rate = ANALYSIS.rate } = data;
  const unit = values instanceof Uint8Array ? 255 : 1;
  const first = Float32Array.from({ length: rows }, (_, r) => values[r * columns] / unit);
  if (rate === ANALYSIS.rate) return first;
  return Float32Array.from(resampled({ rows, columns: 1, values: first, rate }, ANALYSIS.rate).values);
}

/** The classes of a sound at the rate of the analysis, where it has those of these units. */
export function heardLabels(data: Table, units: Units): Int32Array | undefined {
  const { labels, classes, rate = ANALYSIS.rate } = data;
  if (!labels || !classes || rate !== ANALYSIS.rate) return undefined;
  const places = classes.map((name) => units.names.indexOf(name));
  return places.includes(-1) ? undefined : Int32Array.from(labels, (label) => places[label]);
}
