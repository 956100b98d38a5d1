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
import { partsOf, requirePictures } from "../../nets/pictures.ts";
import { tasksOf, trainingSpan } from "../../nets/plan.ts";
import { trainedWeights } from "../../nets/weights.ts";
import { given, pictureNet, weightNotices } from "../picture-net.ts";
import { hardwareConventions } from "./conventions.ts";
import { checkHardware } from "./data.ts";
import { type HardwareParams, hardwareFields, taskParams } from "./fields.ts";
import { hardwareMetrics, measureHardware } from "./metrics.ts";
import { hardwarePicture } from "./picture.ts";
import { hardwarePresets } from "./presets.ts";
import { recordHardware } from "./recording.ts";

/** Position of each task under the run's key. */
const KEY = { train: 0, evaluate: 1, quantise: 2, roofline: 3, layers: 4, latency: 5 } as const;

/** Rounds of the roofline at most: its rates hardly vary. */
const ROOF_ROUNDS = 12;
const roofRounds = ({ rounds }: HardwareParams) => Math.min(ROOF_ROUNDS, rounds);
/** How long a round of measurements takes at least, in multiply-adds of a usual machine: a matter of clocks, not of the net. */
const ROUND = { roofline: 1e7, layers: 1e7, latency: 2.5e7 } as const;

const rowsOf = (params: HardwareParams, data: Table | null) =>
  partsOf(requirePictures(data, params.testFraction), params.testFraction);

function workOf(params: HardwareParams, data: Table | null): Work {
  const { chain, weights } = checkHardware(params, data);
  const { macs, parameters, valueBytes } = totalCost(chain);
  const { train, test } = rowsOf(params, data);
  const batch = Math.min(params.batch, train.length);
  const forward = macs + valueBytes / 2;
  const steps = params.epochs * Math.ceil(train.length / batch);
  const learning = weights ? macs : steps * (3 * batch * forward + (Math.min(256, test.length) * forward) / 20);
  const table = data ? data.rows * data.columns : 0;
  const kinds = {
    [weights ? "given" : "train"]: learning,
    evaluate: test.length * forward,
    quantise: (test.length + 400) * forward,
    roofline: roofRounds(params) * ROUND.roofline,
    layers: params.rounds * ROUND.layers,
    latency: params.rounds * (ROUND.latency + 20 * macs),
  };
  return {
    multiplyAdds: Object.values(kinds).reduce((sum, one) => sum + one, 0),
    kinds,
    bytes: 2 * table + 20 * parameters + 3 * batch * valueBytes + 8e7,
  };
}

/**
 * One net on several devices of this machine. Plan: "train" (a step is a minibatch; of weights that are given, one step that says them), "evaluate" in floats and
 * "quantise" in integers, on held-out pictures; then one after the other, so that none disturbs another, what takes times (a step is a round): "roofline", what a thread can do
 * at most; "layers", each stage alone; "latency", the whole net on each device with batches of several sizes. Times are measured: no part of the digest.
 */
export const hardware = defineLab({
  id: "hardware",
  revision: 1,
  family: "inference",
  title: { es: "Hardware", en: "Hardware" },
  summary: {
    es: "La misma red en varios dispositivos: latencia, imágenes por segundo, energía estimada y el tejado de este ordenador.",
    en: "The same net on several devices: latency, pictures per second, estimated energy, and the roofline of this machine.",
  },
  params: hardwareFields,
  data: {
    generators: named(digits, catsDogs, shapes, tissue),
    formats: ["idx", "npy", "png", "jpeg", "csv", "safetensors"],
    aboutFiles: {
      es: "Imágenes con su clase: dos archivos IDX o NPY, o carpetas. Con un modelo ONNX (.onnx) o de TensorFlow.js (model.json y sus pesos a la vez), o un safetensors de pesos, no se entrena: se mide esa red.",
      en: "Pictures with their class: two IDX or NPY files, or folders. With an ONNX model (.onnx), a TensorFlow.js model (model.json and its weights together) or a safetensors of weights, nothing is trained: that net is measured.",
    },
    use: { pictures: true, constants: true, twoValued: true },
    reading: [...heldOutChoices],
    folders: true,
  },
  presets: hardwarePresets,
  metrics: hardwareMetrics,
  sweeps: true,
  wasm: ["tensors", "quant", "roofline"],
  devices: ["wasm", "scalar", "webgpu"],
  check: (params, data) => void checkHardware(params, data),
  prepare: given.prepare,
  notices: (_, data) => weightNotices(data),
  estimate: workOf,
  plan(params, data, key): Task[] {
    const { weights } = checkHardware(params, data);
    const { rounds, epochs } = params;
    const own = taskParams(params);
    const task = tasksOf(key, KEY, own);
    const train = weights
      ? { ...task("train", 1), kind: "given" }
      : { ...task("train", 1), ...trainingSpan(rowsOf(params, data).train.length, { ...own, epochs }) };
    return [
      train,
      task("evaluate", 1, ["train"]),
      task("quantise", 1, ["train", "evaluate"]),
      task("roofline", roofRounds(params), ["quantise"]),
      task("layers", rounds, ["train", "quantise", "roofline"]),
      task("latency", rounds, ["train", "quantise", "layers"]),
    ];
  },
  ...deferred(
    ["train", "given", "evaluate", "quantise", "roofline", "layers", "latency", "askRoof"],
    async () => {
      await given.ready();
      return (await import("./processes.ts")).hardwareProcesses;
    },
    {
      roofline: ["rate.<what>"],
      layers: ["ms.<cell>"],
      latency: ["ms.<cell>", "difference.<device>"],
      askRoof: ["float32", "int8", "bandwidth"],
    },
  ),
  measure: measureHardware,
  picture: hardwarePicture,
  recording: recordHardware,
  weights: trainedWeights,
  chain: (fold, params, data) => (fold.output("train") && data ? pictureNet(params, data).chain : undefined),
  conventions: hardwareConventions,
});
