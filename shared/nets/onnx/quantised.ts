/**
 * Nets in integers as ONNX with QuantizeLinear and DequantizeLinear around each operation: activations uint8 (int8 would never be fused into products of integers), weights int8
 * with a scale for each output, biases int32. What goes in and comes out are numbers; any number of rows.
 *
 * Codes are those of our engine, or one off: after a sum ours round (Σ · m / 2^s) exactly and halves up, onnxruntime rounds float32(Σ) · float32(float32(sx · sw) / sy)
 * and halves to even; means of windows and sums of two values likewise; a softmax is of floats there. The differences of one layer are those of the next layer's
 * inputs. Functions of a product are looked up in the graph's own table, by place; int4 and sparse weights are written as the int8 that they stand for.
 */

import { INPUT, type NodeHead, TOP_8 } from "../../quant/graph/head.ts";
import { type ProductHead, type QuantGraph, valueNamed, valuesOf, weightsOf } from "../../quant/graph/index.ts";
import type { Value as Codes } from "../../quant/graph/values.ts";
import { windowsAt } from "../../quant/graph/values.ts";
import { encodeOnnx } from "./encode.ts";
import { asOurs, asPlanes, type Building, building, planesOf, type Value } from "./graph.ts";
import { moved } from "./moves.ts";
import { settingsOf } from "./windows.ts";
import type { Bytes } from "./wire.ts";
import { OPSET, PRODUCER } from "./write.ts";

/** An operation that has no form in ONNX here. */
export class NoOnnxError extends Error {
  override readonly name = "NoOnnxError";
  readonly node: string;
  readonly op: string;
  constructor(node: string, op: string) {
    super(`node ${node} (${op}) is not written as ONNX`);
    this.node = node;
    this.op = op;
  }
}

/** `metadata`: what a reader has to know, as the model's properties. Outputs are called by the values' names, a single one "y". Throws a NoOnnxError. */
export function writeQuantised(graph: QuantGraph, metadata: Readonly<Record<string, string>>): Bytes {
  const net = building();
  const values = valuesOf(graph);
  const made = new Map<string, Value>([[INPUT, coded(net, graph)]]);
  const of = (name: string) => made.get(name) as Value;
  for (const node of graph.nodes) {
    const from = node.inputs.map((name) => valueNamed(values, name));
    const site = { net, graph, from, code: valueNamed(values, node.name), x: node.inputs.map(of) };
    made.set(node.name, written(site, node));
  }
  const ends = graph.outputs.map((name) => {
    const value = of(name);
    const output = graph.outputs.length === 1 ? "y" : `${name}.y`;
    return {
      ...value,
      name: net.node("DequantizeLinear", output, [value.name, ...codeOf(net, output, valueNamed(values, name))]),
    };
  });
  const { shape } = graph.input;
  const input = { name: "x", shape: shape.length === 3 ? planesOf(shape) : shape };
  return encodeOnnx({ graph: net.graphs(input, ends), opset: OPSET, producer: PRODUCER, metadata });
}

/** Scale and zero point of a value. */
function codeOf(net: Building, name: string, { code: { scale, zero } }: Codes): readonly [scale: string, zero: string] {
  return [
    net.scalar(`${name}.scale`, scale),
    net.tensor({ name: `${name}.zero`, type: "uint8", shape: [], values: [zero] }),
  ];
}

/** Numbers to codes, less their offsets and over their scales where each has its own. */
function coded(net: Building, graph: QuantGraph): Value {
  const { input, tensors } = graph;
  const { shape, code, each } = input;
  const planes = shape.length === 3;
  if (input.things !== undefined) {
    const bounds = [net.scalar(`${INPUT}.first`, 0), net.scalar(`${INPUT}.last`, input.things - 1)];
    const things = net.node("Clip", `${INPUT}.thing`, [net.node("Round", `${INPUT}.nearest`, ["x"]), ...bounds]);
    return { name: net.node("Cast", INPUT, [things], { to: { i: 6 } }), shape, planes: false };
  }
  let x = "x";
  if (each) {
    const own = (part: string) => {
      const { values } = inPlanes({ shape, values: Float32Array.from(tensors[`${INPUT}.${part}`]) });
      return net.weights(`${INPUT}.${part}`, { shape: planes ? planesOf(shape) : shape, values });
    };
    x = net.node("Div", "standardised", [net.node("Sub", "centred", ["x", own("offsets")]), own("scales")]);
  }
  const scale = each ? 1 : code.scale;
  return { name: quantised(net, INPUT, x, { shape, code: { ...code, scale } }), shape, planes };
}

