import { catsDogs } from "../../../data/generators/cats-dogs.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { shapes } from "../../../data/generators/shapes.ts";
import { tissue } from "../../../data/generators/tissue.ts";
import type { Table } from "../../../data/table.ts";
import { heldOutChoices } from "../../choices.ts";
import { defineLab, type Task, type Work } from "../../lab.ts";
import { totalCost } from "../../nets/chain/shapes.ts";
import { trainsNet } from "../../nets/net-lab.ts";
import { partsOf, requirePictures } from "../../nets/pictures.ts";
import { tasksOf, trainingSpan } from "../../nets/plan.ts";
import { given, weightNotices } from "../picture-net.ts";
import { forwardConventions } from "./conventions.ts";
import { checkForward, netOf } from "./data.ts";
import { type ForwardParams, forwardFields, isTrained, type TrainedParams, taskParams } from "./fields.ts";
import { forwardMetrics, measureForward } from "./metrics.ts";
import { forwardPicture } from "./picture.ts";
import { forwardPresets } from "./presets.ts";
import { recordForward } from "./recording.ts";

/** Position of each task under the run's key. */
const KEY = { train: 0, evaluate: 1, pass: 2 } as const;

/** Rows to train on, and held out. */
const rowsOf = (params: TrainedParams, data: Table | null) =>
  partsOf(requirePictures(data, params.testFraction), params.testFraction);

function workOf(params: ForwardParams, data: Table | null): Work {
  const { chain, weights } = checkForward(params, data);
  const { macs, parameters, valueBytes } = totalCost(chain);
  if (!isTrained(params)) return { multiplyAdds: macs, bytes: 1e6 };
  const { train, test } = rowsOf(params, data);
  const batch = Math.min(params.batch, train.length);
  const forward = macs + valueBytes / 2;
  const steps = params.epochs * Math.ceil(train.length / batch);
  const learning = weights ? macs : steps * (3 * batch * forward + (Math.min(256, test.length) * forward) / 20);
  const evaluate = test.length * forward;
  const table = data ? data.rows * data.columns : 0;
  return {
    multiplyAdds: learning + evaluate + forward,
    kinds: weights ? { given: learning, evaluate, pass: forward } : { train: learning, evaluate, pass: forward },
    bytes: 2 * table + 16 * parameters + 3 * batch * valueBytes,
  };
}

const byHand = {
  es: "sus pesos están escritos a mano: no hay datos con los que calibrar los enteros. Entrena una red para publicarla.",
  en: "its weights are written by hand: there are no data to calibrate integers on. Train a net to publish it.",
};

/**
 * One sample through a net. Plan: "train" (a step is a minibatch; of weights that are given, one step that says them), then "evaluate" on held-out
 * pictures, where there are some, and "pass": all numbers between the sample and the answer. Views trace any picture by themselves (`chain/trace.ts`); they ask "saliency".
 */
export const forward = defineLab({
  id: "forward",
  revision: 1,
  family: "inference",
  title: { es: "Propagación hacia adelante", en: "Forward pass" },
  summary: {
    es: "Una imagen pasa por la red, capa a capa y número a número: pulsa uno y mira su cuenta.",
    en: "A picture passes through the net, layer by layer and number by number: press one and see its sum.",
  },
  params: forwardFields,
  data: {
    generators: named(catsDogs, digits, shapes, tissue),
    formats: ["idx", "npy", "png", "jpeg", "csv", "safetensors"],
    aboutFiles: {
      es: "Imágenes con su clase: dos archivos IDX o NPY, o carpetas. Con un modelo ONNX (.onnx) o de TensorFlow.js (model.json y sus pesos a la vez), o un safetensors de pesos, no se entrena: las imágenes pasan por esa red.",
      en: "Pictures with their class: two IDX or NPY files, or folders. With an ONNX model (.onnx), a TensorFlow.js model (model.json and its weights together) or a safetensors of weights, nothing is trained: pictures pass through that net.",
    },
    use: { pictures: true, constants: true, twoValued: true },
    reading: [...heldOutChoices],
    folders: true,
    none: ({ source }) => source === "hand",
  },
  presets: forwardPresets,
  metrics: forwardMetrics,
  // Nets by hand have no step that could be repeated; a training knows how long it will be.
  singleStep: true,
  check: (params, data) => void checkForward(params, data),
  notices: (params, data) => (isTrained(params) ? weightNotices(data) : []),
  estimate: workOf,
  plan(params, data, key): Task[] {
    const { weights } = checkForward(params, data);
    const own = taskParams(params);
    const task = tasksOf(key, KEY, own);
    const evaluate = task("evaluate", 1, ["train"]);
    const pass = {
      ...task("pass", 1, ["train"]),
      ...(isTrained(params) && { params: { ...own, sample: params.sample } }),
    };
    if (!isTrained(params)) return [{ ...task("train", 1), kind: "given" }, pass];
    if (weights) return [{ ...task("train", 1), kind: "given" }, evaluate, pass];
    const train = {
      ...task("train", 1),
      params: { ...own, epochs: params.epochs },
      ...trainingSpan(rowsOf(params, data).train.length, { ...params, normalisation: params.normalisation ?? "none" }),
    };
    return [train, evaluate, pass];
  },
  onGpu: isTrained,
  ...trainsNet(
    ["train", "given", "evaluate", "pass", "saliency"],
    async () => (await import("./processes.ts")).forwardProcesses,
    given,
  ),
  measure: measureForward,
  picture: forwardPicture,
  recording: recordForward,
  chain: (fold, params, data) => (fold.output("train") ? netOf(params, data).chain : undefined),
  withoutModel: ({ source }) => (source === "hand" ? byHand : null),
  conventions: forwardConventions,
});
