import { pick } from "../../../arrays.ts";
import { barsAndStripes } from "../../../data/generators/bars-and-stripes.ts";
import { deadLeaves } from "../../../data/generators/dead-leaves.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { heldOutChoices } from "../../choices.ts";
import { defineLab, type Task } from "../../lab.ts";
import { batchesPerEpoch } from "../../minibatches.ts";
import { columnsAsImages } from "../../picture.ts";
import { rbmAnnealing } from "./annealing.ts";
import { rbmComplete, rbmHidden, rbmLastMinibatch, rbmMove, rbmSample } from "./ask.ts";
import { rbmBias } from "./bias.ts";
import { checkRbm, checkRbmData, type Samples, samplesOf } from "./data.ts";
import { estimateRbm } from "./estimate.ts";
import { evaluatedRows, type Part, rbmEvaluation } from "./evaluate.ts";
import { type RbmParams, rbmFields } from "./fields.ts";
import { measureRbm, rbmMetrics } from "./metrics.ts";
import { rbmExact, slicesOf, stepsBefore } from "./partition.ts";
import { rbmPresets } from "./presets.ts";
import { enumerationRows } from "./sides.ts";
import { rbmTraining, TRAINING_KEY } from "./train.ts";

/** Pictures of a phase that are drawn, and recorded. */
const DRAWN = 16;
/** Hidden units whose halves of the gradient are recorded. */
const STATISTICS = 6;
/** From so many chains of AIS on a GPU may anneal them: each of the tasks has an eighth of them. */
const GPU_CHAINS = 500;
/** Position of each kind of task under the run's key. */
const KEY = {
  train: TRAINING_KEY,
  evaluate: 1,
  forward: 2,
  reverse: 3,
  exact: 4,
  evaluateTraining: 5,
  bias: 6,
} as const;

/**
 * Restricted Boltzmann machine. Plan: "train" (a step is a minibatch); then, in parallel, "evaluate", "evaluateTraining" (where rows are held out), "bias" (where that is tracked), "exact.<i>" (where
 * the smaller side, of Gaussian units the hidden one, has at most 24 units), "forward.<i>" and "reverse.<i>" (a step is a temperature). Views ask "sample",
 * "complete", "move", "hidden" and "lastMinibatch".
 */
export const rbm = defineLab({
  id: "rbm",
  // 3: sweeps of annealing and tempering draw a byte first, and the rest where it does not decide; what they add up over units is in whole steps.
  revision: 3,
  family: "partition",
  title: { es: "Máquina de Boltzmann restringida", en: "Restricted Boltzmann machine" },
  summary: {
    es: "Entrena una red que sueña, y mide la función de partición que nadie puede contar.",
    en: "Train a network that dreams, and estimate the partition function that nobody can count.",
  },
  params: rbmFields,
  data: {
    generators: named(digits, barsAndStripes, deadLeaves),
    formats: ["idx", "csv", "npy"],
    aboutFiles: {
      es: "Una unidad binaria se enciende con una probabilidad: los valores van de 0 a 1. Estandarizar lleva aquí cada columna a ese intervalo, de su mínimo a su máximo. Las unidades gaussianas toman números cualesquiera y los estandarizan ellas mismas.",
      en: "A binary unit is on with a probability: values must be from 0 to 1. Standardising here brings each column to that range, from its minimum to its maximum. Gaussian units take any numbers, and standardise them by themselves.",
    },
    // No mean 0 and variance 1: such values are no probabilities.
    use: { pictures: true, constants: true, twoValued: true, probabilities: true },
    reading: [...heldOutChoices, "standardise"],
  },
  presets: rbmPresets,
  sweeps: true,
  metrics: rbmMetrics,
  wasm: ["rbm"],
  devices: ["wasm", "webgpu", "scalar"],
  onGpu: hasManyChains,
  trial: annealingOf,
  check: (params, data) => checkRbm(params, checkRbmData(data, params)),
  estimate: estimateRbm,
  plan(params, data, key) {
    const samples = samplesOf(checkRbmData(data, params), params);
    const steps = params.epochs * batchesPerEpoch(samples.train.length, params.batch);
    // The length of training is in `steps` alone, so that it can be extended.
    const { epochs: _, ...training } = params;
    return [
      { id: "train", kind: "train", key: foldIn(key, KEY.train), steps, params: training },
      {
        id: "evaluate",
        kind: "evaluate",
        key: foldIn(key, KEY.evaluate),
        steps: evaluatedRows(samples).length,
        params,
        after: ["train"],
      },
      ...(samples.test.length > 0 ? [trainingEvaluation(samples, params, key)] : []),
      ...(params.track === "bias" ? [biasTask(params, key)] : []),
      ...partitionTasks(params, samples.visible, key),
    ];
  },
  processes: {
    train: rbmTraining,
    evaluate: rbmEvaluation,
    exact: rbmExact,
    forward: rbmAnnealing,
    reverse: rbmAnnealing,
    sample: rbmSample,
    complete: rbmComplete,
    bias: rbmBias,
    move: rbmMove,
    hidden: rbmHidden,
    lastMinibatch: rbmLastMinibatch,
  },
  measure: measureRbm,
  picture(fold, data) {
    const weights = fold.output("train")?.weights;
    return weights && data ? columnsAsImages(weights, data) : undefined;
  },
  recording: () => ({
    keep: {
      "output/train/weights": { bits: 8 },
      "output/train/base*": "none",
      "output/train/particles": "none",
      // The metric says it all.
      "records/evaluateTraining/*": "none",
      // The last minibatch beside the dreams that it was compared with.
      "snapshot/train/data": { rows: DRAWN },
      "snapshot/train/dataHidden": { rows: DRAWN, bits: 8 },
      "snapshot/train/particles": { rows: DRAWN },
      "snapshot/train/*Statistics": { rows: STATISTICS, bits: 8 },
      "snapshot/train/particlesHidden": { rows: DRAWN, bits: 8 },
    },
  }),
  conventions: ({ visibleUnits }) => (visibleUnits === "gaussian" ? ofGaussian : ofBinary),
  weights(fold) {
    const trained = fold.output("train");
    if (!trained?.weights) return undefined;
    const binary = pick(trained, "weights", "visibleBias", "hiddenBias");
    return trained.logVariance ? { ...binary, ...pick(trained, "logVariance", "means", "deviations") } : binary;
  },
});

