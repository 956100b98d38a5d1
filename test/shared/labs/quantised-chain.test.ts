/** Which bytes a trained net becomes: what verifies a link relies on them, by their version. */
import { expect, test } from "vitest";
import type { NDArray } from "../../../shared/arrays.ts";
import { sha256Hex } from "../../../shared/experiment/digest.ts";
import { isShown } from "../../../shared/experiment/title.ts";
import { namesOf, type PublishedNet } from "../../../shared/labs/published-net.ts";
import { quantised } from "../../../shared/labs/quantised-chain.ts";
import { QUANTISER } from "../../../shared/labs/quantiser.ts";
import { parseGraph, readGraphHead } from "../../../shared/quant/graph/index.ts";
import { fillUniform32 } from "../../../shared/random/index.ts";

let seed = 0;
const numbers = (...shape: number[]): NDArray => {
  const values = new Float32Array(shape.reduce((product, extent) => product * extent, 1));
  fillUniform32([++seed, 9], 0, values);
  return { shape, values: values.map((value) => value - 0.4) };
};
const positive = (...shape: number[]): NDArray => {
  const { values } = numbers(...shape);
  return { shape, values: (values as Float32Array).map((value) => 1 + value) };
};
const affine = { gain: true, bias: true };

const pictures: PublishedNet = {
  chain: {
    input: [6, 6, 2],
    layers: [
      { name: "c", kind: "convolution", filters: 3, kernel: [3, 3], stride: [1, 1], padding: "same", bias: true },
      { name: "n", kind: "batch-normalisation", epsilon: 1e-3, momentum: 0.9, ...affine },
      { name: "ca", kind: "activation", activation: "gelu" },
      { name: "p", kind: "max-pooling", size: [2, 2], stride: [2, 2], padding: "valid" },
      { name: "l", kind: "layer-normalisation", epsilon: 1e-3, ...affine },
      {
        name: "u",
        kind: "transposed-convolution",
        filters: 2,
        kernel: [3, 3],
        stride: [2, 2],
        padding: "same",
        bias: true,
      },
      { name: "f", kind: "flatten" },
      { name: "d", kind: "dense", units: 4, bias: true },
      { name: "o", kind: "activation", activation: "softmax" },
    ],
  },
  weights: {
    "c.weights": numbers(3, 3, 2, 3),
    "c.bias": numbers(3),
    "n.gain": positive(3),
    "n.bias": numbers(3),
    "n.mean": numbers(3),
    "n.variance": positive(3),
    "l.gain": positive(3),
    "l.bias": numbers(3),
    "u.weights": numbers(3, 3, 3, 2),
    "u.bias": numbers(2),
    "d.weights": numbers(72, 4),
    "d.bias": numbers(4),
  },
  rows: numbers(40, 72).values as Float32Array,
  classes: ["a", "b", "c", "d"],
};

const columns: PublishedNet = {
  chain: {
    input: [7],
    layers: [
      { name: "d", kind: "dense", units: 5, bias: true },
      { name: "da", kind: "activation", activation: "tanh" },
      { name: "e", kind: "dense", units: 1, bias: true },
    ],
    inputScale: [0.5, -0.25, 2, 3],
    outputScale: [10, 4],
    derived: ["squares", "product", "sines"],
  },
  weights: { "d.weights": numbers(7, 5), "d.bias": numbers(5), "e.weights": numbers(5, 1), "e.bias": numbers(1) },
  rows: numbers(300, 2).values as Float32Array,
};

const bytesOf = (net: PublishedNet) => {
  const made = quantised(net);
  if (made.kind !== "ready") throw new Error(made.why);
  return made.bytes;
};

/** By the version of the quantiser: raise it (shared/labs/quantiser.ts) where one of these changes, and write down the new ones. */
const GOLDEN: Readonly<Record<number, readonly [pictures: string, columns: string]>> = {
  1: [
    "60e64572f09d890c6fd2b3985164a1f648f976bb1b58364b47e166ebdd66f877",
    "f2769bf5bbca70666e4b5f36df37745284adaf1435eb1daf314337e8bb4d2356",
  ],
  2: [
    "4db77d08dbeb0dd5fb0ce67217e4b8cb6a48630e9fffcb3f1d710dab396404be",
    "b33623b78353ab606a5497485434c481b21d083ae9c99b479a71283222a8540a",
  ],
};

