import type { Table } from "../../../data/table.ts";
import { foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Task } from "../../lab.ts";
import { batchesPerEpoch } from "../../minibatches.ts";
import { samplesOf } from "./data.ts";
import type { ClassifyParams, DataParams, DbnParams } from "./fields.ts";
import { FINE_BATCH } from "./numbers.ts";
import { layerTask, netTask, SIDES, type Side } from "./stack.ts";

/** Position of each kind of task under the run's key. */
const KEY = { layer: 0, train: 1, evaluate: 2, reconstruct: 3, subset: 4 } as const;

export function planDbn(params: DbnParams, data: Table | null, key: Key): readonly Task[] {
  const { hidden, goal } = params;
  const samples = samplesOf(params, data);
  const repeats = goal === "classify" ? (params as ClassifyParams).seeds : 1;
  const shared = { ...dataOf(params), hidden };
  const stacks = Array.from({ length: repeats }, (_, r) => stack(params, samples.train.length, r, key));
  const firstStack = hidden.map((_, l) => layerTask(l, 0));
  const reconstruct: Task = {
    id: "reconstruct",
    kind: "reconstruct",
    key: foldIn(key, KEY.reconstruct),
    steps: 1,
    params: shared,
    after: firstStack,
  };
  if (goal === "dream") return [...stacks.flat(), reconstruct];
  const own = params as ClassifyParams;
  const labelled = Math.min(own.labelled, samples.train.length);
  const nets = Array.from({ length: repeats }, (_, r) => SIDES.map((side) => net(own, labelled, side, r, key)));
  const evaluate: Task = {
    id: "evaluate",
    kind: "evaluate",
    key: foldIn(key, KEY.evaluate),
    steps: SIDES.length * repeats,
    params: { ...shared, start: own.start, seeds: own.seeds },
    after: nets.flat().map(({ id }) => id),
  };
  // Pair after pair: the first is compared while the stacks of the others are trained.
  return [...stacks.flatMap((own, r) => [...own, ...nets[r]]), evaluate, reconstruct];
}

/** What decides the data of a task. */
function dataOf({ goal, labels, binarise, testFraction }: DbnParams): DataParams {
  return { goal, binarise, testFraction, ...(labels === "top" && { labels }) };
}

/** The layers of one stack, each after those below. The length of their training is in `steps` alone. */
function stack(params: DbnParams, rows: number, repeat: number, key: Key): readonly Task[] {
  const { hidden, k, rate, batch, weightDecay, between } = params;
  const shared = { ...dataOf(params), hidden, k, rate, batch, weightDecay, between };
  return hidden.map((_, layer) => ({
    id: layerTask(layer, repeat),
    kind: "layer",
    key: foldIn(key, KEY.layer, repeat, layer),
    steps: params.pretrainingEpochs * batchesPerEpoch(rows, batch),
    params: { ...shared, layer, repeat },
    ...(layer > 0 && { after: hidden.slice(0, layer).map((_width, l) => layerTask(l, repeat)) }),
  }));
}

/** Both nets of a pair have one key: the same rows in the same order. */
function net(params: ClassifyParams, labelled: number, side: Side, repeat: number, key: Key): Task {
  const { goal, binarise, testFraction, hidden, learningRate, start, epochs } = params;
  return {
    id: netTask(side, repeat),
    kind: "train",
    key: foldIn(key, KEY.train, repeat),
    steps: Math.max(1, epochs * batchesPerEpoch(labelled, FINE_BATCH)),
    params: {
      ...{ goal, binarise, testFraction, hidden, learningRate, start, labelled, side, repeat },
      subset: [...foldIn(key, KEY.subset, repeat)],
      ...(epochs === 0 && { idle: 1 }),
    },
    ...(side === "pretrained" && { after: hidden.map((_, l) => layerTask(l, repeat)) }),
  };
}

/** What goes up and down by mean field does so in plain code, of which a multiply-add takes as long as so many of kernels in SIMD. */
const PLAIN = 14;

/** Multiply-adds by kind of task. */
export function workOf(params: DbnParams, data: Table | null): Readonly<Record<string, number>> {
  const [rows, visible] = [data?.rows ?? 0, data?.columns ?? 0];
  const widths = [visible, ...params.hidden];
  const pairs = params.hidden.reduce((sum, width, l) => sum + width * widths[l], 0);
  const isClassifying = params.goal === "classify";
  const { seeds = 1, labelled = 0, epochs = 0 } = params;
  const repeats = isClassifying ? seeds : 1;
  const train = rows * (1 - params.testFraction);
  const test = Math.max(1, rows - train);
  // Only rows of active units are added in a machine: about a quarter of all.
  const layer = repeats * (train * params.pretrainingEpochs * (1 + params.k) * 0.5 + train) * pairs;
  const named = params.labels === "top" ? test : 0;
  const reconstruct = PLAIN * (2 * Math.min(200, Math.ceil(test)) * params.hidden.length + named) * pairs;
  if (!isClassifying) return { layer, reconstruct };
  const tuned = Math.min(labelled, train);
  const evaluations = (Math.max(1, epochs) * Math.max(1, tuned / FINE_BATCH)) / 10;
  const nets = 2 * repeats * pairs;
  return {
    layer,
    reconstruct,
    train: nets * (3 * Math.max(1, epochs) * tuned + evaluations * Math.min(500, test)),
    evaluate: nets * test,
  };
}
