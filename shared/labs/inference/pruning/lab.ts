import { catsDogs } from "../../../data/generators/cats-dogs.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { shapes } from "../../../data/generators/shapes.ts";
import { tissue } from "../../../data/generators/tissue.ts";
import { foldIn } from "../../../random/index.ts";
import { heldOutChoices } from "../../choices.ts";
import { deferred } from "../../deferred.ts";
import { defineLab, type Task } from "../../lab.ts";
import { tasksOf, trainingSpan } from "../../nets/plan.ts";
import { given } from "../picture-net.ts";
import { chainFor, rowNet, rowNotices, rowParts } from "../table-net.ts";
import { compact } from "./compact.ts";
import { pruningConventions } from "./conventions.ts";
import { checkPruning } from "./data.ts";
import { exportedWeights, prunedWeights } from "./exported.ts";
import { netParams, type PruningParams, pruningFields } from "./fields.ts";
import { measurePruning, pruningMetrics } from "./metrics.ts";
import { pruningPicture } from "./picture.ts";
import { pruningPresets } from "./presets.ts";
import { recordPruning } from "./recording.ts";
import { tuneStepsOf, WASM, workOf } from "./work.ts";

/** Position of each task under the run's key. */
const KEY = { train: 0, evaluate: 1, prune: 2, curve: 3, alone: 4, times: 5, level: 6 } as const;
/** Position of what draws of pruning at random follow from. */
const RANKS = 7;

const TIMES = ["time.<of>"] as const;

/**
 * Pruning of a net. Plan: "train" (of weights that are given, one step that says them; "begin" says what rewinding goes back to), "evaluate", then "prune": fine-tuning in
 * which the schedule prunes and zeros are held, or one cut; "level.<percent>": the same at other sparsities, each on a thread of its own; "curve" and "alone": accuracy
 * against sparsity without fine-tuning, of the net and of each layer; "times": dense against pruned, measured. Views ask "slide".
 */
export const pruning = defineLab({
  id: "pruning",
  revision: 1,
  family: "inference",
  title: { es: "Poda de redes", en: "Pruning nets" },
  summary: {
    es: "Quita pesos de una red entrenada, ajústala y mide cuánto acierta, cuánto ocupa y cuánto corre lo que queda.",
    en: "Take weights out of a trained net, fine-tune it, and measure how right, how small and how fast the rest is.",
  },
  params: pruningFields,
  data: {
    generators: named(digits, catsDogs, shapes, tissue),
    formats: ["idx", "npy", "png", "jpeg", "csv", "safetensors"],
    aboutFiles: {
      es: "Imágenes con su clase (dos archivos IDX o NPY, o carpetas), o una tabla con una columna de clases: de ella aprende una red densa, con cada columna llevada a media 0 y desviación 1. Con un modelo de TensorFlow.js (model.json y sus pesos a la vez) o un safetensors de pesos se poda esa red.",
      en: "Pictures with their class (two IDX or NPY files, or folders), or a table with a column of classes: of it a dense net learns, each column brought to mean 0 and deviation 1. With a TensorFlow.js model (model.json and its weights together) or a safetensors of weights that net is pruned.",
    },
    use: { pictures: true, constants: true, twoValued: true },
    reading: [...heldOutChoices],
    folders: true,
  },
  presets: pruningPresets,
  metrics: pruningMetrics,
  sweeps: true,
  wasm: ["tensors"],
  devices: ["wasm", "scalar", "webgpu"],
  check: (params, data) => void checkPruning(params, data),
  notices: rowNotices,
  prepare: given.prepare,
  estimate: workOf,
  plan(params, data, key): Task[] {
    const { weights } = checkPruning(params, data);
    const rows = rowParts(data, params.testFraction).train.length;
    const net = netParams(params);
    const own = { ...params, ranks: foldIn(key, RANKS)[0] };
    const task = tasksOf(key, KEY, own);
    const train: Task = weights
      ? { ...task("train", 1), kind: "given" }
      : {
          ...task("train", 1),
          params: net,
          ...trainingSpan(rows, { epochs: params.epochs, batch: params.batch, normalisation: params.normalisation }),
        };
    const isRewound = params.tuning === "rewind";
    const begin: Task = { ...train, id: "begin", kind: "begin", steps: 1, intermediate: true };
    const after = isRewound ? ["train", "begin"] : ["train"];
    const steps = tuneStepsOf(params, rows);
    const prune: Task = {
      ...task("prune", Math.max(1, steps)),
      kind: steps > 0 ? "tune" : "cutOnce",
      after,
    };
    const levels = levelsOf(params).map(
      (percent): Task => ({
        ...task("level", steps),
        id: `level.${percent}`,
        key: foldIn(foldIn(key, KEY.level), percent),
        params: { ...own, sparsity: percent / 100 },
        after,
      }),
    );
    return [
      train,
      ...(isRewound ? [withoutHelp(begin)] : []),
      task("evaluate", 1, ["train"]),
      prune,
      ...levels,
      task("curve", 1, ["train"]),
      task("alone", 1, ["train"]),
      { ...task("times", 1, ["train", "prune"]), wasm: WASM },
    ];
  },
  ...deferred(
    ["train", "given", "begin", "evaluate", "tune", "level", "cutOnce", "curve", "alone", "times", "slide"],
    async () => {
      const [{ pruningProcesses }] = await Promise.all([import("./processes.ts"), given.ready()]);
      return pruningProcesses;
    },
    { times: TIMES },
  ),
  measure: measurePruning,
  picture: pruningPicture,
  recording: recordPruning,
  weights: exportedWeights,
  chain: (fold, params, data) => {
    const weights = prunedWeights(fold);
    if (!weights) return undefined;
    const { chain } = rowNet(params, data);
    return chainFor(params.structure === "units" ? compact(chain, weights).chain : chain, params, data);
  },
  conventions: pruningConventions,
});

/** Percentages at which other nets are pruned and fine-tuned: each once. */
export function levelsOf({ levels, tuning }: PruningParams): readonly number[] {
  return tuning === "none" ? [] : [...new Set(levels ?? [])].toSorted((a, b) => a - b);
}

/** A task of one step that nobody helps with. */
function withoutHelp({ gang: _, gpu: __, ...task }: Task): Task {
  return task;
}
