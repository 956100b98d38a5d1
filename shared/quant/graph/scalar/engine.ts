import { sizeOf } from "../../../nets/tensor.ts";
import type { GraphEngine, GraphRows } from "../engine.ts";
import { INPUT, type NodeHead } from "../head.ts";
import { rowsIn } from "../rows.ts";
import type { QuantGraph } from "../tensors.ts";
import { type Value, valueNamed, valuesOf, windowsAt } from "../values.ts";
import { add, asCodes, quantised, softmax } from "./bytes.ts";
import { pool, wholePicture } from "./pictures.ts";
import { convolution, dense } from "./products.ts";

/** The readable engine: the documentation and the oracle of shared/quant/assembly. */
export const scalarGraphs: GraphEngine = {
  run(graph, rows, wanted = graph.outputs) {
    const values = valuesOf(graph);
    const count = rowsIn(graph, rows);
    const size = sizeOf(graph.input.shape);
    const out = Object.fromEntries(
      wanted.map((name) => [name, new Uint8Array(count * sizeOf(valueNamed(values, name).shape))]),
    );
    for (let n = 0; n < count; n++) {
      const codes = rowThrough(graph, values, rows.subarray(n * size, (n + 1) * size));
      for (const name of wanted) {
        const own = codes.get(name) as Uint8Array;
        out[name].set(own, n * own.length);
      }
    }
    return out;
  },
};

/** The codes of every value for one row. */
function rowThrough(graph: QuantGraph, values: ReadonlyMap<string, Value>, row: GraphRows): Map<string, Uint8Array> {
  const first = row instanceof Uint8Array ? asCodes(graph.input, row) : quantised(graph, row);
  const codes = new Map([[INPUT, first]]);
  for (const node of graph.nodes) {
    const from = node.inputs.map((name) => valueNamed(values, name));
    const x = node.inputs.map((name) => codes.get(name) as Uint8Array);
    codes.set(node.name, through(graph, node, from, x));
  }
  return codes;
}

function through(
  graph: QuantGraph,
  node: NodeHead,
  from: readonly Value[],
  [x, other]: readonly Uint8Array[],
): Uint8Array {
  const [{ shape }] = from;
  const part = (name: string) => graph.tensors[`${node.name}.${name}`];
  switch (node.op) {
    case "dense":
      return dense(graph, node, from[0], x);
    case "conv2d":
    case "depthwise2d":
      return convolution(graph, node, from[0], x);
    case "maxPool2d":
      return pool("max", windowsAt(node, shape), shape[2], x);
    case "averagePool2d":
      return pool("average", windowsAt(node, shape), shape[2], x);
    case "globalMaxPool2d":
      return pool("max", wholePicture(shape), shape[2], x);
    case "globalAveragePool2d":
      return pool("average", wholePicture(shape), shape[2], x);
    case "reshape":
      return x;
    case "lookup":
      return x.map((code) => part("table")[code]);
    case "add":
      return add(part("rescale"), from, node.code, x, other);
    case "softmax":
      return softmax(part("table"), shape[shape.length - 1], node.top, x);
    default:
      return node satisfies never;
  }
}
