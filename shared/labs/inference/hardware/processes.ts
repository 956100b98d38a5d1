/** What computes, for threads: the page shows the lab without it. */
import { type Arrays, array } from "../../../arrays.ts";
import type { Chain } from "../../../nets/chain.ts";
import { graphOfChain, quantiseGraph } from "../../../quant/float/index.ts";
import { costOf, encodeGraph, parseGraph, scalarGraphs, wasmGraphs } from "../../../quant/graph/index.ts";
import type { Context } from "../../lab.ts";
import { totalCost } from "../../nets/chain/shapes.ts";
import { accuracyOf, largest } from "../../nets/classes.ts";
import { heldOutAnswers } from "../../nets/classifier.ts";
import { type PictureSamples, sourcesOf } from "../../nets/pictures.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { rulesOf } from "../../nets/rules.ts";
import { drive, once } from "../../process.ts";
import { training } from "../../training.ts";
import { mostApart } from "../apart.ts";
import { energyOf } from "../energy.ts";
import { classifierModel, trainedClassifier } from "../model.ts";
import { pictureNet, samplesOf } from "../picture-net.ts";
import { integerWay, type Subject } from "../ways.ts";
import { LAYER_BATCHES } from "./batches.ts";
import type { HardwareParams } from "./fields.ts";
import { batchRows, latencyRounds, layerRounds, roofOnce, roofRounds } from "./measuring.ts";
import { partsOfNet, worksAsArray } from "./parts.ts";

/** Training samples that calibrate the integers. */
const CALIBRATION = 200;
/** Pictures that go through at once. */
const BLOCK = 50;

/** Training: a step is a minibatch. */
const train = training((params: HardwareParams, { data }) => {
  const samples = samplesOf(params, data);
  return {
    model: classifierModel(pictureNet(params, data).chain, samples.classes.length),
    sources: sourcesOf(samples),
    ...rulesOf(params, samples.train.length),
    train: samples.train,
    test: samples.test,
  };
});

/** Weights that are not learnt. Output: these weights, under the names of a training's. */
const given = once((params: HardwareParams, { data }): Arrays => pictureNet(params, data).weights ?? {});

/** All held-out pictures through the net in floats. Output: see `answersFound`. */
const evaluate = once((params: HardwareParams, context) => {
  const { data, inputs } = context;
  const net = trainedClassifier(pictureNet(params, data).chain, inputs.train);
  return heldOutAnswers(context, net, samplesOf(params, data));
});

const number = (value: number) => array(Float64Array.of(value));

/** Training samples at even distances. */
function calibrationRows(samples: PictureSamples): Float32Array {
  const { train: rows } = samples;
  const count = Math.min(CALIBRATION, rows.length);
  return rowsAsFloats(
    samples,
    Uint32Array.from({ length: count }, (_, i) => rows[Math.floor((i * rows.length) / count)]),
  );
}

/**
 * The net in int8, per channel, and what it costs in either format. Output: `file` (safetensors); of held-out pictures `accuracy`, `agreement` with the classes of
 * the floats and `difference`, the most that a probability is off; `macs`; `bytes.<format>` of weights; `energy.<format>`, picojoules of arithmetic and of memory for one
 * sample; `work.<format>`, stages × batches × (multiply-adds, bytes).
 */
const quantise = once((params: HardwareParams, context) => {
  const { data, inputs, device } = context;
  const { chain } = pictureNet(params, data);
  const samples = samplesOf(params, data);
  const { graph } = quantiseGraph(graphOfChain(chain, inputs.train), calibrationRows(samples), {
    weights: "per-channel",
  });
  const way = integerWay({ graph }, device === "scalar" ? scalarGraphs : wasmGraphs(() => context.wasm("quant")));
  const { test, labels, classes } = samples;
  const all = new Float32Array(test.length * classes.length);
  for (let from = 0; from < test.length; from += BLOCK)
    all.set(way(rowsAsFloats(samples, test.subarray(from, from + BLOCK))), from * classes.length);
  const found = largest(all, classes.length);
  const truth = Int32Array.from(test, (row) => labels[row]);
  const { evaluate: floats } = inputs;
  return {
    file: array(encodeGraph(graph)),
    accuracy: number(accuracyOf(truth, found)),
    agreement: number(accuracyOf(floats.found.values, found)),
    difference: number(mostApart([all], [floats.probabilities.values])),
    ...costsFound(chain, graph),
  };
});

function costsFound(chain: Chain, graph: Subject["graph"]): Arrays {
  const floats = totalCost(chain);
  const integers = costOf(graph);
  const energies = {
    float32: energyOf({ multiplyAdds: floats.macs, ...floats }, "float32"),
    int8: energyOf({ multiplyAdds: floats.macs, weightBytes: integers.bytes, valueBytes: integers.values }, "int8"),
  };
  const parts = partsOfNet(chain, graph);
  return {
    macs: number(floats.macs),
    parameters: number(floats.parameters),
    "bytes.float32": number(floats.weightBytes),
    "bytes.int8": number(integers.bytes),
    "values.float32": number(floats.valueBytes),
    "values.int8": number(integers.values),
    ...Object.fromEntries(
      (["float32", "int8"] as const).flatMap((format) => [
        [`energy.${format}`, array(Float64Array.of(energies[format].arithmetic, energies[format].memory))],
        [`work.${format}`, worksAsArray(chain, parts, format, LAYER_BATCHES)],
      ]),
    ),
  };
}

function subjectOf(params: HardwareParams, { data, inputs }: Context): Subject {
  const { chain } = pictureNet(params, data);
  return { chain, weights: inputs.train, graph: parseGraph(inputs.quantise.file.values as Uint8Array) };
}

const roofline = drive((_params: HardwareParams, context) => roofRounds(context), { measured: ["rate.<what>"] });

const layers = drive((params: HardwareParams, context) => layerRounds(context, subjectOf(params, context)), {
  measured: ["ms.<cell>"],
});

const latency = drive(
  (params: HardwareParams, context) => {
    const subject = subjectOf(params, context);
    const samples = samplesOf(params, context.data);
    const rows = rowsAsFloats(samples, batchRows(samples.test.length > 0 ? samples.test : samples.train));
    return latencyRounds(context, subject, totalCost(subject.chain).macs, rows);
  },
  { measured: ["ms.<cell>", "difference.<device>"] },
);

const askRoof = once((_params: object, context) => roofOnce(context), { measured: ["float32", "int8", "bandwidth"] });

export const hardwareProcesses = { train, given, evaluate, quantise, roofline, layers, latency, askRoof } as const;
