import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { array, type NDArray } from "../../../../shared/arrays.ts";
import { decodeSafetensors, encodeSafetensors } from "../../../../shared/data/readers/safetensors/safetensors.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import { type FloatGraph, quantiseGraph } from "../../../../shared/quant/float/index.ts";
import {
  encodeGraph,
  GRAPH_FORMAT,
  parseGraph,
  readGraphHead,
  scalarGraphs,
  stateBytes,
  wasmGraphs,
} from "../../../../shared/quant/graph/index.ts";
import { fresh } from "../../../wasm.ts";

/** Each kind of tensor once: convolution, residual sum, table, softmax. */
const float: FloatGraph = {
  input: { shape: [4, 4, 2], offsets: new Float32Array(32), scales: new Float32Array(32).fill(1) },
  nodes: [
    conv("a", "input", 2),
    { name: "act", inputs: ["a"], op: "activation", kind: "tanh" },
    conv("b", "act", 2),
    { name: "sum", inputs: ["b", "act"], op: "add" },
    { name: "flat", inputs: ["sum"], op: "reshape", shape: [32] },
    { name: "d", inputs: ["flat"], op: "dense", units: 3, weights: ramp(96), bias: ramp(3) },
    { name: "odds", inputs: ["d"], op: "softmax" },
  ],
  outputs: ["odds"],
};

function conv(name: string, input: string, channels: number) {
  const windows = { kernel: [3, 3], stride: [1, 1], padding: "same" } as const;
  const filters = 2;
  return {
    name,
    inputs: [input],
    op: "conv2d",
    filters,
    ...windows,
    weights: ramp(9 * channels * filters),
    bias: ramp(filters),
  } as const;
}

function ramp(count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => ((i * 7) % 11) / 11 - 0.4);
}

const { graph } = quantiseGraph(float, ramp(64));
const sparse = quantiseGraph(float, ramp(64), { storage: "sparse" }).graph;
const bytes = encodeGraph(graph);

type Head = Record<string, unknown> & { nodes: Record<string, unknown>[] };
type Tensors = Record<string, NDArray>;

/** The file with a changed head, or changed tensors. */
function changed(change: (head: Head, tensors: Tensors) => unknown, from = bytes): Uint8Array<ArrayBuffer> {
  const { arrays, metadata } = decodeSafetensors(from);
  const head = JSON.parse(metadata.graph);
  const tensors = { ...arrays };
  change(head, tensors);
  return encodeSafetensors(tensors, { ...metadata, graph: JSON.stringify(head).replace('"1e999"', "1e999") });
}

const setTensor = (name: string, values: NDArray["values"], shape?: number[]) => (_: Head, tensors: Tensors) => {
  tensors[name] = array(values, shape ?? [...tensors[name].shape]);
};

test("the file is read back as it was, and its cost is told by its head", () => {
  expect(parseGraph(bytes)).toEqual(graph);
  const { head, cost } = readGraphHead(bytes);
  expect(head.nodes).toEqual(graph.nodes);
  // Two convolutions of 16 pixels with 9 · 2 · 2 weights, a sum, a dense layer, a softmax.
  expect(cost.multiplyAdds).toBe(2 * 16 * 36 + 32 + 96 + 3);
  expect(cost.parameters).toBe(2 * (36 + 2) + 96 + 3);
  expect(cost.bytes).toBe(
    Object.values(graph.tensors).reduce((sum, { byteLength }) => sum + byteLength, 0) - 2 * 4 * 32,
  );
});

test("names of classes, and the version of the quantiser, go with it", () => {
  const classes = ["gato", "perro", "<b>\u00f1and\u00fa</b> 🐦"];
  const named = { ...graph, quantiser: 3, classes };
  expect(parseGraph(encodeGraph(named))).toEqual(named);
});

