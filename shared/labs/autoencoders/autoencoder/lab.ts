import { barsAndStripes } from "../../../data/generators/bars-and-stripes.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import type { Table } from "../../../data/table.ts";
import { defineLab, type Task, type WasmName } from "../../lab.ts";
import { metricTable, outputOf, outputOrLast } from "../../metric-table.ts";
import { codeSteps } from "../../nets/blocks.ts";
import { layersOf } from "../../nets/coders/layers.ts";
import { trainingPlan } from "../../nets/plan.ts";
import { onlyOn } from "../../only-of.ts";
import { canProbe, probeSteps } from "../blocks.ts";
import { coderData, trainsCoder } from "../coder-lab.ts";
import { canQuantise, quantisedModel } from "../integers.ts";
import { autoencoding, testMse } from "../metrics.ts";
import { PCA_MODULES, pcaTasks } from "../pca-tasks.ts";
import { reconstructs } from "../reconstructs.ts";
import { samplesOf } from "../samples.ts";
import { checkAutoencoder, given } from "./data.ts";
import { type AutoencoderParams, autoencoderFields } from "./fields.ts";
import { autoencoderPresets } from "./presets.ts";
import { autoencoderRecording } from "./recording.ts";

/** Position of each kind of task under the run's key. */
const KEY = { train: 0, pca: 1, codes: 2, quantise: 3, probe: 4 } as const;

const isProbed = (params: AutoencoderParams, data: Table) => canProbe(data, layersOf(params, data).code);
const ofClasses = onlyOn((data, params: AutoencoderParams) => isProbed(params, data));

const numbers = metricTable<AutoencoderParams>({
  loss: autoencoding.loss,
  testMse: { ...testMse, of: outputOrLast("codes", "testMse", "testMse") },
  pcaTestMse: {
    label: { es: "Error de PCA", en: "PCA error" },
    meaning: {
      es: "El mismo error con PCA de tantas dimensiones como el código",
      en: "The same error for PCA with as many dimensions as the code",
    },
    of: outputOf("pca", "testMse"),
  },
  quantizedTestMse: {
    ...autoencoding.quantizedTestMse,
    ...onlyOn((data, params: AutoencoderParams) => canQuantise(params, data)),
  },
  probeAccuracy: {
    ...ofClasses,
    label: { es: "Clases por el código", en: "Classes from the code" },
    better: "higher",
    meaning: {
      es: "Parte de las filas de prueba cuya clase acierta una regla lineal (análisis discriminante) que solo ve el código",
      en: "Fraction of the held-out rows whose class a linear rule (discriminant analysis) finds from the code alone",
    },
    of: outputOf("probe", "accuracy"),
  },
  pcaProbeAccuracy: {
    ...ofClasses,
    label: { es: "Clases por PCA", en: "Classes from PCA" },
    meaning: {
      es: "Lo mismo con el código de PCA de tantas dimensiones",
      en: "The same from PCA's code with as many dimensions",
    },
    of: outputOf("probe", "pcaAccuracy"),
  },
  stoppedAt: autoencoding.stoppedAt,
});

/** A run takes more modules than a question: the home page asks one, and fetches that of the net alone. */
const QUANTISE = ["quant"] as const;
const ALL: readonly WasmName[] = [...PCA_MODULES, ...QUANTISE];

/**
 * Autoencoder of dense layers, for pictures of convolutions too. Plan: "train" (a step is a minibatch), "moments" and "pca" beside it, then "codes", then
 * "quantise", and "probe" where rows have classes. Views ask "encode", "decode", "reconstruct".
 */
export const autoencoder = defineLab({
  id: "autoencoder",
  revision: 4,
  title: { es: "Autoencoder", en: "Autoencoder" },
  summary: {
    es: "Haz pasar imágenes por una puerta estrecha y mira qué aprende la red a conservar.",
    en: "Squeeze pictures through a narrow door and see what the net learns to keep.",
  },
  params: autoencoderFields,
  data: { ...coderData, generators: named(digits, barsAndStripes) },
  presets: autoencoderPresets,
  ...numbers,
  check: checkAutoencoder,
  plan(params, data, key): Task[] {
    const table = checkAutoencoder(params, data);
    const samples = samplesOf(table, params);
    const { train, task } = trainingPlan(key, KEY, params, samples.train.length);
    const rows = codeSteps(samples.test.length) + codeSteps(samples.train.length);
    return [
      train,
      ...pcaTasks(samples, params, task("pca", 1)),
      task("codes", rows, ["train"]),
      ...(canQuantise(params, table) ? [{ ...task("quantise", 1, ["train", "codes"]), wasm: QUANTISE }] : []),
      ...(isProbed(params, table) ? [task("probe", probeSteps(samples), ["train", "pca"])] : []),
    ];
  },
  ...reconstructs<AutoencoderParams>(ALL),
  ...trainsCoder(
    given,
    ["train", "moments", "pca", "codes", "quantise", "probe", "encode", "decode", "reconstruct"],
    async () => (await import("./processes.ts")).autoencoderProcesses,
  ),
  ...autoencoderRecording,
  model: quantisedModel,
});
