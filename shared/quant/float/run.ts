/** The net in float64, one row at a time: what calibration looks at, and the oracle of the integers. */
import { exp } from "../../math/index.ts";
import type { Windows } from "../../nets/ops/windows.ts";
import { sizeOf } from "../../nets/tensor.ts";
import { sourcesOf } from "../graph/moves.ts";
import { activationOf } from "./activation.ts";
import type { FloatGraph, FloatNode, FloatOf } from "./graph.ts";
import { shapesOf, windowsIn } from "./shapes.ts";
import { type FloatStepNode, stepOf } from "./steps.ts";

/**
 * Calls `visit` with the values of every name, "input" among them (as it goes into the net), for each row of `rows` (rows × numbers). Steps
 * forget after so many rows.
 */
export function eachRow(
  graph: FloatGraph,
  rows: Float32Array,
  visit: (values: ReadonlyMap<string, Float64Array>, row: number) => void,
  sequence = Number.POSITIVE_INFINITY,
): void {
  const shapes = shapesOf(graph);
  const { shape, offsets, scales } = graph.input;
  const size = sizeOf(shape);
  let steps = new Map<string, ReturnType<typeof stepOf>>();
  for (let n = 0; n * size < rows.length; n++) {
    const row = Float64Array.from(rows.subarray(n * size, (n + 1) * size));
    const first = row.map((x, i) => (x - (offsets?.[i] ?? 0)) / (scales?.[i] ?? 1));
    const values = new Map<string, Float64Array>([["input", first]]);
    if (n % sequence === 0) steps = new Map(graph.nodes.filter(isStep).map((node) => [node.name, stepOf(node)]));
    for (const node of graph.nodes) {
      const inputs = node.inputs.map((name) => values.get(name) as Float64Array);
      const step = steps.get(node.name);
      values.set(
        node.name,
        step ? step(inputs) : through(node, shapes.get(node.inputs[0]) as readonly number[], inputs),
      );
    }
    visit(values, n);
  }
}

const isStep = (node: FloatNode): node is FloatStepNode =>
  node.op === "gru" || node.op === "lstm" || node.op === "attention" || node.op === "place";

function through(node: FloatNode, shape: readonly number[], [x, other]: readonly Float64Array[]): Float64Array {
  switch (node.op) {
    case "dense":
      return dense(node, x);
    case "conv2d":
    case "depthwise2d":
      return convolution(node, windowsIn(node, shape), shape[2], x);
    case "activation":
      return x.map(activationOf(node));
    case "maxPool2d":
    case "averagePool2d":
      return pool(node.op, windowsIn(node, shape), shape[2], x);
    case "globalMaxPool2d":
    case "globalAveragePool2d": {
      const [height, width] = shape;
      const whole = { height, width, kernel: [height, width], stride: [1, 1], before: [0, 0], out: [1, 1] } as const;
      return pool(node.op === "globalMaxPool2d" ? "maxPool2d" : "averagePool2d", whole, shape[2], x);
    }
    case "upsample2d":
    case "spread2d":
    case "pad2d":
    case "crop2d": {
      const sources = sourcesOf(node, shape);
      const y = new Float64Array(sources.length * shape[2]);
      for (const [at, pixel] of sources.entries())
        if (pixel >= 0) y.set(x.subarray(pixel * shape[2], (pixel + 1) * shape[2]), at * shape[2]);
      return y;
    }
    case "layerNorm":
      return layerNorm(node, x);
    case "reshape":
      return x;
    case "add":
      return x.map((value, i) => value + other[i]);
    case "softmax":
      return softmax(x, shape[shape.length - 1]);
    case "embedding":
      return Float64Array.from(
        [...x].flatMap((thing) => [...node.weights.subarray(thing * node.units, (thing + 1) * node.units)]),
      );
    case "gru":
    case "lstm":
    case "attention":
    case "place":
      throw new Error(`step ${node.name} has a state (run by stepOf)`);
    default:
      return node satisfies never;
  }
}

function layerNorm({ epsilon, gain, bias }: FloatOf<"layerNorm">, x: Float64Array): Float64Array {
  const width = gain.length;
  const y = new Float64Array(x.length);
  for (let from = 0; from < x.length; from += width) {
    const row = x.subarray(from, from + width);
    const mean = row.reduce((a, b) => a + b, 0) / width;
    const variance = row.reduce((all, value) => all + (value - mean) * (value - mean), 0) / width;
    const scale = 1 / Math.sqrt(variance + epsilon);
    for (const [i, value] of row.entries()) y[from + i] = (value - mean) * scale * gain[i] + bias[i];
  }
  return y;
}

function dense({ units, weights, bias }: FloatOf<"dense">, x: Float64Array): Float64Array {
  const y = Float64Array.from(bias);
  for (let i = 0; i < x.length; i++) {
    if (x[i] === 0) continue;
    for (let j = 0; j < units; j++) y[j] += x[i] * weights[i * units + j];
  }
  return y;
}

function convolution(
  node: FloatOf<"conv2d"> | FloatOf<"depthwise2d">,
  { height, width, kernel, stride, before, out }: Windows,
  channels: number,
  x: Float64Array,
): Float64Array {
  const { weights, bias } = node;
  const outputs = bias.length;
  const y = new Float64Array(out[0] * out[1] * outputs);
  for (let at = 0; at < out[0] * out[1]; at++) {
    const sums = y.subarray(at * outputs, (at + 1) * outputs);
    sums.set(bias);
    const [top, left] = [Math.floor(at / out[1]) * stride[0] - before[0], (at % out[1]) * stride[1] - before[1]];
    for (let ky = Math.max(0, -top); ky < Math.min(kernel[0], height - top); ky++)
      for (let kx = Math.max(0, -left); kx < Math.min(kernel[1], width - left); kx++) {
        const pixel = ((top + ky) * width + left + kx) * channels;
        const tap = ky * kernel[1] + kx;
        for (let c = 0; c < channels; c++) {
          if (node.op === "depthwise2d") sums[c] += x[pixel + c] * weights[tap * channels + c];
          else if (x[pixel + c] !== 0)
            for (let j = 0; j < outputs; j++) sums[j] += x[pixel + c] * weights[(tap * channels + c) * outputs + j];
        }
      }
  }
  return y;
}

function pool(
  op: "maxPool2d" | "averagePool2d",
  { height, width, kernel, stride, before, out }: Windows,
  channels: number,
  x: Float64Array,
): Float64Array {
  return Float64Array.from({ length: out[0] * out[1] * channels }, (_, i) => {
    const at = Math.floor(i / channels);
    const [top, left] = [Math.floor(at / out[1]) * stride[0] - before[0], (at % out[1]) * stride[1] - before[1]];
    const cells: number[] = [];
    for (let row = Math.max(top, 0); row < Math.min(top + kernel[0], height); row++)
      for (let column = Math.max(left, 0); column < Math.min(left + kernel[1], width); column++)
        cells.push(x[(row * width + column) * channels + (i % channels)]);
    return op === "maxPool2d" ? Math.max(...cells) : cells.reduce((a, b) => a + b, 0) / cells.length;
  });
}

function softmax(x: Float64Array, width: number): Float64Array {
  const y = new Float64Array(x.length);
  for (let from = 0; from < x.length; from += width) {
    const row = x.subarray(from, from + width);
    const most = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const e = row.map((value) => exp(value - most));
    const sum = e.reduce((a, b) => a + b, 0);
    y.set(
      e.map((value) => value / sum),
      from,
    );
  }
  return y;
}
