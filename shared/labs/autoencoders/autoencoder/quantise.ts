import { array } from "../../../arrays.ts";
import { limits } from "../../../experiment/limits.ts";
import { parameterCount } from "../../../kernels/dense/net.ts";
import { isFused } from "../../../nets/layers.ts";
import { encodeQuantNet, outputValues, quantise, reconstruct, scalarEngine, wasmEngine } from "../../../quant/index.ts";
import { once } from "../../process.ts";
import { checkAutoencoder, samplesOf } from "./data.ts";
import type { AutoencoderTaskParams } from "./fields.ts";
import { codeLayer, parametersOf, specOf } from "./shape.ts";
import { netOn } from "./train.ts";

/** Training rows that calibrate the ranges, and held-out rows that measure the error. */
const CALIBRATION = 500;
const TESTED = 500;

/** Whether the edge would take the net: its integer kernel has the layers of the fused step alone. */
export function canQuantise(params: AutoencoderTaskParams, columns: number): boolean {
  const spec = specOf(params, columns);
  return isFused(spec) && parameterCount(spec) <= limits.inference.parameters && columns <= 8192;
}

/** The net in int8, in one step. Output: `file`, a quantised net as safetensors; `testMse` of its reconstructions of held-out rows. */
export const autoencoderQuantisation = once((params: AutoencoderTaskParams, context) => {
  const samples = samplesOf(checkAutoencoder(params, context.data), params);
  const spec = specOf(params, samples.columns);
  if (!isFused(spec)) throw new Error("net has layers that int8 lacks (plan no such task)");
  const net = netOn(context, spec, CALIBRATION);
  const parameters = parametersOf(spec, context.inputs.train);
  net.loadTable(samples.values);
  net.setParameters(parameters);
  const calibration = samples.train.subarray(0, CALIBRATION);
  net.load(calibration);
  net.evaluate(calibration.length);
  const activations = spec.widths.map((_, l) => net.values(l, calibration.length));
  const { codeMean, codeCovariance } = context.inputs.codes;
  const { train } = context.inputs;
  const layers = spec.widths.slice(1).map((outputs, l) => ({
    inputs: spec.widths[l],
    outputs,
    weights: train[`layer${l}.weights`].values as Float32Array,
    bias: train[`layer${l}.bias`].values as Float32Array,
    activation: spec.activations[l] ?? (spec.loss === "cross-entropy" ? ("sigmoid" as const) : ("linear" as const)),
  }));
  const model = quantise({
    layers,
    encoder: codeLayer(params),
    activations,
    codeMean: codeMean.values,
    codeCovariance: codeCovariance.values,
  });
  const tested = samples.test.subarray(0, TESTED);
  net.load(tested);
  const originals = net.values(0, tested.length);
  const engine = context.device === "wasm" ? wasmEngine(() => context.wasm("quant")) : scalarEngine;
  const rows = { count: tested.length, width: samples.columns, values: Float64Array.from(originals) };
  const back = outputValues(model, reconstruct(model, engine, rows).values);
  let error = 0;
  for (let i = 0; i < back.length; i++) error += (back[i] - originals[i]) * (back[i] - originals[i]);
  return { file: array(encodeQuantNet(model)), testMse: array(Float64Array.of(error / back.length)) };
});
