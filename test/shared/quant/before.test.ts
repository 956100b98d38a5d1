/** What comes before the first layer and is in the graph all the same: against the rows that nets learn from. */
import { describe, expect, test } from "vitest";
import { derivedCount, derivedInputs } from "../../../shared/labs/representation/mlp/inputs.ts";
import {
  DERIVED,
  type Derived,
  eachRow,
  type FloatGraph,
  quantiseGraph,
  withDerived,
  withThreshold,
} from "../../../shared/quant/float/index.ts";
import { dequantised, scalarGraphs, valueNamed, valuesOf, wasmGraphs } from "../../../shared/quant/graph/index.ts";
import { fillUniform32 } from "../../../shared/random/index.ts";
import { fresh } from "../../wasm.ts";

const numbers = (seed: number, length: number): Float32Array => {
  const values = new Float32Array(length);
  fillUniform32([seed, 8], 0, values);
  return values.map((value) => 2 * value - 1);
};

function netOver(inputs: number): FloatGraph {
  return {
    input: { shape: [inputs] },
    nodes: [
      { name: "a", inputs: ["input"], op: "dense", units: 5, weights: numbers(1, 5 * inputs), bias: numbers(2, 5) },
      { name: "t", inputs: ["a"], op: "activation", kind: "tanh" },
      { name: "b", inputs: ["t"], op: "dense", units: 2, weights: numbers(3, 10), bias: numbers(4, 2) },
    ],
    outputs: ["b"],
  };
}

function answers(float: FloatGraph, rows: Float32Array): number[] {
  const all: number[] = [];
  eachRow(float, rows, (values) => all.push(...(values.get("b") as Float64Array)));
  return all;
}

const sets: readonly (readonly Derived[])[] = [
  ["squares"],
  ["product"],
  ["sines"],
  ["squares", "product"],
  ["squares", "sines"],
  ["product", "sines"],
  DERIVED,
];

describe.each(sets.map((derived) => ({ derived })))("a net of x, y and $derived", ({ derived }) => {
  const features = Object.fromEntries(derived.map((one) => [one, true]));
  const inner = netOver(2 + derivedCount(features));
  const graph = withDerived(inner, derived);
  const rows = numbers(5, 400).map((x) => 2 * x);

  test("is as a graph of x and y the same function", () => {
    const given = answers(inner, derivedInputs(rows, 2, features));
    const found = answers(graph, rows);
    expect(found.length).toBe(given.length);
    // Derived inputs were rounded to float32.
    for (const [i, y] of found.entries()) expect(Math.abs(y - given[i])).toBeLessThan(2e-6);
  });

  test("in integers answers nearly as the floats do, with the same bytes on either engine", () => {
    const integers = quantiseGraph(graph, rows).graph;
    const { b } = scalarGraphs.run(integers, rows);
    expect(wasmGraphs(() => fresh("quant")).run(integers, rows).b).toEqual(b);
    const { code } = valueNamed(valuesOf(integers), "b");
    const floats = answers(graph, rows);
    const apart = Array.from(dequantised(code, b), (y, i) => Math.abs(y - floats[i]));
    expect(apart.reduce((sum, one) => sum + one, 0) / apart.length).toBeLessThan(0.04);
    expect(Math.max(...apart)).toBeLessThan(0.25);
  });
});

test("a net that begins otherwise has no form", () => {
  expect(() => withDerived(netOver(4), ["product"])).toThrow(/derived inputs \(must be 3 of a dense layer\)/);
});

test("pixels are black below 128 of 255, white from there on, in integers too", () => {
  const inner: FloatGraph = {
    input: { shape: [256] },
    nodes: [
      {
        name: "b",
        inputs: ["input"],
        op: "dense",
        units: 256,
        weights: Float32Array.from({ length: 65_536 }, (_, at) => Number(at % 257 === 0)),
        bias: new Float32Array(256),
      },
    ],
    outputs: ["b"],
  };
  const graph = withThreshold(inner);
  for (const brightest of [255, 200]) {
    const rows = Float32Array.from({ length: 256 }, (_, grey) => Math.min(grey, brightest) / 255);
    const expected = Array.from(rows, (_, grey) => Number(grey >= 128));
    expect(answers(graph, rows)).toEqual(expected);
    const integers = quantiseGraph(graph, rows).graph;
    const { code } = valueNamed(valuesOf(integers), "b");
    const found = dequantised(code, scalarGraphs.run(integers, rows).b);
    expect(Array.from(found, Math.round)).toEqual(expected);
  }
});
