/**
 * Small ONNX nets as layers models of tensorflow.js: a format that labs read already, train on from where the layers are theirs, and have run where they are not. Pictures
 * and filters become channels last; the answers stay the same.
 */
import type { Arrays, NDArray } from "../../arrays.ts";
import { type Constant, computed, constantOf } from "./constants.ts";
import { elementwise } from "./elementwise.ts";
import { fused } from "./fuse.ts";
import { type Layer, openNet, shapeOf, type Value } from "./layers.ts";
import { type OnnxEnd, type OnnxGraph, type OnnxModel, type OnnxNode, TYPES } from "./model.ts";
import { pictures } from "./pictures.ts";
import { matmul, shape, shapes } from "./shapes.ts";
import { type Site, unread } from "./site.ts";
import { PRODUCER } from "./write.ts";

/** What the graph takes or gives is not what a net of one input and one output does; `what` says which, in English. */
export class EndsError extends Error {
  override readonly name = "EndsError";
  readonly inputs: string;
  readonly outputs: string;
  constructor(inputs: readonly OnnxEnd[], outputs: readonly OnnxEnd[]) {
    const [takes, gives] = [inputs, outputs].map((ends) => ends.map(inWords).join(", ") || "nothing");
    super(`takes ${takes} and gives ${gives}`);
    this.inputs = takes;
    this.outputs = gives;
  }
}

const inWords = ({ name, shape: extents }: OnnxEnd) =>
  `${name} (${extents?.map((one) => one ?? "?").join(" × ") ?? "?"})`;

/** A graph that no order of its nodes computes: `value` is what comes from nowhere, or twice. */
export class OrderError extends Error {
  override readonly name = "OrderError";
}

export interface ReadOnnx {
  /** As model.json has it: the net, and what our own files say of themselves. */
  readonly model: Readonly<Record<string, unknown>>;
  readonly weights: Arrays;
}

/** Throws an EndsError, an OperationError that names the node, or an OrderError. */
export function readOnnx({ graph: given, opset, producer, metadata }: OnnxModel): ReadOnnx {
  const graph = fused(given);
  const known = new Map<string, Value | Constant>();
  for (const tensor of graph.tensors) {
    if (known.has(tensor.name)) throw new OrderError(`${tensor.name}, which is given twice`);
    known.set(tensor.name, constantOf(tensor));
  }
  const input = onlyInput(graph, known);
  const [output] = graph.outputs;
  const start = startOf(input, graph.nodes);
  const net = openNet(start);
  known.set(input.name, start);
  const nodes = needed(graph);
  const take = (name: string): Value | Constant | undefined => {
    const found = known.get(name);
    if (name !== "" && !found) throw new OrderError(`${name}, which nothing before gives`);
    return found;
  };
  const uses = countOf(nodes, output.name);
  /** Additions that a dense layer before them took in. */
  const merged = new Set<OnnxNode>();
  for (const [n, node] of nodes.entries()) {
    if (merged.has(node)) continue;
    if (node.outputs.some((name) => name !== "" && known.has(name)))
      throw new OrderError(`${node.outputs.join(", ")}, which is given twice`);
    const site: Site = {
      node,
      net,
      opset,
      input: (place) => (node.inputs[place] === undefined ? undefined : take(node.inputs[place])),
    };
    const [name] = node.outputs;
    const bias = node.op === "MatMul" && uses.get(name) === 1 ? addedTo(name, nodes.slice(n + 1), known) : undefined;
    if (bias) {
      merged.add(bias.node);
      known.set(bias.node.outputs[0], matmul({ ...site, node: { ...node, name: bias.node.name } }, bias.by));
    } else known.set(name, converted(site, output.name));
  }
  const end = take(output.name);
  if (end?.kind !== "value" || net.layers.length === 0) throw new EndsError([input], graph.outputs);
  // What comes out as a picture is one here as well.
  const finished = shapeOf(end).length === 3 ? net.channelsLast(end) : net.settled(end);
  const { layers } = net;
  return {
    model: { format: "layers-model", modelTopology: topologyOf(start, layers, finished), ...told(producer, metadata) },
    weights: Object.fromEntries(layers.flatMap((layer) => weightsOf(layer))),
  };
}

/** The only node that takes a product, where it adds constants of one axis to it. */
function addedTo(product: string, after: readonly OnnxNode[], known: ReadonlyMap<string, Value | Constant>) {
  const node = after.find(({ inputs }) => inputs.includes(product));
  if (node?.op !== "Add" || node.domain || node.inputs.length !== 2) return undefined;
  const by = known.get(node.inputs[node.inputs[0] === product ? 1 : 0]);
  return by?.kind === "constant" && by.shape.length === 1 ? { node, by } : undefined;
}

type Converter = (site: Site) => Value;
const converters: Readonly<Record<string, Converter>> = {
  ...elementwise,
  ...pictures,
  ...shapes,
  MatMul: (site) => matmul(site, undefined),
};

