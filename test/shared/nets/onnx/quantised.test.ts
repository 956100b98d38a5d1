import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cnn } from "../../../../shared/labs/representation/cnn/lab.ts";
import type { Chain } from "../../../../shared/nets/chain.ts";
import { NoOnnxError, writeQuantised } from "../../../../shared/nets/onnx/quantised.ts";
import { sizeOf } from "../../../../shared/nets/tensor.ts";
import { graphOfChain, quantiseGraph } from "../../../../shared/quant/float/index.ts";
import type { NodeHead } from "../../../../shared/quant/graph/head.ts";
import {
  isProduct,
  type QuantGraph,
  scalarGraphs,
  valueNamed,
  valuesOf,
} from "../../../../shared/quant/graph/index.ts";
import { add, quantised } from "../../../../shared/quant/graph/scalar/bytes.ts";
import { data } from "../../../labs/written.ts";
import { answersOf } from "../../../oracles/onnx.ts";
import { runLab } from "../../../run.ts";
import { floatGraphs } from "../../quant/graph/random-graphs.ts";
import { normals } from "../tfjs/models.ts";
import { stirred } from "./chains.ts";

/** Rows of pictures channels first, and back; of anything else as they are. */
function turned(values: Float32Array, shape: readonly number[], back = false): Float32Array {
  if (shape.length !== 3) return values;
  const [height, width, channels] = shape;
  const [size, whole] = [height * width, sizeOf(shape)];
  const place = (at: number) =>
    back ? (at % channels) * size + Math.floor(at / channels) : (at % size) * channels + Math.floor(at / size);
  return values.map((_, at) => values[at - (at % whole) + place(at % whole)]);
}

/** The codes that onnxruntime has after every node, in our order. */
async function theirs(graph: QuantGraph, rows: Float32Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const all = { ...graph, outputs: [...new Set(graph.nodes.map(({ name }) => name))] };
  const { shape } = graph.input;
  const given = shape.length === 3 ? [shape[2], shape[0], shape[1]] : shape;
  const model = writeQuantised(all, { lab: "none" });
  const answers = await answersOf(model, turned(rows, shape), [rows.length / sizeOf(shape), ...given], "all");
  const values = valuesOf(graph);
  return new Map(
    all.outputs.map((name) => {
      const { shape: own, code } = valueNamed(values, name);
      const { values: numbers } = answers[all.outputs.length === 1 ? "y" : `${name}.y`];
      return [name, Uint8Array.from(turned(numbers, own, true), (y) => Math.round(y / code.scale + code.zero))];
    }),
  );
}

/** What our engine makes of these inputs by one node of a graph. */
function ofNode(graph: QuantGraph, node: NodeHead, inputs: readonly Uint8Array[], rows: Float32Array): Uint8Array {
  const values = valuesOf(graph);
  if (node.op === "embedding")
    return scalarGraphs.run({ ...graph, nodes: [node], outputs: [node.name] }, rows)[node.name];
  const from = node.inputs.map((name) => valueNamed(values, name));
  if (node.op === "add") return add(graph.tensors[`${node.name}.rescale`], from, node.code, inputs[0], inputs[1]);
  const [{ shape, code }] = from;
  const one = {
    input: { shape: [...shape], code },
    nodes: [{ ...node, inputs: ["input"] } as NodeHead],
    outputs: [node.name],
  };
  return scalarGraphs.run({ ...one, tensors: graph.tensors }, inputs[0])[node.name];
}

/** What remembers its last step, or how many came before, is not written. */
const isStep = ({ op }: NodeHead) => ["gru", "lstm", "attention", "place"].includes(op);

type Tally = Record<string, { equal: number; all: number }>;

/** Of every node: onnxruntime's codes beside what our engine makes of onnxruntime's codes before it. */
async function compared(graph: QuantGraph, rows: Float32Array, seen: Tally): Promise<void> {
  const codes = new Map(await theirs(graph, rows));
  const size = sizeOf(graph.input.shape);
  const first = Array.from({ length: rows.length / size }, (_, row) =>
    Array.from(quantised(graph, rows.subarray(row * size, (row + 1) * size))),
  );
  codes.set("input", Uint8Array.from(first.flat()));
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((name) => codes.get(name) as Uint8Array);
    const ours = ofNode(graph, node, inputs, rows);
    const own = codes.get(node.name) as Uint8Array;
    const kind = isProduct(node) ? "product" : node.op;
    seen[kind] ??= { equal: 0, all: 0 };
    seen[kind].all += ours.length;
    for (let i = 0; i < ours.length; i++) {
      expect(Math.abs(own[i] - ours[i]), node.op).toBeLessThanOrEqual(1);
      seen[kind].equal += Number(own[i] === ours[i]);
    }
  }
}