const ofBinary = {
  energy:
    "E(v, h) = -visibleBias.v - hiddenBias.h - v.weights.h with units 0 and 1; weights is visible x hidden, row-major",
  likelihood: "pseudo-likelihood is the exact sum over units, not an estimate from one of them",
};
const ofGaussian = {
  energy:
    "E(v, h) = sum (v - visibleBias)^2 / (2 s) - hiddenBias.h - sum (v / s).weights.h with s = exp(logVariance) and hidden units 0 and 1; weights is visible x hidden, row-major",
  scale:
    "v = (x - means) / deviations of a row x of the data (bytes divided by 255), so log-likelihoods are those of v",
};

function trainingEvaluation(samples: Samples, params: RbmParams, key: Key): Task {
  return {
    id: "evaluateTraining",
    kind: "evaluate",
    key: foldIn(key, KEY.evaluateTraining),
    steps: evaluatedRows(samples, "training").length,
    params: { ...params, part: "training" satisfies Part },
    after: ["train"],
  };
}

function biasTask(params: RbmParams, key: Key): Task {
  return { id: "bias", kind: "bias", key: foldIn(key, KEY.bias), steps: 1, params, after: ["train"] };
}

function hasManyChains({ aisChains }: Pick<RbmParams, "aisChains">): boolean {
  return aisChains >= GPU_CHAINS;
}

/** What the GPU does of a plan, of a machine that has hardly been trained. */
function annealingOf(tasks: readonly Task[]): readonly Task[] {
  return tasks.flatMap((task) => {
    if (task.kind === "train") return [{ ...task, steps: 1 }];
    return task.kind === "forward" ? [task] : [];
  });
}

function partitionTasks(params: RbmParams, visible: number, key: Key): Task[] {
  const { hidden, aisChains, aisSteps } = params;
  const gaussian = params.visibleUnits === "gaussian";
  const exact = slicesOf(enumerationRows(visible, hidden, gaussian)).map(([from, to], i) => ({
    id: `exact.${i}`,
    kind: "exact",
    key: foldIn(key, KEY.exact, i),
    steps: to - from,
    params: { from },
    after: ["train"],
  }));
  const annealing = (kind: "forward" | "reverse", before: number, after: readonly string[]) =>
    slicesOf(aisChains).map(([from, to], i) => ({
      id: `${kind}.${i}`,
      kind,
      key: foldIn(key, KEY[kind], i),
      steps: before + aisSteps,
      params: { from, to, temperatures: aisSteps, reverse: kind === "reverse" ? 1 : 0 },
      after,
      ...(hasManyChains(params) && { gpu: true as const }),
    }));
  const forward = annealing("forward", 0, ["train"]);
  const sums = exact.map(({ id }) => id);
  return [
    ...exact,
    ...forward,
    ...annealing("reverse", stepsBefore(visible, hidden, gaussian, aisSteps), ["train", ...sums]),
  ];
}
