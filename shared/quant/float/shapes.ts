import { type Windows, windowsOf } from "../../nets/ops/windows.ts";
import { movedSize } from "../graph/moves.ts";
import type { FloatGraph, FloatNode } from "./graph.ts";

export type WindowedNode = FloatNode & {
  readonly op: "conv2d" | "depthwise2d" | "maxPool2d" | "averagePool2d";
};

export function windowsIn({ op, kernel, stride, padding }: WindowedNode, shape: readonly number[]): Windows {
  return windowsOf(op, [1, ...shape], kernel, { stride, padding });
}

/** The shape of a node's value, of one row. Throws a RangeError where windows do not fit. */
export function shapeAfter(node: FloatNode, [x]: readonly (readonly number[])[]): readonly number[] {
  switch (node.op) {
    case "dense":
    case "gru":
    case "lstm":
    case "place":
      return [node.units];
    case "embedding":
      return x.length === 1 && x[0] === 1 ? [node.units] : [...x, node.units];
    case "conv2d":
      return [...windowsIn(node, x).out, node.filters];
    case "depthwise2d":
    case "maxPool2d":
    case "averagePool2d":
      return [...windowsIn(node, x).out, x[2]];
    case "globalMaxPool2d":
    case "globalAveragePool2d":
      return [x[2]];
    case "upsample2d":
    case "spread2d":
    case "pad2d":
    case "crop2d":
      return [...movedSize(node, x), x[2]];
    case "reshape":
      return node.shape;
    case "activation":
    case "add":
    case "softmax":
    case "layerNorm":
    case "attention":
      return x;
    default:
      return node satisfies never;
  }
}

/** Shapes by name, "input" among them. */
export function shapesOf({ input, nodes }: FloatGraph): ReadonlyMap<string, readonly number[]> {
  const shapes = new Map<string, readonly number[]>([["input", input.shape]]);
  for (const node of nodes) {
    const inputs = node.inputs.map((name) => shapes.get(name));
    if (inputs.some((shape) => shape === undefined))
      throw new RangeError(`node ${node.name} takes ${node.inputs.join(", ")} (must be "input" or nodes before it)`);
    shapes.set(node.name, shapeAfter(node, inputs as (readonly number[])[]));
  }
  return shapes;
}
