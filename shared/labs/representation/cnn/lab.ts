import { array, type NDArray } from "../../../arrays.ts";
import { catsDogs } from "../../../data/generators/cats-dogs.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { tissue } from "../../../data/generators/tissue.ts";
import { shardCount } from "../../../nets/shards.ts";
import { foldIn } from "../../../random/index.ts";
import { pictureChoices } from "../../choices.ts";
import { modelNotices } from "../../foreign.ts";
import { runNotices } from "../../foreign-run.ts";
import { defineLab, type Metric, type Task } from "../../lab.ts";
import { known, mean, told } from "../../metrics.ts";
import { batchesPerEpoch } from "../../minibatches.ts";
import { type CardPicture, rowsAsImages } from "../../picture.ts";
import { forward, saliency, sceneMap } from "./answers.ts";
import { cnnChain } from "./chain.ts";
import { cnnConventions } from "./conventions.ts";
import { checkCnn, keptFromTraining, trainingRows } from "./data.ts";
import { cnnEvaluation } from "./evaluate.ts";
import { cnnFields } from "./fields.ts";
import { cnnForeign, cnnForeignRobustness, foreignForward, foreignSaliency, foreignSceneMap } from "./foreign.ts";
import { cnnMaximisation } from "./maximise.ts";
import { cnnPresets } from "./presets.ts";
import { weightsOnly } from "./questions.ts";
import { recordCnn } from "./recording.ts";
import { cnnRobustness, DEVIATIONS, SHIFTS } from "./robust.ts";
import { cnnTraining } from "./train.ts";
import { workOf } from "./work.ts";

/** Position of each task, and of the moved copies, under the run's key. */
const KEY = { train: 0, evaluate: 1, maximise: 2, robust: 3, copies: 4 } as const;

const metrics: readonly Metric[] = [
  {
    name: "accuracy",
    label: { es: "Aciertos", en: "Accuracy" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Parte de las imágenes de prueba que acierta",
      en: "Share of the held-out pictures that it gets right",
    },
  },
  {
    name: "trainAccuracy",
    label: { es: "Al entrenar", en: "In training" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Parte que acierta de los últimos 20 minilotes de entrenamiento",
      en: "Share that it gets right of the last 20 training minibatches",
    },
  },
  {
    name: "testLoss",
    label: { es: "Pérdida de prueba", en: "Test loss" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Entropía cruzada media de todas las imágenes de prueba, en nats (mientras se entrena, la de la última evaluación)",
      en: "Mean cross-entropy of all held-out pictures, in nats (while it trains, that of the last evaluation)",
    },
  },
  {
    name: "accuracyNoisy",
    label: { es: "Con ruido", en: "With noise" },
    unit: "",
    kind: "exact",
    meaning: {
      es: `Aciertos con ruido de desviación ${String(DEVIATIONS[4]).replace(".", ",")}`,
      en: `Accuracy with noise of deviation ${DEVIATIONS[4]}`,
    },
  },
  {
    name: "accuracyShifted",
    label: { es: "Desplazadas", en: "Shifted" },
    unit: "",
    kind: "exact",
    meaning: {
      es: `Aciertos con imágenes desplazadas ${SHIFTS[4]} píxeles`,
      en: `Accuracy on pictures shifted by ${SHIFTS[4]} pixels`,
    },
  },
];

/**
 * Convolutional classifier of pictures. Plan: "train" (a step is a minibatch), then beside each other "evaluate", "maximise" and "robust"; of a model
 * that cannot be trained here "evaluate", then "robust". Views ask "forward", "saliency", "sceneMap", of such a model "foreignForward" and so on.
 */
