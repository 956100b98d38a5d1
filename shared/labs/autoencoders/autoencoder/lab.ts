import { barsAndStripes } from "../../../data/generators/bars-and-stripes.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { isWide } from "../../../kernels/ppca/wide.ts";
import { costOf } from "../../../nets/cost.ts";
import { pictureChoices } from "../../choices.ts";
import { deferred } from "../../deferred.ts";
import type { Fold } from "../../fold.ts";
import { defineLab, type Metric, type Task, type WasmName } from "../../lab.ts";
import { known, mean, told } from "../../metrics.ts";
import { momentsTask } from "../../moments-task.ts";
import { tasksOf, trainingSpan } from "../../nets/plan.ts";
import { trainedWeights } from "../../nets/weights.ts";
import { columnsAsImages } from "../../picture.ts";
import { stoppedAtOf } from "../../stopped.ts";
import { canProbe, codeSteps, probeSteps } from "./blocks.ts";
import { autoencoderChain } from "./chain.ts";
import { autoencoderConventions } from "./conventions.ts";
import { checkAutoencoder, type Samples, samplesOf } from "./data.ts";
import { type AutoencoderTaskParams, autoencoderFields } from "./fields.ts";
import { canQuantise, hasIntegers } from "./integers.ts";
import { layersOf } from "./layers.ts";
import { autoencoderModel } from "./net.ts";
import { autoencoderPresets } from "./presets.ts";
import { recordAutoencoder } from "./recording.ts";

/** Position of each kind of task under the run's key. */
const KEY = { train: 0, pca: 1, codes: 2, quantise: 3, probe: 4 } as const;

const metrics: readonly Metric[] = [
  {
    name: "loss",
    label: { es: "Pérdida", en: "Loss" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Pérdida media de los últimos 50 minilotes de entrenamiento",
      en: "Mean loss over the last 50 training minibatches",
    },
  },
  {
    name: "testMse",
    label: { es: "Error de prueba", en: "Test error" },
    unit: "",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "Error cuadrático medio por valor al reconstruir los datos de prueba",
      en: "Mean squared error per value when reconstructing the held-out data",
    },
  },
  {
    name: "pcaTestMse",
    label: { es: "Error de PCA", en: "PCA error" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "El mismo error con PCA de tantas dimensiones como el código",
      en: "The same error for PCA with as many dimensions as the code",
    },
  },
  {
    name: "quantizedTestMse",
    label: { es: "Error en int8", en: "Error in int8" },
    unit: "",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "El error de la red cuantizada a enteros de ocho bits, la que se publica",
      en: "The same error for the net quantised to eight-bit integers, as published",
    },
  },
  {
    name: "probeAccuracy",
    label: { es: "Clases por el código", en: "Classes from the code" },
    unit: "",
    better: "higher",
    kind: "exact",
    meaning: {
      es: "Parte de las filas de prueba cuya clase acierta una regla lineal (análisis discriminante) que solo ve el código",
      en: "Fraction of the held-out rows whose class a linear rule (discriminant analysis) finds from the code alone",
    },
  },
  {
    name: "pcaProbeAccuracy",
    label: { es: "Clases por PCA", en: "Classes from PCA" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Lo mismo con el código de PCA de tantas dimensiones",
      en: "The same from PCA's code with as many dimensions",
    },
  },
  {
    name: "stoppedAt",
    label: { es: "Parada", en: "Stopped at" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Paso en que el entrenamiento terminó antes de tiempo porque la pérdida dejó de ser finita",
      en: "Step at which training ended early, since the loss was no longer finite",
    },
  },
];

/** A run takes more modules than a question: the home page asks one, and fetches that of the net alone. */
const MODULES = { moments: ["moments"], pca: ["math"], quantise: ["quant"] } as const;
const ALL: readonly WasmName[] = Object.values(MODULES).flat();

/**
 * Autoencoder of dense layers, for pictures of convolutions too. Plan: "train" (a step is a minibatch), "moments" and "pca" beside it, then "codes", then
 * "quantise", and "probe" where rows have classes. Views ask "encode", "decode", "reconstruct".
 */
