/** The nets of shared/nets as graphs of floats: what calibration looks at is what the nets compute. */
import { describe, expect, test } from "vitest";
import { type Arrays, array } from "../../../shared/arrays.ts";
import { multiHeadAttention } from "../../../shared/nets/attention.ts";
import { type Chain, type ChainLayer, chainTensors } from "../../../shared/nets/chain.ts";
import { embeddingLayer, gruLayer, lstmLayer } from "../../../shared/nets/layers/index.ts";
import { input } from "../../../shared/nets/leaves.ts";
import { openNet } from "../../../shared/nets/net.ts";
import { parametersOf } from "../../../shared/nets/plan.ts";
import { scalarMachine } from "../../../shared/nets/scalar.ts";
import { sizeOf, type Tensor } from "../../../shared/nets/tensor.ts";
import {
  eachRow,
  type FloatGraph,
  type FloatNode,
  graphOfChain,
  NoIntegersError,
  quantiseGraph,
} from "../../../shared/quant/float/index.ts";
import { fillNormal32 } from "../../../shared/random/index.ts";

function random(count: number, stream: number, deviation = 1): Float32Array {
  const values = new Float32Array(count);
  fillNormal32([5, stream], 0, values);
  return values.map((x) => deviation * x);
}

/** Random weights for all parameters of these tensors; variances and gains above zero. */
function weightsFor(outputs: readonly Tensor[]): Arrays {
  const { parts } = parametersOf(outputs);
  return Object.fromEntries(
    parts.map(({ name, tensor: { shape } }, i) => {
      const values = random(sizeOf(shape), i + 1, 0.4);
      const isPositive = name.endsWith(".variance") || name.endsWith(".gain");
      return [name, array(isPositive ? values.map((x) => 0.2 + Math.abs(x)) : values, shape)];
    }),
  );
}

/** The outputs of each machine for the rows. */
function onNets(outputs: Readonly<Record<string, Tensor>>, weights: Arrays, x: Float32Array) {
  const { program } = openNet(scalarMachine, outputs, weights);
  program.input("x").set(x);
  program.run();
  return (name: string) => program.output(name).slice();
}

function onGraph(graph: FloatGraph, x: Float32Array, name = graph.outputs[0]): number[] {
  const all: number[] = [];
  eachRow(graph, x, (values) => all.push(...(values.get(name) as Float64Array)));
  return all;
}

function expectNear(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual).toHaveLength(expected.length);
  const furthest = Array.from(expected).reduce((most, y, i) => Math.max(most, Math.abs(y - actual[i])), 0);
  // The nets compute in float32, sums of some tens of numbers of order 1.
  expect(furthest).toBeLessThan(2e-5);
}

const norm = (name: string): ChainLayer => ({
  name,
  kind: "batch-normalisation",
  epsilon: 1e-3,
  momentum: 0.99,
  gain: true,
  bias: true,
});
const activation = (
  name: string,
  kind: "relu" | "leaky-relu" | "gelu" | "selu" | "softmax" | "silu" | "relu6",
): ChainLayer => ({
  name,
  kind: "activation",
  activation: kind,
});
const filters = { kernel: [3, 2], stride: [2, 1], padding: "same", bias: true } as const;

const chains: Readonly<Record<string, Chain>> = {
  "convolutions with normalisation, pooling and dense layers": {
    input: [9, 8, 3],
    layers: [
      { name: "c", kind: "convolution", filters: 5, ...filters },
      norm("c.norm"),
      activation("c.a", "relu"),
      { name: "p", kind: "max-pooling", size: [2, 2], stride: [2, 2], padding: "valid" },
      { name: "w", kind: "depthwise-convolution", ...filters, bias: false },
      norm("w.norm"),
      activation("w.a", "relu6"),
      { name: "q", kind: "average-pooling", size: [3, 3], stride: [1, 1], padding: "same" },
      { name: "f", kind: "flatten" },
      { name: "drop", kind: "dropout", rate: 0.5 },
      { name: "d", kind: "dense", units: 7, bias: true },
      norm("d.norm"),
      activation("d.a", "leaky-relu"),
      { name: "e", kind: "dense", units: 4, bias: false },
      activation("odds", "softmax"),
    ],
  },
  "normalisation after an activation, zeros around, a mean over all": {
    input: [6, 5, 2],
    layers: [
      { name: "z", kind: "zeros", rows: [2, 1], columns: [0, 1] },
      { name: "c", kind: "convolution", filters: 4, kernel: [3, 2], stride: [1, 1], padding: "valid", bias: true },
      activation("c.a", "gelu"),
      norm("c.norm"),
      { name: "g", kind: "global-average-pooling" },
      activation("g.a", "silu"),
      { name: "r", kind: "reshape", shape: [2, 2, 1] },
      { name: "k", kind: "convolution", filters: 1, ...filters },
      activation("k.a", "selu"),
    ],
  },
  "a decoder: transposed, repeated, cut, normalised over the last axis": {
    input: [3, 4, 2],
    layers: [
      { name: "n", kind: "layer-normalisation", epsilon: 1e-3, gain: true, bias: true },
      {
        name: "t",
        kind: "transposed-convolution",
        filters: 3,
        kernel: [3, 3],
        stride: [2, 2],
        padding: "same",
        bias: true,
      },
      { name: "cut", kind: "cropping", rows: [0, 1], columns: [1, 0] },
      activation("t.a", "relu"),
      {
        name: "u",
        kind: "transposed-convolution",
        filters: 2,
        kernel: [2, 3],
        stride: [1, 2],
        padding: "valid",
        bias: false,
      },
      { name: "up", kind: "upsampling", factor: [2, 1] },
      { name: "z", kind: "zeros", rows: [1, 1], columns: [1, 1] },
      { name: "c", kind: "convolution", filters: 1, kernel: [3, 3], stride: [1, 1], padding: "valid", bias: true },
    ],
  },
};