describe("onnxruntime has the codes of our engine, or the next to them", () => {
  test("after each operation of a net, of what it has before", async () => {
    const seen: Tally = {};
    await fc.assert(
      fc.asyncProperty(floatGraphs, async ({ float, rows, options }) => {
        const { graph } = quantiseGraph(float, rows, options);
        fc.pre(!graph.nodes.some(isStep));
        await compared(graph, rows, seen);
      }),
      { numRuns: Number(process.env.ONNX_NETS ?? 60) },
    );
    if (process.env.ONNX_NETS) console.log(seen);
    expect(seen.product.equal / seen.product.all).toBeGreaterThan(0.99);
  });

  test.each(["tanh", "sigmoid", "gelu", "silu", "leaky-relu", "relu"] as const)(
    "after sums of %s",
    async (activation) => {
      const chain: Chain = {
        input: [12],
        layers: [
          { name: "sums", kind: "dense", units: 60, bias: true },
          { name: "bend", kind: "activation", activation },
          { name: "ends", kind: "dense", units: 5, bias: true },
        ],
      };
      const rows = normals(40 * 12, 3);
      const { graph } = quantiseGraph(graphOfChain(chain, stirred(chain).weights), rows);
      const seen: Tally = {};
      await compared(graph, rows, seen);
      // Off by one only where a sum is a half, or next to it: of random scales hardly ever.
      for (const { equal, all } of Object.values(seen)) expect(equal / all).toBeGreaterThan(0.99);
    },
  );

  test.each([
    { channels: [3, 4], dense: [5], activation: "silu" },
    { channels: [3], kernel: "5", pooling: "max", normalisation: "batch", activation: "relu" },
  ])("at the end of a trained net: %o", async (change) => {
    await cnn.ready?.();
    const { fold, experiment } = runLab(cnn, data, { epochs: 3, ...change });
    const chain = cnn.chain?.(fold, experiment.params, data);
    if (!chain) throw new Error("no net");
    const rows = Float32Array.from(data.values);
    for (const storage of ["int8", "int4"] as const) {
      const { graph } = quantiseGraph(graphOfChain(chain, cnn.weights?.(fold) ?? {}), rows, { storage });
      const [name] = graph.outputs;
      const [ours, own] = [scalarGraphs.run(graph, rows)[name], (await theirs(graph, rows)).get(name) ?? []];
      expect(own.length).toBe(ours.length);
      for (let i = 0; i < ours.length; i++) expect(Math.abs(own[i] - ours[i])).toBeLessThanOrEqual(1);
    }
  });
});

test("halves of a sum are rounded up by us, to the even code there", async () => {
  const code = { scale: 1, zero: 0, top: 127 as const };
  const half = { name: "half", op: "dense", inputs: ["input"], units: 1, storage: { kind: "int8" }, code } as const;
  const graph: QuantGraph = {
    input: { shape: [1], code },
    nodes: [{ ...half, inputs: ["input"] }],
    outputs: ["half"],
    // A sum over 2, as 2^22 / 2^23.
    tensors: {
      "half.weights": Int8Array.of(1),
      "half.bias": Int32Array.of(0),
      "half.rescale": Int32Array.of(2 ** 22, 23),
    },
  };
  const rows = Float32Array.from({ length: 128 }, (_, x) => x);
  expect([...scalarGraphs.run(graph, rows).half]).toEqual(Array.from(rows, (x) => Math.floor(x / 2 + 0.5)));
  const toEven = (x: number) => (x % 4 === 1 ? (x - 1) / 2 : Math.floor(x / 2 + 0.5));
  expect([...((await theirs(graph, rows)).get("half") ?? [])]).toEqual(Array.from(rows, toEven));
});

test("what has a memory is refused by name", () => {
  const code = { scale: 1, zero: 0, top: 127 as const };
  const graph = {
    input: { shape: [2], code },
    nodes: [{ name: "memory", op: "gru", inputs: ["input"], units: 2, reset: "after" } as const],
    outputs: ["memory"],
    tensors: {},
  };
  expect(() => writeQuantised(graph as unknown as QuantGraph, {})).toThrow(NoOnnxError);
});
