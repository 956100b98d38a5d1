/** Training steps of autoencoders: ours, tfjs-layers, tensorflow.js with written-out gradients. */
import * as tf from "@tensorflow/tfjs-core";
import { layers as layerTypes, type Sequential, sequential } from "@tensorflow/tfjs-layers";
import { type DenseNet, layerAt, type NetSpec, parameterCount } from "../../shared/kernels/dense/net.ts";
import { scalarNet } from "../../shared/kernels/dense/scalar.ts";
import { wasmNet } from "../../shared/kernels/dense/wasm.ts";
import { layeredNet } from "../../shared/nets/layered.ts";
import type { Tensorflow } from "../../shared/nets/tensorflow.ts";
import { tensorflowPasses } from "../../shared/nets/tensorflow-passes.ts";
import { fillNormal32, fillUniform32 } from "../../shared/random/index.ts";
import { fresh } from "../wasm.ts";
import { type Row, rate } from "./bench.ts";
import { checkEqual, comparisons, race } from "./race.ts";

const batch = 256;
const rate0 = 0.001;

/** A step of training; returns its loss. */
type Step<T> = () => T;

/** Our kinds of nets, from the same parameters on the same rows. */
function stepsOf(net: DenseNet, parameters: Float32Array, table: Float32Array): Step<number> {
  net.setParameters(parameters);
  net.loadTable(table);
  const rows = Uint32Array.from({ length: batch }, (_, i) => i);
  let t = 0;
  return () => {
    net.load(rows);
    return net.train(batch, { kind: "adam", rate: rate0 }, ++t).loss;
  };
}

/** The usual way to write it with tfjs-layers. */
function layersModel(spec: NetSpec, parameters: Float32Array): Sequential {
  const { widths } = spec;
  const model = sequential({
    layers: widths.slice(1).map((units, l) => {
      const activation = l === widths.length - 2 ? "sigmoid" : "relu";
      return layerTypes.dense({ units, activation, inputShape: [widths[l]] });
    }),
  });
  model.compile({ optimizer: tf.train.adam(rate0), loss: "binaryCrossentropy" });
  for (const [l, layer] of model.layers.entries()) {
    const at = layerAt(spec, l);
    layer.setWeights([
      tf.tensor2d(parameters.slice(at.weights, at.bias), [widths[l], widths[l + 1]]),
      tf.tensor1d(parameters.slice(at.bias, at.end)),
    ]);
  }
  return model;
}

/** `trainOnBatch` is its quickest way: `fit` adds callbacks, shuffling and slicing. */
function layersSteps(spec: NetSpec, parameters: Float32Array, table: Float32Array): Step<Promise<number>> {
  const model = layersModel(spec, parameters);
  const x = tf.tensor2d(table, [batch, spec.widths[0]]);
  return async () => (await model.trainOnBatch(x, x)) as number;
}

async function trainingOf(
  tensorflow: Tensorflow,
  widths: readonly number[],
  goal: number,
  withScalar: boolean,
): Promise<Row> {
  const spec: NetSpec = { widths, activations: widths.slice(2).map(() => "relu"), loss: "cross-entropy" };
  const table = new Float32Array(batch * widths[0]);
  fillUniform32([2, 2], 0, table);
  const parameters = new Float32Array(parameterCount(spec));
  fillNormal32([1, 1], 0, parameters);
  for (const [i, p] of parameters.entries()) parameters[i] = 0.03 * p;
  const none = spec.activations.map(() => 0);
  const layered = { ...spec, normalised: none.map(() => false), dropout: none };
  const ours = stepsOf(wasmNet(fresh("nets"), spec, batch), parameters, table);
  const layers = layersSteps(spec, parameters, table);
  const written = layeredNet(layered, batch, tensorflowPasses(tensorflow, layered), [1, 1]);
  const hand = stepsOf(written, parameters, table);
  for (let step = 1; step <= 3; step++) {
    const loss = [ours()];
    checkEqual(`loss of tfjs-layers at step ${step}`, loss, [await layers()], 1e-4);
    checkEqual(`loss of tfjs at step ${step}`, loss, [hand()], 1e-4);
  }
  const { own, ...peers } = await race(
    {
      own: () => void ours(),
      "tfjs-layers, trainOnBatch": async () => void (await layers()),
      "tfjs wasm, written-out gradients": () => void hand(),
    },
    batch,
    { rounds: 5, seconds: 0.3 },
  );
  const scalar = () => void stepsOf(scalarNet(spec, batch), parameters, table)();
  return {
    work: `training ${widths.join("–")}, batch ${batch}, Adam, cross-entropy`,
    unit: "samples/s, one thread",
    ours: own,
    peers: {
      ...peers,
      ...(withScalar ? { "plain JavaScript": await rate(batch, scalar, { repeats: 1, seconds: 0.1 }) } : {}),
    },
    goals: { "tfjs-layers, trainOnBatch": goal },
    notes: [
      ...comparisons(own, peers),
      "losses of the first three steps agree with both peers within 0.0001",
      "PyTorch is no npm package; on the machine of the goals it made 88 k and 30 k",
    ],
  };
}

export async function training(tensorflow: Tensorflow): Promise<Row[]> {
  return [
    await trainingOf(tensorflow, [784, 32, 784], 14, true),
    await trainingOf(tensorflow, [784, 256, 64, 256, 784], 10, false),
  ];
}
