/** What computes, for threads: the page shows the lab without it. */
import type { Arrays } from "../../../arrays.ts";
import { pictureAnswers } from "../../nets/answers.ts";
import { heldOutAnswers } from "../../nets/classifier.ts";
import { sourcesOf } from "../../nets/pictures.ts";
import { rulesOf } from "../../nets/rules.ts";
import { once } from "../../process.ts";
import { training } from "../../training.ts";
import { classifierModel, trainedClassifier } from "../model.ts";
import { chainOf, type NetParams } from "../net.ts";
import { samplesOf } from "../picture-net.ts";
import { netOf, sampleOf } from "./data.ts";
import type { ForwardParams, TrainedParams } from "./fields.ts";
import { handNet } from "./hand.ts";
import { passThrough } from "./pass.ts";

/** Training: a step is a minibatch. */
const train = training((params: TrainedParams, { data }) => {
  const samples = samplesOf(params, data);
  return {
    model: classifierModel(netOf(params, data).chain, samples.classes.length),
    sources: sourcesOf(samples),
    ...rulesOf(params, samples.train.length),
    train: samples.train,
    test: samples.test,
  };
});

/** Weights that are not learnt. Output: these weights, under the names of a training's. */
const given = once((params: ForwardParams, { data }): Arrays => netOf(params, data).weights ?? {});

/** All held-out pictures through the net. Output: `accuracy`; `loss`, nats per picture. */
const evaluate = once((params: ForwardParams, context) => {
  const { accuracy, loss } = heldOutAnswers(
    context,
    trainedClassifier(netOf(params, context.data).chain, context.inputs.train),
    samplesOf(params, context.data),
  );
  return { accuracy, loss };
});

/** The sample through the net. Output: see `passThrough`. */
const pass = once((params: ForwardParams, context): Arrays => {
  const { data, inputs } = context;
  if (params.source === "hand") {
    const { chain, input } = handNet(params);
    return passThrough(context, chain, inputs.train, input);
  }
  return passThrough(context, netOf(params, data).chain, inputs.train, sampleOf(params, samplesOf(params, data)));
});

/** Views ask the net of the parameters: a net of a file is asked by none. */
const { saliency } = pictureAnswers(
  (params: NetParams, { height, width, channels }, classes, weights) =>
    trainedClassifier(chainOf(params, [height, width, channels], classes), weights),
  () => ({}),
);

export const forwardProcesses = { train, given, evaluate, pass, saliency } as const;
