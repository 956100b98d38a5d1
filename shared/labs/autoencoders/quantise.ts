import { type Arrays, array } from "../../arrays.ts";
import type { Table } from "../../data/table.ts";
import { input } from "../../nets/leaves.ts";
import { openNet } from "../../nets/net.ts";
import { sizeOf } from "../../nets/tensor.ts";
import {
  encodeQuantNet,
  type FloatLayer,
  outputValues,
  type QuantActivation,
  quantise,
  reconstruct,
  scalarEngine,
  wasmEngine,
} from "../../quant/index.ts";
import type { Context } from "../lab.ts";
import { type CoderLayers, type Layer, layersOf } from "../nets/coders/layers.ts";
import { outputsOf, valuesOf } from "../nets/coders/net.ts";
import { rowsAsFloats } from "../nets/rows.ts";
import { machineOf } from "../training.ts";
import { integerActivation } from "./integers.ts";
import { type AutoencodingParams, samplesOf } from "./samples.ts";

/** Training rows that calibrate the ranges, and held-out rows that measure the error. */
const CALIBRATION = 500;
const TESTED = 500;

/** What samples are made of: moments of the codes, and codes that calibrate the decoder besides those of rows. */
export interface SampledCodes {
  readonly codeMean: ArrayLike<number>;
  readonly codeCovariance: ArrayLike<number>;
  readonly drawn?: Float32Array;
}

/**
 * A net of `layersOf` with these weights in int8. Output: `file`, a quantised net as safetensors; `testMse` of its reconstructions of held-out rows. For nets
 * that `canQuantise`.
 */
export function quantisedNet(
  context: Context,
  params: AutoencodingParams,
  table: Table,
  weights: Arrays,
  codes: SampledCodes,
): Arrays {
  const samples = samplesOf(table, params);
  const net = layersOf(params, table);
  const { layers, encoder, code } = net;
  const inputs = rowsAsFloats(samples, samples.train.subarray(0, CALIBRATION));
  const activations = [inputs, ...activationsOf(context, params, net, weights, inputs)];
  const { codeMean, codeCovariance, drawn } = codes;
  if (drawn) {
    const decoder = { layers: layers.slice(encoder), encoder: 0, code };
    const more = [drawn, ...activationsOf(context, params, decoder, weights, drawn)];
    for (const [l, values] of more.entries()) activations[encoder + l] = joined(activations[encoder + l], values);
  }
  const model = quantise({
    layers: layers.map((layer, l) => {
      const isProbability = l === layers.length - 1 && params.loss === "cross-entropy";
      return floatLayer(layer, weights, isProbability ? "sigmoid" : integerActivation(layer.activation));
    }),
    encoder,
    activations,
    codeMean,
    codeCovariance,
  });
  const tested = samples.test.subarray(0, TESTED);
  const originals = rowsAsFloats(samples, tested);
  const engine = context.device !== "scalar" ? wasmEngine(() => context.wasm("quant")) : scalarEngine;
  const rows = { count: tested.length, width: samples.columns, values: Float64Array.from(originals) };
  const back = outputValues(model, reconstruct(model, engine, rows).values);
  let error = 0;
  for (let i = 0; i < back.length; i++) error += (back[i] - originals[i]) * (back[i] - originals[i]);
  return { file: array(encodeQuantNet(model)), testMse: array(Float64Array.of(error / back.length)) };
}

/** What comes out of each of these layers for the rows, and of the last of them as values. */
function activationsOf(
  context: Context,
  params: AutoencodingParams,
  net: CoderLayers,
  weights: Arrays,
  rows: Float32Array,
): Float32Array[] {
  const { layers } = net;
  const width = sizeOf(layers[0].from);
  const outputs = outputsOf(net, input("rows", [rows.length / width, width]), params, false);
  const last = layers[layers.length - 1].name;
  const wanted = { ...outputs, [last]: valuesOf(params, outputs[last]) };
  const { program } = openNet(machineOf(context), wanted, weights);
  program.input("rows").set(rows);
  program.run();
  return layers.map(({ name }) => program.output(name).slice());
}

function joined(a: Float32Array, b: Float32Array): Float32Array {
  const out = new Float32Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}

function floatLayer({ name, from, to }: Layer, weights: Arrays, activation: QuantActivation | undefined): FloatLayer {
  if (activation === undefined) throw new Error("net has layers that int8 lacks (plan no such task)");
  return {
    inputs: sizeOf(from),
    outputs: sizeOf(to),
    weights: weights[`${name}.weights`].values as Float32Array,
    bias: weights[`${name}.bias`].values as Float32Array,
    activation,
  };
}
