/** Recurrent steps, attention and softmax in whole numbers: how far they are from what they stand for. */
import { describe, expect, test } from "vitest";
import { eachRow, type FloatGraph, quantiseGraph } from "../../../../shared/quant/float/index.ts";
import { dequantised, scalarGraphs, stateBytes, valueNamed, valuesOf } from "../../../../shared/quant/graph/index.ts";
import { stepTables } from "../../../../shared/quant/graph/tables.ts";
import { fillNormal32 } from "../../../../shared/random/index.ts";

function random(count: number, stream: number, deviation = 1): Float32Array {
  const values = new Float32Array(count);
  fillNormal32([6, stream], 0, values);
  return values.map((x) => deviation * x);
}

/** The largest distance of integers from floats, over rows of one sequence. */
function furthest(float: FloatGraph, rows: Float32Array): number {
  const { graph, standsFor } = quantiseGraph(float, rows);
  const [output] = graph.outputs;
  const { code, shape } = valueNamed(valuesOf(graph), output);
  const numbers = dequantised(code, scalarGraphs.run(graph, rows)[output]);
  let most = 0;
  eachRow(float, rows, (values, n) => {
    for (const [i, y] of (values.get(standsFor[output]) as Float64Array).entries())
      most = Math.max(most, Math.abs(y - numbers[n * shape[0] + i]));
  });
  return most;
}

const [inputs, units, steps] = [6, 16, 60];
const recurrent = (gates: number) => ({
  inputs: ["input"],
  units,
  weights: random(inputs * gates * units, 1, 0.4),
  bias: random(gates * units, 2, 0.3),
  recurrentWeights: random(units * gates * units, 3, 0.25),
});
const of = (node: FloatGraph["nodes"][number]): FloatGraph => ({
  input: { shape: [inputs] },
  nodes: [node],
  outputs: ["n"],
});

describe("over sixty steps states stay near those of the floats: the code of a state has steps of 1/64, half of one is 0.008", () => {
  test.each(["before", "after"] as const)("GRU, reset %s the product", (reset) => {
    const node = { name: "n", op: "gru", reset, ...recurrent(3), recurrentBias: random(3 * units, 4, 0.3) } as const;
    expect(furthest(of(node), random(steps * inputs, 5))).toBeLessThan(0.05);
  });

  test("LSTM", () => {
    expect(furthest(of({ name: "n", op: "lstm", ...recurrent(4) }), random(steps * inputs, 5))).toBeLessThan(0.05);
  });

  test("a GRU that keeps its state keeps it, however long: its steps are of 2^−15, not of a code", () => {
    // z = σ(8) of every unit: a change of one in three thousand a step, far below a code.
    const bias = Float32Array.from({ length: 3 * units }, (_, at) => (at < units ? 8 : at < 2 * units ? 0 : 3));
    const none = (count: number) => new Float32Array(count);
    const node = {
      name: "n",
      inputs: ["input"],
      op: "gru",
      reset: "after",
      units,
      weights: none(inputs * 3 * units),
      bias,
      recurrentWeights: none(units * 3 * units),
      recurrentBias: none(3 * units),
    } as const;
    const rows = none(3000 * inputs);
    // After 3000 steps 1 − e^(−3000 · 3.4 · 10^−4) = 0.63 of tanh(3): what the floats say.
    expect(furthest(of(node), rows)).toBeLessThan(0.03);
  });
});

test("attention stays near: shares off by 1 % of themselves, values by half a code", () => {
  const width = 12;
  const float: FloatGraph = {
    input: { shape: [width] },
    nodes: [
      ...["q", "k", "v"].map((name, i) => ({
        name,
        inputs: ["input"],
        op: "dense" as const,
        units: width,
        weights: random(width * width, 10 + i, 0.35),
        bias: random(width, 20 + i, 0.1),
      })),
      { name: "n", inputs: ["q", "k", "v"], op: "attention", heads: 3, steps: 8 },
    ],
    outputs: ["n"],
  };
  const rows = random(40 * width, 30);
  const { graph } = quantiseGraph(float, rows);
  const { code } = valueNamed(valuesOf(graph), "n");
  expect(stateBytes(graph)).toBe(4 + 2 * 8 * width);
  // Codes of queries, keys and values are each off by half a step, and the sums that they come from by as much again.
  expect(furthest(float, rows)).toBeLessThan(3 * code.scale);
});

test("shares of a softmax are off by the bound that they are said to have", () => {
  const width = 40;
  const float: FloatGraph = {
    input: { shape: [width] },
    nodes: [{ name: "n", inputs: ["input"], op: "softmax" }],
    outputs: ["n"],
  };
  const rows = random(50 * width, 31, 2);
  const { graph } = quantiseGraph(float, rows);
  const { input, n } = scalarGraphs.run(graph, rows, ["input", "n"]);
  const numbers = dequantised(graph.input.code, input);
  let most = 0;
  for (let from = 0; from < n.length; from += width) {
    const e = numbers.subarray(from, from + width).map((x) => Math.exp(x));
    const sum = e.reduce((a, b) => a + b, 0);
    for (let i = 0; i < width; i++) most = Math.max(most, Math.abs(e[i] / sum - n[from + i] / 255));
  }
  expect(most).toBeLessThanOrEqual(1 / 510 + (width + 1) / 2 ** 17);
});

test("the tables of the steps are part of the format: they stay, and are as near as they are said to be", () => {
  const { sigmoid, tanh, exp } = stepTables();
  const sum = (table: Int32Array) => table.reduce((a, x, i) => (a * 31 + x * (i + 1)) % 1_000_003, 7);
  expect([sigmoid, tanh, exp].map(sum)).toEqual([208_430, 38_749, 637_836]);
  const error = (table: Int32Array, f: (x: number) => number) => {
    let most = 0;
    for (let x = -8; x < 8; x += 1 / 512) {
      const at = Math.floor((x + 8) * 16);
      const y = table[at] + (table[at + 1] - table[at]) * ((x + 8) * 16 - at);
      most = Math.max(most, Math.abs(y / 32_768 - f(x)));
    }
    return most;
  };
  expect(error(sigmoid, (x) => 1 / (1 + Math.exp(-x)))).toBeLessThan(4.7e-5 + 2 ** -16);
  expect(error(tanh, Math.tanh)).toBeLessThan(3.8e-4 + 2 ** -16);
});
