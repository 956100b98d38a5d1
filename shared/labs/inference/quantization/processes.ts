/** What computes, for threads: the page shows the lab without it. */
import { type Arrays, array } from "../../../arrays.ts";
import { parseGraph } from "../../../quant/graph/index.ts";
import type { Context } from "../../lab.ts";
import { totalCost } from "../../nets/chain/shapes.ts";
import { heldOutAnswers } from "../../nets/classifier.ts";
import { sourcesOf } from "../../nets/pictures.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { rulesOf } from "../../nets/rules.ts";
import { once } from "../../process.ts";
import { training } from "../../training.ts";
import { classifierModel, trainedClassifier } from "../model.ts";
import { rawSamples, rowNet, rowSamples } from "../table-net.ts";
import { askClipped, askGridded, askModels, askSample } from "./ask.ts";
import { bitsOutput } from "./bits.ts";
import { calibrationRows } from "./data.ts";
import { disturbedOutput } from "./disturbed.ts";
import type { QuantizationParams } from "./fields.ts";
import { floatGraphOf } from "./float-graph.ts";
import { type Format, optionsOf } from "./formats.ts";
import { askPruned, prunedFormat } from "./pruned.ts";
import { quantisedOutput } from "./quantised.ts";
import { seenOutput } from "./seen.ts";
import { timesOutput } from "./times.ts";

/** Training: a step is a minibatch. */
const train = training((params: QuantizationParams, { data }) => {
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
const given = once((params: QuantizationParams, { data }): Arrays => rowNet(params, data).weights ?? {});

const subjectOf = (params: QuantizationParams, { data, inputs }: Context) => ({
  chain: rowNet(params, data).chain,
  weights: inputs.train,
  samples: rowSamples(params, data),
});

/** All held-out pictures through the net in floats. Output: see `answersFound`; `costs` of one sample: multiply-adds, bytes of weights, bytes of values. */
const evaluate = once((params: QuantizationParams, context) => {
  const { chain, weights, samples } = subjectOf(params, context);
  const { macs, weightBytes, valueBytes } = totalCost(chain);
  return {
    ...heldOutAnswers(context, trainedClassifier(chain, weights), samples),
    costs: array(Float64Array.of(macs, weightBytes, valueBytes)),
  };
});

const seen = once((params: QuantizationParams, context) => {
  const { chain, weights, samples } = subjectOf(params, context);
  return seenOutput(floatGraphOf(chain, weights, samples), calibrationRows(params, samples));
});

const quantise = once((params: QuantizationParams & { readonly format: Format }, context) => {
  const { chain, weights, samples } = subjectOf(params, context);
  const calibration = calibrationRows(params, samples);
  return quantisedOutput(context, chain, weights, samples, calibration, optionsOf(params, params.format));
});

const bits = once((params: QuantizationParams, context) => {
  const { chain, weights, samples } = subjectOf(params, context);
  return bitsOutput(context, chain, weights, samples);
});

const disturbed = once((params: QuantizationParams, context, { key }) => {
  const { chain, weights, samples } = subjectOf(params, context);
  return disturbedOutput(context, chain, weights, samples, key);
});

const times = once(
  (params: QuantizationParams, context) => {
    const { chain, weights, samples } = subjectOf(params, context);
    const graph = parseGraph(context.inputs[params.format].file.values as Uint8Array);
    const first = samples.test.subarray(0, 1);
    return timesOutput(context, chain, weights, graph, {
      seen: rowsAsFloats(samples, first),
      raw: rowsAsFloats(rawSamples(samples), first),
    });
  },
  { measured: ["p50.<place>", "p95.<place>"] },
);

export const quantizationProcesses = {
  train,
  given,
  evaluate,
  seen,
  quantise,
  prunedFormat,
  bits,
  disturbed,
  times,
  askSample,
  askGridded,
  askClipped,
  askModels,
  askPruned,
} as const;
