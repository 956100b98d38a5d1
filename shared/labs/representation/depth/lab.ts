import { ExperimentError } from "../../../experiment/errors.ts";
import { exponent } from "../../../math/bits.ts";
import { foldIn } from "../../../random/index.ts";
import { deferred } from "../../deferred.ts";
import { defineLab, type Task } from "../../lab.ts";
import { batchesPerEpoch } from "../../minibatches.ts";
import { optimizerInWords } from "../../nets/conventions.ts";
import { weightsByTask } from "../../nets/weights.ts";
import { depthChain } from "./chain.ts";
import {
  type ConceptParams,
  type DepthParams,
  depthFields,
  type GraphParams,
  type RegionParams,
  type TrainingParams,
} from "./fields.ts";
import { formsOf, networkOf } from "./graphs.ts";
import { BATCH, COUNT_EVERY } from "./lab-numbers.ts";
import { depthMetrics, measureDepth } from "./metrics.ts";
import { depthPictureOf } from "./picture.ts";
import { depthPresets } from "./presets.ts";
import { depthRecording } from "./recording.ts";
import { builtHidden, hiddenOfSide, parameterCount, SIDES, taskOf } from "./sides.ts";
import { inputsOf } from "./target.ts";

/** Position of each task under the run's key. */
const KEY = { deep: 0, shallow: 1, evaluate: 2, other: 3 } as const;

/** Regions of a folding net that a browser still draws. */
const MOST_FOLDED = 2 ** 16;

function check(params: DepthParams): void {
  if (params.topic === "graph") formsOf(params as GraphParams);
  if (params.topic === "concepts") networkOf(params as ConceptParams);
  const { topic, construction, folds = 1, inputs = 1 } = params;
  const regions = 2 ** (folds * inputs);
  if (topic !== "regions" || construction !== "folding" || regions <= MOST_FOLDED) return;
  const fits = Math.floor(exponent(MOST_FOLDED) / inputs);
  throw new ExperimentError(
    "params.folds",
    "too-many-folds",
    `depth: ${folds} folds of ${inputs} inputs make ${regions} regions (must be at most ${fits} layers)`,
    { value: folds, regions, fits },
  );
}

const unitsIn = (hidden: readonly number[]) => hidden.reduce((sum, width) => sum + width, 0);
const stepsOf = ({ epochs, samples }: TrainingParams) => epochs * batchesPerEpoch(samples, BATCH);

/** Multiply-adds, of a random net by as many regions as such nets have: about (units)^inputs / inputs! (Hanin & Rolnick 2019). */
function workOf(params: DepthParams): number {
  if (params.topic === "training") return workOfTraining(params as TrainingParams);
  if (params.topic !== "regions") return 1e5;
  const own = params as RegionParams;
  const hidden = builtHidden(own);
  const units = unitsIn(hidden);
  const found = own.construction === "folding" ? 2 ** (hidden.length * own.inputs) : units ** own.inputs / own.inputs;
  return 2 * found * units * Math.max(...hidden);
}

function workOfTraining(params: TrainingParams): number {
  const inputs = inputsOf(params.target);
  const counts = stepsOf(params) / COUNT_EVERY + 1;
  const passes = 3 * BATCH * stepsOf(params) + 1024 * counts;
  return SIDES.reduce((sum, side) => {
    const hidden = hiddenOfSide(side, params);
    // Every unit's line is tried on every region.
    const counting = (60 * counts * unitsIn(hidden) ** (inputs + 1)) / inputs;
    return sum + params.seeds * (passes * parameterCount(inputs, hidden) + counting);
  }, 0);
}

const untrained = {
  es: "aquí no se entrena ninguna red. Entrena la profunda y la superficial para publicar la primera.",
  en: "no net is trained here. Train the deep and the shallow one to publish the first.",
};

/**
 * Two ways of measuring depth. Plan by topic: "graph", "concepts" or "regions", of one step each; or the trainings "deep", "deep.1", … and "shallow", …, a step
 * of which is a minibatch, and "evaluate" after them. Views ask "picture": the regions of a net.
 */
export const depth = defineLab({
  id: "depth",
  revision: 1,
  family: "representation",
  title: { es: "Profundidad", en: "Depth" },
  summary: {
    es: "Mide la profundidad por el camino más largo, cuenta las regiones de una red y compara la profunda con la superficial.",
    en: "Measure depth by the longest path, count the regions of a net, and set deep against shallow.",
  },
  params: depthFields,
  data: { generators: [], formats: [], none: () => true },
  presets: depthPresets,
  metrics: depthMetrics,
  // The rate of learning falls with the whole training, and the other topics answer at once.
  singleStep: true,
  wasm: ["tensors"],
  devices: ["wasm", "scalar"],
  check,
  estimate: (params) => ({ multiplyAdds: workOf(params), bytes: 1e6 }),
  plan(params, _data, key): readonly Task[] {
    const { topic, ...own } = params;
    if (topic !== "training") return [{ id: topic, kind: topic, key: foldIn(key, KEY.other), steps: 1, params: own }];
    const { seeds, ...shared } = own as TrainingParams;
    const steps = stepsOf(own as TrainingParams);
    const nets = Array.from({ length: seeds }, (_, s) =>
      SIDES.map((side) => ({
        id: taskOf(side, s),
        kind: "train",
        key: foldIn(key, KEY[side], s),
        steps,
        params: { ...shared, hidden: hiddenOfSide(side, shared) },
      })),
    ).flat();
    const after = nets.map(({ id }) => id);
    return [
      ...nets,
      { id: "evaluate", kind: "evaluate", key: foldIn(key, KEY.evaluate), steps: 1, params: own, after },
    ];
  },
  ...deferred(
    ["graph", "concepts", "regions", "picture", "train", "evaluate"],
    async () => (await import("./processes.ts")).depthProcesses,
  ),
  measure: (fold, { params }) => measureDepth(fold, params),
  picture: depthPictureOf,
  recording: (fold, { params }) => depthRecording(fold, params),
  conventions: () => ({
    layout:
      "layerN.weights is inputs x outputs, row-major: y = x * weights + bias; in front the net: deep or shallow, .1, .2, ... for the others of its kind; in ONNX and model.json the net deep",
    activations: "relu; the last layer is linear",
    inputs: "as they are, from -1 to 1",
    loss: "mean of (y - t)^2",
    optimizer: `${optimizerInWords("adam")}, the rate falling as half a cosine`,
    initial: "normal of variance 2 / inputs; in the last layer uniform in +-sqrt(6 / (inputs + outputs)); biases 0",
  }),
  weights: (fold) => weightsByTask(fold),
  chain: depthChain,
  withoutModel: ({ topic }) => (topic === "training" ? null : untrained),
});