export const cnn = defineLab({
  id: "cnn",
  revision: 1,
  family: "representation",
  title: { es: "Red convolucional", en: "Convolutional net" },
  summary: {
    es: "De bordes a partes y de partes a objetos: mira qué aprende a ver cada filtro.",
    en: "From edges to parts, from parts to objects: see what each filter learns to see.",
  },
  params: cnnFields,
  data: {
    generators: named(catsDogs, digits, tissue),
    formats: ["idx", "npy", "png", "jpeg", "csv", "safetensors"],
    aboutFiles: {
      es: "Imágenes con su clase: dos archivos IDX o NPY, uno de imágenes y otro de etiquetas. Con un modelo de TensorFlow.js (model.json y sus archivos de pesos a la vez), el entrenamiento sigue desde él.",
      en: "Pictures with their class: two IDX or NPY files, one of pictures and one of labels. With a TensorFlow.js model (model.json and its files of weights together), training goes on from it.",
    },
    use: { pictures: true, constants: true, twoValued: true },
    reading: [...pictureChoices],
    folders: true,
  },
  presets: cnnPresets,
  metrics,
  wasm: ["tensors"],
  devices: ["wasm", "scalar"],
  check: (params, data) => void checkCnn(params, data),
  notices(params, data) {
    if (!data?.model) return [];
    const kept = keptFromTraining(params, data);
    return kept ? runNotices(kept, data) : modelNotices(data);
  },
  estimate: (params, data) => workOf(params, checkCnn(params, data)),
  plan(params, data, key): Task[] {
    const table = checkCnn(params, data);
    // Lengths are in `steps` alone, so that they can be extended.
    const { epochs, ascent, ...own } = params;
    if (keptFromTraining(own, table)) {
      const isRun = { steps: 1, params: own, wasm: ["tensorflow"] } as const;
      return [
        { id: "evaluate", kind: "foreign", key: foldIn(key, KEY.evaluate), ...isRun },
        { id: "robust", kind: "foreignRobust", key: foldIn(key, KEY.robust), ...isRun, after: ["evaluate"] },
      ];
    }
    const rows = trainingRows(table, own);
    const gang = shardCount(Math.min(own.batch, rows));
    const after = (id: "evaluate" | "maximise" | "robust", steps = 1): Task => ({
      id,
      kind: id,
      key: foldIn(key, KEY[id]),
      steps,
      params: own,
      after: ["train"],
    });
    return [
      {
        id: "train",
        kind: "train",
        key: foldIn(key, KEY.train),
        steps: epochs * batchesPerEpoch(rows, own.batch),
        params: { ...own, copyKey: foldIn(key, KEY.copies) },
        ...(gang > 1 && own.normalisation === "none" && { gang }),
      },
      after("evaluate"),
      after("maximise", ascent),
      after("robust"),
    ];
  },
  processes: {
    train: cnnTraining,
    evaluate: cnnEvaluation,
    maximise: cnnMaximisation,
    robust: cnnRobustness,
    foreign: cnnForeign,
    foreignRobust: cnnForeignRobustness,
    forward,
    saliency,
    sceneMap,
    foreignForward,
    foreignSaliency,
    foreignSceneMap,
  },
  measure(fold) {
    const { noise, shift } = fold.output("robust") ?? {};
    return known({
      accuracy: fold.output("evaluate")?.accuracy.values[0] ?? told(fold, "train", "testAccuracy").at(-1),
      trainAccuracy: mean(told(fold, "train", "accuracy").slice(-20)),
      testLoss: fold.output("evaluate")?.loss.values[0] ?? told(fold, "train", "testLoss").at(-1),
      accuracyNoisy: noise?.values[4],
      accuracyShifted: shift?.values[4],
    });
  },
  picture(fold) {
    const made = fold.output("maximise");
    const last = Object.keys(made ?? {}).findLast((name) => /^block\d+$/.test(name));
    return made && last ? inGrey(made[last]) : undefined;
  },
  recording: (fold, { params }, data) => (data ? recordCnn(fold, params, data) : {}),
  weights: (fold) => weightsOnly(fold.output("train")),
  chain: (fold, params, data) => (fold.output("train") ? cnnChain(params, data) : undefined),
  conventions: cnnConventions,
});

/** Pictures of any colours, units × height × width × channels, as differences from grey. */
function inGrey({ shape: [units, height, width, channels], values }: NDArray): CardPicture {
  const area = height * width;
  const grey = Float32Array.from({ length: units * area }, (_, p) => {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += values[p * channels + c];
    return sum / channels - 0.5;
  });
  return rowsAsImages(array(grey, [units, area]), { width, height });
}
