import { deadLeaves } from "../../../data/generators/dead-leaves.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { points } from "../../../data/generators/points.ts";
import { defineLab, type Metric, type Task } from "../../lab.ts";
import { known, mean, told } from "../../metrics.ts";
import { codeSteps } from "../../nets/blocks.ts";
import { tasksOf, trainingSpan } from "../../nets/plan.ts";
import { stoppedAtOf } from "../../stopped.ts";
import { coderData, trainsCoder } from "../coder-lab.ts";
import { autoencoding } from "../metrics.ts";
import { reconstructs } from "../reconstructs.ts";
import { samplesOf } from "../samples.ts";
import { checkDenoising, given, hasScore } from "./data.ts";
import { type DenoisingParams, denoisingFields } from "./fields.ts";
import { denoisingPresets } from "./presets.ts";
import { recordDenoising } from "./recording.ts";

/** Position of each kind of task under the run's key. */
const KEY = { train: 0, cleaned: 1, score: 2, field: 3 } as const;

const metrics: readonly Metric[] = [
  autoencoding.loss,
  {
    ...autoencoding.testMse,
    meaning: {
      es: "Error cuadrático medio por valor, respecto a los datos de prueba originales, de lo que la red devuelve al recibirlos estropeados",
      en: "Mean squared error per value, against the original held-out data, of what the net gives back when fed them spoiled",
    },
  },
  {
    name: "psnrIn",
    label: { es: "PSNR antes", en: "PSNR before" },
    unit: "dB",
    kind: "exact",
    meaning: {
      es: "Relación señal-ruido de pico de los datos de prueba estropeados: 10 log₁₀ (pico²/error); el pico es 1 en imágenes de valores entre 0 y 1; si no, la distancia del menor al mayor valor de entrenamiento",
      en: "Peak signal-to-noise ratio of the spoiled held-out data: 10 log₁₀ (peak²/error); the peak is 1 for pictures with values from 0 to 1, otherwise the distance from the least to the largest training value",
    },
  },
  {
    name: "psnrOut",
    label: { es: "PSNR después", en: "PSNR after" },
    unit: "dB",
    better: "higher",
    kind: "exact",
    meaning: {
      es: "La misma relación después de que la red los limpie",
      en: "The same ratio after the net has cleaned them",
    },
  },
  {
    name: "scoreCosine",
    label: { es: "Coseno con el score", en: "Cosine with the score" },
    unit: "",
    better: "higher",
    kind: "exact",
    meaning: {
      es: "Con dos columnas y ruido gaussiano: coseno medio, ponderado por la densidad con ruido, entre r(x) − x y el gradiente del logaritmo de esa densidad",
      en: "With two columns and Gaussian noise: mean cosine, weighted by the noised density, between r(x) − x and the gradient of that density's logarithm",
    },
  },
  autoencoding.stoppedAt,
];

/**
 * A net that is shown spoiled samples and learns to give them back clean. Plan: "train" (a step is a minibatch), then "cleaned", held-out rows; of points in the
 * plane under Gaussian noise also "score", the truth, and "field". Views ask "reconstruct", "clean", "walk".
 */
export const denoising = defineLab({
  id: "denoising",
  revision: 1,
  title: { es: "Autoencoder denoising", en: "Denoising autoencoder" },
  summary: {
    es: "Estropea los datos, enséñale a la red a limpiarlos y mira hacia dónde empuja cada punto.",
    en: "Spoil the data, teach the net to clean them, and see which way it pushes every point.",
  },
  params: denoisingFields,
  data: { ...coderData, generators: named(digits, points, deadLeaves) },
  presets: denoisingPresets,
  metrics,
  check: checkDenoising,
  plan(params, data, key): Task[] {
    const table = checkDenoising(params, data);
    const { train, test } = samplesOf(table, params);
    // The length of training is in `steps` alone, so that it can be extended.
    const { epochs: _, ...own } = params;
    const task = tasksOf(key, KEY, own);
    return [
      { ...task("train", 1), ...trainingSpan(train.length, params) },
      task("cleaned", codeSteps(test.length), ["train"]),
      ...(hasScore(params, table) ? [task("score", 1), task("field", 1, ["train", "score"])] : []),
    ];
  },
  ...reconstructs<DenoisingParams>(),
  ...trainsCoder(
    given,
    ["train", "cleaned", "score", "field", "reconstruct", "clean", "walk"],
    async () => (await import("./processes.ts")).denoisingProcesses,
  ),
  measure(fold) {
    const { mse, psnr } = fold.output("cleaned") ?? {};
    return known({
      loss: mean(told(fold, "train", "loss").slice(-50)),
      testMse: mse?.values[0] ?? told(fold, "train", "testMse").at(-1),
      psnrIn: psnr?.values[0],
      psnrOut: psnr?.values[1],
      scoreCosine: fold.output("field")?.cosine.values[0],
      stoppedAt: stoppedAtOf(fold.output("train")),
    });
  },
  recording: (fold, { params }, data) => (data ? recordDenoising(fold, params, data) : {}),
});
