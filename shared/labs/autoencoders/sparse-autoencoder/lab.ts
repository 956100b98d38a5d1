import { barsAndStripes } from "../../../data/generators/bars-and-stripes.ts";
import { deadLeaves } from "../../../data/generators/dead-leaves.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import type { Fold } from "../../fold.ts";
import { defineLab, type Task } from "../../lab.ts";
import { metricTable, outputOrLast } from "../../metric-table.ts";
import { mean, told } from "../../metrics.ts";
import { codeSteps } from "../../nets/blocks.ts";
import { trainingPlan } from "../../nets/plan.ts";
import { onlyOf } from "../../only-of.ts";
import { coderData, trainsCoder } from "../coder-lab.ts";
import { autoencoding, testMse } from "../metrics.ts";
import { netQuestion } from "../questions.ts";
import { reconstructs } from "../reconstructs.ts";
import { recordsCoder } from "../recording.ts";
import { samplesOf } from "../samples.ts";
import { checkSparse, given } from "./data.ts";
import { type SparseParams, sparseAutoencoderFields } from "./fields.ts";
import { sparsePresets } from "./presets.ts";

/** Position of each kind of task under the run's key. */
const KEY = { train: 0, activity: 1 } as const;

/** Only KL draws activities to a target. */
const hasTarget = ({ penalty }: SparseParams) => penalty === "kl";

const numbers = metricTable<SparseParams>({
  loss: {
    ...autoencoding.loss,
    meaning: {
      es: "Pérdida media de los últimos 50 minilotes de entrenamiento, con las penalizaciones del código",
      en: "Mean loss over the last 50 training minibatches, with the penalties on the code",
    },
  },
  testMse: { ...testMse, of: outputOrLast("activity", "testMse", "testMse") },
  meanActivity: {
    label: { es: "Actividad media", en: "Mean activity" },
    meaning: {
      es: "Tamaño medio de las actividades de todas las unidades del código en los datos de entrenamiento",
      en: "Mean size of the activities of all units of the code over the training data",
    },
    of(fold) {
      const activities = fold.output("activity")?.training.values;
      return activities ? mean([...activities]) : told(fold, "train", "activity").at(-1);
    },
  },
  activityGap: {
    ...onlyOf(hasTarget),
    absent: () => ({ es: "ninguna unidad viva", en: "no unit is alive" }),
    label: { es: "Desvío del objetivo", en: "Off the target" },
    better: "lower",
    meaning: {
      es: "Con KL: lo más que se aparta de ρ la actividad media, en los datos de entrenamiento, de una unidad viva",
      en: "With KL: the most by which the mean activity of a live unit over the training data misses ρ",
    },
    of: gapOf,
  },
  deadUnits: {
    label: { es: "Unidades muertas", en: "Dead units" },
    better: "lower",
    meaning: {
      es: "Unidades del código cuya actividad varía menos de una centésima de lo que varía la que más",
      en: "Units of the code whose activity varies by less than a hundredth of what that of the liveliest does",
    },
    of(fold) {
      const { dead } = fold.output("activity") ?? {};
      return dead && Array.from(dead.values).filter((one) => one === 1).length;
    },
  },
  stoppedAt: autoencoding.stoppedAt,
});

/**
 * A net whose code may be wide, of which few units are active at once. Plan: "train" (a step is a minibatch), then "activity", all rows through the trained net.
 * Views ask "encode", "decode", "reconstruct".
 */
export const sparseAutoencoder = defineLab({
  id: "sparse-autoencoder",
  revision: 1,
  title: { es: "Autoencoder disperso", en: "Sparse autoencoder" },
  summary: {
    es: "Da muchas unidades a la red, deja que pocas hablen a la vez y mira qué busca cada una.",
    en: "Give the net many units, let few of them speak at once, and see what each one looks for.",
  },
  params: sparseAutoencoderFields,
  data: { ...coderData, generators: named(digits, deadLeaves, barsAndStripes) },
  presets: sparsePresets,
  ...numbers,
  check: checkSparse,
  plan(params, data, key): Task[] {
    const samples = samplesOf(checkSparse(params, data), params);
    // The mean activity of a minibatch is found in one place, as what normalises over it is.
    const span = { normalisation: params.penalty === "kl" ? "batch" : "none" };
    const { train, task } = trainingPlan(key, KEY, params, samples.train.length, span);
    return [train, task("activity", codeSteps(samples.test.length) + codeSteps(samples.train.length), ["train"])];
  },
  ...reconstructs<SparseParams>(),
  ...trainsCoder(
    given,
    ["train", "activity", "encode", "decode", "reconstruct"],
    async () => (await import("./processes.ts")).sparseProcesses,
  ),
  ...recordsCoder<SparseParams>({
    weights: 82_000,
    filters: 64,
    keep: () => ({ "output/activity/bins": { bits: 16 }, "output/activity/deviation": "none" }),
    answers: ({ params, data, net, isWhole, rows }) =>
      isWhole ? {} : { reconstructions: netQuestion("reconstruct", params, data, net, rows) },
  }),
});

/** How far the live unit that misses the target most misses it; undefined where none is alive. */
function gapOf(fold: Fold, params: SparseParams): number | undefined {
  const { training, dead } = fold.output("activity") ?? {};
  const { target } = params;
  if (!hasTarget(params) || target === undefined || !training || !dead) return undefined;
  const gaps = Array.from(training.values, (activity) => Math.abs(activity - target)).filter(
    (_, j) => dead.values[j] === 0,
  );
  return gaps.length === 0 ? undefined : gaps.reduce((most, gap) => Math.max(most, gap), 0);
}