test.each(Object.entries(chains))("%s: equal to the net", (_, chain) => {
  const rows = 4;
  const x = random(rows * sizeOf(chain.input), 99);
  const { output } = chainTensors(chain, input("x", [rows, ...chain.input]), false);
  const weights = weightsFor([output]);
  expectNear(onGraph(graphOfChain(chain, weights), x), onNets({ y: output }, weights, x)("y"));
});

describe("layers that integers lack are named, with what to do", () => {
  test.each<[ChainLayer, RegExp]>([
    [
      { name: "e", kind: "embedding", things: 3, units: 2 },
      /layer e has no form in integers: embedding in a chain \(build/,
    ],
    [
      {
        name: "t",
        kind: "transposed-convolution",
        filters: 1,
        kernel: [1, 1],
        stride: [2, 2],
        padding: "same",
        bias: false,
      },
      /layer t .* strides of 2 × 2 beyond windows of 1 × 1/,
    ],
  ])("%o", (layer, message) => {
    const chain: Chain = { input: [4, 4, 1], layers: [layer, { name: "f", kind: "flatten" }] };
    const weights = { "t.weights": array(new Float32Array(1), [1, 1, 1, 1]) };
    expect(() => graphOfChain(chain, weights)).toThrow(NoIntegersError);
    expect(() => graphOfChain(chain, weights)).toThrow(message);
  });

  test("and so are weights that are not there, or not finite", () => {
    const chain: Chain = { input: [2], layers: [{ name: "d", kind: "dense", units: 1, bias: true }] };
    expect(() => graphOfChain(chain, {})).toThrow(
      "layer d has no form in integers: its weights are not there (train the net first)",
    );
    const weights = { "d.weights": array(Float32Array.of(1, Number.NaN), [2, 1]), "d.bias": array(Float32Array.of(0)) };
    expect(() => quantiseGraph(graphOfChain(chain, weights), Float32Array.of(0, 0))).toThrow(/is NaN/);
    const good = { ...weights, "d.weights": array(Float32Array.of(1, 2), [2, 1]) };
    expect(() => quantiseGraph(graphOfChain(chain, good), Float32Array.of(0, Number.POSITIVE_INFINITY))).toThrow(
      "calibration rows, value 1 is Infinity",
    );
    expect(() => quantiseGraph(graphOfChain(chain, good), Float32Array.of(0))).toThrow("must be a multiple of 2");
  });
});

describe("steps, row after row, equal the layers over sequences", () => {
  const [steps, inputs, units] = [5, 3, 4];
  const sequences = Array.from({ length: steps }, (_, t) => input(`x${t}`, [1, inputs]));
  const x = random(steps * inputs, 41);

  function compared(outputs: readonly Tensor[], node: (weights: Arrays) => FloatNode): void {
    const weights = weightsFor(outputs);
    const wanted = Object.fromEntries(outputs.map((tensor, t) => [`y${t}`, tensor]));
    const { program } = openNet(scalarMachine, wanted, weights);
    for (let t = 0; t < steps; t++) program.input(`x${t}`).set(x.subarray(t * inputs, (t + 1) * inputs));
    program.run();
    const expected = outputs.flatMap((_, t) => [...program.output(`y${t}`)]);
    const graph: FloatGraph = { input: { shape: [inputs] }, nodes: [node(weights)], outputs: ["n"] };
    expectNear(onGraph(graph, x), expected);
  }
  const floats = (weights: Arrays, name: string) => weights[name].values as Float32Array;

  test.each(["before", "after"] as const)("GRU, reset %s the product", (reset) => {
    compared(gruLayer("n", sequences, units, { reset }).outputs, (weights) => ({
      name: "n",
      inputs: ["input"],
      op: "gru",
      units,
      reset,
      weights: floats(weights, "n.weights"),
      bias: floats(weights, "n.bias"),
      recurrentWeights: floats(weights, "n.recurrent.weights"),
      recurrentBias: reset === "after" ? floats(weights, "n.recurrent.bias") : new Float32Array(3 * units),
    }));
  });

  test("LSTM", () => {
    compared(lstmLayer("n", sequences, units).outputs, (weights) => ({
      name: "n",
      inputs: ["input"],
      op: "lstm",
      units,
      weights: floats(weights, "n.weights"),
      bias: floats(weights, "n.bias"),
      recurrentWeights: floats(weights, "n.recurrent.weights"),
    }));
  });

  test("attention of all that came before, in two heads", () => {
    const width = 6;
    const tensor = input("x", [1, steps, width]);
    const { outputs } = multiHeadAttention(tensor, tensor, tensor, 2, { causal: true });
    const rows = random(steps * width, 43);
    const graph: FloatGraph = {
      input: { shape: [width] },
      nodes: [{ name: "n", inputs: ["input", "input", "input"], op: "attention", heads: 2, steps }],
      outputs: ["n"],
    };
    expectNear(onGraph(graph, rows), onNets({ y: outputs }, {}, rows)("y"));
  });

  test("embedding", () => {
    const y = embeddingLayer("n", input("x", [3, 2]), 7, 4);
    const weights = weightsFor([y]);
    const rows = Float32Array.of(0, 6, 3, 3, 1, 5);
    const graph: FloatGraph = {
      input: { shape: [2], things: 7 },
      nodes: [{ name: "n", inputs: ["input"], op: "embedding", units: 4, weights: floats(weights, "n.weights") }],
      outputs: ["n"],
    };
    expectNear(onGraph(graph, rows), onNets({ y }, weights, rows)("y"));
  });
});
