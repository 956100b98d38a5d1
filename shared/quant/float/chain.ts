/** Nets told by chains (shared/nets/chain.ts) as graphs of floats: normalisation by fixed moments becomes a part of the weights before it, dropout nothing. */
import type { Arrays } from "../../arrays.ts";
import type { Chain, ChainLayer } from "../../nets/chain.ts";
import { sizeOf } from "../../nets/tensor.ts";
import { type FloatGraph, type FloatNode, NoIntegersError } from "./graph.ts";
import { shapeAfter } from "./shapes.ts";

type Norm = ChainLayer & { readonly kind: "batch-normalisation" };

/** `weights` by the names of the layers. Throws a NoIntegersError for a kind of layer that integers lack. */
export function graphOfChain({ input, layers }: Chain, weights: Arrays): FloatGraph {
  const nodes: FloatNode[] = [];
  let last = "input";
  let shape = input;
  const push = (node: FloatNode) => {
    nodes.push(node);
    last = node.name;
    shape = shapeAfter(node, [shape]);
  };
  for (const layer of layers) {
    if (layer.kind === "dropout") continue;
    if (layer.kind === "batch-normalisation") {
      const previous = nodes.at(-1);
      if (previous && isProduct(previous)) nodes[nodes.length - 1] = scaledBy(previous, ...affineOf(layer, weights));
      else for (const node of affineNodes(layer, last, shape, ...affineOf(layer, weights))) push(node);
      continue;
    }
    if (layer.kind === "transposed-convolution") {
      const [spread, node] = transposed(layer, last, shape, weights);
      push(spread);
      push(node);
    } else push(nodeOf(layer, last, shape, weights));
  }
  return { input: { shape: input }, nodes, outputs: [last] };
}

type Product = FloatNode & { readonly op: "dense" | "conv2d" | "depthwise2d" };
const isProduct = (node: FloatNode): node is Product =>
  node.op === "dense" || node.op === "conv2d" || node.op === "depthwise2d";

/** y · gain + shift for each output, whose weights are the last axis of all layouts. */
function scaledBy(node: Product, gain: Float64Array, shift: Float64Array): Product {
  const weights = node.weights.map((w, at) => w * gain[at % gain.length]);
  return { ...node, weights, bias: node.bias.map((b, j) => b * gain[j] + shift[j]) };
}

function affineOf(layer: Norm, weights: Arrays): readonly [gain: Float64Array, shift: Float64Array] {
  const of = (name: string) => floats(weights, layer.name, name);
  const [mean, variance] = [of("mean"), of("variance")];
  const gain = layer.gain ? of("gain") : mean.map(() => 1);
  const bias = layer.bias ? of("bias") : mean.map(() => 0);
  const scale = Float64Array.from(gain, (g, j) => g / Math.sqrt(variance[j] + layer.epsilon));
  return [scale, scale.map((s, j) => bias[j] - mean[j] * s)];
}

/** Where no product stands before: each channel times its own number, as a depthwise convolution of one pixel. */
function affineNodes(
  { name }: Norm,
  input: string,
  shape: readonly number[],
  gain: Float64Array,
  shift: Float64Array,
): readonly FloatNode[] {
  const channels = gain.length;
  const apart = {
    name: `${name}.pixels`,
    inputs: [input],
    op: "reshape",
    shape: [sizeOf(shape) / channels, 1, channels],
  } as const;
  const numbers = { weights: Float32Array.from(gain), bias: Float32Array.from(shift) };
  const one = { kernel: [1, 1], stride: [1, 1], padding: "valid" } as const;
  const scaled = { name: `${name}.scaled`, inputs: [apart.name], op: "depthwise2d", ...one, ...numbers } as const;
  return [apart, scaled, { name, inputs: [scaled.name], op: "reshape", shape }];
}

