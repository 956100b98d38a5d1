import { sizeOf } from "../../../nets/tensor.ts";
import type { GraphEngine, GraphRows } from "../engine.ts";
import { INPUT, type NodeHead, type StepHead } from "../head.ts";
import { sourcesOf } from "../moves.ts";
import { rowsIn } from "../rows.ts";
import { checkState, isStep, keptBy } from "../state.ts";
import type { QuantGraph } from "../tensors.ts";
import { codesOf, type Value, valueNamed, valuesOf, windowsAt } from "../values.ts";
import { add, asCodes, embedding, gather, layerNorm, quantised, softmax } from "./bytes.ts";
import { pool, wholePicture } from "./pictures.ts";
import { convolution, dense } from "./products.ts";
import { attention, gru, lstm, place } from "./steps.ts";

/** The readable engine: the documentation and the oracle of shared/quant/assembly. */
export const scalarGraphs: GraphEngine = {
  run(graph, rows, wanted = graph.outputs, state) {
    const values = valuesOf(graph);
    const count = rowsIn(graph, rows);
    const size = sizeOf(graph.input.shape);
    const kept = keptBy(graph, values);
    if (state) checkState(kept, state);
    const states = new Map(
      kept.map(({ node, from, bytes }) => [
        node.name,
        state ? Uint8Array.from(state.subarray(from, from + bytes)) : new Uint8Array(bytes),
      ]),
    );
    const out = Object.fromEntries(
      wanted.map((name) => [name, new Uint8Array(count * sizeOf(codesOf(values, name).shape))]),
    );
    for (let n = 0; n < count; n++) {
      const codes = rowThrough(graph, values, rows.subarray(n * size, (n + 1) * size), states);
      for (const name of wanted) {
        const own = codes.get(name) as Uint8Array;
        out[name].set(own, n * own.length);
      }
    }
    for (const { node, from } of kept) state?.set(states.get(node.name) as Uint8Array, from);
    return out;
  },
};

type States = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** The codes of every value for one row. */
function rowThrough(
  graph: QuantGraph,
  values: ReadonlyMap<string, Value>,
  row: GraphRows,
  states: States,
): Map<string, Uint8Array> {
  const codes = new Map<string, Uint8Array>();
  if (graph.input.things === undefined)
    codes.set(INPUT, row instanceof Uint8Array ? asCodes(graph.input, row) : quantised(graph, row));
  for (const node of graph.nodes) {
    const from = node.inputs.map((name) => valueNamed(values, name));
    const x = node.inputs.map((name) => codes.get(name) as Uint8Array);
    if (node.op === "embedding") codes.set(node.name, embedding(graph, node, from[0], row));
    else if (isStep(node))
      codes.set(node.name, stepped(graph, node, from, x, states.get(node.name) as Uint8Array<ArrayBuffer>));
    else codes.set(node.name, through(graph, node, from, x));
  }
  return codes;
}

/** One row of a step, whose state goes on. */
function stepped(
  graph: QuantGraph,
  node: StepHead,
  from: readonly Value[],
  x: readonly Uint8Array[],
  { buffer }: Uint8Array<ArrayBuffer>,
): Uint8Array {
  switch (node.op) {
    case "gru":
      return gru(graph, node, x[0], new Int32Array(buffer));
    case "lstm":
      return lstm(graph, node, x[0], new Int32Array(buffer, 0, node.units), new Int32Array(buffer, 4 * node.units));
    case "attention": {
      const cells = node.steps * x[0].length;
      const [keys, values] = [new Int8Array(buffer, 4, cells), new Int8Array(buffer, 4 + cells, cells)];
      return attention(graph, node, from, x, { seen: new Int32Array(buffer, 0, 1), keys, values });
    }
    case "place":
      return place(graph, node, new Int32Array(buffer));
    default:
      return node satisfies never;
  }
}

function through(
  graph: QuantGraph,
  node: Exclude<NodeHead, StepHead | { readonly op: "embedding" }>,
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
    case "upsample2d":
    case "spread2d":
    case "pad2d":
    case "crop2d":
      return gather(sourcesOf(node, shape), shape[2], from[0].code.zero, x);
    case "layerNorm":
      return layerNorm([part("affine")], node, shape[shape.length - 1], x);
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
