/** ONNX files of plain data: format 8 (the newest that every reader takes), each model with the version of operations that it says. */
import { type Attribute, type OnnxEnd, type OnnxModel, type OnnxNode, type OnnxTensor, TYPES } from "./model.ts";
import { type Bytes, bytesField, float, joined, message, text, whole } from "./wire.ts";

const IR_VERSION = 8;

/** The same model makes the same bytes. */
export function encodeOnnx({ graph, opset, producer, metadata }: OnnxModel): Bytes {
  const { nodes, tensors, inputs, outputs } = graph;
  return joined([
    whole(1, IR_VERSION),
    text(2, producer),
    message(
      7,
      ...nodes.map((node) => message(1, encodeNode(node))),
      text(2, "net"),
      ...tensors.map((tensor) => message(5, encodeTensor(tensor))),
      ...inputs.map((end) => message(11, encodeEnd(end))),
      ...outputs.map((end) => message(12, encodeEnd(end))),
    ),
    message(8, text(1, ""), whole(2, opset)),
    ...Object.entries(metadata).map(([key, value]) => message(14, text(1, key), text(2, value))),
  ]);
}

function encodeNode({ op, name, domain, inputs, outputs, attributes }: OnnxNode): Bytes {
  return joined([
    ...inputs.map((input) => text(1, input)),
    ...outputs.map((output) => text(2, output)),
    text(3, name),
    text(4, op),
    ...Object.entries(attributes).map(([key, attribute]) => message(5, text(1, key), encodeAttribute(attribute))),
    ...(domain ? [text(7, domain)] : []),
  ]);
}

/** Values, and the type of them, which readers look at first. */
function encodeAttribute({ i, f, s, ints, floats, t }: Attribute): Bytes {
  if (i !== undefined) return joined([whole(3, i), whole(20, 2)]);
  if (f !== undefined) return joined([float(2, f), whole(20, 1)]);
  if (s !== undefined) return joined([text(4, s), whole(20, 3)]);
  if (ints !== undefined) return joined([...ints.map((one) => whole(8, one)), whole(20, 7)]);
  if (floats !== undefined) return joined([...floats.map((one) => float(7, one)), whole(20, 6)]);
  if (t !== undefined) return joined([message(5, encodeTensor(t)), whole(20, 4)]);
  throw new TypeError("attribute without a value");
}

function encodeTensor(tensor: OnnxTensor): Bytes {
  const { name, type, shape } = tensor;
  return joined([
    ...shape.map((extent) => whole(1, extent)),
    whole(2, TYPES[type]),
    text(8, name),
    bytesField(9, rawOf(tensor)),
  ]);
}

type Put = (view: DataView, at: number, value: number) => void;

/** Bytes of one number, and what writes it: little-endian. */
const writers: Readonly<Partial<Record<OnnxTensor["type"], readonly [size: number, put: Put]>>> = {
  float32: [4, (view, at, value) => view.setFloat32(at, value, true)],
  int64: [8, (view, at, value) => view.setBigInt64(at, BigInt(value), true)],
  int32: [4, (view, at, value) => view.setInt32(at, value, true)],
  int8: [1, (view, at, value) => view.setInt8(at, value)],
  uint8: [1, (view, at, value) => view.setUint8(at, value)],
};

function rawOf({ name, type, values }: OnnxTensor): Bytes {
  const writer = writers[type];
  if (!writer) throw new TypeError(`tensor ${name} of ${type} is not written`);
  const [size, put] = writer;
  const bytes = new Uint8Array(size * values.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) put(view, i * size, Number(values[i]));
  return bytes;
}

function encodeEnd({ name, type, shape }: OnnxEnd): Bytes {
  const extents = shape?.map((extent) =>
    message(1, ...(extent === null ? [] : [typeof extent === "number" ? whole(1, extent) : text(2, extent)])),
  );
  return joined([text(1, name), message(2, message(1, whole(1, type), ...(extents ? [message(2, ...extents)] : [])))]);
}
