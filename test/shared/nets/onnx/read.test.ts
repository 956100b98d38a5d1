import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChainLayer } from "../../../../shared/nets/chain.ts";
import { decodeOnnx } from "../../../../shared/nets/onnx/decode.ts";
import { tensor } from "../../../../shared/nets/onnx/model.ts";
import { readOnnx } from "../../../../shared/nets/onnx/read.ts";
import { onnxOf, writeOnnx } from "../../../../shared/nets/onnx/write.ts";
import { readChain } from "../../../../shared/nets/tfjs/read.ts";
import type { Config } from "../../../../shared/nets/tfjs/topology.ts";
import { answered, chains, stirred } from "./chains.ts";

test("a file is read as the plain data that it was written from", () => {
  fc.assert(
    fc.property(chains, (chain) => {
      const { weights } = stirred(chain);
      const model = onnxOf(chain, weights, { lab: "none", note: "π" });
      const { graph, ...rest } = decodeOnnx(writeOnnx(chain, weights, { lab: "none", note: "π" }));
      expect(rest).toEqual({ opset: model.opset, producer: model.producer, metadata: model.metadata });
      expect({ inputs: graph.inputs, outputs: graph.outputs }).toEqual({
        inputs: model.graph.inputs,
        outputs: model.graph.outputs,
      });
      const plain = ({ values, ...tensor }: (typeof graph.tensors)[number]) => ({
        ...tensor,
        values: Array.from(values, Number),
      });
      expect(graph.tensors.map(plain)).toEqual(model.graph.tensors.map(plain));
      // Settings are float32 in the file.
      const settings = (of: typeof graph) =>
        of.nodes.map((node) => ({
          ...node,
          domain: "",
          attributes: Object.entries(node.attributes).map(([name, { f, ...one }]) => [name, one, f && Math.fround(f)]),
        }));
      expect(settings(graph)).toEqual(settings(model.graph));
    }),
  );
});

/** A net of which nothing would be left is none. */
const changes = (layer: ChainLayer) =>
  !["flatten", "reshape"].includes(layer.kind) && !(layer.kind === "activation" && layer.activation === "linear");

describe("what was written comes back", () => {
  test("as a chain that answers the same, bit for bit", () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const { weights, samples } = stirred(chain);
        // This form is several operations, which are not put together again: tensorflow.js cannot read it.
        const isOdd = (layer: ChainLayer) => layer.kind === "activation" && layer.activation === "gelu-tanh";
        fc.pre(!chain.layers.some(isOdd) && chain.layers.some(changes));
        const { model, weights: own } = readOnnx(decodeOnnx(writeOnnx(chain, weights, {})));
        const read = readChain(model.modelTopology as Config, own);
        const [theirs, ours] = [answered(read.chain, read.weights, samples), answered(chain, weights, samples)];
        expect(theirs).toEqual(ours);
      }),
      { numRuns: Number(process.env.ONNX_NETS ?? 200) },
    );
  });
});

test("pictures that a net itself turns come channels last", () => {
  const nodes = [
    { op: "Transpose", name: "turn", inputs: ["x"], outputs: ["t"], attributes: { perm: { ints: [0, 3, 1, 2] } } },
    { op: "Conv", name: "maps", inputs: ["t", "w"], outputs: ["y"], attributes: {} },
  ];
  const own = { shape: [2, 3, 1, 1], values: Float32Array.of(1, 2, 3, 4, 5, 6) };
  const graph = {
    nodes,
    tensors: [tensor("w", own)],
    inputs: [{ name: "x", type: 1, shape: ["N", 4, 5, 3] }],
    outputs: [{ name: "y", type: 1, shape: null }],
  };
  const { model, weights } = readOnnx({ graph, opset: 13, producer: "tf2onnx", metadata: {} });
  const { chain, weights: read } = readChain(model.modelTopology as Config, weights);
  expect([chain.input, chain.layers.map(({ kind }) => kind)]).toEqual([[4, 5, 3], ["convolution"]]);
  expect([...read["maps.weights"].values]).toEqual([1, 4, 2, 5, 3, 6]);
});