/** Codes of numbers. Those of 7 bits end before the type does. */
function quantised(net: Building, name: string, x: string, own: Codes): string {
  const { top } = own.code;
  const codes = net.node("QuantizeLinear", top === TOP_8 ? name : `${name}.wide`, [x, ...codeOf(net, name, own)]);
  if (top === TOP_8) return codes;
  const most = net.tensor({ name: `${name}.top`, type: "uint8", shape: [], values: [top] });
  return net.node("Clip", name, [codes, "", most]);
}

const dequantised = (net: Building, name: string, x: string, own: Codes) =>
  net.node("DequantizeLinear", name, [x, ...codeOf(net, name, own)]);

interface Site {
  readonly net: Building;
  readonly graph: QuantGraph;
  /** What goes in, as codes, and what they stand for. */
  readonly x: readonly Value[];
  readonly from: readonly Codes[];
  /** What comes out stands for. */
  readonly code: Codes;
}

function written(site: Site, node: NodeHead): Value {
  const {
    net,
    graph,
    x: [x],
    from: [from],
    code,
  } = site;
  const { name } = node;
  const { shape } = code;
  const planes = shape.length === 3;
  const numbers = (place = 0) => dequantised(net, `${name}.in${place}`, site.x[place].name, site.from[place]);
  switch (node.op) {
    case "dense":
    case "conv2d":
    case "depthwise2d":
      return product(site, node);
    case "maxPool2d":
      return { ...x, name: net.node("MaxPool", name, [x.name], walked(from, node)), shape };
    case "averagePool2d": {
      const settings = { ...walked(from, node), count_include_pad: { i: 0 } };
      const means = net.node("AveragePool", `${name}.means`, [numbers()], settings);
      return { ...x, name: quantised(net, name, means, code), shape };
    }
    case "globalMaxPool2d": {
      const sides = { kernel_shape: { ints: from.shape.slice(0, 2) } };
      const most = net.node("MaxPool", `${name}.most`, [x.name], sides);
      return { name: net.node("Flatten", name, [most], { axis: { i: 1 } }), shape, planes };
    }
    case "globalAveragePool2d": {
      const means = net.node("GlobalAveragePool", `${name}.means`, [numbers()]);
      return {
        name: net.node("Flatten", name, [quantised(net, `${name}.codes`, means, code)], { axis: { i: 1 } }),
        shape,
        planes,
      };
    }
    case "reshape": {
      const pixels = x.planes
        ? net.node("Transpose", `${name}.pixels`, [x.name], { perm: { ints: [0, 2, 3, 1] } })
        : x.name;
      const y = net.node("Reshape", planes ? `${name}.shaped` : name, [
        pixels,
        net.whole(`${name}.shape`, [0, ...shape]),
      ]);
      return { name: planes ? net.node("Transpose", name, [y], { perm: { ints: [0, 3, 1, 2] } }) : y, shape, planes };
    }
    case "lookup":
      return {
        ...x,
        name: looked(net, graph, name, net.node("Cast", `${name}.places`, [x.name], { to: { i: 6 } })),
        shape,
      };
    case "add": {
      const sum = net.node("Add", `${name}.sum`, [numbers(0), numbers(1)]);
      return { ...x, name: quantised(net, name, sum, code), shape };
    }
    case "softmax": {
      const shares = net.node("Softmax", `${name}.shares`, [numbers()], { axis: { i: x.planes ? 1 : -1 } });
      return { ...x, name: quantised(net, name, shares, code), shape };
    }
    case "upsample2d":
    case "spread2d":
    case "pad2d":
    case "crop2d":
      return { ...x, name: moved(net, name, node, x.name, from.shape, from.code), shape };
    case "layerNorm":
      return layerNormalised(site, node, numbers());
    case "embedding": {
      const values = graph.tensors[`${name}.weights`];
      const table = { shape: [values.length / node.units, node.units], values };
      const vectors = net.tensor({ name: `${name}.weights`, type: "uint8", ...table });
      const isOne = shape.length === x.shape.length;
      const y = net.node("Gather", isOne ? `${name}.row` : name, [vectors, x.name], { axis: { i: 0 } });
      const own = isOne ? net.node("Flatten", name, [y], { axis: { i: 1 } }) : y;
      const vector = { name: own, shape, planes: false };
      return planes ? asPlanes(net, vector) : vector;
    }
    default:
      // What remembers its last step: the memory would be an input and an output of the graph.
      throw new NoOnnxError(name, node.op);
  }
}

