/** Products as the module reads them: weights in the order in which they are multiplied, scales as float64. */
import type { WasmModules } from "../../../wasm/modules.ts";
import { put } from "../../../wasm/room.ts";
import { type ProductHead, TABLE } from "../head.ts";
import { matrixOf, type QuantGraph } from "../tensors.ts";
import { borderedSize, type Value, type WindowNode, windowsAt } from "../values.ts";
import { runsOf, weightsOf } from "../weights.ts";
import { type Entry, OP } from "./entry.ts";

export type QuantModule = WasmModules["quant"];

export const upTo = (n: number, step: number) => Math.ceil(n / step) * step;

/** What follows the sums. Vectors of eight channels may read beyond the last. */
function finishing(module: QuantModule, { tensors }: QuantGraph, node: ProductHead): Entry {
  const rescale = tensors[`${node.name}.rescale`];
  const outputs = rescale.length / 2;
  // A multiplier and its power of two in one, exactly.
  const multipliers = Float64Array.from({ length: outputs }, (_, j) => rescale[j] * 2 ** -rescale[outputs + j]);
  const hasTable = node.tableZero !== undefined;
  const padded = upTo(outputs, 8);
  return {
    outputs,
    bias: put(module, tensors[`${node.name}.bias`], 4 * padded),
    multipliers: put(module, multipliers, 8 * padded),
    zero: node.tableZero ?? node.code.zero,
    top: hasTable ? TABLE - 1 : node.code.top,
    leaky: node.leaky ? 1 : 0,
    table: hasTable ? put(module, tensors[`${node.name}.table`]) : 0,
  };
}

/** Rows of 16 bytes: eight outputs in turn. What is missing is zero. */
export function denseEntry(module: QuantModule, graph: QuantGraph, node: ProductHead, x: Value): Entry {
  const [outputs, inputs] = matrixOf(node, x);
  const stride = upTo(inputs, 16);
  const common = { op: OP.dense, stride, ...finishing(module, graph, node) };
  if (isFewer(module, node, outputs, Math.ceil(inputs / 4)))
    return { ...common, ...blocks(module, graph, node, outputs, (column) => 4 * column * module.weightBytes.value) };
  return { ...common, weights: putRows(module, weightsOf(graph, node, x), outputs, inputs) };
}

/** Rows of a matrix as dense layers read them: returns the address. */
export function putRows(module: QuantModule, weights: Int8Array, outputs: number, inputs: number): number {
  const stride = upTo(inputs, 16);
  const lanes = 16 / module.weightBytes.value;
  const packed = weightsFor(module, upTo(outputs, 8) * stride);
  for (let j = 0; j < outputs; j++) {
    const row = (j & ~7) * stride + (j & 7) * lanes;
    for (let i = 0; i < inputs; i += lanes) {
      const from = j * inputs + i;
      const count = Math.min(lanes, inputs - i);
      for (let k = 0; k < count; k++) packed[row + 8 * i + k] = weights[from + k];
    }
  }
  return put(module, asBytes(packed));
}

/** Of each eight filters in turn the taps of each row of the window, rounded up to vectors: four filters to a vector, in each lane four taps (of 16 bits two). */
export function convolutionEntry(
  module: QuantModule,
  graph: QuantGraph,
  node: ProductHead & { readonly op: "conv2d" },
  x: Value,
): Entry {
  const [outputs, taps] = matrixOf(node, x);
  const [runs, run] = runsOf(node, taps);
  const bytes = module.weightBytes.value;
  const stage = staged(module, node, x, bytes);
  const common = { op: OP.conv, ...stage, ...finishing(module, graph, node) };
  const across = Math.ceil(run / 4);
  if (isFewer(module, node, outputs, runs * across)) {
    const offset = (column: number) => Math.floor(column / across) * stage.stageRow + 4 * bytes * (column % across);
    return { ...common, ...blocks(module, graph, node, outputs, offset) };
  }
  const perLane = 4 / bytes;
  const steps = Math.ceil(run / perLane);
  const packed = weightsFor(module, upTo(outputs, 8) * runs * steps * perLane);
  const weights = weightsOf(graph, node, x);
  for (let j = 0; j < outputs; j++)
    for (let ky = 0; ky < runs; ky++)
      for (let step = 0; step < steps; step++) {
        const to = ((((j >> 3) * runs + ky) * steps + step) * 8 + (j & 7)) * perLane;
        const from = j * taps + ky * run + step * perLane;
        const count = Math.min(perLane, run - step * perLane);
        for (let k = 0; k < count; k++) packed[to + k] = weights[from + k];
      }
  return { ...common, run: steps * perLane * bytes, weights: put(module, asBytes(packed)) };
}

