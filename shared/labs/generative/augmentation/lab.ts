import { catsDogs } from "../../../data/generators/cats-dogs.ts";
import { digits } from "../../../data/generators/digits.ts";
import { experimentGroups } from "../../../data/generators/experiment-groups.ts";
import { named } from "../../../data/generators/known.ts";
import { points } from "../../../data/generators/points.ts";
import { tissue } from "../../../data/generators/tissue.ts";
import { heldOutChoices } from "../../choices.ts";
import { deferred } from "../../deferred.ts";
import { defineLab } from "../../lab.ts";
import { optimizerInWords } from "../../nets/conventions.ts";
import { augmentationChain, augmentationWeights } from "./chain.ts";
import { checkAugmentation } from "./data.ts";
import { augmentationFields } from "./fields.ts";
import { augmentationMetrics, measureAugmentation } from "./metrics.ts";
import { planAugmentation, workOf } from "./plan.ts";
import { augmentationPresets } from "./presets.ts";
import { augmentationRecording } from "./recording.ts";

/**
 * A classifier with few labels, with and without samples of a generative model. Plan, of each repeat: "generator" (a fit, or a VAE of which a step is a minibatch); the
 * classifiers "real", "augmented" (after the generator), and as controls "classical" and "more" (a step is a minibatch); "evaluate" (a step is a net). Of the first one
 * "samples" too.
 */
export const augmentation = defineLab({
  id: "augmentation",
  revision: 1,
  family: "generative",
  title: { es: "Aumento de datos", en: "Data augmentation" },
  summary: {
    es: "Añade muestras de un modelo generativo a unas pocas filas con etiqueta, y mide si el clasificador gana algo, con su intervalo.",
    en: "Add samples of a generative model to a few labelled rows, and measure whether the classifier gains by it, with an interval.",
  },
  params: augmentationFields,
  data: {
    generators: named(digits, experimentGroups, catsDogs, tissue, points),
    formats: ["csv", "idx", "npy"],
    aboutFiles: {
      es: "Hacen falta clases: una columna de la tabla, o un segundo archivo IDX con las etiquetas. Todas las filas deben tener la suya; el laboratorio esconde las que la red no deba ver.",
      en: "Classes are needed: a column of the table, or a second IDX file with the labels. Every row must have one; the lab hides those that the net is not to see.",
    },
    use: { pictures: true, twoValued: true, everyClass: true },
    folders: true,
    reading: heldOutChoices,
  },
  presets: augmentationPresets,
  metrics: augmentationMetrics,
  sweeps: true,
  wasm: ["tensors", "math"],
  devices: ["wasm", "scalar"],
  check: checkAugmentation,
  estimate(params, data) {
    const kinds = workOf(params, data);
    const [rows, columns] = [data?.rows ?? 0, data?.columns ?? 0];
    return {
      multiplyAdds: Object.values(kinds).reduce((sum, work) => sum + work, 0),
      kinds,
      bytes: 4 * columns * (rows + 20 * (params.samples + params.labelled)),
    };
  },
  plan: planAugmentation,
  ...deferred(
    ["fit", "coder", "train", "evaluate", "samples"],
    async () => (await import("./processes.ts")).augmentationProcesses,
  ),
  measure: measureAugmentation,
  recording: (_fold, { params }, data) => augmentationRecording(params, data),
  conventions: () => ({
    net: "real.*, augmented.*: layerN.weights is inputs x outputs, row-major: y = relu(x * weights + bias), the last layer softmax; the nets of the first repeat; in ONNX and model.json the net with samples",
    optimizer: optimizerInWords("adam"),
  }),
  weights: augmentationWeights,
  chain: augmentationChain,
});