/** Over the last axis, which of pictures is that of channels: with gains, biases and ε as the integers have them. */
function layerNormalised(
  { net, graph, from: [from], x: [x], code }: Site,
  node: NodeHead & { readonly op: "layerNorm" },
  numbers: string,
): Value {
  const { name, epsilon, shift } = node;
  const { [`${name}.affine`]: affine } = graph.tensors;
  const width = affine.length / 2;
  const unit = code.code.scale * 2 ** -shift;
  const part = (what: string, start: number, by: number) =>
    net.weights(`${name}.${what}`, {
      shape: [width],
      values: Float32Array.from({ length: width }, (_, i) => affine[start + i] * by),
    });
  const given = { name: numbers, shape: from.shape, planes: x.planes };
  const inputs = [asOurs(net, given).name, part("gain", 0, 1024 * unit), part("bias", width, unit)];
  // A row of equal numbers is one of zeros.
  const least = Math.max((epsilon * from.code.scale ** 2) / width ** 3, 1e-20);
  const y = net.node("LayerNormalization", `${name}.normed`, inputs, { axis: { i: -1 }, epsilon: { f: least } });
  const codes = { name: quantised(net, x.planes ? `${name}.codes` : name, y, code), shape: code.shape, planes: false };
  return x.planes ? asPlanes(net, codes) : codes;
}

/** Entries of a node's table at these places, which are int32. */
function looked(net: Building, { tensors }: QuantGraph, name: string, places: string): string {
  const table = tensors[`${name}.table`];
  const entries = net.tensor({ name: `${name}.table`, type: "uint8", shape: [table.length], values: table });
  return net.node("Gather", name, [entries, places], { axis: { i: 0 } });
}

/** Zeros beyond the edge are codes of zero there, too. */
function walked(
  { shape }: Codes,
  node: NodeHead & { readonly op: "conv2d" | "depthwise2d" | "maxPool2d" | "averagePool2d" },
) {
  const { kernel, stride, before, out } = windowsAt(node, shape);
  const after = [0, 1].map((d) => Math.max(0, (out[d] - 1) * stride[d] + kernel[d] - before[d] - shape[d]));
  return settingsOf(kernel, stride, [...before, ...after]);
}

