import { catsDogs } from "../../../data/generators/cats-dogs.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { shapes } from "../../../data/generators/shapes.ts";
import { tissue } from "../../../data/generators/tissue.ts";
import type { Table } from "../../../data/table.ts";
import { heldOutChoices } from "../../choices.ts";
import { deferred } from "../../deferred.ts";
import { defineLab, type Task, type Work } from "../../lab.ts";
import { totalCost } from "../../nets/chain/shapes.ts";
import { tasksOf, trainingSpan } from "../../nets/plan.ts";
import { trainedWeights } from "../../nets/weights.ts";
import { given } from "../picture-net.ts";
import { chainFor, rowNet, rowNotices, rowParts } from "../table-net.ts";
import { ASKED } from "./bit-counts.ts";
import { chosenModel } from "./chosen.ts";
import { quantizationConventions } from "./conventions.ts";
import { checkQuantization } from "./data.ts";
import { netParams, type QuantizationParams, quantizationFields } from "./fields.ts";
import { FORMATS, formatsOf } from "./formats.ts";
import { measureQuantization, quantizationMetrics } from "./metrics.ts";
import { quantizationPicture } from "./picture.ts";
import { quantizationPresets } from "./presets.ts";
import { recordQuantization } from "./recording.ts";

/** Position of each task under the run's key. */
const KEY = {
  train: 0,
  evaluate: 1,
  seen: 2,
  "int8-tensor": 3,
  "int8-channel": 4,
  int4: 5,
  bits: 6,
  disturbed: 7,
  times: 8,
  pruned: 9,
} as const;

/** Plain loops in float64 take so many times as long as the engine of nets. */
const PLAIN = 6;

function workOf(params: QuantizationParams, data: Table | null): Work {
  const { chain, weights } = checkQuantization(params, data);
  const { macs, parameters, valueBytes } = totalCost(chain);
  const { train, test } = rowParts(data, params.testFraction);
  const batch = Math.min(params.batch, train.length);
  const forward = macs + valueBytes / 2;
  const steps = params.epochs * Math.ceil(train.length / batch);
  const learning = weights ? macs : steps * (3 * batch * forward + (Math.min(256, test.length) * forward) / 20);
  const calibration = PLAIN * Math.min(params.rows, train.length) * forward;
  const kinds = {
    ...(weights ? { given: learning } : { train: learning }),
    evaluate: test.length * forward,
    seen: calibration,
    quantise: formatsOf(params.format).length * (calibration + (test.length * forward) / 4),
    bits: 15 * Math.min(ASKED, test.length) * forward,
    disturbed: 2 * 14 * Math.min(200, test.length) * forward,
    times: 5e6,
  };
  const table = data ? data.rows * data.columns : 0;
  return {
    multiplyAdds: Object.values(kinds).reduce((sum, work) => sum + work, 0),
    kinds,
    bytes: 2 * table + 24 * parameters + 3 * batch * valueBytes,
  };
}

/**
 * A net in float32, int8 and int4. Plan: "train" (a step is a minibatch; of weights that are given, one step that says them); then, on held-out pictures, "evaluate" in
 * floats; "seen", what calibration sees; each format by its name, "pruned" where it is chosen; "bits", accuracy against the bits of weights; "disturbed", with noise and shifts; "times" (measured).
 */
export const quantization = defineLab({
  id: "quantization",
  revision: 1,
  family: "inference",
  title: { es: "Cuantización", en: "Quantisation" },
  summary: {
    es: "Una red en 8 y en 4 bits: bytes, aciertos, energía y tiempo, y dónde se pierde la precisión.",
    en: "A net in 8 and in 4 bits: bytes, accuracy, energy and time, and where precision is lost.",
  },
  params: quantizationFields,
  data: {
    generators: named(digits, catsDogs, shapes, tissue),
    formats: ["idx", "npy", "png", "jpeg", "csv", "safetensors"],
    aboutFiles: {
      es: "Imágenes con su clase (dos archivos IDX o NPY, o carpetas), o una tabla con una columna de clases: de ella aprende una red densa, con columnas estandarizadas. Con un modelo de TensorFlow.js (model.json y sus pesos a la vez) o un safetensors de pesos no se entrena: se cuantiza esa red.",
      en: "Pictures with their class (two IDX or NPY files, or folders), or a table with a column of classes: of it a dense net learns, its columns standardised. With a TensorFlow.js model (model.json and its weights together) or a safetensors of weights nothing is trained: that net is quantised.",
    },
    use: { pictures: true, constants: true, twoValued: true },
    reading: [...heldOutChoices],
    folders: true,
  },
  presets: quantizationPresets,
  metrics: quantizationMetrics,
  sweeps: true,
  wasm: ["tensors", "quant"],
  devices: ["wasm", "scalar", "webgpu"],
  // A training knows how long it will be.
  singleStep: true,
  check: (params, data) => void checkQuantization(params, data),
  prepare: given.prepare,
  notices: rowNotices,
  estimate: workOf,
  plan(params, data, key): Task[] {
    const { weights } = checkQuantization(params, data);
    const task = tasksOf(key, KEY, netParams(params));
    const { calibration, clipped, rows, group, format, share } = params;
    const settings = { ...netParams(params), calibration, clipped, rows, group };
    const train = weights
      ? { ...task("train", 1), kind: "given" }
      : {
          ...task("train", 1),
          params: { ...netParams(params), epochs: params.epochs },
          ...trainingSpan(rowParts(data, params.testFraction).train.length, params),
        };
    const formats = FORMATS.map((one) => ({
      ...task(one, 1, ["train", "evaluate"]),
      kind: "quantise",
      params: { ...settings, format: one },
    }));
    const pruned = {
      ...task("pruned", 1, ["train", "evaluate"]),
      kind: "prunedFormat",
      params: { ...settings, share },
    };
    return [
      train,
      task("evaluate", 1, ["train"]),
      { ...task("seen", 1, ["train"]), params: { ...netParams(params), rows } },
      ...formats,
      ...(format === "pruned" ? [pruned] : []),
      task("bits", 1, ["train"]),
      task("disturbed", 1, ["train", ...FORMATS]),
      { ...task("times", 1, ["train", format]), params: { ...netParams(params), format } },
    ];
  },
  ...deferred(
    [
      "train",
      "given",
      "evaluate",
      "seen",
      "quantise",
      "prunedFormat",
      "bits",
      "disturbed",
      "times",
      "askSample",
      "askGridded",
      "askClipped",
      "askModels",
      "askPruned",
    ],
    async () => {
      await given.ready();
      return (await import("./processes.ts")).quantizationProcesses;
    },
    { times: ["p50.<place>", "p95.<place>"] },
  ),
  measure: (fold, { params }) => measureQuantization(fold, params),
  picture: quantizationPicture,
  recording: recordQuantization,
  weights: trainedWeights,
  chain: (fold, params, data) =>
    fold.output("train") && data ? chainFor(rowNet(params, data).chain, params, data) : undefined,
  model: chosenModel,
  conventions: quantizationConventions,
});
