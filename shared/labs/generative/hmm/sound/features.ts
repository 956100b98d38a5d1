import { resampled } from "../../../../data/readers/wav/sounds.ts";
import type { Table } from "../../../../data/table.ts";
import { ANALYSIS, soundCepstra } from "../../../../kernels/speech/index.ts";
import type { Units } from "./units.ts";

/** Cepstra relative to the loudest frame, so that a recording may be loud or soft: frames × `ANALYSIS.coefficients`. */
export function levelCepstra(sound: ArrayLike<number>): Float64Array {
  const cepstra = soundCepstra(sound);
  const { coefficients } = ANALYSIS;
  let loudest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < cepstra.length; at += coefficients) loudest = Math.max(loudest, cepstra[at]);
  for (let at = 0; at < cepstra.length; at += coefficients) cepstra[at] -= loudest;
  return cepstra;
}

/** The class of the sample at the middle of each frame; of the last one at the end. */
export function frameLabels(labels: ArrayLike<number>, frames: number): Int32Array {
  const { hop, length } = ANALYSIS;
  return Int32Array.from({ length: frames }, (_, t) => labels[Math.min(t * hop + (length >> 1), labels.length - 1)]);
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
