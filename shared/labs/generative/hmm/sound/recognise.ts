import { type Arrays, array } from "../../../../arrays.ts";
import type { VowelLanguage } from "../../../../data/generators/vowel-sounds.ts";
import type { Table } from "../../../../data/table.ts";
import { type HmmMachine, type Observations, openHmm, smoothedOf, viterbi } from "../../../../kernels/hmm/index.ts";
import { ANALYSIS } from "../../../../kernels/speech/index.ts";
import { once } from "../../../process.ts";
import { frameLabels, heardLabels, heardSound, levelCepstra } from "./features.ts";
import { editDistance, loopOf, type Said, STATES, saidAlong, saidByLabels, type UnitModel } from "./loop.ts";
import { type Units, unitsOf, unitTaskId } from "./units.ts";

export interface RecogniseParams {
  readonly language: VowelLanguage;
}

/** The units as their tasks left them. */
export function modelsOf(units: Units, arraysOf: (id: string) => Arrays): readonly UnitModel[] {
  return Array.from({ length: units.count }, (_, u) => {
    const { means, variances, stays } = arraysOf(unitTaskId(u));
    return { means: means.values, variances: variances.values, stays: stays.values };
  });
}

/**
 * Hears the data with the loop of all units: `path` (state of each frame), `posterior` (frames × units), `said` (number of unit, first frame, end; a row each), and where the
 * truth is known `truth` (class of each frame), `confusion` (true × heard, frames) and `errors` (edits, and vowels that were said).
 */
export const recogniseTask = once(({ language }: RecogniseParams, context) => {
  const { data, inputs } = context;
  if (data === null) throw new RangeError("data is missing: there is no sound to recognise");
  const units = unitsOf(language);
  return heard(
    units,
    modelsOf(units, (id) => inputs[id]),
    data,
    openHmm(context),
  );
});

function heard(units: Units, models: readonly UnitModel[], data: Table, machine: HmmMachine): Arrays {
  const { path, posterior, logLikelihood } = decode(models, heardSound(data), machine);
  const frames = path.length;
  const said = saidAlong(path);
  const labels = heardLabels(data, units);
  return {
    path: array(path, [frames]),
    posterior: array(posterior, [frames, models.length]),
    said: array(Int32Array.from(said.flatMap(({ unit, from, to }) => [unit, from, to])), [said.length, 3]),
    logLikelihood: array(Float64Array.of(logLikelihood), [1]),
    ...(labels && judged(units, path, said, frameLabels(labels, frames))),
  };
}

/** The most probable states of a sound at 8 kHz, and the probability of each unit in each frame. */
export function decode(models: readonly UnitModel[], sound: ArrayLike<number>, machine: HmmMachine) {
  const values = levelCepstra(sound);
  const rows = values.length / ANALYSIS.coefficients;
  const data: Observations = { rows, starts: Int32Array.of(0), values };
  const model = loopOf(models);
  const { path } = viterbi(model, data);
  const found = smoothedOf(model, data, { counts: false, machine });
  const posterior = new Float32Array(rows * models.length);
  for (let t = 0; t < rows; t++)
    for (let u = 0; u < models.length; u++)
      for (let s = 0; s < STATES; s++)
        posterior[t * models.length + u] += found.posterior[(t * models.length + u) * STATES + s];
  return { path, posterior, logLikelihood: found.logLikelihoods[0] };
}

function judged(units: Units, path: Int32Array, said: readonly Said[], truth: Int32Array): Arrays {
  const confusion = new Float64Array(units.count * units.count);
  for (const [t, label] of truth.entries()) confusion[label * units.count + Math.floor(path[t] / STATES)]++;
  const spoken = (list: readonly Said[]) => list.map(({ unit }) => unit).filter((unit) => unit !== units.silence);
  const meant = spoken(saidByLabels(truth));
  return {
    truth: array(truth, [truth.length]),
    confusion: array(confusion, [units.count, units.count]),
    errors: array(Float64Array.of(editDistance(meant, spoken(said)), meant.length), [2]),
  };
}
