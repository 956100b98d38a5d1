/** ONNX files as plain data: what nets of the kinds that are read here need of them, and nothing nested deeper. */
import { fromHalf } from "../../data/readers/half.ts";
import {
  type Attribute,
  type OnnxEnd,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  TYPES,
  type TypeName,
} from "./model.ts";
import { fieldsOf, floats, oneBytes, oneText, oneWhole, WireError, wholes } from "./wire.ts";

/** A tensor that is not in the file, or of a type that is not read: `value` names the other file, or the type. */
export class TensorError extends Error {
  override readonly name = "TensorError";
  readonly code: "external" | "type";
  readonly tensor: string;
  readonly value: string;
  constructor(code: "external" | "type", tensor: string, value: string) {
    super(`tensor ${tensor}: ${code} ${value}`);
    this.code = code;
    this.tensor = tensor;
    this.value = value;
  }
}

/** Far more than any net that is read here has. */
const MOST = { nodes: 4_096, tensors: 8_192, rank: 8, values: 2 ** 28, attributes: 64, ends: 256 };

/** Throws a WireError for what is no ONNX model, and a TensorError. */
export function decodeOnnx(bytes: Uint8Array): OnnxModel {
  let graph: OnnxGraph | undefined;
  let opset = 0;
  let producer = "";
  const metadata: [string, string][] = [];
  for (const one of fieldsOf(bytes)) {
    if (one.field === 2) producer = oneText(one);
    else if (one.field === 7) graph = decodeGraph(oneBytes(one));
    else if (one.field === 8) {
      const { domain, version } = decodeOpset(oneBytes(one));
      if (domain === "" || domain === "ai.onnx") opset = version;
    } else if (one.field === 14) metadata.push(decodeProperty(oneBytes(one)));
  }
  if (!graph) throw new WireError("it has no graph");
  if (opset < 1) throw new WireError("it does not say which version of the operations it has");
  return { graph, opset, producer, metadata: Object.fromEntries(metadata) };
}

function decodeOpset(bytes: Uint8Array): { readonly domain: string; readonly version: number } {
  let [domain, version] = ["", 0];
  for (const one of fieldsOf(bytes))
    if (one.field === 1) domain = oneText(one);
    else if (one.field === 2) version = oneWhole(one);
  return { domain, version };
}

function decodeProperty(bytes: Uint8Array): [string, string] {
  let [key, value] = ["", ""];
  for (const one of fieldsOf(bytes))
    if (one.field === 1) key = oneText(one);
    else if (one.field === 2) value = oneText(one);
  return [key, value];
}

function decodeGraph(bytes: Uint8Array): OnnxGraph {
  const nodes: OnnxNode[] = [];
  const tensors: OnnxTensor[] = [];
  const inputs: OnnxEnd[] = [];
  const outputs: OnnxEnd[] = [];
  for (const one of fieldsOf(bytes)) {
    if (one.field === 1) nodes.push(decodeNode(oneBytes(one)));
    else if (one.field === 5) tensors.push(decodeTensor(oneBytes(one)));
    else if (one.field === 11) inputs.push(decodeEnd(oneBytes(one)));
    else if (one.field === 12) outputs.push(decodeEnd(oneBytes(one)));
    else if (one.field === 15) throw new WireError("it has sparse tensors, which are not read");
    atMost(nodes.length, MOST.nodes, "nodes");
    atMost(tensors.length, MOST.tensors, "tensors");
    atMost(inputs.length + outputs.length, MOST.ends + tensors.length, "inputs and outputs");
  }
  return { nodes, tensors, inputs, outputs };
}

function atMost(count: number, most: number, what: string): void {
  if (count > most) throw new WireError(`it has more than ${most} ${what}`);
}

function decodeNode(bytes: Uint8Array): OnnxNode {
  let [op, name, domain] = ["", "", ""];
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes: [string, Attribute][] = [];
  for (const one of fieldsOf(bytes)) {
    if (one.field === 1) inputs.push(oneText(one));
    else if (one.field === 2) outputs.push(oneText(one));
    else if (one.field === 3) name = oneText(one);
    else if (one.field === 4) op = oneText(one);
    else if (one.field === 5) attributes.push(decodeAttribute(oneBytes(one)));
    else if (one.field === 7) domain = oneText(one);
    atMost(inputs.length + outputs.length, MOST.ends, "inputs and outputs of a node");
    atMost(attributes.length, MOST.attributes, "attributes of a node");
  }
  return {
    op,
    name,
    domain: domain === "ai.onnx" ? "" : domain,
    inputs,
    outputs,
    attributes: Object.fromEntries(attributes),
  };
}

/** Of the kinds that are read; graphs within nodes are left unread, and so their operations are not known. */
function decodeAttribute(bytes: Uint8Array): [string, Attribute] {
  let name = "";
  const found: { -readonly [Kind in keyof Attribute]: Attribute[Kind] } = {};
  for (const one of fieldsOf(bytes)) {
    if (one.field === 1) name = oneText(one);
    else if (one.field === 2) [found.f] = floats(one, 4);
    else if (one.field === 3) found.i = oneWhole(one);
    else if (one.field === 4) found.s = new TextDecoder().decode(oneBytes(one).subarray(0, 256));
    else if (one.field === 5) found.t = decodeTensor(oneBytes(one));
    else if (one.field === 7) found.floats = [...(found.floats ?? []), ...floats(one, 4)];
    else if (one.field === 8) found.ints = [...(found.ints ?? []), ...wholes(one)];
    atMost((found.ints ?? found.floats ?? []).length, MOST.ends, "numbers of an attribute");
  }
  return [name, found];
}