/**
 * Whether a product by blocks is faster: below that part of all blocks (measured), since a block by itself brings its place along and shares less with others. The same sums come
 * of both.
 */
function isFewer(module: QuantModule, { storage }: ProductHead, outputs: number, columns: number): boolean {
  const part = module.weightBytes.value === 1 ? 0.4 : 0.8;
  return storage.kind === "sparse" && storage.blocks <= part * Math.ceil(outputs / 4) * columns;
}

/** The blocks, of 16 bits as two vectors of two taps; their places in a window; and where those of each group start, an even number of groups. */
function blocks(
  module: QuantModule,
  { tensors }: QuantGraph,
  { name }: ProductHead,
  outputs: number,
  offset: (column: number) => number,
): Entry {
  const [own, columns, starts] = ["blocks", "columns", "starts"].map((part) => tensors[`${name}.${part}`]);
  const groups = upTo(outputs, 8) / 4;
  const perLane = 4 / module.weightBytes.value;
  const packed = weightsFor(module, own.length);
  for (let at = 0; at < own.length; at++) {
    const [block, output, tap] = [at >> 4, (at >> 2) & 3, at & 3];
    packed[16 * block + 4 * perLane * Math.floor(tap / perLane) + perLane * output + (tap % perLane)] = own[at];
  }
  return {
    weights: put(module, asBytes(packed)),
    other: put(
      module,
      Int32Array.from({ length: groups + 1 }, (_, g) => starts[Math.min(g, starts.length - 1)]),
    ),
    more: put(module, Int32Array.from(columns, offset)),
  };
}

/** Taps × channels in 16 bits, channels rounded up to eight. */
export function depthwiseEntry(
  module: QuantModule,
  graph: QuantGraph,
  node: ProductHead & { readonly op: "depthwise2d" },
  x: Value,
): Entry {
  const [channels, taps] = matrixOf(node, x);
  const width = upTo(channels, 8);
  const packed = new Int16Array(taps * width);
  const weights = weightsOf(graph, node, x);
  for (let c = 0; c < channels; c++) for (let t = 0; t < taps; t++) packed[t * width + c] = weights[c * taps + t];
  return {
    op: OP.depthwise,
    ...staged(module, node, x, 1),
    weights: put(module, asBytes(packed)),
    ...finishing(module, graph, node),
  };
}

/** The windows, and a place where the picture lies within its border of zeros: their code, since a border is never written again. */
function staged(module: QuantModule, node: WindowNode, x: Value, bytes: number): Entry & { readonly stageRow: number } {
  const [rows, columns] = borderedSize(windowsAt(node, x.shape));
  const [, , channels] = x.shape;
  const stageRow = columns * channels * bytes;
  const cells = rows * columns * channels;
  const border = bytes === 1 ? new Uint8Array(cells) : new Uint16Array(cells);
  border.fill(x.code.zero);
  // The last window may read, and the last row write, whole vectors beyond the end.
  const stage = put(module, new Uint8Array(border.buffer), border.byteLength + 64);
  return { ...windowsEntry(node, x), stage, stageRow };
}

export function windowsEntry(node: WindowNode, x: Value): Entry {
  const { kernel, stride, before, out, height, width } = windowsAt(node, x.shape);
  return {
    height,
    width,
    channels: x.shape[2],
    outHeight: out[0],
    outWidth: out[1],
    kernelHeight: kernel[0],
    kernelWidth: kernel[1],
    strideY: stride[0],
    strideX: stride[1],
    topRows: before[0],
    leftColumns: before[1],
  };
}

function weightsFor({ weightBytes }: QuantModule, count: number): Int8Array | Int16Array {
  return weightBytes.value === 2 ? new Int16Array(count) : new Int8Array(count);
}

const asBytes = ({ buffer }: Int8Array | Int16Array) => new Uint8Array(buffer);
