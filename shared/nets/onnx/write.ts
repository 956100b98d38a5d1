/**
 * Chains of our engine as ONNX: pictures go in and are computed on channels first, as every program that reads ONNX has them; vectors keep their order. Whatever ONNX has
 * no operation for in version 17 is written as several.
 */
import type { Arrays } from "../../arrays.ts";
import type { ActivationKind } from "../activations.ts";
import type { Chain, ChainLayer } from "../chain.ts";
import { SELU } from "../conventions.ts";
import { sizeOf } from "../tensor.ts";
import { rowsPermuted, TO_PLANES } from "./arrange.ts";
import { encodeOnnx } from "./encode.ts";
import { asOurs, asPlanes, axes, type Building, building, NEAREST, planesOf, type Value } from "./graph.ts";
import type { OnnxModel } from "./model.ts";
import { convolved, pooled, transposed } from "./windows.ts";
import type { Bytes } from "./wire.ts";

/** The newest that Debian's checker and every runtime of these years take. */
export const OPSET = 17;
export const PRODUCER = "Latente";

/** `metadata`: what a reader has to know, as the model's properties. */
export function writeOnnx(chain: Chain, weights: Arrays, metadata: Readonly<Record<string, string>>): Bytes {
  return encodeOnnx(onnxOf(chain, weights, metadata));
}

/** Input "x", output "y", both with samples first, of which there may be any number; pictures channels first. */
export function onnxOf({ input, layers }: Chain, weights: Arrays, metadata: OnnxModel["metadata"]): OnnxModel {
  const net = building();
  const isPicture = input.length === 3;
  let now: Value = { name: "x", shape: input, planes: isPicture };
  for (const [l, layer] of layers.entries()) {
    const next = { ...layer, rest: layers.slice(l + 1) };
    now = written({ net, x: now, weight: (part) => weights[`${layer.name}.${part}`] }, next);
  }
  const end = now.shape.length === 3 ? asPlanes(net, now) : now;
  const graph = net.graph({ name: "x", shape: isPicture ? planesOf(input) : input }, end, "y");
  return { graph, opset: OPSET, producer: PRODUCER, metadata };
}

export interface Place {
  readonly net: Building;
  readonly x: Value;
  weight(part: string): Arrays[string];
}

type Of<Kind extends ChainLayer["kind"]> = ChainLayer & { readonly kind: Kind };

function written(place: Place, layer: ChainLayer & { readonly rest: readonly ChainLayer[] }): Value {
  const { net, x } = place;
  const { name } = layer;
  switch (layer.kind) {
    case "dense":
      return dense(place, layer);
    case "convolution":
    case "depthwise-convolution":
      return convolved({ ...place, x: asPlanes(net, x) }, layer);
    case "transposed-convolution":
      return transposed({ ...place, x: asPlanes(net, x) }, layer);
    case "activation":
      return { ...x, name: bent(place, layer) };
    case "max-pooling":
    case "average-pooling":
      return pooled({ ...place, x: asPlanes(net, x) }, layer);
    case "global-average-pooling": {
      const means = net.node("GlobalAveragePool", `${name}.means`, [asPlanes(net, x).name]);
      return { name: net.node("Flatten", name, [means], { axis: { i: 1 } }), shape: x.shape.slice(-1), planes: false };
    }
    case "upsampling":
      return enlarged(net, asPlanes(net, x), layer);
    case "zeros":
    case "cropping":
      return edged(net, asPlanes(net, x), layer);
    case "flatten":
      return flat(net, x, layer);
    case "reshape": {
      const rows = net.whole(`${name}.shape`, [0, ...layer.shape]);
      return { name: net.node("Reshape", name, [asOurs(net, x).name, rows]), shape: layer.shape, planes: false };
    }
    case "dropout":
      return { ...x, name: net.node("Dropout", name, [x.name, net.scalar(`${name}.rate`, layer.rate)]) };
    case "batch-normalisation":
      return batchNormalised(place, layer);
    case "layer-normalisation":
      return layerNormalised(place, layer);
    case "embedding": {
      const indexes = net.node("Cast", `${name}.indexes`, [x.name], { to: { i: 7 } });
      const y = net.node("Gather", name, [net.weights(`${name}.weights`, place.weight("weights")), indexes]);
      return { name: y, shape: [...x.shape, layer.units], planes: false };
    }
    default:
      return layer satisfies never;
  }
}