function decodeEnd(bytes: Uint8Array): OnnxEnd {
  let [name, type]: [string, number] = ["", 0];
  let shape: OnnxEnd["shape"] = null;
  for (const one of fieldsOf(bytes)) {
    if (one.field === 1) name = oneText(one);
    else if (one.field === 2)
      // Of a tensor; sequences, maps and what else there may be have no such type.
      for (const kind of fieldsOf(oneBytes(one)))
        if (kind.field === 1)
          for (const part of fieldsOf(oneBytes(kind)))
            if (part.field === 1) type = oneWhole(part);
            else if (part.field === 2)
              shape = [...fieldsOf(oneBytes(part))].map((extent) => decodeExtent(oneBytes(extent)));
  }
  return { name, type, shape };
}

function decodeExtent(bytes: Uint8Array): number | string | null {
  for (const one of fieldsOf(bytes))
    if (one.field === 1) return oneWhole(one);
    else if (one.field === 2) return oneText(one);
  return null;
}

interface Stored {
  readonly size: number;
  read(view: DataView, at: number): number;
  /** What single numbers of the message stand for, where a type lies there in another form. */
  typed?(value: number): number;
}

const bits = new DataView(new ArrayBuffer(4));

/** A bfloat16 is the upper half of a float32. */
function fromBrain(half: number): number {
  bits.setUint32(0, (half << 16) >>> 0);
  return bits.getFloat32(0);
}

const stored: Readonly<Record<TypeName, Stored>> = {
  float32: { size: 4, read: (view, at) => view.getFloat32(at, true) },
  float64: { size: 8, read: (view, at) => view.getFloat64(at, true) },
  float16: {
    size: 2,
    read: (view, at) => fromHalf(view.getUint16(at, true)),
    typed: (half) => fromHalf(half & 0xffff),
  },
  bfloat16: {
    size: 2,
    read: (view, at) => fromBrain(view.getUint16(at, true)),
    typed: (half) => fromBrain(half & 0xffff),
  },
  int8: { size: 1, read: (view, at) => view.getInt8(at) },
  uint8: { size: 1, read: (view, at) => view.getUint8(at) },
  bool: { size: 1, read: (view, at) => view.getUint8(at) },
  int32: { size: 4, read: (view, at) => view.getInt32(at, true) },
  int64: { size: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
};

/** Names of the types that are not read, by their numbers. */
const OTHERS = [
  "",
  "",
  "",
  "",
  "uint16",
  "int16",
  "",
  "",
  "string",
  "",
  "",
  "",
  "uint32",
  "uint64",
  "complex64",
  "complex128",
];

function decodeTensor(bytes: Uint8Array): OnnxTensor {
  const shape: number[] = [];
  let [type, name, raw]: [number, string, Uint8Array | undefined] = [0, "", undefined];
  const typed: number[] = [];
  let isElsewhere = false;
  let file = "another file";
  const add = (numbers: readonly number[]) => {
    for (const one of numbers) typed.push(one);
  };
  for (const one of fieldsOf(bytes)) {
    if (one.field === 1) for (const extent of wholes(one).slice(0, MOST.rank + 1)) shape.push(extent);
    else if (one.field === 2) type = oneWhole(one);
    else if (one.field === 3) throw new WireError("a tensor lies in segments, which are not read");
    else if (one.field === 4) add(floats(one, 4));
    else if (one.field === 5 || one.field === 7) add(wholes(one));
    else if (one.field === 8) name = oneText(one);
    else if (one.field === 9) raw = oneBytes(one);
    else if (one.field === 10) add(floats(one, 8));
    else if (one.field === 13) {
      const [key, value] = decodeProperty(oneBytes(one));
      isElsewhere = true;
      if (key === "location") file = value;
    } else if (one.field === 14) isElsewhere ||= oneWhole(one) === 1;
    atMost(shape.length, MOST.rank, "axes of a tensor");
  }
  if (isElsewhere) throw new TensorError("external", name, file);
  return { name, shape, ...valuesOf(name, shape, type, raw, typed) };
}

function valuesOf(
  name: string,
  shape: readonly number[],
  type: number,
  raw: Uint8Array | undefined,
  typed: readonly number[],
) {
  const own = (Object.keys(TYPES) as TypeName[]).find((one) => TYPES[one] === type);
  if (!own) throw new TensorError("type", name, OTHERS[type] || `number ${type}`);
  let count = 1;
  for (const extent of shape) {
    count *= extent;
    if (!Number.isInteger(extent) || extent < 0 || !(count <= MOST.values))
      throw new WireError(`tensor ${name} has shape ${shape.join(" × ")}`);
  }
  const { size, read, typed: from = (value) => value } = stored[own];
  const found = raw ? raw.length / size : typed.length;
  if (found !== count) throw new WireError(`tensor ${name} has ${found} numbers (its shape needs ${count})`);
  // Whole numbers of 64 bits are beyond a float32; there are few of them.
  const values =
    own === "int64" || own === "int32" || own === "float64" ? new Float64Array(count) : new Float32Array(count);
  if (!raw) return { type: own, values: values.map((_, i) => from(typed[i])) };
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return { type: own, values: values.map((_, i) => read(view, i * size)) };
}