function nodeOf(
  layer: Exclude<ChainLayer, { readonly kind: "batch-normalisation" | "dropout" | "transposed-convolution" }>,
  input: string,
  shape: readonly number[],
  weights: Arrays,
): FloatNode {
  const { name } = layer;
  const common = { name, inputs: [input] };
  const parts = (outputs: number, hasBias: boolean) => ({
    weights: floats(weights, name, "weights"),
    bias: hasBias ? floats(weights, name, "bias") : new Float32Array(outputs),
  });
  switch (layer.kind) {
    case "dense":
      return { ...common, op: "dense", units: layer.units, ...parts(layer.units, layer.bias) };
    case "convolution":
    case "depthwise-convolution": {
      const { kernel, stride, padding } = layer;
      const windows = { kernel, stride, padding };
      if (layer.kind === "depthwise-convolution")
        return { ...common, op: "depthwise2d", ...windows, ...parts(shape[2], layer.bias) };
      return { ...common, op: "conv2d", filters: layer.filters, ...windows, ...parts(layer.filters, layer.bias) };
    }
    case "activation": {
      const { activation, slope, alpha } = layer;
      if (activation === "softmax") return { ...common, op: "softmax" };
      const numbers = { ...(slope !== undefined && { slope }), ...(alpha !== undefined && { alpha }) };
      return { ...common, op: "activation", kind: activation, ...numbers };
    }
    case "max-pooling":
    case "average-pooling": {
      const { size: kernel, stride, padding } = layer;
      return { ...common, op: layer.kind === "max-pooling" ? "maxPool2d" : "averagePool2d", kernel, stride, padding };
    }
    case "global-average-pooling":
      return { ...common, op: "globalAveragePool2d" };
    case "flatten":
      return { ...common, op: "reshape", shape: [sizeOf(shape)] };
    case "reshape":
      return { ...common, op: "reshape", shape: layer.shape };
    case "upsampling":
      return { ...common, op: "upsample2d", factor: layer.factor };
    case "zeros":
    case "cropping": {
      const [[top, bottom], [left, right]] = [layer.rows, layer.columns];
      return { ...common, op: layer.kind === "zeros" ? "pad2d" : "crop2d", top, bottom, left, right };
    }
    case "layer-normalisation": {
      const width = shape[shape.length - 1];
      const gain = layer.gain ? floats(weights, name, "gain") : new Float32Array(width).fill(1);
      const bias = layer.bias ? floats(weights, name, "bias") : new Float32Array(width);
      return { ...common, op: "layerNorm", epsilon: layer.epsilon, gain, bias };
    }
    case "embedding":
      throw new NoIntegersError(name, "embedding in a chain (build the graph with its numbers of things)");
    default:
      return layer satisfies never;
  }
}

/**
 * A transposed convolution as one of pixels that are set apart by its strides, with its filters turned round: kh − 1 rows of zeros before, less those of the convolution whose way
 * back it is.
 */
function transposed(
  { name, filters, kernel, stride, padding, bias }: ChainLayer & { readonly kind: "transposed-convolution" },
  input: string,
  shape: readonly number[],
  weights: Arrays,
): readonly [FloatNode, FloatNode] {
  const inputs = shape[2];
  const own = floats(weights, name, "weights");
  const taps = kernel[0] * kernel[1];
  const turned = own.map((_, at) => {
    const [tap, channel, filter] = [
      Math.floor(at / (inputs * filters)),
      Math.floor(at / filters) % inputs,
      at % filters,
    ];
    return own[((taps - 1 - tap) * filters + filter) * inputs + channel];
  });
  const [rows, columns] = [0, 1].map((axis) => {
    const more = padding === "valid" ? Math.max(kernel[axis] - stride[axis], 0) : 0;
    const size = shape[axis] * stride[axis] + more;
    const zeros = padding === "valid" ? 0 : Math.max(0, (shape[axis] - 1) * stride[axis] + kernel[axis] - size);
    const before = kernel[axis] - 1 - (zeros >> 1);
    const after = size - ((shape[axis] - 1) * stride[axis] + 1) + kernel[axis] - 1 - before;
    if (after >= kernel[axis])
      throw new NoIntegersError(
        name,
        `strides of ${stride.join(" × ")} beyond windows of ${kernel.join(" × ")} (must be no larger)`,
      );
    return [before, after];
  });
  const around = { top: rows[0], bottom: rows[1], left: columns[0], right: columns[1] };
  const spread = { name: `${name}.spread`, inputs: [input], op: "spread2d", stride } as const;
  return [
    spread,
    {
      name,
      inputs: [spread.name],
      op: "conv2d",
      filters,
      kernel,
      stride: [1, 1],
      padding: around,
      weights: turned,
      bias: bias ? floats(weights, name, "bias") : new Float32Array(filters),
    },
  ];
}

function floats(weights: Arrays, layer: string, part: string): Float32Array {
  const name = `${layer}.${part}`;
  if (!Object.hasOwn(weights, name))
    throw new NoIntegersError(layer, `its ${part} are not there (train the net first)`);
  return Float32Array.from(weights[name].values);
}
