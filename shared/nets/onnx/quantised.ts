/**
 * Nets in integers as ONNX with QuantizeLinear and DequantizeLinear around each operation: activations uint8 (int8 would never be fused into products of integers), weights int8
 * with a scale for each output, biases int32. What goes in and comes out are numbers; any number of rows.
 *
 * Codes are those of our engine, or one off: after a sum ours round (Σ · m / 2^s) exactly and halves up, onnxruntime rounds float32(Σ) · float32(float32(sx · sw) / sy)
 * and halves to even; means of windows and sums of two values likewise; a softmax is of floats there. The differences of one layer are those of the next layer's
 * inputs. Functions of a product are looked up in the graph's own table, by place; int4 and sparse weights are written as the int8 that they stand for.
 */

import { INPUT, type NodeHead } from "../../quant/graph/head.ts";
import { type QuantGraph, valueNamed, valuesOf } from "../../quant/graph/index.ts";
import { encodeOnnx } from "./encode.ts";
import { asOurs, asPlanes, type Building, building, planesOf, type Value } from "./graph.ts";
import { product } from "./integer-product.ts";
import { codeOf, dequantised, looked, quantised, type Site, walked } from "./integer-site.ts";
import { moved } from "./moves.ts";
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

/** Numbers of a picture channels first; of anything else as they are. */
function inPlanes({ shape, values }: { readonly shape: readonly number[]; readonly values: Float32Array }) {
  if (shape.length !== 3) return { values };
  const [height, width, channels] = shape;
  const size = height * width;
  return { values: values.map((_, at) => values[(at % size) * channels + Math.floor(at / size)]) };
}
