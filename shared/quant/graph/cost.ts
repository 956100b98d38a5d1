/** What a graph costs, from its head alone: before any tensor is touched. */
import { sizeOf } from "../../nets/tensor.ts";
import type { GraphHead, NodeHead } from "./head.ts";
import { isMove, movedSize } from "./moves.ts";
import { keptBy } from "./state.ts";
import { bytesOf, isProduct, matrixOf, specsOfNode } from "./tensors.ts";
import { borderedSize, type Value, valueNamed, valuesOf, windowsAt } from "./values.ts";

export interface NodeCost {
  readonly name: string;
  readonly op: NodeHead["op"];
  /** Of one row; those of blocks that are stored where weights are sparse. */
  readonly multiplyAdds: number;
  /** Weights and biases, those that a sparse storage leaves out included. */
  readonly parameters: number;
  /** Of its tensors in the file. */
  readonly bytes: number;
  /** Of its value: one for each number. */
  readonly values: number;
  /** Bytes that it works in, beside its weights: its value, the picture that it reads with its border, what it keeps. */
  readonly memory: number;
}

export interface GraphCost extends Omit<NodeCost, "name" | "op"> {
  readonly nodes: readonly NodeCost[];
}

/** Throws a RangeError for a head whose shapes do not fit: see `valuesOf`. */
export function costOf(head: GraphHead): GraphCost {
  const values = valuesOf(head);
  const kept = new Map(keptBy(head, values).map(({ node, bytes }) => [node.name, bytes]));
  const nodes = head.nodes.map((node): NodeCost => {
    const x = valueNamed(values, node.inputs[0]);
    const y = valueNamed(values, node.name);
    const bytes = specsOfNode(node, x).reduce((sum, spec) => sum + bytesOf(spec), 0);
    const memory = sizeOf(y.shape) + borderedBytes(node, x) + (kept.get(node.name) ?? 0);
    return { name: node.name, op: node.op, ...workOf(node, x, y), bytes, values: sizeOf(y.shape), memory };
  });
  const total = (of: (node: NodeCost) => number) => nodes.reduce((sum, node) => sum + of(node), 0);
  return {
    multiplyAdds: total(({ multiplyAdds }) => multiplyAdds),
    parameters: total(({ parameters }) => parameters),
    bytes: total(({ bytes }) => bytes),
    values: sizeOf(head.input.shape) + total(({ values: own }) => own),
    memory: 4 * sizeOf(head.input.shape) + total(({ memory }) => memory),
    nodes,
  };
}

/** At most two bytes for each cell of the picture and its border; four for each pixel that is moved. */
function borderedBytes(node: NodeHead, x: Value): number {
  if (node.op === "conv2d" || node.op === "depthwise2d")
    return 2 * borderedSize(windowsAt(node, x.shape)).reduce((cells, side) => cells * side, x.shape[2]);
  return isMove(node) ? 4 * movedSize(node, x.shape).reduce((pixels, side) => pixels * side, 1) : 0;
}

function workOf(node: NodeHead, x: Value, y: Value): Pick<NodeCost, "multiplyAdds" | "parameters"> {
  if (isProduct(node)) {
    const [outputs, taps] = matrixOf(node, x);
    const products = node.storage.kind === "sparse" ? 16 * node.storage.blocks : outputs * taps;
    return { multiplyAdds: products * (sizeOf(y.shape) / outputs), parameters: outputs * (taps + 1) };
  }
  if (node.op === "maxPool2d" || node.op === "averagePool2d") {
    const { kernel } = windowsAt(node, x.shape);
    return { multiplyAdds: kernel[0] * kernel[1] * sizeOf(y.shape), parameters: 0 };
  }
  if (node.op === "gru" || node.op === "lstm") {
    const gates = (node.op === "gru" ? 3 : 4) * node.units;
    const products = gates * (x.shape[0] + node.units);
    return { multiplyAdds: products, parameters: products + 2 * gates };
  }
  if (node.op === "place") return { multiplyAdds: node.units, parameters: node.steps * node.units };
  if (node.op === "attention") return { multiplyAdds: 2 * node.steps * x.shape[0], parameters: 0 };
  if (isMove(node)) return { multiplyAdds: sizeOf(y.shape), parameters: 0 };
  if (node.op === "layerNorm")
    return { multiplyAdds: 4 * sizeOf(x.shape), parameters: 2 * x.shape[x.shape.length - 1] };
  if (node.op === "embedding") return { multiplyAdds: sizeOf(y.shape), parameters: (x.things ?? 0) * node.units };
  return { multiplyAdds: node.op === "reshape" ? 0 : sizeOf(x.shape), parameters: 0 };
}