/** A vector of a picture: channel by channel where the next layer that sums is dense, whose weights then stand in that order; otherwise pixel by pixel. */
function flat(
  net: Building,
  x: Value,
  { name, rest }: Of<"flatten"> & { readonly rest: readonly ChainLayer[] },
): Value {
  const next = rest.find(({ kind }) => kind !== "dropout" && kind !== "activation");
  const between = rest.slice(0, next ? rest.indexOf(next) : rest.length);
  const isByPlanes = next?.kind === "dense" && between.every((layer) => !isOverAxis(layer));
  const from = isByPlanes ? x : asOurs(net, x);
  const y = net.node("Flatten", name, [from.name], { axis: { i: 1 } });
  const isMoved = from.planes && x.shape.length === 3;
  return { name: y, shape: [sizeOf(x.shape)], planes: false, ...(isMoved && { picture: x.shape }) };
}

const isOverAxis = (layer: ChainLayer) => layer.kind === "activation" && layer.activation === "softmax";

function dense({ net, weight, ...place }: Place, { name, units, bias }: Of<"dense">): Value {
  const x = asOurs(net, place.x);
  const own = x.picture ? rowsPermuted(weight("weights"), x.picture, TO_PLANES) : weight("weights");
  const matrix = net.weights(`${name}.weights`, own);
  const shape = [...x.shape.slice(0, -1), units];
  const added = () => net.weights(`${name}.bias`, weight("bias"));
  if (shape.length === 1) {
    const inputs = [x.name, matrix, ...(bias ? [added()] : [])];
    return { name: net.node("Gemm", name, inputs), shape, planes: false };
  }
  const product = net.node("MatMul", bias ? `${name}.product` : name, [x.name, matrix]);
  return { name: bias ? net.node("Add", name, [product, added()]) : product, shape, planes: false };
}

/** Slopes and constants are written even where they are those of ONNX: libraries differ in them. */
function bent({ net, x }: Place, { name, activation, slope = 0.01, alpha = 1 }: Of<"activation">): string {
  const one = (op: string, attributes = {}) => net.node(op, name, [x.name], attributes);
  const part = (op: string, what: string, inputs: readonly string[]) => net.node(op, `${name}.${what}`, inputs);
  const number = (what: string, value: number) => net.scalar(`${name}.${what}`, value);
  switch (activation) {
    case "linear":
      return one("Identity");
    case "leaky-relu":
      return one("LeakyRelu", { alpha: { f: slope } });
    case "elu":
      return one("Elu", { alpha: { f: alpha } });
    case "selu":
      return one("Selu", { alpha: { f: SELU.alpha }, gamma: { f: SELU.lambda } });
    case "softmax":
      return one("Softmax", { axis: { i: x.planes ? 1 : -1 } });
    case "relu6":
      return net.node("Clip", name, [x.name, number("least", 0), number("most", 6)]);
    case "silu":
      return net.node("Mul", name, [x.name, part("Sigmoid", "gate", [x.name])]);
    case "gelu": {
      // ½ x (1 + erf(x / √2)); an operation of its own since version 20.
      const erf = part("Erf", "erf", [part("Mul", "scaled", [x.name, number("scale", Math.SQRT1_2)])]);
      return half(net, name, x.name, erf);
    }
    case "gelu-tanh": {
      const cube = part("Mul", "cube", [part("Mul", "square", [x.name, x.name]), x.name]);
      const bend = part("Add", "sum", [x.name, part("Mul", "bend", [cube, number("cubic", 0.044715)])]);
      const inner = part("Mul", "inner", [bend, number("scale", Math.sqrt(2 / Math.PI))]);
      return half(net, name, x.name, part("Tanh", "tanh", [inner]));
    }
    default:
      return one(OPERATIONS[activation]);
  }
}

