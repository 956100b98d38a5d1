/** One picture through small classifiers: ours in float32 and in int8, onnxruntime-web in float32 and in int8 (QDQ, fused), tensorflow.js. */
import * as tf from "@tensorflow/tfjs-core";
import { denseLayer } from "../../shared/nets/layers/index.ts";
import { input } from "../../shared/nets/leaves.ts";
import { openNet } from "../../shared/nets/net.ts";
import { relu } from "../../shared/nets/ops/relu.ts";
import type { Tensor } from "../../shared/nets/tensor.ts";
import { wasmMachine } from "../../shared/nets/wasm.ts";
import { eachRow, type FloatGraph, type FloatNode, quantiseGraph } from "../../shared/quant/float/index.ts";
import { dequantised, type QuantGraph, valueNamed, valuesOf, wasmGraphs } from "../../shared/quant/graph/index.ts";
import type { FloatLayer } from "../../shared/quant/index.ts";
import { fillNormal32, fillUniform32, integer } from "../../shared/random/index.ts";
import { instantiate } from "../../shared/wasm/instantiate.ts";
import { randomLayers, weightsByName } from "../oracles/float-net.ts";
import { compiled, fresh } from "../wasm.ts";
import type { Bench, Row } from "./bench.ts";
import { onnxNet, onnxSkipped } from "./onnx.ts";
import { channelsFirst, floatModel, integerModel } from "./onnx-models.ts";
import { checkEqual, comparisons, race } from "./race.ts";

const widths = [784, 128, 64, 10];
/** Random weights; the work does not depend on them. */
const layers = randomLayers(widths, ["relu", "relu", "linear"], [1, 1], 0.05);
const [inputs] = widths;
const peersByName = {
  tfjs: "tfjs wasm, float32",
  float: "onnxruntime-web, float32",
  integer: "onnxruntime-web, int8",
} as const;
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

const dense = (name: string, from: string, weights: Float32Array, bias: Float32Array): FloatNode => ({
  name,
  inputs: [from],
  op: "dense",
  units: bias.length,
  weights,
  bias,
});
const rectified = (from: string): FloatNode => ({
  name: `${from}.relu`,
  inputs: [from],
  op: "activation",
  kind: "relu",
});

function perceptron(): FloatGraph {
  const nodes = layers.flatMap(({ weights, bias, activation }, l) => {
    const own = dense(`d${l}`, l === 0 ? "input" : `d${l - 1}.relu`, weights, bias);
    return activation === "relu" ? [own, rectified(`d${l}`)] : [own];
  });
  return { input: { shape: [inputs] }, nodes, outputs: [`d${layers.length - 1}`] };
}

function random(count: number, stream: number, deviation: number): Float32Array {
  const values = new Float32Array(count);
  fillNormal32([3, stream], 0, values);
  return values.map((x) => deviation * x);
}

/** 28 × 28 → 3 × 3 × 8, ReLU, halved → 3 × 3 × 16, ReLU, halved → 10. */
function convolutional(): FloatGraph {
  const block = (name: string, from: string, channels: number, filters: number, stream: number): FloatNode[] => [
    {
      name,
      inputs: [from],
      op: "conv2d",
      filters,
      kernel: [3, 3],
      stride: [1, 1],
      padding: "same",
      weights: random(9 * channels * filters, stream, 1 / Math.sqrt(9 * channels)),
      bias: random(filters, stream + 1, 0.1),
    },
    rectified(name),
    {
      name: `${name}.half`,
      inputs: [`${name}.relu`],
      op: "maxPool2d",
      kernel: [2, 2],
      stride: [2, 2],
      padding: "valid",
    },
  ];
  return {
    input: { shape: [28, 28, 1] },
    nodes: [
      ...block("c0", "input", 1, 8, 1),
      ...block("c1", "c0.half", 8, 16, 3),
      { name: "flat", inputs: ["c1.half"], op: "reshape", shape: [784] },
      dense("d", "flat", random(7840, 5, 1 / 28), random(10, 6, 0.1)),
    ],
    outputs: ["d"],
  };
}

