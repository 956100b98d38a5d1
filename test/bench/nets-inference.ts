/** One picture through a small classifier: ours in float32 and in int8, onnxruntime-web, tensorflow.js. */
import * as tf from "@tensorflow/tfjs-core";
import { denseLayer } from "../../shared/nets/layers/index.ts";
import { input } from "../../shared/nets/leaves.ts";
import { openNet } from "../../shared/nets/net.ts";
import { relu } from "../../shared/nets/ops/relu.ts";
import type { Tensor } from "../../shared/nets/tensor.ts";
import { wasmMachine } from "../../shared/nets/wasm.ts";
import {
  type FloatLayer,
  outputValues,
  type QuantNet,
  quantise,
  reconstruct,
  wasmEngine,
} from "../../shared/quant/index.ts";
import { fillUniform32 } from "../../shared/random/index.ts";
import { instantiate } from "../../shared/wasm/instantiate.ts";
import { randomLayers, valuesOf, weightsByName } from "../oracles/float-net.ts";
import { compiled, fresh } from "../wasm.ts";
import type { Row } from "./bench.ts";
import { onnxNet, onnxSkipped } from "./onnx.ts";
import { checkEqual, comparisons, race } from "./race.ts";

const widths = [784, 128, 64, 10];
/** Random weights; the work does not depend on them. */
const layers = randomLayers(widths, ["relu", "relu", "linear"], [1, 1], 0.05);
const [inputs] = widths;
const tfjs = "tfjs wasm, float32";
const onnxruntime = "onnxruntime-web, float32";
/** Pictures a call: a clock is read once for so many. */
const inOneCall = 200;

function floatNet(): (x: Float32Array) => Float32Array {
  let y: Tensor = input("x", [1, inputs]);
  for (const [l, { outputs, activation }] of layers.entries()) {
    const sums = denseLayer(`layer${l}`, y, outputs);
    y = activation === "relu" ? relu(sums) : sums;
  }
  const machine = (layout: Parameters<typeof wasmMachine>[1]) => wasmMachine(fresh("tensors"), layout);
  const { program } = openNet(machine, { y }, weightsByName(layers));
  return (x) => {
    program.input("x").set(x);
    program.run();
    return program.output("y").slice();
  };
}

/** The same net in int8, calibrated on `x`. */
function quantised(x: Float32Array): QuantNet {
  const [, , width] = widths;
  return quantise({
    layers,
    encoder: 2,
    activations: valuesOf(layers, x),
    codeMean: new Float64Array(width),
    codeCovariance: Float64Array.from({ length: width * width }, (_, at) => (at % (width + 1) === 0 ? 1 : 0)),
  });
}

function int8Net(model: QuantNet, name: string): (x: Float64Array) => Uint8Array {
  const engine = wasmEngine(() => instantiate("quant", compiled(name)));
  return (x) => reconstruct(model, engine, { count: 1, width: inputs, values: x }).values;
}

function tensorflowNet(): (x: Float32Array) => Float32Array {
  const own = layers.map(({ outputs, weights, bias, activation, ...from }: FloatLayer) => ({
    weights: tf.tensor2d(weights.slice(), [from.inputs, outputs]),
    bias: tf.tensor1d(bias.slice()),
    activation: activation === "relu" ? ("relu" as const) : ("linear" as const),
  }));
  return (x) =>
    tf.tidy(() => {
      let y = tf.tensor2d(x, [1, inputs]);
      for (const { weights: b, bias, activation } of own)
        y = tf.fused.matMul({ a: y, b, bias, activation }) as tf.Tensor2D;
      return y.dataSync() as Float32Array;
    });
}

export async function inference(): Promise<Row[]> {
  const picture = new Float32Array(inputs);
  fillUniform32([2, 2], 0, picture);
  // Around zero: of pictures from 0 to 1 the quantiser supposes that outputs are pixels too.
  for (const [i, x] of picture.entries()) picture[i] = x - 0.5;
  const wide = Float64Array.from(picture);
  const model = quantised(picture);
  const float = floatNet();
  const [plain, relaxed] = [int8Net(model, "quant"), int8Net(model, "quant-relaxed")];
  const tensorflow = tensorflowNet();
  const onnx = await onnxNet(layers);

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
    work: `${widths.join("–")}, one picture, ${work}`,
    unit: "pictures/s, one thread",
    ours,
    peers,
    goals: { [onnxruntime]: goal },
    notes: [...comparisons(ours, peers), ...(onnx ? [] : [onnxSkipped])],
  });
  return [
    row("float32", float32, 3.5),
    row("int8, plain SIMD", int8, 4),
    row("int8, relaxed dot product", int8relaxed, 7),
  ];
}
