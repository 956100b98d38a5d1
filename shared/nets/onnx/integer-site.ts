/** Where a node of integers is written: what goes in and comes out, and the steps between codes and numbers that all kinds of nodes share. */
import { type NodeHead, TOP_8 } from "../../quant/graph/head.ts";
import type { QuantGraph } from "../../quant/graph/index.ts";
import type { Value as Codes } from "../../quant/graph/values.ts";
import { windowsAt } from "../../quant/graph/values.ts";
import type { Building, Value } from "./graph.ts";
import { settingsOf } from "./windows.ts";

export interface Site {
  readonly net: Building;
  readonly graph: QuantGraph;
  /** What goes in, as codes, and what they stand for. */
  readonly x: readonly Value[];
  readonly from: readonly Codes[];
  /** What comes out stands for. */
  readonly code: Codes;
}

/** Scale and zero point of a value. */
export function codeOf(
  net: Building,
  name: string,
  { code: { scale, zero } }: Codes,
): readonly [scale: string, zero: string] {
  return [
    net.scalar(`${name}.scale`, scale),
    net.tensor({ name: `${name}.zero`, type: "uint8", shape: [], values: [zero] }),
  ];
}

/** Codes of numbers. Those of 7 bits end before the type does. */
export function quantised(net: Building, name: string, x: string, own: Codes): string {
  const { top } = own.code;
  const codes = net.node("QuantizeLinear", top === TOP_8 ? name : `${name}.wide`, [x, ...codeOf(net, name, own)]);
  if (top === TOP_8) return codes;
  const most = net.tensor({ name: `${name}.top`, type: "uint8", shape: [], values: [top] });
  return net.node("Clip", name, [codes, "", most]);
}

export const dequantised = (net: Building, name: string, x: string, own: Codes) =>
  net.node("DequantizeLinear", name, [x, ...codeOf(net, name, own)]);

/** Entries of a node's table at these places, which are int32. */
export function looked(net: Building, { tensors }: QuantGraph, name: string, places: string): string {
  const table = tensors[`${name}.table`];
  const entries = net.tensor({ name: `${name}.table`, type: "uint8", shape: [table.length], values: table });
  return net.node("Gather", name, [entries, places], { axis: { i: 0 } });
}

/** Zeros beyond the edge are codes of zero there, too. */
export function walked(
  { shape }: Codes,
  node: NodeHead & { readonly op: "conv2d" | "depthwise2d" | "maxPool2d" | "averagePool2d" },
) {
  const { kernel, stride, before, out } = windowsAt(node, shape);
  const after = [0, 1].map((d) => Math.max(0, (out[d] - 1) * stride[d] + kernel[d] - before[d] - shape[d]));
  return settingsOf(kernel, stride, [...before, ...after]);
}