function int8Net(graph: QuantGraph, name: string): (x: Float32Array) => Uint8Array {
  const engine = wasmGraphs(() => instantiate("quant", compiled(name)));
  const [output] = graph.outputs;
  return (x) => engine.run(graph, x)[output];
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

type Net = (x: Float32Array) => unknown | Promise<unknown>;

/** Each net on the same picture, `inOneCall` times in a row. */
function runnersOf(picture: Float32Array, nets: Readonly<Record<string, Net | undefined>>) {
  const present = Object.entries(nets).filter((entry): entry is [string, Net] => entry[1] !== undefined);
  return Object.fromEntries(
    present.map(([name, net]) => [
      name,
      async () => {
        for (let i = 0; i < inOneCall; i++) {
          const answer = net(picture);
          if (answer instanceof Promise) await answer;
        }
      },
    ]),
  );
}

/** The integers of a net as ours and as the peer computes them: within two of 255 steps of each other, since layers before may differ by one. */
async function integers(float: FloatGraph, picture: Float32Array) {
  const { graph } = quantiseGraph(float, picture);
  const [plain, relaxed] = [int8Net(graph, "quant"), int8Net(graph, "quant-relaxed")];
  checkEqual("relaxed int8", plain(picture), relaxed(picture), 0);
  const { code } = valueNamed(valuesOf(graph), graph.outputs[0]);
  const shape = channelsFirst(graph.input.shape);
  const peer = await onnxNet(() => integerModel(graph), shape);
  const floatPeer = await onnxNet(() => floatModel(float), shape);
  if (peer)
    checkEqual("onnxruntime-web, int8", dequantised(code, plain(picture)), await peer(picture), 2.5 * code.scale);
  let expected = new Float64Array(0);
  eachRow(float, picture, (values) => {
    expected = Float64Array.from(values.get(float.outputs[0]) ?? []);
  });
  checkEqual("int8", expected, dequantised(code, plain(picture)), 0.05 * code.top * code.scale);
  if (floatPeer) checkEqual("onnxruntime-web", expected, await floatPeer(picture), 1e-4);
  return { plain, relaxed, peer, floatPeer };
}

export async function inference(): Promise<Row[]> {
  const picture = new Float32Array(inputs);
  fillUniform32([2, 2], 0, picture);
  for (const [i, x] of picture.entries()) picture[i] = x - 0.5;
  const float = floatNet();
  const tensorflow = tensorflowNet();
  const expected = float(picture);
  checkEqual("tfjs", expected, tensorflow(picture), 1e-5);
  const dense8 = await integers(perceptron(), picture);
  const conv8 = await integers(convolutional(), picture);

  const dense = await race(
    runnersOf(picture, {
      float32: float,
      int8: dense8.plain,
      relaxed: dense8.relaxed,
      [peersByName.tfjs]: tensorflow,
      [peersByName.float]: dense8.floatPeer,
      [peersByName.integer]: dense8.peer,
    }),
    inOneCall,
  );
  const conv = await race(
    runnersOf(picture, {
      int8: conv8.plain,
      relaxed: conv8.relaxed,
      [peersByName.float]: conv8.floatPeer,
      [peersByName.integer]: conv8.peer,
    }),
    inOneCall,
  );
  const row = (
    net: string,
    rates: Readonly<Record<string, number[]>>,
    own: string,
    goals: Record<string, number>,
  ): Row => {
    const peers = Object.fromEntries(
      Object.entries(rates).filter(([name]) => Object.values<string>(peersByName).includes(name)),
    );
    const notes = [...comparisons(rates[own], peers), ...(dense8.peer ? [] : [onnxSkipped])];
    return {
      work: `${net}, one picture, ${own}`,
      unit: "pictures/s, one thread",
      ours: rates[own],
      peers,
      goals,
      notes,
    };
  };
  const [first, second] = [widths.join("–"), "28 × 28, two convolutions and a dense layer"];
  return [
    row(first, dense, "float32", { [peersByName.float]: 3.5 }),
    row(`${first}, plain SIMD`, dense, "int8", { [peersByName.float]: 4, [peersByName.integer]: 4 }),
    row(`${first}, relaxed dot product`, dense, "relaxed", { [peersByName.float]: 7, [peersByName.integer]: 7 }),
    row(`${second}, plain SIMD`, conv, "int8", { [peersByName.integer]: 4 }),
    row(`${second}, relaxed dot product`, conv, "relaxed", { [peersByName.integer]: 4 }),
  ];
}

/** A layer of 1024 × 512 of whose blocks of 4 × 4 weights one in ten is left: by blocks, and with all its zeros. */
async function sparse(): Promise<Row> {
  const [width, units] = [1024, 512];
  const own = random(width * units, 7, 1 / 32);
  const isKept = (at: number) =>
    integer([4, 4], Math.floor(at / units / 4) * units + Math.floor((at % units) / 4), 10) === 0;
  const weights = own.map((w, at) => (isKept(at) ? w : 0));
  const float: FloatGraph = {
    input: { shape: [width] },
    nodes: [dense("d", "input", weights, random(units, 8, 0.1))],
    outputs: ["d"],
  };
  const x = random(width, 9, 1);
  const [blocks, zeros] = (["sparse", "int8"] as const).map((storage) => quantiseGraph(float, x, { storage }).graph);
  const nets = Object.fromEntries(
    ["quant", "quant-relaxed"].flatMap((module) => [
      [`${module}, blocks`, int8Net(blocks, module)],
      [`${module}, zeros`, int8Net(zeros, module)],
    ]),
  );
  checkEqual("blocks", nets["quant-relaxed, blocks"](x), nets["quant, zeros"](x), 0);
  const rates = await race(runnersOf(x, nets), inOneCall);
  const { "quant-relaxed, blocks": ours, ...peers } = rates;
  return {
    work: `${width} × ${units}, one row, a tenth of the blocks, relaxed dot product`,
    unit: "rows/s, one thread",
    ours,
    peers,
    goals: { "quant-relaxed, zeros": 2 },
    notes: comparisons(ours, peers),
  };
}

export const bench: Bench = {
  name: "inference",
  async run() {
    await import("../tensorflow.ts");
    return [...(await inference()), await sparse()];
  },
};
