import { deadLeaves } from "../../../data/generators/dead-leaves.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { points } from "../../../data/generators/points.ts";
import { defineLab, type Task } from "../../lab.ts";
import { metricTable, outputOf, outputOrLast } from "../../metric-table.ts";
import { codeSteps } from "../../nets/blocks.ts";
import { trainingPlan } from "../../nets/plan.ts";
import { onlyOn } from "../../only-of.ts";
import { coderData, trainsCoder } from "../coder-lab.ts";
import { autoencoding, testMse } from "../metrics.ts";
import { reconstructs } from "../reconstructs.ts";
import { recordsCoder } from "../recording.ts";
import { samplesOf } from "../samples.ts";
import { checkDenoising, given, hasScore } from "./data.ts";
import { type DenoisingParams, denoisingFields } from "./fields.ts";
import { denoisingPresets } from "./presets.ts";
import { cleaningQuestion } from "./questions.ts";

/** Position of each kind of task under the run's key. */
const KEY = { train: 0, cleaned: 1, score: 2, field: 3 } as const;

const numbers = metricTable<DenoisingParams>({
  loss: autoencoding.loss,
  testMse: {
    ...testMse,
    meaning: {
      es: "Error cuadrático medio por valor, respecto a los datos de prueba originales, de lo que la red devuelve al recibirlos estropeados",
      en: "Mean squared error per value, against the original held-out data, of what the net gives back when fed them spoiled",
    },
    of: outputOrLast("cleaned", "mse", "testMse"),
  },
  psnrIn: {
    label: { es: "PSNR antes", en: "PSNR before" },
    unit: "dB",
    meaning: {
      es: "Relación señal-ruido de pico de los datos de prueba estropeados: 10 log₁₀ (pico²/error); el pico es 1 en imágenes de valores entre 0 y 1; si no, la distancia del menor al mayor valor de entrenamiento",
      en: "Peak signal-to-noise ratio of the spoiled held-out data: 10 log₁₀ (peak²/error); the peak is 1 for pictures with values from 0 to 1, otherwise the distance from the least to the largest training value",
    },
    of: outputOf("cleaned", "psnr", 0),
  },
  psnrOut: {
    label: { es: "PSNR después", en: "PSNR after" },
    unit: "dB",
    better: "higher",
    meaning: {
      es: "La misma relación después de que la red los limpie",
      en: "The same ratio after the net has cleaned them",
    },
    of: outputOf("cleaned", "psnr", 1),
  },
  scoreCosine: {
    ...onlyOn((data, params: DenoisingParams) => hasScore(params, data)),
    label: { es: "Coseno con el score", en: "Cosine with the score" },
    better: "higher",
    meaning: {
      es: "Con dos columnas y ruido gaussiano: coseno medio, ponderado por la densidad con ruido, entre r(x) − x y el gradiente del logaritmo de esa densidad",
      en: "With two columns and Gaussian noise: mean cosine, weighted by the noised density, between r(x) − x and the gradient of that density's logarithm",
    },
    of: outputOf("field", "cosine"),
  },
  stoppedAt: autoencoding.stoppedAt,
});

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
  ...numbers,
  check: checkDenoising,
  plan(params, data, key): Task[] {
    const table = checkDenoising(params, data);
    const samples = samplesOf(table, params);
    const { train, task } = trainingPlan(key, KEY, params, samples.train.length);
    return [
      train,
      task("cleaned", codeSteps(samples.test.length), ["train"]),
      ...(hasScore(params, table) ? [task("score", 1), task("field", 1, ["train", "score"])] : []),
    ];
  },
  ...reconstructs<DenoisingParams>(),
  ...trainsCoder(
    given,
    ["train", "cleaned", "score", "field", "reconstruct", "clean", "walk"],
    async () => (await import("./processes.ts")).denoisingProcesses,
  ),
  ...recordsCoder<DenoisingParams>({
    weights: 55_000,
    filters: 36,
    keep: () => ({
      "output/score/points": "none",
      "output/score/density": "none",
      "output/score/score": { bits: 16 },
      "output/field/field": { bits: 16 },
    }),
    answers: ({ params, data, net, rows }) =>
      data.columns === 2 ? {} : { shown: cleaningQuestion("clean", params, data, net, rows) },
  }),
});