/** What keeps something from row to row, and numbers of things. */
const stepping: FloatGraph = {
  input: { shape: [1], things: 5 },
  nodes: [
    { name: "e", inputs: ["input"], op: "embedding", units: 4, weights: ramp(20) },
    {
      name: "g",
      inputs: ["e"],
      op: "gru",
      units: 4,
      reset: "after",
      weights: ramp(48),
      bias: ramp(12),
      recurrentWeights: ramp(48),
      recurrentBias: ramp(12),
    },
    { name: "l", inputs: ["g"], op: "lstm", units: 4, weights: ramp(64), bias: ramp(16), recurrentWeights: ramp(64) },
    { name: "a", inputs: ["l", "g", "l"], op: "attention", heads: 2, steps: 3 },
    { name: "n", inputs: ["a"], op: "layerNorm", epsilon: 1e-5, gain: ramp(4), bias: ramp(4) },
  ],
  outputs: ["n"],
};
const stepped = encodeGraph(quantiseGraph(stepping, Float32Array.of(0, 1, 2, 3, 4)).graph);

describe("refused, with the value and the cure:", () => {
  test.each<[string, (head: Head, tensors: Tensors) => unknown, RegExp]>([
    [
      "a node that is not there",
      ({ nodes }) => Object.assign(nodes[1], { inputs: ["nobody"] }),
      /node b takes nobody \(must be/,
    ],
    [
      "a circle",
      ({ nodes }) => Object.assign(nodes[0], { inputs: ["d"] }),
      /node a takes d \(must be "input" or a node before it\)/,
    ],
    ["a node that takes itself", ({ nodes }) => Object.assign(nodes[0], { inputs: ["a"] }), /node a takes a/],
    ["a name twice", ({ nodes }) => Object.assign(nodes[1], { name: "a" }), /node a: its name is taken/],
    [
      "the name of the input",
      ({ nodes }) => Object.assign(nodes[1], { name: "input" }),
      /node input: its name is taken/,
    ],
    ["a name of the language", ({ nodes }) => Object.assign(nodes[1], { name: "__proto__" }), /nodes\.1\.name/],
    [
      "an output that is not there",
      (head) => Object.assign(head, { outputs: ["x"] }),
      /unknown value x \(must be one of/,
    ],
    ["no outputs", (head) => Object.assign(head, { outputs: [] }), /outputs/],
    ["a version of no quantiser", (head) => Object.assign(head, { quantiser: 0 }), /quantiser/],
    [
      "fewer classes than odds",
      (head) => Object.assign(head, { classes: ["x", "y"] }),
      /2 names of classes \(must be 3/,
    ],
    ["no classes", (head) => Object.assign(head, { classes: [] }), /graph at classes/],
    [
      "two classes of one name",
      (head) => Object.assign(head, { classes: ["x", "y", "x"] }),
      /two classes called x \(must differ\)/,
    ],
    [
      "classes of what gives no odds",
      (head) => Object.assign(head, { classes: ["x", "y", "z"], outputs: ["d"] }),
      /names of classes for d \(must be a softmax\)/,
    ],
    [
      "a name that is no text",
      (head) => Object.assign(head, { classes: ["x", "y", { toString: "z" }] }),
      /graph at classes\.2/,
    ],
    [
      "a name without an end",
      (head) => Object.assign(head, { classes: ["x", "y", "z".repeat(81)] }),
      /at most 80 characters/,
    ],
    ["a name of two lines", (head) => Object.assign(head, { classes: ["x", "y", "z\n"] }), /one line that can be seen/],
    ["a name that cannot be seen", (head) => Object.assign(head, { classes: ["x", "y", "\u200b"] }), /one line/],
    ["a name that turns letters round", (head) => Object.assign(head, { classes: ["x", "y", "\u202ez"] }), /one line/],
    [
      "thousands of names",
      (head) => Object.assign(head, { classes: Array.from({ length: 257 }, (_, k) => `c${k}`) }),
      /graph at classes/,
    ],
    ["an unknown operation", ({ nodes }) => Object.assign(nodes[1], { op: "eval" }), /nodes\.1\.op/],
    ["an attribute too many", ({ nodes }) => Object.assign(nodes[1], { more: 1 }), /nodes\.1\.more/],
    ["a scale of zero", ({ nodes }) => Object.assign(nodes[0].code as Head, { scale: 0 }), /nodes\.0\.code\.scale/],
    ["a scale below zero", ({ nodes }) => Object.assign(nodes[0].code as Head, { scale: -1 }), /nodes\.0\.code\.scale/],
    [
      "a scale that is not finite",
      ({ nodes }) => Object.assign(nodes[0].code as Head, { scale: "1e999" }),
      /nodes\.0\.code\.scale/,
    ],
    [
      "a scale beyond all",
      ({ nodes }) => Object.assign(nodes[0].code as Head, { scale: 1e31 }),
      /nodes\.0\.code\.scale/,
    ],
    [
      "a zero above the top",
      ({ nodes }) => Object.assign(nodes[0].code as Head, { zero: 128 }),
      /zero must not be above top/,
    ],
    [
      "a zero that is not whole",
      ({ nodes }) => Object.assign(nodes[0].code as Head, { zero: 0.5 }),
      /nodes\.0\.code\.zero/,
    ],
    [
      "8 bits before a product",
      ({ nodes }) => Object.assign(nodes[0].code as Head, { top: 255 }),
      /node b: inputs of 8 bits/,
    ],
    ["a stride of 0", ({ nodes }) => Object.assign(nodes[0], { stride: [0, 1] }), /nodes\.0\.stride/],
    ["a stride of 1e9", ({ nodes }) => Object.assign(nodes[0], { stride: [1e9, 1] }), /nodes\.0\.stride/],
    ["a window larger than all", ({ nodes }) => Object.assign(nodes[0], { kernel: [1e6, 3] }), /nodes\.0\.kernel/],
    [
      "windows that do not fit",
      ({ nodes }) => void Object.assign(nodes[0], { kernel: [9, 9], padding: "valid" }),
      /node a: conv2d of pictures 4 × 4/,
    ],
    [
      "padding without end",
      ({ nodes }) => Object.assign(nodes[0], { padding: { top: 1e9, bottom: 0, left: 0, right: 0 } }),
      /nodes\.0\.padding/,
    ],
    [
      "more filters than tensors",
      ({ nodes }) => Object.assign(nodes[0], { filters: 3 }),
      /a\.weights has shape|node sum/,
    ],
    ["a shape of other size", ({ nodes }) => Object.assign(nodes[3], { shape: [31] }), /node flat: shape 31/],
    [
      "a size that overflows",
      (head) => Object.assign(head.input as Head, { shape: [65_536, 65_536, 65_536] }),
      /input has \d+ numbers/,
    ],
    ["a shape of zero", (head) => Object.assign(head.input as Head, { shape: [0, 4, 2] }), /input\.shape/],
    ["numbers as text", ({ nodes }) => Object.assign(nodes[4], { units: "3" }), /nodes\.4\.units/],
    ["sums of two shapes", ({ nodes }) => Object.assign(nodes[2], { inputs: ["b", "input", "a"] }), /nodes\.2\.inputs/],
    ["a tensor that is missing", (_, tensors) => delete tensors["a.bias"], /a\.bias is missing/],
    [
      "a tensor of no node",
      (_, tensors) => Object.assign(tensors, { more: array(new Int8Array(1)) }),
      /tensor more belongs to no node/,
    ],
    ["a weight of −128", setTensor("a.weights", new Int8Array(36).fill(-128)), /a\.weights holds -128 at place 0/],
    [
      "weights of another type",
      setTensor("a.weights", new Int32Array(36)),
      /a\.weights has the wrong type \(must be I8\)/,
    ],
    [
      "weights of another shape",
      setTensor("a.weights", new Int8Array(36), [18, 2]),
      /a\.weights has shape \[18, 2\] \(must be \[2, 18\]\)/,
    ],
    ["a bias beyond 2^27", setTensor("a.bias", Int32Array.of(2 ** 27, 0)), /a\.bias holds 134217728/],
    [
      "a shift of 0",
      setTensor("a.rescale", Int32Array.of(1, 1, 0, 1)),
      /a\.rescale holds 0 at place 2 \(must be 1 to 50\)/,
    ],
    ["a multiplier of 2^24", setTensor("a.rescale", Int32Array.of(1, 2 ** 24, 1, 1)), /a\.rescale holds 16777216/],
    ["a table above the top", setTensor("a.table", new Uint8Array(1024).fill(128)), /a\.table holds 128/],
    ["exponentials without a largest", setTensor("odds.table", new Int32Array(256)), /odds\.table holds 0 at place 0/],
    [
      "offsets that are not finite",
      setTensor("input.offsets", new Float32Array(32).fill(Number.NaN), [4, 4, 2]),
      /input\.offsets holds NaN/,
    ],
    ["scales of zero", setTensor("input.scales", new Float32Array(32), [4, 4, 2]), /input\.scales holds 0/],
    ["more nodes than are allowed", (head) => Object.assign(head, { nodes: Array(300).fill(head.nodes[0]) }), /nodes/],
    [
      "a graph nested without end",
      (head) => Object.assign(head, { deep: JSON.parse("[".repeat(200) + "]".repeat(200)) }),
      /deep|levels/,
    ],
    [
      "more multiply-adds than the edge takes",
      (head) => {
        (head.input as Head).shape = [1024, 512, 2];
        Object.assign(head.nodes[0], { filters: 1, kernel: [64, 64] });
        head.nodes.length = 1;
        head.outputs = ["a"];
      },
      /multiply-adds \(must be at most/,
    ],
  ])("%s", (_, change, message) => {
    let error: unknown;
    try {
      parseGraph(changed(change));
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ExperimentError);
    expect((error as Error).message).toMatch(message);
  });

  test.each<[string, (head: Head, tensors: Tensors) => unknown, RegExp]>([
    ["blocks that end too early", setLast("a.starts", 0), /node a: blocks from 0 to 0/],
    ["blocks that go back", (_, tensors) => Object.assign(tensors["d.starts"].values, { 0: 1 }), /blocks from 1/],
    ["columns beyond the row", setLast("a.columns", 60_000), /node a: column 60000/],
    ["columns that do not rise", setLast("a.columns", 0), /node a: column 0 of block/],
    [
      "more blocks than there are",
      ({ nodes }) => Object.assign(nodes[0].storage as Head, { blocks: 20 }),
      /a\.blocks has shape/,
    ],
    [
      "weights beyond the taps",
      (_, tensors) => tensors["a.blocks"].values.fill(1),
      /node a: weight 1 in block \d+ beyond its taps or outputs \(must be 0\)/,
    ],
  ])("%s", (_, change, message) => {
    expect(() => parseGraph(changed(change, encodeGraph(sparse)))).toThrow(message);
  });

  test.each<[string, (head: Head, tensors: Tensors) => unknown, RegExp]>([
    [
      "codes for an embedding",
      ({ nodes }) => Object.assign(nodes[1], { op: "embedding", units: 2, code: nodes[0].code, reset: undefined }),
      /node g: inputs that are codes/,
    ],
    [
      "numbers of things elsewhere",
      ({ nodes }) => Object.assign(nodes[1], { inputs: ["input"] }),
      /node g: inputs that are numbers of things/,
    ],
    [
      "things to be put out",
      (head) => Object.assign(head, { outputs: ["input"] }),
      /value input has numbers of things/,
    ],
    [
      "heads that do not come out even",
      ({ nodes }) => Object.assign(nodes[3], { heads: 3 }),
      /node a: queries, keys and values of 4, 4, 4/,
    ],
    [
      "rows too long for a layer normalisation",
      ({ nodes }) => Object.assign(nodes[0], { units: 4097 }) && nodes.splice(1, 4, { ...nodes[4], inputs: ["e"] }),
      /node n: rows of 4097 numbers \(must be at most 4096\)/,
    ],
    [
      "rows too long for a softmax",
      ({ nodes }) =>
        Object.assign(nodes[0], { units: 8193 }) &&
        nodes.splice(1, 4, { name: "n", op: "softmax", inputs: ["e"], top: 255 }),
      /node n: rows of 8193 numbers \(must be at most 8192\)/,
    ],
    ["a cache without end", ({ nodes }) => Object.assign(nodes[3], { steps: 1e9 }), /nodes\.3\.steps/],
    ["an ε below zero", ({ nodes }) => Object.assign(nodes[4], { epsilon: -1 }), /nodes\.4\.epsilon/],
    [
      "weights of a state of −128",
      (_, tensors) => tensors["g.state-weights"].values.fill(-128),
      /g\.state-weights holds -128/,
    ],
    ["gains beyond 2^24", (_, tensors) => tensors["n.affine"].values.fill(2 ** 25), /n\.affine holds 33554432/],
    [
      "more to work in than an isolate has",
      (head) => {
        Object.assign(head.input as Head, { shape: [1], things: 5 });
        Object.assign(head.nodes[0], { units: 4096 });
        head.nodes.splice(1, 4, { name: "a", op: "attention", inputs: ["e", "e", "e"], heads: 1, steps: 3900 });
        Object.assign(head, { outputs: ["a"] });
      },
      /bytes to work in \(must be at most 16777216\)/,
    ],
  ])("%s", (_, change, message) => {
    expect(() => parseGraph(changed(change, stepped))).toThrow(message);
  });

  test("a state of another size, and numbers in it that no run leaves", () => {
    const graph8 = parseGraph(stepped);
    expect(() => scalarGraphs.run(graph8, Float32Array.of(1), ["n"], new Uint8Array(3))).toThrow(
      /state of 3 bytes \(must be/,
    );
    // A view into a larger memory, as Node's buffers are.
    const wild = Buffer.from(new ArrayBuffer(stateBytes(graph8) + 8), 8).fill(0x7f);
    const same = Uint8Array.from(wild);
    expect(scalarGraphs.run(graph8, Float32Array.of(1), ["n"], wild)).toEqual(
      wasmGraphs(() => fresh("quant")).run(graph8, Float32Array.of(1), ["n"], same),
    );
    expect(Uint8Array.from(wild)).toEqual(same);
  });

  test("sums that could leave 2^28", () => {
    const wide: FloatGraph = {
      input: { shape: [20_000] },
      nodes: [
        {
          name: "d",
          inputs: ["input"],
          op: "dense",
          units: 1,
          weights: new Float32Array(20_000).fill(1),
          bias: ramp(1),
        },
      ],
      outputs: ["d"],
    };
    expect(() => quantiseGraph(wide, ramp(20_000))).toThrow(
      /node d: sums up to \d+ in output 0 \(must be below 268435456\)/,
    );
  });

  test("another format, no graph, and no JSON", () => {
    const { arrays, metadata } = decodeSafetensors(bytes);
    const of = (own: Record<string, string>) => () => parseGraph(encodeSafetensors(arrays, own));
    expect(of({ ...metadata, format: "latente-graph-int8/2" })).toThrow(`(must be ${GRAPH_FORMAT})`);
    expect(of({ format: GRAPH_FORMAT })).toThrow(ExperimentError);
    expect(of({ format: GRAPH_FORMAT, graph: "{" })).toThrow("not valid JSON");
    expect(of({ format: GRAPH_FORMAT, graph: " ".repeat(400_000) })).toThrow("too large");
  });
});

function setLast(name: string, value: number) {
  return (_: Head, tensors: Tensors) => {
    tensors[name].values[tensors[name].values.length - 1] = value;
  };
}

const MUTANTS = Number(process.env.MUTANTS ?? 3000);

test.each([
  ["int8", bytes],
  ["sparse", encodeGraph(sparse)],
  ["steps", stepped],
  ["int4", encodeGraph(quantiseGraph(float, ramp(64), { storage: "int4" }).graph)],
])("%s: damaged bytes give a typed error or a graph that runs", (_, file) => {
  const edits = fc.array(fc.tuple(fc.nat(file.length - 1), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 4,
  });
  const check = (own: readonly (readonly [number, number])[]) => {
    const damaged = file.slice();
    for (const [at, byte] of own) damaged[at] = byte;
    try {
      const read = parseGraph(damaged);
      scalarGraphs.run(read, new Float32Array(read.input.shape.reduce((a, b) => a * b, 1)));
    } catch (error) {
      // Rows of another shape are the caller's.
      if (!(error instanceof RangeError && /^rows of/.test(error.message)))
        expect(error).toBeInstanceOf(ExperimentError);
    }
  };
  fc.assert(fc.property(edits, check), { numRuns: MUTANTS, seed: 12 });
});
