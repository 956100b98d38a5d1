/** A trained net as a graph of floats and as one of integers, and held-out pictures through either. */
import { type Arrays, array } from "../../../arrays.ts";
import type { Chain } from "../../../nets/chain.ts";
import { type FloatGraph, floatMatrix, type QuantiseOptions, quantiseGraph } from "../../../quant/float/index.ts";
import {
  costOf,
  dequantised,
  encodeGraph,
  type GraphEngine,
  type QuantGraph,
  scalarGraphs,
  valueNamed,
  valuesOf,
  wasmGraphs,
} from "../../../quant/graph/index.ts";
import type { Context } from "../../lab.ts";
import { accuracyOf, crossEntropyOf, largest } from "../../nets/classes.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { type RowSamples, rawSamples } from "../table-net.ts";
import { floatGraphOf } from "./float-graph.ts";
import { type Squares, squaresOf } from "./grid.ts";
import { isFloatProduct, storedWeights } from "./stored.ts";

export function enginesOf({ device, wasm }: Pick<Context, "device" | "wasm">): GraphEngine {
  return device === "scalar" ? scalarGraphs : wasmGraphs(() => wasm("quant"));
}

/** Rows that go through at once. */
const BLOCK = 100;

/** Probabilities, rows × classes, of rows of numbers. */
export function answersOf(graph: QuantGraph, engine: GraphEngine, rows: Float32Array, width: number): Float32Array {
  const [output] = graph.outputs;
  const { code } = valueNamed(valuesOf(graph), output);
  const blocks: Float32Array[] = [];
  for (let from = 0; from < rows.length; from += BLOCK * width)
    blocks.push(dequantised(code, engine.run(graph, rows.subarray(from, from + BLOCK * width))[output]));
  const all = new Float32Array(blocks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}

/** Of the weights of all products together: the squares of the floats, and of what the integers miss. */
export function weightSquares(float: FloatGraph, graph: QuantGraph, options: QuantiseOptions): Squares {
  let [signal, noise] = [0, 0];
  for (const node of float.nodes) {
    if (!isFloatProduct(node)) continue;
    const own = squaresOf(floatMatrix(node), storedWeights(node, inputScale(graph, node.name), options));
    signal += own.signal;
    noise += own.noise;
  }
  return { signal, noise };
}

const inputScale = (graph: QuantGraph, name: string) => {
  const [from] = graph.nodes.find((node) => node.name === name)?.inputs ?? ["input"];
  return valueNamed(valuesOf(graph), from).code.scale;
};

/**
 * The net in a format. Output: `file`, as safetensors; `bytes` of it, of its `weights` alone and of the `values` of one sample; `multiplyAdds`; of the held-out pictures
 * `accuracy`, `loss` in nats, `probabilities` and `found`, and `agreement` with what floats found; `signal` and `noise`, squares of the weights.
 */
export function quantisedOutput(
  context: Context,
  chain: Chain,
  weights: Arrays,
  samples: RowSamples,
  calibration: Float32Array,
  options: QuantiseOptions,
): Arrays {
  const float = floatGraphOf(chain, weights, samples);
  const { graph } = quantiseGraph(float, calibration, options);
  const { test, labels, classes, columns } = samples;
  const probabilities = answersOf(graph, enginesOf(context), rowsAsFloats(rawSamples(samples), test), columns);
  const found = largest(probabilities, classes.length);
  const truth = Int32Array.from(test, (row) => labels[row]);
  const { signal, noise } = weightSquares(float, graph, options);
  const file = encodeGraph(graph);
  const cost = costOf(graph);
  const number = (value: number) => array(Float64Array.of(value));
  return {
    file: array(file),
    bytes: number(file.length),
    weights: number(cost.bytes),
    values: number(cost.values),
    multiplyAdds: number(cost.multiplyAdds),
    accuracy: number(accuracyOf(truth, found)),
    loss: number(crossEntropyOf(truth, probabilities, classes.length)),
    agreement: number(accuracyOf(context.inputs.evaluate.found.values, found)),
    probabilities: array(probabilities, [test.length, classes.length]),
    found: array(found),
    signal: number(signal),
    noise: number(noise),
  };
}