/** What a sum is scaled by becomes the scale of its weights: m / 2^s = sx · sw / sy. Of a product with a table sy is 1, a place in it. */
function product(site: Site, node: ProductHead): Value {
  const {
    net,
    graph,
    x: [x],
    from: [from],
    code,
  } = site;
  const { name } = node;
  const { scale, zero } = from.code;
  const [bias, rescale] = ["bias", "rescale"].map((part) => graph.tensors[`${name}.${part}`]);
  const outputs = bias.length;
  const own = Int8Array.from(weightsOf(graph, node, from));
  const taps = own.length / outputs;
  const unit = node.tableZero === undefined ? code.code.scale : 1;
  const scales = Float32Array.from(
    { length: outputs },
    (_, j) => (rescale[j] * 2 ** -rescale[outputs + j] * unit) / scale,
  );
  // Whatever it sums, an output that is scaled by 0 is 0.
  const isDead = scales.map((one) => Number(!(one > 0)));
  const sums = Int32Array.from(bias, (b, j) => {
    if (isDead[j]) own.fill(0, j * taps, (j + 1) * taps);
    const sum = own.subarray(j * taps, (j + 1) * taps).reduce((all, w) => all + w, 0);
    return isDead[j] ? 0 : Number(b) + zero * sum;
  });
  const steps = scales.map((one, j) => (isDead[j] ? 1 : one));
  const isDense = node.op === "dense";
  const weights = net.tensor({ name: `${name}.weights`, type: "int8", ...arranged(node, own, outputs, taps, from) });
  const weightScales = net.weights(`${name}.weights.scale`, { shape: [outputs], values: steps });
  const zeros = net.tensor({
    name: `${name}.weights.zero`,
    type: "int8",
    shape: [outputs],
    values: new Int8Array(outputs),
  });
  const biases = net.tensor({ name: `${name}.bias`, type: "int32", shape: [outputs], values: sums });
  const biasScales = net.weights(`${name}.bias.scale`, { shape: [outputs], values: steps.map((one) => one * scale) });
  const inputs = [
    dequantised(net, `${name}.in`, x.name, from),
    net.node("DequantizeLinear", `${name}.w`, [weights, weightScales, zeros], { axis: { i: isDense ? 1 : 0 } }),
    net.node("DequantizeLinear", `${name}.b`, [biases, biasScales], { axis: { i: 0 } }),
  ];
  const group = { i: node.op === "depthwise2d" ? outputs : 1 };
  const sum = isDense
    ? net.node("Gemm", `${name}.sum`, inputs)
    : net.node("Conv", `${name}.sum`, inputs, { ...walked(from, node), group });
  return { name: finished(site, node, sum), shape: code.shape, planes: code.shape.length === 3 };
}

/** Filters of ONNX are outputs × inputs × rows × columns, a matrix inputs × outputs. */
function arranged({ op, ...node }: ProductHead, own: Int8Array, outputs: number, taps: number, { shape }: Codes) {
  if (op === "dense") {
    const values = Int8Array.from(own, (_, at) => own[(at % outputs) * taps + Math.floor(at / outputs)]);
    return { shape: [taps, outputs], values };
  }
  const {
    kernel: [kh, kw],
  } = node as { readonly kernel: readonly [number, number] };
  const channels = op === "conv2d" ? shape[2] : 1;
  const values = Int8Array.from(own, (_, at) => {
    const [j, tap] = [Math.floor(at / taps), at % taps];
    const [c, place] = [Math.floor(tap / (kh * kw)), tap % (kh * kw)];
    return own[j * taps + place * channels + c];
  });
  return { shape: [outputs, channels, kh, kw], values };
}

/** Below zero a leaky sum is 0.01 of it; places in a table are found from the numbers themselves, halves up. */
function finished({ net, graph, code }: Site, node: ProductHead, sum: string): string {
  const { name, leaky, tableZero } = node;
  if (tableZero === undefined) {
    const bent = leaky ? net.node("LeakyRelu", `${name}.leaky`, [sum], { alpha: { f: 5243 / 2 ** 19 } }) : sum;
    return quantised(net, name, bent, code);
  }
  const last = graph.tensors[`${name}.table`].length - 1;
  const part = (op: string, what: string, inputs: readonly string[], attributes = {}) =>
    net.node(op, `${name}.${what}`, inputs, attributes);
  const shifted = part("Add", "shifted", [sum, net.scalar(`${name}.middle`, tableZero + 0.5)]);
  const bounds = [net.scalar(`${name}.least`, 0), net.scalar(`${name}.most`, last)];
  const places = part("Cast", "places", [part("Clip", "place", [part("Floor", "whole", [shifted]), ...bounds])], {
    to: { i: 6 },
  });
  return looked(net, graph, name, places);
}

/** Numbers of a picture channels first; of anything else as they are. */
function inPlanes({ shape, values }: { readonly shape: readonly number[]; readonly values: Float32Array }) {
  if (shape.length !== 3) return { values };
  const [height, width, channels] = shape;
  const size = height * width;
  return { values: values.map((_, at) => values[(at % size) * channels + Math.floor(at / size)]) };
}
