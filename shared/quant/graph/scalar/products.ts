/** Products in whole numbers: the documentation and the oracle of shared/quant/assembly/{dense,convolution}.ts and pictures.ts. */
import type { Windows } from "../../../nets/ops/windows.ts";
import type { ProductHead } from "../head.ts";
import { TABLE } from "../head.ts";
import { matrixOf, type QuantGraph } from "../tensors.ts";
import { type Value, windowsAt } from "../values.ts";
import { weightsOf } from "../weights.ts";

/**
 * After a sum: leaky ReLU multiplies negative ones by 5243 / 2^19 = 0.0100002, halves up; then
 * clamp(⌊(sum · multiplier + 2^(shift − 1)) / 2^shift⌋ + zero, 0, top), which rounds halves up; then the table, where there is one.
 */
export function finisher({ tensors }: QuantGraph, node: ProductHead): (sum: number, channel: number) => number {
  const rescale = tensors[`${node.name}.rescale`];
  const outputs = rescale.length / 2;
  const table = node.tableZero === undefined ? undefined : tensors[`${node.name}.table`];
  const zero = node.tableZero ?? node.code.zero;
  const top = table ? TABLE - 1 : node.code.top;
  return (sum, j) => {
    const leaked = node.leaky && sum < 0 ? Math.floor((sum * 5243 + 2 ** 18) / 2 ** 19) : sum;
    // All of it is exact: sums stay below 2^28, multipliers below 2^24.
    const shift = rescale[outputs + j];
    const scaled = Math.floor((leaked * rescale[j] + 2 ** (shift - 1)) / 2 ** shift);
    const clamped = Math.min(Math.max(scaled + zero, 0), top);
    return table ? table[clamped] : clamped;
  };
}

export function dense(
  graph: QuantGraph,
  node: ProductHead & { readonly op: "dense" },
  from: Value,
  x: Uint8Array,
): Uint8Array {
  const [outputs, inputs] = matrixOf(node, from);
  const weights = weightsOf(graph, node, from);
  const bias = graph.tensors[`${node.name}.bias`];
  const finish = finisher(graph, node);
  return Uint8Array.from({ length: outputs }, (_, j) => {
    let sum = bias[j];
    for (let i = 0; i < inputs; i++) sum += weights[j * inputs + i] * x[i];
    return finish(sum, j);
  });
}

/** Cells beyond the edge hold the code of zero. A depthwise convolution has one channel of inputs for each of outputs. */
export function convolution(
  graph: QuantGraph,
  node: ProductHead & { readonly op: "conv2d" | "depthwise2d" },
  from: Value,
  x: Uint8Array,
): Uint8Array {
  const windows = windowsAt(node, from.shape);
  const { height, width, kernel, out } = windows;
  const channels = from.shape[2];
  const [outputs, taps] = matrixOf(node, from);
  const weights = weightsOf(graph, node, from);
  const bias = graph.tensors[`${node.name}.bias`];
  const finish = finisher(graph, node);
  const each = node.op === "conv2d" ? channels : 1;
  const y = new Uint8Array(out[0] * out[1] * outputs);
  for (let at = 0; at < y.length; at++) {
    const j = at % outputs;
    const [top, left] = cornerOf(windows, Math.floor(at / outputs));
    let sum = bias[j];
    for (let ky = 0; ky < kernel[0]; ky++)
      for (let kx = 0; kx < kernel[1]; kx++) {
        const [row, column] = [top + ky, left + kx];
        const isInside = row >= 0 && row < height && column >= 0 && column < width;
        const pixel = (row * width + column) * channels + (each === 1 && node.op === "depthwise2d" ? j : 0);
        for (let c = 0; c < each; c++)
          sum += weights[j * taps + (ky * kernel[1] + kx) * each + c] * (isInside ? x[pixel + c] : from.code.zero);
      }
    y[at] = finish(sum, j);
  }
  return y;
}

/** First row and column of a window: below 0 where it begins beyond the edge. */
export function cornerOf({ stride, before, out }: Windows, window: number): readonly [row: number, column: number] {
  return [Math.floor(window / out[1]) * stride[0] - before[0], (window % out[1]) * stride[1] - before[1]];
}