export const autoencoder = defineLab({
  id: "autoencoder",
  revision: 4,
  family: "autoencoders",
  title: { es: "Autoencoder", en: "Autoencoder" },
  summary: {
    es: "Haz pasar imágenes por una puerta estrecha y mira qué aprende la red a conservar.",
    en: "Squeeze pictures through a narrow door and see what the net learns to keep.",
  },
  params: autoencoderFields,
  data: {
    generators: named(digits, barsAndStripes),
    formats: ["idx", "csv", "npy", "safetensors"],
    use: { pictures: true, constants: true, twoValued: true },
    reading: [...pictureChoices, "standardise"],
  },
  presets: autoencoderPresets,
  metrics,
  sweeps: true,
  wasm: ["tensors"],
  devices: ["wasm", "scalar"],
  check: checkAutoencoder,
  estimate(params, data) {
    if (data === null) return { multiplyAdds: 0, bytes: 0, wasm: ALL };
    const { rows, columns } = data;
    const batch = Math.min(params.batch, rows);
    const { forward, backward, parameters, arena } = costOf(autoencoderModel(params, data), batch);
    const training = (params.epochs * rows * (forward + backward)) / batch;
    const gramSide = Math.min(rows, columns);
    const pca = rows * columns * gramSide + 12 * gramSide ** 3;
    // Parameters, their gradients, two moments and the best so far.
    const bytes = rows * columns * 4 + (5 * parameters + arena) * 4 + gramSide * columns * 32;
    return { multiplyAdds: training + pca, bytes, wasm: ALL };
  },
  plan(params, data, key): Task[] {
    const table = checkAutoencoder(params, data);
    const samples = samplesOf(table, params);
    // The length of training is in `steps` alone, so that it can be extended.
    const { epochs: _, ...own } = params;
    const task = tasksOf(key, KEY, own);
    const rows = codeSteps(samples.test.length) + codeSteps(samples.train.length);
    return [
      { ...task("train", 1), ...trainingSpan(samples.train.length, params) },
      ...pcaTasks(samples, params, { ...task("pca", 1), wasm: MODULES.pca }),
      task("codes", rows, ["train"]),
      ...(canQuantise(params, table) ? [{ ...task("quantise", 1, ["train", "codes"]), wasm: MODULES.quantise }] : []),
      ...(canProbe(table, layersOf(params, table).code) ? [task("probe", probeSteps(samples), ["train", "pca"])] : []),
    ];
  },
  ...deferred(
    ["train", "moments", "pca", "codes", "quantise", "probe", "encode", "decode", "reconstruct"],
    async () => (await import("./processes.ts")).autoencoderProcesses,
  ),
  measure: (fold) =>
    known({
      loss: mean(told(fold, "train", "loss").slice(-50)),
      testMse: fold.output("codes")?.testMse.values[0] ?? told(fold, "train", "testMse").at(-1),
      pcaTestMse: fold.output("pca")?.testMse.values[0],
      quantizedTestMse: fold.output("quantise")?.testMse.values[0],
      probeAccuracy: fold.output("probe")?.accuracy.values[0],
      pcaProbeAccuracy: fold.output("probe")?.pcaAccuracy.values[0],
      stoppedAt: stoppedAtOf(fold.output("train")),
    }),
  withoutModel: (params) =>
    hasIntegers(params)
      ? null
      : {
          es: "solo se cuantizan las redes de capas densas con activación lineal, ReLU, tangente hiperbólica o sigmoide, sin normalización.",
          en: "only nets of dense layers with linear, ReLU, tanh or sigmoid activation, without normalisation, are quantised.",
        },
  picture(fold: Fold, data) {
    const { codes, picture } = fold.output("codes") ?? {};
    const filters = fold.output("train")?.["layer0.weights"];
    const isPlanar = codes?.shape[1] === 2;
    if (filters?.shape.length === 2 && data && filters.shape[1] > 2 && !isPlanar) return columnsAsImages(filters, data);
    return picture && { kind: "points", series: [picture] };
  },
  recording: (fold, { params }, data) => (data ? recordAutoencoder(fold, params, data) : {}),
  weights: trainedWeights,
  chain: (fold, params, data) => (fold.output("train") ? autoencoderChain(params, data) : undefined),
  conventions: autoencoderConventions,
  model: (fold: Fold) => fold.output("quantise")?.file.values as Uint8Array<ArrayBuffer> | undefined,
});

/** PCA from the moments of the training rows; of a wide table from the rows themselves. */
function pcaTasks({ train, columns }: Samples, { loss, testFraction }: AutoencoderTaskParams, pca: Task): Task[] {
  if (isWide({ rows: train.length, columns })) return [pca];
  return [
    { ...momentsTask(train.length, { loss, testFraction }), wasm: MODULES.moments },
    { ...pca, after: ["moments"] },
  ];
}
