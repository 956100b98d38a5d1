/** What computes, for threads: the page shows the lab without it. */
import type { Arrays } from "../../../arrays.ts";
import { andThen } from "../../../later.ts";
import { heldOutAnswers } from "../../nets/classifier.ts";
import { sourcesOf } from "../../nets/pictures.ts";
import { rulesOf } from "../../nets/rules.ts";
import { weightsIn } from "../../nets/weights.ts";
import { once } from "../../process.ts";
import { training } from "../../training.ts";
import { classifierModel, trainedClassifier } from "../model.ts";
import { rowNet, rowSamples } from "../table-net.ts";
import { alone, curve, slide } from "./curves.ts";
import type { netParams, PruningParams } from "./fields.ts";
import { times } from "./times.ts";
import { cutOnce, level, tune } from "./tune.ts";

/** Training: a step is a minibatch. */
const train = training((params: ReturnType<typeof netParams>, { data }) => {
  const samples = rowSamples(params, data);
  return {
    model: classifierModel(rowNet(params, data).chain, samples.classes.length),
    sources: sourcesOf(samples),
    ...rulesOf(params, samples.train.length),
    train: samples.train,
    test: samples.test,
  };
});

/** Weights that are not learnt. Output: these weights, under the names of a training's. */
const given = once((params: PruningParams, { data }): Arrays => rowNet(params, data).weights ?? {});

/** What the training with the same key begins with. Output: these weights. */
const begin = once((_: PruningParams, context, task) =>
  andThen(train.open(task, context), (process) =>
    andThen(process.snapshot(), (weights) => {
      process.close?.();
      return weightsIn(weights);
    }),
  ),
);

/** The net as it was trained, before anything is pruned. Output: `accuracy` and `loss` of held-out pictures. */
const evaluate = once((params: PruningParams, context) => {
  const { data, inputs } = context;
  const net = trainedClassifier(rowNet(params, data).chain, weightsIn(inputs.train));
  const { accuracy, loss } = heldOutAnswers(context, net, rowSamples(params, data));
  return { accuracy, loss };
});

export const pruningProcesses = {
  train,
  given,
  begin,
  evaluate,
  tune,
  level,
  cutOnce,
  curve,
  alone,
  times,
  slide,
} as const;