test("a net becomes the bytes of this version of the quantiser", async () => {
  expect(await Promise.all([pictures, columns].map((net) => sha256Hex(bytesOf(net))))).toEqual(GOLDEN[QUANTISER]);
});

test("its head says the version and the classes before a tensor is read", () => {
  const { head } = readGraphHead(bytesOf(pictures));
  expect([head.quantiser, head.classes]).toEqual([QUANTISER, ["a", "b", "c", "d"]]);
  expect(parseGraph(bytesOf(columns)).classes).toBeUndefined();
});

/** Two convolutions of so many filters, with pooling between them or without. */
function convolutional(first: number, second: number, isPooled: boolean): PublishedNet {
  const layer = { kind: "convolution", kernel: [3, 3], stride: [1, 1], padding: "same", bias: false } as const;
  const side = isPooled ? 14 : 28;
  return {
    chain: {
      input: [28, 28, 1],
      layers: [
        { name: "c", filters: first, ...layer },
        ...(isPooled
          ? [{ name: "p", kind: "max-pooling", size: [2, 2], stride: [2, 2], padding: "valid" } as const]
          : []),
        { name: "e", filters: second, ...layer },
        { name: "f", kind: "flatten" },
        { name: "d", kind: "dense", units: 3, bias: false },
      ],
    },
    weights: {
      "c.weights": numbers(3, 3, 1, first),
      "e.weights": numbers(3, 3, first, second),
      "d.weights": numbers(side * side * second, 3),
    },
    rows: numbers(256, 28 * 28).values as Float32Array,
  };
}

test("rows that calibrate are as many as somebody can wait for, by what a row takes where layers have shrunk it", () => {
  expect(quantised(convolutional(16, 32, true))).toMatchObject({ kind: "ready", rows: 256 });
  const perRow = 1 + 28 * 28 * (9 * 64 + 9 * 64 * 16 + 16 * 3);
  expect(quantised(convolutional(64, 16, false))).toMatchObject({ kind: "ready", rows: Math.floor(400e6 / perRow) });
});

test("tells how many rows have gone through", () => {
  const heard: string[] = [];
  quantised(columns, (done, of) => heard.push(`${done}/${of}`));
  expect([heard.length, heard[0], heard.at(-1)]).toEqual([300, "1/300", "300/300"]);
});

test.each([
  [
    ["cat", "dog"],
    ["cat", "dog"],
  ],
  [
    [" a\tb ", "\u202Ec", "\u200B", ""],
    ["a b", "c", "3", "4"],
  ],
  [
    ["x".repeat(40), `${"x".repeat(40)}y`],
    [`1: ${"x".repeat(32)}`, `2: ${"x".repeat(32)}`],
  ],
  [
    ["2", "\u200B"],
    ["1: 2", "2: 2"],
  ],
])("classes called %j are named %j", (given, expected) => {
  const named = namesOf(given);
  expect(named).toEqual(expected);
  for (const name of named ?? []) expect([isShown(name), name.length <= 80]).toEqual([true, true]);
});

test("more classes than a graph may name go without names", () => {
  expect(namesOf(Array.from({ length: 257 }, (_, k) => String(k)))).toBeUndefined();
  const emoji = "🐦".repeat(60);
  expect(namesOf(Array.from({ length: 256 }, () => emoji))?.at(-1)).toBe(`256: ${"🐦".repeat(32)}`);
});

test("says of a layer with too many inputs that its sums do not fit", () => {
  const inputs = 40_000;
  const net: PublishedNet = {
    chain: { input: [inputs], layers: [{ name: "d", kind: "dense", units: 2, bias: true }] },
    // All alike, so that each becomes the largest integer: 40,000 · 127 · 255 ≥ 2^28.
    weights: {
      "d.weights": { shape: [inputs, 2], values: new Float32Array(2 * inputs).fill(0.5) },
      "d.bias": numbers(2),
    },
    rows: new Float32Array(inputs).fill(1),
  };
  expect(quantised(net)).toEqual({ kind: "unfit", why: "sums" });
});
