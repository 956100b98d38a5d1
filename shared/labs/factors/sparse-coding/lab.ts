import { pick } from "../../../arrays.ts";
import { deadLeaves } from "../../../data/generators/dead-leaves.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { plantedDictionaryRows } from "../../../data/generators/planted-dictionary.ts";
import type { Table } from "../../../data/table.ts";
import { foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { pictureChoices } from "../../choices.ts";
import { defineLab, type Task } from "../../lab.ts";
import { rowsAsImages, rowsAsPatches } from "../../picture.ts";
import { gangOf } from "../../task.ts";
import { sparseExplanation } from "./ask.ts";
import { checkSparse, hasPictures, picturesOf } from "./data.ts";
import { type SparseCodingParams, sparseCodingFields } from "./fields.ts";
import { measureSparse, sparseCodingMetrics } from "./metrics.ts";
import { sparseCodingPresets } from "./presets.ts";
import { patchRows, sparseRestoring, startsOf, stripsOf } from "./restore.ts";
import { codingWork, shardsOf } from "./shards.ts";
import { EVALUATION_STEPS, sparseEvaluation, sparseTraining } from "./train.ts";

/** Position of each kind of task under the run's key. */
const KEY = { data: 0, damage: 1, train: 2, evaluate: 3, restore: 4 } as const;

/**
 * Sparse coding. Plan: "train" (a step is a minibatch), then "evaluate" and, where a picture is restored, "restore.<i>", strips that are independent of each
 * other (a step is a row of patches). Views ask "explain".
 */
export const sparseCoding = defineLab({
  id: "sparse-coding",
  revision: 1,
  family: "factors",
  title: { es: "Codificación dispersa", en: "Sparse coding" },
  summary: {
    es: "Aprende un diccionario con el que cada trozo de imagen se escribe con pocas palabras, y limpia con él una foto.",
    en: "Learn a dictionary in which a few words describe each piece of a picture, and clean a photograph with it.",
  },
  params: sparseCodingFields,
  data: {
    generators: named(deadLeaves, plantedDictionaryRows, digits),
    formats: ["png", "jpeg", "idx", "npy", "csv"],
    use: { pictures: true, constants: true, twoValued: true },
    reading: [...pictureChoices, "standardise"],
  },
  presets: sparseCodingPresets,
  metrics: sparseCodingMetrics,
  wasm: ["sparse"],
  devices: ["wasm", "scalar"],
  check: checkSparse,
  estimate(params, data) {
    const { atoms, batch } = params;
    const inputs = inputsOf(params, data);
    const row = codingWork(params, inputs);
    const rows = (params.steps ?? 1) * batch;
    const restored = params.goal === "learn" || data === null ? 0 : patchesOf(params, data);
    const pursuit = params.goal === "inpaint" ? 10 * inputs * atoms : row;
    return {
      multiplyAdds:
        rows * row + (rows / batch) * 2 * atoms * atoms * inputs + 4 * 2048 * row + 1.3 * restored * pursuit,
      bytes: 8 * (8 * atoms * atoms + 5 * batch * (atoms + inputs)) + (data?.values.byteLength ?? 0),
    };
  },
  plan(params, data, key): Task[] {
    const table = checkSparse(params, data);
    // The length of training is in `steps` alone, so that it can be extended.
    const { steps = 1, ...rest } = params;
    const own = { ...rest, dataKey: foldIn(key, KEY.data), damageKey: foldIn(key, KEY.damage) };
    const threads = params.dictionary === "learnt" ? shardsOf(own, inputsOf(params, table)) : 1;
    const train = {
      id: "train",
      kind: "train",
      key: foldIn(key, KEY.train),
      steps,
      params: own,
      ...gangOf(threads),
    };
    const evaluate = {
      id: "evaluate",
      kind: "evaluate",
      key: foldIn(key, KEY.evaluate),
      steps: EVALUATION_STEPS,
      params: own,
      after: ["train"],
    };
    return [train, evaluate, ...restoring(params, table, own, key)];
  },
  processes: {
    train: sparseTraining,
    evaluate: sparseEvaluation,
    restore: sparseRestoring,
    explain: sparseExplanation,
  },
  measure: measureSparse,
  picture(run, data) {
    const atoms = run.output("train")?.atoms;
    return atoms && (data?.image ? rowsAsPatches(atoms) : rowsAsImages(atoms));
  },
  recording: () => ({
    keep: {
      "output/train/atoms": { bits: 16 },
      "output/restore.*/truth": { bits: 8 },
      "output/restore.*/before": { bits: 8 },
      "output/restore.*/after": { bits: 8 },
    },
  }),
  conventions: ({ method, penalty }) => ({
    objective:
      method === "omp"
        ? "least squares on the chosen atoms"
        : `1/2 |x - D a|^2 + lambda |a|_1 per patch, lambda ${penalty} (Lasso and glmnet divide the square by n)`,
    atoms: "of norm at most 1",
  }),
  weights(run) {
    const trained = run.output("train");
    return trained && pick(trained, "atoms", "scale");
  },
});

function restoring(params: SparseCodingParams, data: Table, own: Task["params"], key: Key): Task[] {
  if (params.goal === "learn") return [];
  const { height } = picturesOf(data, params.side);
  return stripsOf(height).map(([from, to], i) => ({
    id: `restore.${i}`,
    kind: "restore",
    key: foldIn(key, KEY.restore, i),
    steps: patchRows(height, params.patch, params.stride ?? 1, from, to).length,
    params: { ...own, from, to },
    after: ["train"],
  }));
}

const inputsOf = ({ patch }: SparseCodingParams, data: Table | null): number =>
  data && !hasPictures(data) ? data.columns : patch ** 2;

function patchesOf({ patch, side, stride = 1 }: SparseCodingParams, data: Table): number {
  const { width, height } = picturesOf(data, side);
  if (patch > Math.min(width, height)) return 0;
  return startsOf(width, patch, stride).length * startsOf(height, patch, stride).length;
}
