import { barsAndStripes } from "../../../data/generators/bars-and-stripes.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { defineLab, type Metric, type Task, type WasmName } from "../../lab.ts";
import { known, mean, told } from "../../metrics.ts";
import { codeSteps } from "../../nets/blocks.ts";
import { layersOf } from "../../nets/coders/layers.ts";
import { tasksOf, trainingSpan } from "../../nets/plan.ts";
import { stoppedAtOf } from "../../stopped.ts";
import { canProbe, probeSteps } from "../blocks.ts";
import { coderData, trainsCoder } from "../coder-lab.ts";
import { canQuantise, hasIntegers, notQuantised, quantisedModel } from "../integers.ts";
import { autoencoding } from "../metrics.ts";
import { PCA_MODULES, pcaTasks } from "../pca-tasks.ts";
import { reconstructs } from "../reconstructs.ts";
import { recordAutoencoder } from "../recording.ts";
import { samplesOf } from "../samples.ts";
import { checkAutoencoder, given } from "./data.ts";
import { type AutoencoderParams, autoencoderFields } from "./fields.ts";
import { autoencoderPresets } from "./presets.ts";

/** Position of each kind of task under the run's key. */
const KEY = { train: 0, pca: 1, codes: 2, quantise: 3, probe: 4 } as const;

const { loss, testMse, pcaTestMse, quantizedTestMse, probeAccuracy, pcaProbeAccuracy, stoppedAt } = autoencoding;
const metrics: readonly Metric[] = [
  loss,
  testMse,
  pcaTestMse,
  quantizedTestMse,
  probeAccuracy,
  pcaProbeAccuracy,
  stoppedAt,
];

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
  metrics,
  check: checkAutoencoder,
  plan(params, data, key): Task[] {
    const table = checkAutoencoder(params, data);
    const samples = samplesOf(table, params);
    // The length of training is in `steps` alone, so that it can be extended.
    const { epochs: _, ...own } = params;
    const task = tasksOf(key, KEY, own);
    const rows = codeSteps(samples.test.length) + codeSteps(samples.train.length);
    return [
      { ...task("train", 1), ...trainingSpan(samples.train.length, params) },
      ...pcaTasks(samples, params, task("pca", 1)),
      task("codes", rows, ["train"]),
      ...(canQuantise(params, table) ? [{ ...task("quantise", 1, ["train", "codes"]), wasm: QUANTISE }] : []),
      ...(canProbe(table, layersOf(params, table).code) ? [task("probe", probeSteps(samples), ["train", "pca"])] : []),
    ];
  },
  ...reconstructs<AutoencoderParams>(ALL),
  ...trainsCoder(
    given,
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
  withoutModel: (params) => (hasIntegers(params) ? null : notQuantised),
  recording: (fold, { params }, data) => (data ? recordAutoencoder(fold, params, data) : {}),
  model: quantisedModel,
});
