/** A graph in the memory of a module: all of its values and weights at fixed addresses, and the plan of its operations. */
import { sizeOf } from "../../../nets/tensor.ts";
import { put } from "../../../wasm/room.ts";
import { INPUT, type NodeHead, type StepHead } from "../head.ts";
import { sourcesOf } from "../moves.ts";
import { wholePicture } from "../scalar/pictures.ts";
import { isStep, keptBy } from "../state.ts";
import type { QuantGraph } from "../tensors.ts";
import { type Value, valueNamed, valuesOf } from "../values.ts";
import { type Entry, entriesAsIntegers, OP } from "./entry.ts";
import { pooledConvolutions } from "./fuse.ts";
import { convolutionEntry, denseEntry, depthwiseEntry, type QuantModule, windowsEntry } from "./products.ts";
import { attentionEntry, putTables, recurrentEntry } from "./steps.ts";

export interface Placed {
  readonly values: ReadonlyMap<string, Value>;
  /** Addresses of values. */
  readonly places: ReadonlyMap<string, number>;
  /** Every operation by itself; and with those joined that a single one can do, whose values between never come about. */
  readonly whole: Plan;
  readonly joined: Plan & { readonly without: ReadonlySet<string> };
  /** Where what is kept from row to row lies, and what it is. */
  readonly state: number;
  readonly kept: ReturnType<typeof keptBy>;
}

export interface Plan {
  readonly address: number;
  readonly operations: number;
}

/** Vectors are read and written whole beyond the last byte of a value. */
const SLACK = 32;

export function place(module: QuantModule, graph: QuantGraph): Placed {
  const values = valuesOf(graph);
  const pooled = pooledConvolutions(graph, values);
  const without = new Set([...pooled.values()].map(({ name }) => name));
  const kept = keptBy(graph, values);
  const state = module.alloc(
    Math.max(
      1,
      kept.reduce((sum, { bytes }) => sum + bytes, 0),
    ),
  );
  const stateOf = new Map(kept.map(({ node, from }) => [node.name, state + from]));
  if (kept.length > 0) putTables(module);
  const places = new Map([[INPUT, module.alloc((graph.input.things ? 4 : 1) * sizeOf(graph.input.shape) + SLACK)]]);
  const input = inputEntry(module, graph, places.get(INPUT) as number);
  const [whole, joined] = [[input], [input]];
  const entries = new Map<string, Entry>();
  for (const node of graph.nodes) {
    const source = places.get(node.inputs[0]) as number;
    // The same bytes under another shape.
    if (node.op === "reshape") {
      places.set(node.name, source);
      continue;
    }
    const value = valueNamed(values, node.name);
    const target = module.alloc(sizeOf(value.shape) + SLACK);
    places.set(node.name, target);
    const inputs = node.inputs.map((name) => places.get(name) as number);
    const from = node.inputs.map((name) => valueNamed(values, name));
    const own = isStep(node)
      ? stepEntry(module, graph, node, from, inputs, stateOf.get(node.name) as number)
      : entryOf(module, graph, node, from);
    const entry: Entry = { source, target, other: inputs[1] ?? 0, size: sizeOf(value.shape), ...own };
    entries.set(node.name, entry);
    whole.push(entry);
    const before = pooled.get(node.name);
    const [outHeight, outWidth] = value.shape;
    if (before) joined.push({ ...entries.get(before.name), target, outHeight, outWidth, pooled: 1 });
    else if (!without.has(node.name)) joined.push(entry);
  }
  const plan = (own: readonly Entry[]): Plan => ({
    address: put(module, entriesAsIntegers(own)),
    operations: own.length,
  });
  return { values, places, whole: plan(whole), joined: { ...plan(joined), without }, state, kept };
}

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** Numbers to codes; the module is told to copy instead where the rows are codes already. */
function inputEntry(module: QuantModule, { input, tensors }: QuantGraph, target: number): Entry {
  const { scale, zero, top } = input.code;
  const size = sizeOf(input.shape);
  if (input.things !== undefined) return { op: OP.indexes, target, size, more: input.things };
  float[0] = scale;
  const own = (part: string) => {
    const padded = new Float32Array(size + 8).fill(1);
    padded.set(tensors[`${INPUT}.${part}`]);
    return put(module, padded);
  };
  const each = input.each ? { other: own("scales"), extra: own("offsets") } : {};
  return { op: OP.quantise, target, size, zero, top, more: bits[0], ...each };
}

function stepEntry(
  module: QuantModule,
  graph: QuantGraph,
  node: StepHead,
  from: readonly Value[],
  inputs: readonly number[],
  state: number,
): Entry {
  if (node.op === "attention") return attentionEntry(module, graph, node, from, inputs, state);
  if (node.op === "place") {
    const weights = put(module, graph.tensors[`${node.name}.weights`]);
    return { op: OP.place, stage: state, weights, stride: node.steps };
  }
  return recurrentEntry(module, graph, node, inputs[0], state);
}

function entryOf(
  module: QuantModule,
  graph: QuantGraph,
  node: Exclude<NodeHead, StepHead>,
  [x, other]: readonly Value[],
): Entry {
  const part = (name: string) => put(module, graph.tensors[`${node.name}.${name}`]);
  switch (node.op) {
    case "dense":
      return denseEntry(module, graph, node, x);
    case "conv2d":
      return convolutionEntry(module, graph, node, x);
    case "depthwise2d":
      return depthwiseEntry(module, graph, node, x);
    case "maxPool2d":
    case "averagePool2d":
      return { op: node.op === "maxPool2d" ? OP.maxPool : OP.averagePool, ...windowsEntry(node, x) };
    case "globalMaxPool2d":
    case "globalAveragePool2d":
      return { op: node.op === "globalMaxPool2d" ? OP.maxPool : OP.averagePool, ...wholeEntry(x) };
    case "lookup":
      return { op: OP.lookup, table: part("table") };
    case "add": {
      const [m0, m1, shift] = graph.tensors[`${node.name}.rescale`];
      const numbers = Int32Array.of(m0, x.code.zero, m1, other.code.zero, shift);
      return { op: OP.add, weights: put(module, numbers), zero: node.code.zero, top: node.code.top };
    }
    case "softmax":
      return { op: OP.softmax, table: part("table"), stride: x.shape[x.shape.length - 1], top: node.top };
    case "upsample2d":
    case "spread2d":
    case "pad2d":
    case "crop2d":
      return { op: OP.gather, other: put(module, sourcesOf(node, x.shape)), channels: x.shape[2], zero: x.code.zero };
    case "layerNorm": {
      const width = x.shape[x.shape.length - 1];
      const affine = graph.tensors[`${node.name}.affine`];
      const numbers = Float64Array.of(node.epsilon, Math.round(1024 * Math.sqrt(width)), 2 ** -node.shift);
      return {
        op: OP.layerNorm,
        stride: width,
        weights: put(module, Float64Array.from(affine)),
        other: put(module, numbers),
        zero: node.code.zero,
        top: node.code.top,
      };
    }
    case "embedding":
      return { op: OP.embedding, weights: part("weights"), stride: node.units };
    case "reshape":
      throw new Error("no operation (its value is its input's)");
    default:
      return node satisfies never;
  }
}

function wholeEntry({ shape }: Value): Entry {
  const { height, width } = wholePicture(shape);
  const sides = { height, width, kernelHeight: height, kernelWidth: width };
  return { ...sides, channels: shape[2], outHeight: 1, outWidth: 1, strideY: 1, strideX: 1 };
}
