import { type Arrays, array } from "../../../arrays.ts";
import { openNet } from "../../../nets/net.ts";
import { sizeOf } from "../../../nets/tensor.ts";
import {
  encodeQuantNet,
  type FloatLayer,
  outputValues,
  type QuantActivation,
  quantise,
  reconstruct,
  scalarEngine,
  wasmEngine,
} from "../../../quant/index.ts";
import { type Layer, layersOf } from "../../nets/coders/layers.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { once } from "../../process.ts";
import { machineOf } from "../../training.ts";
import { samplesOf } from "../samples.ts";
import { checkAutoencoder } from "./data.ts";
import type { AutoencoderTaskParams } from "./fields.ts";
import { integerActivation } from "./integers.ts";
import { autoencoderModel } from "./net.ts";

/** Training rows that calibrate the ranges, and held-out rows that measure the error. */
const CALIBRATION = 500;
const TESTED = 500;

/** The net in int8, in one step. Output: `file`, a quantised net as safetensors; `testMse` of its reconstructions of held-out rows. */
export const autoencoderQuantisation = once((params: AutoencoderTaskParams, context) => {
  const table = checkAutoencoder(params, context.data);
  const samples = samplesOf(table, params);
  const { layers, encoder } = layersOf(params, table);
  const { train, codes } = context.inputs;
  const calibration = samples.train.subarray(0, CALIBRATION);
  const { outputs } = autoencoderModel(params, table).build(calibration.length, false);
  const { program } = openNet(machineOf(context), outputs, train);
  const inputs = rowsAsFloats(samples, calibration);
  program.input("x").set(inputs);
  program.run();
  const after = layers.map(({ name }, l) => program.output(l < layers.length - 1 ? name : "reconstruction").slice());
  const model = quantise({
    layers: layers.map((layer, l) => {
      const isProbability = l === layers.length - 1 && params.loss === "cross-entropy";
      return floatLayer(layer, train, isProbability ? "sigmoid" : integerActivation(layer.activation));
    }),
    encoder,
    activations: [inputs, ...after],
    codeMean: codes.codeMean.values,
    codeCovariance: codes.codeCovariance.values,
  });
  const tested = samples.test.subarray(0, TESTED);
  const originals = rowsAsFloats(samples, tested);
  const engine = context.device !== "scalar" ? wasmEngine(() => context.wasm("quant")) : scalarEngine;
  const rows = { count: tested.length, width: samples.columns, values: Float64Array.from(originals) };
  const back = outputValues(model, reconstruct(model, engine, rows).values);
  let error = 0;
  for (let i = 0; i < back.length; i++) error += (back[i] - originals[i]) * (back[i] - originals[i]);
  return { file: array(encodeQuantNet(model)), testMse: array(Float64Array.of(error / back.length)) };
});

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
