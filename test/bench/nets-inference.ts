/** One picture through a small classifier: ours in float32 and in int8, onnxruntime-web, tensorflow.js. */
import * as tf from "@tensorflow/tfjs-core";
import { layerAt, type NetSpec, parameterCount } from "../../shared/kernels/dense/net.ts";
import { wasmNet } from "../../shared/kernels/dense/wasm.ts";
import { outputValues, type QuantNet, quantise, reconstruct, wasmEngine } from "../../shared/quant/index.ts";
import { fillNormal32, fillUniform32 } from "../../shared/random/index.ts";
import { instantiate } from "../../shared/wasm/instantiate.ts";
import { compiled, fresh } from "../wasm.ts";
import type { Row } from "./bench.ts";
import { onnxNet, onnxSkipped } from "./onnx.ts";
import { checkEqual, comparisons, race } from "./race.ts";

const spec: NetSpec = { widths: [784, 128, 64, 10], activations: ["relu", "relu"], loss: "mse" };
const [inputs, last] = [784, 3];
const tfjs = "tfjs wasm, float32";
const onnxruntime = "onnxruntime-web, float32";
/** Pictures a call: a clock is read once for so many. */
const inOneCall = 200;

/** Random weights; the work does not depend on them. */
function randomParameters(): Float32Array {
  const parameters = new Float32Array(parameterCount(spec));
  fillNormal32([1, 1], 0, parameters);
  return parameters.map((p) => 0.05 * p);
}

function floatNet(parameters: Float32Array): (x: Float32Array) => Float32Array {
  const net = wasmNet(fresh("nets"), spec, 1, false);
  net.setParameters(parameters);
  return (x) => {
    net.put(0, x);
    net.forward(1, 0, last);
    return net.values(last, 1);
  };
}

/** The same net in int8, calibrated on `x`. */
function quantised(parameters: Float32Array, x: Float32Array): QuantNet {
  const net = wasmNet(fresh("nets"), spec, 1, false);
  net.setParameters(parameters);
  net.put(0, x);
  net.forward(1, 0, last);
  const width = spec.widths[2];
  const layers = spec.widths.slice(1).map((outputs, l) => {
    const { weights, bias, end } = layerAt(spec, l);
    return {
      inputs: spec.widths[l],
      outputs,
      weights: parameters.subarray(weights, bias),
      bias: parameters.subarray(bias, end),
      activation: spec.activations[l] ?? "linear",
    };
  });
  return quantise({
    layers,
    encoder: 2,
    activations: spec.widths.map((_, l) => net.values(l, 1)),
    codeMean: new Float64Array(width),
    codeCovariance: Float64Array.from({ length: width * width }, (_, at) => (at % (width + 1) === 0 ? 1 : 0)),
  });
}

function int8Net(model: QuantNet, name: string): (x: Float64Array) => Uint8Array {
  const engine = wasmEngine(() => instantiate("quant", compiled(name)));
  return (x) => reconstruct(model, engine, { count: 1, width: inputs, values: x }).values;
}

function tensorflowNet(parameters: Float32Array): (x: Float32Array) => Float32Array {
  const layers = spec.widths.slice(1).map((width, l) => {
    const at = layerAt(spec, l);
    const weights = tf.tensor2d(parameters.slice(at.weights, at.bias), [spec.widths[l], width]);
    return { weights, bias: tf.tensor1d(parameters.slice(at.bias, at.end)), activation: l < last - 1 };
  });
  return (x) =>
    tf.tidy(() => {
      let y = tf.tensor2d(x, [1, inputs]);
      for (const { weights: b, bias, activation } of layers)
        y = tf.fused.matMul({ a: y, b, bias, activation: activation ? "relu" : "linear" }) as tf.Tensor2D;
      return y.dataSync() as Float32Array;
    });
}

export async function inference(): Promise<Row[]> {
  const parameters = randomParameters();
  const picture = new Float32Array(inputs);
  fillUniform32([2, 2], 0, picture);
  // Around zero: of pictures from 0 to 1 the quantiser supposes that outputs are pixels too.
  for (const [i, x] of picture.entries()) picture[i] = x - 0.5;
  const wide = Float64Array.from(picture);
  const model = quantised(parameters, picture);
  const float = floatNet(parameters);
  const [plain, relaxed] = [int8Net(model, "quant"), int8Net(model, "quant-relaxed")];
  const tensorflow = tensorflowNet(parameters);
  const onnx = await onnxNet(spec, parameters);

  const expected = float(picture);
  checkEqual("tfjs", expected, tensorflow(picture), 1e-5);
  if (onnx) checkEqual("onnxruntime-web", expected, await onnx(picture), 1e-5);
  checkEqual("relaxed int8", plain(wide), relaxed(wide), 0);
  const range = Math.max(...expected) - Math.min(...expected);
  checkEqual("int8", expected, outputValues(model, plain(wide)), 0.05 * range);

  const repeat = (once: () => unknown) => () => {
    for (let i = 0; i < inOneCall; i++) once();
  };
  const runners: Record<string, () => void | Promise<void>> = {
    float32: repeat(() => float(picture)),
    int8: repeat(() => plain(wide)),
    int8relaxed: repeat(() => relaxed(wide)),
    [tfjs]: repeat(() => tensorflow(picture)),
    ...(onnx && {
      [onnxruntime]: async () => {
        for (let i = 0; i < inOneCall; i++) await onnx(picture);
      },
    }),
  };
  const { float32, int8, int8relaxed, ...peers } = await race(runners, inOneCall);
  const row = (work: string, ours: number[], goal: number): Row => ({
    work: `${spec.widths.join("–")}, one picture, ${work}`,
    unit: "pictures/s, one thread",
    ours,
    peers,
    goals: { [onnxruntime]: goal },
    notes: [...comparisons(ours, peers), ...(onnx ? [] : [onnxSkipped])],
  });
  return [
    row("float32", float32, 3),
    row("int8, plain SIMD", int8, 4),
    row("int8, relaxed dot product", int8relaxed, 9),
  ];
}