function converted(site: Site, output: string): Value | Constant {
  const { node } = site;
  if (node.domain) return unread(site, `of ${node.domain}`);
  const inputs = node.inputs.map((_, place) => site.input(place));
  const constants = inputs.filter((one): one is Constant => one?.kind === "constant");
  if (constants.length === inputs.length) {
    const known = computed(node, constants);
    if (known) return known;
  }
  const [first] = inputs;
  if (node.op === "Shape" && first?.kind === "value") return shape(first);
  // A softmax of logarithms is that of what they are logarithms of: at the end they are scores like any others.
  if (node.op === "LogSoftmax" && node.outputs[0] === output && first?.kind === "value" && shapeOf(first).length === 1)
    return first;
  if (!Object.hasOwn(converters, node.op)) return unread(site);
  return converters[node.op](site);
}

/** Files of before say of their tensors that they may be given, too. */
function onlyInput({ inputs, outputs }: OnnxGraph, known: ReadonlyMap<string, unknown>): OnnxEnd {
  const own = inputs.filter(({ name }) => !known.has(name));
  const [input] = own;
  const isFloat = input?.type === TYPES.float32 || input?.type === TYPES.float16;
  const extents = input?.shape?.slice(1) ?? [];
  const isSized =
    extents.length >= 1 &&
    extents.length <= 3 &&
    extents.every((extent) => typeof extent === "number" && extent >= 1 && extent < 2 ** 24);
  if (own.length !== 1 || outputs.length !== 1 || !isFloat || !isSized) throw new EndsError(own, outputs);
  return input;
}

/** Samples apart; pictures come channels last here. Nets that were converted from Keras take them so, and turn them first of all. */
function startOf({ name, shape: extents }: OnnxEnd, nodes: readonly OnnxNode[]): Value {
  const own = (extents ?? []).slice(1).map(Number);
  const [channels, ...sides] = own;
  const layer = name.replace(/[^\w-]+/g, "_") || "x";
  const users = nodes.filter(({ inputs }) => inputs.includes(name));
  const turns = ({ op, attributes }: OnnxNode) => op === "Transpose" && String(attributes.perm?.ints) === "0,3,1,2";
  if (own.length === 3 && !(users.length > 0 && users.every(turns)))
    return { kind: "value", layer, stored: [...sides, channels], axes: [2, 0, 1] };
  return { kind: "value", layer, stored: own, axes: own.map((_, i) => i) };
}

/** The nodes that the output comes from, in their order. */
function needed({ nodes, outputs }: OnnxGraph): readonly OnnxNode[] {
  const wanted = new Set(outputs.map(({ name }) => name));
  const found: OnnxNode[] = [];
  for (const node of [...nodes].reverse()) {
    if (!node.outputs.some((name) => wanted.has(name))) continue;
    found.push(node);
    for (const name of node.inputs) wanted.add(name);
  }
  return found.reverse();
}

function countOf(nodes: readonly OnnxNode[], output: string): ReadonlyMap<string, number> {
  const uses = new Map<string, number>([[output, 1]]);
  for (const { inputs } of nodes) for (const name of inputs) uses.set(name, (uses.get(name) ?? 0) + 1);
  return uses;
}

const weightsOf = ({ config, weights }: Layer): readonly (readonly [string, NDArray])[] =>
  Object.entries(weights).map(([part, array]) => [`${config.name}/${part}`, array]);

/** One layer after the other as a list, anything else as a graph of them. */
function topologyOf(start: Value, layers: readonly Layer[], end: Value) {
  const sizes = { batch_input_shape: [null, ...start.stored], dtype: "float32" };
  const versions = { keras_version: "tfjs-layers 4.22.0", backend: "tensor_flow.js" };
  const isChain = layers.every(
    ({ inputs }, l) => inputs.length === 1 && inputs[0] === (l === 0 ? start.layer : layers[l - 1].config.name),
  );
  const isEnd = layers.at(-1)?.config.name === end.layer;
  if (isChain && isEnd) {
    const list = layers.map(({ kind, config }, l) => ({
      class_name: kind,
      config: l === 0 ? { ...config, ...sizes } : config,
    }));
    return { class_name: "Sequential", config: { name: "onnx", layers: list }, ...versions };
  }
  const input = {
    class_name: "InputLayer",
    name: start.layer,
    config: { ...sizes, sparse: false, name: start.layer },
    inbound_nodes: [],
  };
  const list = layers.map(({ kind, config, inputs }) => ({
    class_name: kind,
    name: config.name,
    config,
    inbound_nodes: [inputs.map((name) => [name, 0, 0, {}])],
  }));
  const ends = { input_layers: [[start.layer, 0, 0]], output_layers: [[end.layer, 0, 0]] };
  return { class_name: "Model", config: { name: "onnx", layers: [input, ...list], ...ends }, ...versions };
}

/** Which lab wrote it, and what it said beside. */
function told(producer: string, { lab, ...said }: OnnxModel["metadata"]) {
  return producer === PRODUCER && /^[\w-]{1,64}$/.test(lab ?? "") ? { userDefinedMetadata: { lab, ...said } } : {};
}