type Plain = Exclude<ActivationKind, "linear" | "leaky-relu" | "elu" | "selu" | "silu" | "gelu" | "gelu-tanh">;
const OPERATIONS: Readonly<Record<Plain, string>> = {
  relu: "Relu",
  sigmoid: "Sigmoid",
  tanh: "Tanh",
  softplus: "Softplus",
};

/** ½ x (1 + what it is bent by). */
function half(net: Building, name: string, x: string, bend: string): string {
  const gate = net.node("Add", `${name}.gate`, [bend, net.scalar(`${name}.one`, 1)]);
  const twice = net.node("Mul", `${name}.twice`, [x, gate]);
  return net.node("Mul", name, [twice, net.scalar(`${name}.half`, 0.5)]);
}

function enlarged(net: Building, x: Value, { name, factor }: Of<"upsampling">): Value {
  const scales = net.weights(`${name}.scales`, { shape: [4], values: Float32Array.of(1, 1, ...factor) });
  const [height, width, channels] = x.shape;
  const shape = [height * factor[0], width * factor[1], channels];
  return { ...x, name: net.node("Resize", name, [x.name, "", scales], NEAREST), shape };
}

/** Zeros around, or a part from within. Not right before a pooling: onnxruntime 1.30.0 leaves such zeros out, or does not take the model; no lab has them so. */
function edged(net: Building, x: Value, { name, kind, rows, columns }: Of<"zeros"> | Of<"cropping">): Value {
  const [height, width, channels] = x.shape;
  if (kind === "zeros") {
    const pads = net.whole(`${name}.pads`, [0, 0, rows[0], columns[0], 0, 0, rows[1], columns[1]]);
    const shape = [height + rows[0] + rows[1], width + columns[0] + columns[1], channels];
    return { ...x, name: net.node("Pad", name, [x.name, pads], { mode: { s: "constant" } }), shape };
  }
  const [bottom, right] = [height - rows[1], width - columns[1]];
  const starts = net.whole(`${name}.starts`, [rows[0], columns[0]]);
  const ends = net.whole(`${name}.ends`, [bottom, right]);
  const inputs = [x.name, starts, ends, net.whole(`${name}.axes`, [2, 3])];
  return { ...x, name: net.node("Slice", name, inputs), shape: [bottom - rows[0], right - columns[0], channels] };
}

/** Gain and bias of a normalisation: 1 and 0 where it has none. */
function affineOf({ net, x, weight }: Place, { name, gain, bias }: Of<"batch-normalisation" | "layer-normalisation">) {
  const width = x.shape[x.shape.length - 1];
  const all = (value: number) => ({ shape: [width], values: new Float32Array(width).fill(value) });
  return [
    net.weights(`${name}.gain`, gain ? weight("gain") : all(1)),
    net.weights(`${name}.bias`, bias ? weight("bias") : all(0)),
  ];
}

/** ONNX has channels behind the samples. */
function batchNormalised(place: Place, layer: Of<"batch-normalisation">): Value {
  const { net, weight } = place;
  const { name, epsilon, momentum } = layer;
  const x = place.x.shape.length === 3 ? asPlanes(net, place.x) : place.x;
  const isSequence = x.shape.length === 2;
  const steps = isSequence ? net.node("Transpose", `${name}.steps`, [x.name], axes([1, 0])) : x.name;
  const moments = ["mean", "variance"].map((part) => net.weights(`${name}.${part}`, weight(part)));
  const inputs = [steps, ...affineOf(place, layer), ...moments];
  const settings = { epsilon: { f: epsilon }, momentum: { f: momentum } };
  const y = net.node("BatchNormalization", isSequence ? `${name}.normed` : name, inputs, settings);
  return { ...x, name: isSequence ? net.node("Transpose", name, [y], axes([1, 0])) : y };
}

/** Over the last axis: of pictures over the channels of each pixel. */
function layerNormalised(place: Place, layer: Of<"layer-normalisation">): Value {
  const x = asOurs(place.net, place.x);
  const inputs = [x.name, ...affineOf(place, layer)];
  const settings = { axis: { i: -1 }, epsilon: { f: layer.epsilon } };
  return { ...x, name: place.net.node("LayerNormalization", layer.name, inputs, settings) };
}
