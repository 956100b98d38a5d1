/** Graphs as files: safetensors with the head as JSON in its metadata. */
import * as v from "valibot";
import { type Arrays, array, type NDArray, type TypedArray } from "../../arrays.ts";
import { decodeSafetensors, encodeSafetensors, readTensors } from "../../data/readers/safetensors/safetensors.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import { parseJson } from "../../experiment/json.ts";
import { limits } from "../../experiment/limits.ts";
import { checkSums } from "./check.ts";
import { costOf, type GraphCost } from "./cost.ts";
import { type GraphHead, headSchema } from "./head.ts";
import { GRAPH_FORMAT, GRAPH_TYPES, isGraph } from "./origin.ts";
import { readingOf } from "./reading.ts";
import { type QuantGraph, specsOf, type TensorSpec } from "./tensors.ts";
import { valuesOf } from "./values.ts";

/** A head has some twenty keys for each node. */
const KEYS = 10_000;
/** An isolate of the edge has 128 MiB for all of its models. */
const LARGEST_MEMORY = 16 * 2 ** 20;
const TYPES = { I8: Int8Array, U8: Uint8Array, I32: Int32Array, F32: Float32Array } as const;

export function encodeGraph({ tensors, ...head }: QuantGraph): Uint8Array<ArrayBuffer> {
  const specs = specsOf(head, valuesOf(head));
  const arrays = Object.fromEntries(
    specs.map(({ name, shape }): [string, NDArray] => [name, array(tensors[name], shape)]),
  );
  return encodeSafetensors(arrays, { format: GRAPH_FORMAT, graph: JSON.stringify(head) });
}

/** What the head of a file says, and its cost: no tensor is read. Throws an ExperimentError at `path`. */
export function readGraphHead(
  bytes: Uint8Array,
  path = "weights",
): { readonly head: GraphHead; readonly cost: GraphCost } {
  const { metadata } = readTensors(bytes, path, limits.weights, GRAPH_TYPES);
  return headOf(metadata, path);
}

/**
 * Reads a graph strictly: every node takes values that come before it and fit it, every tensor that follows from the head is there and no other, every number is
 * within the bounds that integer inference relies on. Throws an ExperimentError at `path` with the value and the cure.
 */
export function parseGraph(bytes: Uint8Array, path = "weights"): QuantGraph {
  const { head } = readGraphHead(bytes, path);
  const { arrays } = decodeSafetensors(bytes, path, limits.weights);
  const fail = failAt(path);
  const values = valuesOf(head);
  const specs = specsOf(head, values);
  const tensors = Object.fromEntries(specs.map((spec) => [spec.name, tensorOf(arrays, spec, fail)]));
  const extra = Object.keys(arrays).find((name) => !Object.hasOwn(tensors, name));
  if (extra !== undefined) fail(`tensor ${extra.slice(0, 80)} belongs to no node (leave it out)`);
  const graph = { ...head, tensors };
  refused(() => checkSums(graph, values), fail);
  return graph;
}

type Fail = (what: string) => never;

const failAt =
  (path: string): Fail =>
  (what) => {
    throw new ExperimentError(path, "not-a-model", `${path} is not a usable model: ${what}`, { reason: what });
  };

function refused<T>(find: () => T, fail: Fail): T {
  try {
    return find();
  } catch (error) {
    if (error instanceof RangeError) fail(error.message);
    throw error;
  }
}

function headOf(metadata: Readonly<Record<string, string>>, path: string) {
  const fail = failAt(path);
  if (!isGraph(metadata)) fail(`its format is ${String(metadata.format).slice(0, 40)} (must be ${GRAPH_FORMAT})`);
  const read = v.safeParse(headSchema, parseJson(metadata.graph ?? "", `${path}.graph`, { keys: KEYS }));
  if (!read.success) {
    const [issue] = read.issues;
    fail(`its graph at ${v.getDotPath(issue) ?? "the top"}: ${issue.message}`);
  }
  const head = read.output as GraphHead;
  const cost = refused(() => costOf(head), fail);
  const { parameters, multiplyAdds } = limits.inference;
  if (cost.parameters > parameters) fail(`${cost.parameters} parameters (must be at most ${parameters})`);
  if (cost.multiplyAdds > multiplyAdds) fail(`${cost.multiplyAdds} multiply-adds (must be at most ${multiplyAdds})`);
  if (head.text && !readingOf(head, cost))
    fail(`${cost.multiplyAdds} multiply-adds for each sign of a text (16 signs must be at most ${multiplyAdds})`);
  if (cost.memory > LARGEST_MEMORY) fail(`${cost.memory} bytes to work in (must be at most ${LARGEST_MEMORY})`);
  return { head, cost };
}

function tensorOf(arrays: Arrays, { name, type, shape, bounds }: TensorSpec, fail: Fail): TypedArray {
  if (!Object.hasOwn(arrays, name)) return fail(`${name} is missing`);
  const { values, shape: own } = arrays[name];
  if (!(values instanceof TYPES[type])) return fail(`${name} has the wrong type (must be ${type})`);
  if (own.length !== shape.length || own.some((extent, axis) => extent !== shape[axis]))
    return fail(`${name} has shape [${own.join(", ")}] (must be [${shape.join(", ")}])`);
  const each = values.length / bounds.length;
  for (const [part, [low, high]] of bounds.entries()) {
    const at =
      values instanceof Int8Array ? outside8(values, low, high) : outside(values, part * each, each, low, high);
    if (at >= 0) return fail(`${name} holds ${values[at]} at place ${at} (must be ${low} to ${high})`);
  }
  return values;
}

/** The first place whose number lies outside; −1 for none. */
function outside(values: TypedArray, from: number, count: number, low: number, high: number): number {
  for (let i = from; i < from + count; i++) if (!(values[i] >= low && values[i] <= high)) return i;
  return -1;
}

/** The same of weights, which are most of a file, in a loop over one type. */
function outside8(values: Int8Array, low: number, high: number): number {
  for (let i = 0; i < values.length; i++) if (values[i] < low || values[i] > high) return i;
  return -1;
}
