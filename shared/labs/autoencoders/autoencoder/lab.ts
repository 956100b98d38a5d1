import { multiplyAdds, parameterCount } from "../../../kernels/dense/net.ts";
import { isWide } from "../../../kernels/ppca/dual.ts";
import { isFused } from "../../../nets/layers.ts";
import { foldIn } from "../../../random/index.ts";
import { pictureChoices } from "../../choices.ts";
import type { Fold } from "../../fold.ts";
import { defineLab, type Metric, type Task, type WasmName } from "../../lab.ts";
import { known, mean, told } from "../../metrics.ts";
import { batchesPerEpoch } from "../../minibatches.ts";
import { momentsTask } from "../../moments.ts";
import { columnsAsImages } from "../../picture.ts";
import { autoencoderQuestion } from "./ask.ts";
import { autoencoderCodes, codeSteps } from "./codes.ts";
import { autoencoderConventions } from "./conventions.ts";
import { checkAutoencoder, modulesOf, type Samples, samplesOf } from "./data.ts";
import { type AutoencoderTaskParams, autoencoderFields } from "./fields.ts";
import { autoencoderPca, trainingMoments } from "./pca.ts";
import { autoencoderPresets } from "./presets.ts";
import { autoencoderQuantisation, canQuantise } from "./quantise.ts";
import { recordAutoencoder } from "./recording.ts";
import { specOf } from "./shape.ts";
import { autoencoderTraining } from "./train.ts";

/** Position of each kind of task under the run's key. */
const KEY = { train: 0, pca: 1, codes: 2, quantise: 3 } as const;

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
    kind: "exact",
    meaning: {
      es: "El error de la red cuantizada a enteros de ocho bits, la que se publica",
      en: "The same error for the net quantised to eight-bit integers, as published",
    },
  },
];

/** A run takes the module of the moments; questions of views do without. */
const MOMENTS: readonly WasmName[] = ["moments"];

/**
 * Autoencoder of dense layers. Plan: "train" (a step is a minibatch), "moments" and "pca" beside it, then "codes", then "quantise". Views ask "encode", "decode", "reconstruct".
 */
export const autoencoder = defineLab({
  id: "autoencoder",
  revision: 3,
  family: "autoencoders",
  title: { es: "Autoencoder", en: "Autoencoder" },
  summary: {
    es: "Haz pasar imágenes por una puerta estrecha y mira qué aprende la red a conservar.",
    en: "Squeeze pictures through a narrow door and see what the net learns to keep.",
  },
  params: autoencoderFields,
  data: {
    generators: ["digits", "bars-and-stripes"],
    formats: ["idx", "csv", "npy", "safetensors"],
    use: { pictures: true, constants: true, twoValued: true },
    reading: [...pictureChoices, "standardise"],
  },
  presets: autoencoderPresets,
  metrics,
  wasm: ["nets", "math", "quant"],
  devices: ["wasm", "scalar"],
  check: checkAutoencoder,
  estimate(params, data) {
    const [rows, columns] = [data?.rows ?? 0, data?.columns ?? 0];
    const spec = specOf(params, columns);
    // tensorflow.js passes over its numbers operation by operation, whereas the fused step keeps them in registers.
    const passes = isFused(spec) ? 3 : 9;
    const training = passes * rows * params.epochs * multiplyAdds(spec);
    const gramSide = Math.min(rows, columns);
    const pca = rows * columns * gramSide + 12 * gramSide ** 3;
    const bytes = rows * columns * 4 + parameterCount(spec) * 16 + gramSide * columns * 32;
    return { multiplyAdds: training + pca, bytes, wasm: [...MOMENTS, ...(modulesOf(params).wasm ?? [])] };
  },
  plan(params, data, key): Task[] {
    const samples = samplesOf(checkAutoencoder(params, data), params);
    // The length of training is in `steps` alone, so that it can be extended.
    const { epochs: _, ...own } = params;
    const steps = params.epochs * batchesPerEpoch(samples.train.length, params.batch);
    const modules = modulesOf(params);
    const rows = codeSteps(samples.test.length) + codeSteps(samples.train.length);
    return [
      { id: "train", kind: "train", key: foldIn(key, KEY.train), steps, params: own, ...modules },
      ...pcaTasks(samples, params, { id: "pca", kind: "pca", key: foldIn(key, KEY.pca), steps: 1, params: own }),
      {
        id: "codes",
        kind: "codes",
        key: foldIn(key, KEY.codes),
        steps: rows,
        params: own,
        after: ["train"],
        ...modules,
      },
      ...(canQuantise(params, samples.columns)
        ? [
            {
              id: "quantise",
              kind: "quantise",
              key: foldIn(key, KEY.quantise),
              steps: 1,
              params: own,
              after: ["train", "codes"],
            },
          ]
        : []),
    ];
  },
  processes: {
    train: autoencoderTraining,
    moments: trainingMoments,
    pca: autoencoderPca,
    codes: autoencoderCodes,
    quantise: autoencoderQuantisation,
    encode: autoencoderQuestion,
    decode: autoencoderQuestion,
    reconstruct: autoencoderQuestion,
  },
  measure: (fold) =>
    known({
      loss: mean(told(fold, "train", "loss").slice(-50)),
      testMse: fold.output("codes")?.testMse.values[0] ?? told(fold, "train", "testMse").at(-1),
      pcaTestMse: fold.output("pca")?.testMse.values[0],
      quantizedTestMse: fold.output("quantise")?.testMse.values[0],
    }),
  withoutModel: (params) =>
    isFused(specOf(params, 1))
      ? null
      : {
          es: "solo se cuantizan las redes con activación lineal, ReLU, tangente hiperbólica o sigmoide, sin normalización ni dropout.",
          en: "only nets with linear, ReLU, tanh or sigmoid activation, without normalisation or dropout, are quantised.",
        },
  picture(fold: Fold, data) {
    const { codes, picture } = fold.output("codes") ?? {};
    const filters = fold.output("train")?.["layer0.weights"];
    const isPlanar = codes?.shape[1] === 2;
    if (filters && data && filters.shape[1] > 2 && !isPlanar) return columnsAsImages(filters, data);
    return picture && { kind: "points", series: [picture] };
  },
  recording: (fold, { params }, data) => (data ? recordAutoencoder(fold, params, data) : {}),
  weights: (fold: Fold) => fold.output("train"),
  conventions: autoencoderConventions,
  model: (fold: Fold) => fold.output("quantise")?.file.values as Uint8Array<ArrayBuffer> | undefined,
});

/** PCA from the moments of the training rows; of a wide table from the rows themselves. */
function pcaTasks({ train, columns }: Samples, { loss, testFraction }: AutoencoderTaskParams, pca: Task): Task[] {
  if (isWide({ rows: train.length, columns })) return [pca];
  return [
    { ...momentsTask(train.length, { loss, testFraction }), wasm: MOMENTS },
    { ...pca, after: ["moments"] },
  ];
}
