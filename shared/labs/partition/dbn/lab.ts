import { barsAndStripes } from "../../../data/generators/bars-and-stripes.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { heldOutChoices } from "../../choices.ts";
import { deferred } from "../../deferred.ts";
import type { Fold } from "../../fold.ts";
import { defineLab } from "../../lab.ts";
import { optimizerInWords } from "../../nets/conventions.ts";
import { isWhole, weightsIn } from "../../nets/weights.ts";
import { columnsAsImages } from "../../picture.ts";
import { dbnChain } from "./chain.ts";
import { checkDbnData } from "./data.ts";
import { dbnFields } from "./fields.ts";
import { dbnMetrics, measureDbn } from "./metrics.ts";
import { planDbn, workOf } from "./plan.ts";
import { dbnPresets } from "./presets.ts";
import { dbnRecording } from "./recording.ts";
import { layerTask, SIDES } from "./stack.ts";

/**
 * Deep belief network (Hinton, Osindero & Teh 2006), trained layer by layer. Plan: "rbm1", "rbm2", … of each repeat (a step is a minibatch), each after those below;
 * to classify, "pretrained" after them and "random", of each repeat, and "evaluate" after all (a step is a net); "reconstruct". Views ask "dream".
 */
export const dbn = defineLab({
  id: "dbn",
  revision: 1,
  family: "partition",
  title: { es: "Red de creencia profunda", en: "Deep belief network" },
  summary: {
    es: "Apila máquinas que sueñan, y mide si empezar por ellas ayuda a una red con pocas etiquetas.",
    en: "Stack machines that dream, and measure whether beginning there helps a net with few labels.",
  },
  params: dbnFields,
  data: {
    generators: named(digits, barsAndStripes),
    formats: ["idx", "csv", "npy"],
    aboutFiles: {
      es: "Para clasificar hacen falta etiquetas: un segundo archivo IDX, o una columna. Los valores van de 0 a 1; estandarizar lleva aquí cada columna a ese intervalo.",
      en: "Classifying takes labels: a second IDX file, or a column. Values must be from 0 to 1; standardising here brings each column to that range.",
    },
    use: { pictures: true, constants: true, twoValued: true, probabilities: true },
    reading: [...heldOutChoices, "standardise"],
  },
  presets: dbnPresets,
  metrics: dbnMetrics,
  sweeps: true,
  wasm: ["rbm", "tensors"],
  devices: ["wasm", "scalar"],
  check: (params, data) => {
    checkDbnData(params, data);
  },
  estimate(params, data) {
    const kinds = workOf(params, data);
    const [rows, visible] = [data?.rows ?? 0, data?.columns ?? 0];
    const repeats = params.goal === "classify" ? (params.seeds ?? 1) : 1;
    return {
      multiplyAdds: Object.values(kinds).reduce((sum, work) => sum + work, 0),
      kinds,
      bytes: 3 * rows * visible + 48 * repeats * visible * params.hidden[0],
    };
  },
  plan: planDbn,
  ...deferred(
    ["layer", "train", "evaluate", "reconstruct", "dream"],
    async () => (await import("./processes.ts")).dbnProcesses,
  ),
  measure: measureDbn,
  picture(fold, data) {
    const weights = fold.output(layerTask(0, 0))?.weights;
    return weights && data ? columnsAsImages(weights, data) : undefined;
  },
  recording: (_fold, { params }) => dbnRecording(params),
  conventions: () => ({
    energy:
      "rbmN.*: E(v, h) = -visibleBias.v - hiddenBias.h - v.weights.h with units 0 and 1; weights is visible x hidden, row-major; rbm1 sees the pixels, rbm2 the hidden units of rbm1, ...; with labels the last one sees a unit per class after the others",
    net: "pretrained.*, random.*: layerN.weights is inputs x outputs, row-major: y = sigmoid(x * weights + bias), the last layer softmax; the first net of each kind; in ONNX and model.json the net pretrained",
    optimizer: optimizerInWords("adam"),
  }),
  weights: dbnWeights,
  chain: dbnChain,
  withoutModel: ({ goal }) => (goal === "classify" ? null : onlyDreams),
});

const onlyDreams = {
  es: "la pila solo sueña: no es una red que responda a una fila. Clasifica con ella para publicar la red ajustada.",
  en: "the stack only dreams: it is no net that answers to a row. Classify with it to publish the fine-tuned net.",
};

/** The first stack, and the first net of each kind where there are some. Undefined where they are not whole. */
function dbnWeights(fold: Fold) {
  const layers = fold.tasks.filter(({ id, kind }) => kind === "layer" && /^rbm\d+$/.test(id)).map(({ id }) => id);
  const stack = layers.map((id) => [id, fold.output(id)] as const);
  if (!stack.every(([, own]) => own?.weights && own.weights.shape[1] === own.hiddenBias?.values.length))
    return undefined;
  const nets = SIDES.filter((side) => fold.tasks.some(({ id }) => id === side)).map(
    (side) => [side, weightsIn(fold.output(side))] as const,
  );
  if (!nets.every(([, own]) => isWhole(own))) return undefined;
  return Object.fromEntries(
    [...stack, ...nets].flatMap(([id, own]) =>
      Object.entries(own ?? {}).map(([name, one]) => [`${id}.${name}`, one] as const),
    ),
  );
}
