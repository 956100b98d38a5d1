import { catsDogs } from "../../../data/generators/cats-dogs.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { tissue } from "../../../data/generators/tissue.ts";
import { foldIn } from "../../../random/index.ts";
import { heldOutChoices } from "../../choices.ts";
import { defineLab, type Task } from "../../lab.ts";
import { known, mean, told } from "../../metrics.ts";
import { trainsNet } from "../../nets/net-lab.ts";
import { foreignTask, tasksOf, trainingSpan } from "../../nets/plan.ts";
import { picturesInGrey } from "../../picture.ts";
import { stoppedAtOf } from "../../stopped.ts";
import { cnnChain } from "./chain.ts";
import { cnnConventions } from "./conventions.ts";
import { checkCnn, given, keptFromTraining, trainingRows } from "./data.ts";
import { cnnFields } from "./fields.ts";
import { cnnMetrics } from "./metrics.ts";
import { cnnPresets } from "./presets.ts";
import { recordCnn } from "./recording.ts";
import { workOf } from "./work.ts";

/** Position of each task, and of the moved copies, under the run's key. */
const KEY = { train: 0, evaluate: 1, maximise: 2, robust: 3, copies: 4 } as const;

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
      es: "Imágenes con su clase: dos archivos IDX o NPY, uno de imágenes y otro de etiquetas. Con un modelo ONNX (.onnx) o de TensorFlow.js (model.json y sus archivos de pesos a la vez), el entrenamiento sigue desde él; si tiene capas que aquí no hay, solo se ejecuta.",
      en: "Pictures with their class: two IDX or NPY files, one of pictures and one of labels. With an ONNX model (.onnx) or one of TensorFlow.js (model.json and its files of weights together), training goes on from it; where it has layers that this lab lacks, it is only run.",
    },
    use: { pictures: true, constants: true, twoValued: true },
    reading: [...heldOutChoices],
    folders: true,
  },
  presets: cnnPresets,
  metrics: cnnMetrics,
  check: (params, data) => void checkCnn(params, data),
  notices: (params, data) => (data && given.codeFor(data)?.foreignNotices(data, keptFromTraining(params, data))) ?? [],
  onlyRuns: (params, data) => keptFromTraining(params, data) !== undefined,
  estimate: (params, data) => workOf(params, checkCnn(params, data)),
  plan(params, data, key): Task[] {
    const table = checkCnn(params, data);
    // Lengths are in `steps` alone, so that they can be extended.
    const { epochs: _, ascent, ...own } = params;
    const task = tasksOf(key, KEY, own);
    if (keptFromTraining(own, table))
      return [foreignTask(task("evaluate", 1)), foreignTask(task("robust", 1, ["evaluate"]), "foreignRobust")];
    const train = { ...task("train", 1), ...trainingSpan(trainingRows(table, own), params) };
    return [
      { ...train, params: { ...own, copyKey: foldIn(key, KEY.copies) } },
      task("evaluate", 1, ["train"]),
      task("maximise", ascent, ["train"]),
      task("robust", 1, ["train"]),
    ];
  },
  ...trainsNet(
    [
      "train",
      "evaluate",
      "maximise",
      "robust",
      "forward",
      "saliency",
      "sceneMap",
      "foreign",
      "foreignRobust",
      "foreignForward",
      "foreignSaliency",
      "foreignSceneMap",
    ],
    async () => (await import("./processes.ts")).cnnProcesses,
    given,
  ),
  measure(fold) {
    const { noise, shift } = fold.output("robust") ?? {};
    return known({
      accuracy: fold.output("evaluate")?.accuracy.values[0] ?? told(fold, "train", "testAccuracy").at(-1),
      trainAccuracy: mean(told(fold, "train", "accuracy").slice(-20)),
      testLoss: fold.output("evaluate")?.loss.values[0] ?? told(fold, "train", "testLoss").at(-1),
      accuracyNoisy: noise?.values[4],
      accuracyShifted: shift?.values[4],
      stoppedAt: stoppedAtOf(fold.output("train")),
    });
  },
  picture(fold) {
    const made = Object.entries(fold.output("maximise") ?? {});
    const last = made.findLast(([name]) => /^block\d+$/.test(name));
    return last && picturesInGrey(last[1]);
  },
  recording: (fold, { params }, data) => (data ? recordCnn(fold, params, data) : {}),
  chain: (fold, params, data) => (fold.output("train") ? cnnChain(params, data) : undefined),
  conventions: cnnConventions,
});
