/** The nets of the benches as ONNX: floats, and integers as QDQ nodes (operations of ONNX between DequantizeLinear and QuantizeLinear), which onnxruntime fuses. */
import { array, type TypedArray } from "../../shared/arrays.ts";
import { encodeOnnx } from "../../shared/nets/onnx/encode.ts";
import {
  type Attribute,
  type OnnxNode,
  type OnnxTensor,
  sizes,
  TYPES,
  type TypeName,
  tensor,
} from "../../shared/nets/onnx/model.ts";
import { type FloatGraph, shapesOf } from "../../shared/quant/float/index.ts";
import {
  type Code,
  isProduct,
  type ProductHead,
  type QuantGraph,
  type Value,
  valueNamed,
  valuesOf,
  weightsOf,
} from "../../shared/quant/graph/index.ts";
import { matrixOf } from "../../shared/quant/graph/tensors.ts";

type Attributes = Readonly<Record<string, Attribute>>;

/** Nodes and tensors under way. */
class Building {
  readonly nodes: OnnxNode[] = [];
  readonly tensors: OnnxTensor[] = [];
  node(op: string, inputs: readonly string[], output: string, attributes: Attributes = {}): string {
    this.nodes.push({ op, name: output, inputs, outputs: [output], attributes });
    return output;
  }
  tensor(name: string, values: TypedArray, shape: readonly number[], type: TypeName = "float32"): string {
    this.tensors.push(tensor(name, array(values, shape), type));
    return name;
  }
  /** Opset 13, from "x" to "y". */
  bytes(from: readonly number[], to: readonly number[]): Uint8Array {
    const end = (name: string, shape: readonly number[]) => ({ name, type: TYPES.float32, shape: [1, ...shape] });
    const { nodes, tensors } = this;
    const graph = { nodes, tensors, inputs: [end("x", from)], outputs: [end("y", to)] };
    return encodeOnnx({ graph, opset: 13, producer: "", metadata: {} });
  }
}

/** Convolutions, ReLU, 2 × 2 pooling, one flattening and dense layers. Pictures channels first. */
export function floatModel(float: FloatGraph): Uint8Array {
  const own = new Building();
  const shapes = shapesOf(float);
  const names = new Map([["input", "x"]]);
  for (const node of float.nodes) {
    const [source] = node.inputs;
    const from = names.get(source) as string;
    const shape = shapes.get(source) as readonly number[];
    const put = (op: string, inputs: readonly string[], attributes: Attributes = {}) =>
      names.set(node.name, own.node(op, inputs, node.name, attributes));
    if (node.op === "dense" || node.op === "conv2d") {
      const isDense = node.op === "dense";
      const outputs = node.bias.length;
      const taps = node.weights.length / outputs;
      const order = isDense
        ? planesFirst(pictureBefore(float, shapes, source), taps)
        : planesFirst([...node.kernel, shape[2]], taps);
      const laid = isDense
        ? node.weights.map((_, at) => node.weights[order(Math.floor(at / outputs)) * outputs + (at % outputs)])
        : node.weights.map((_, at) => node.weights[order(at % taps) * outputs + Math.floor(at / taps)]);
      const extents = isDense ? [taps, outputs] : [outputs, shape[2], ...node.kernel];
      const parts = [own.tensor(`${node.name}.w`, laid, extents), own.tensor(`${node.name}.b`, node.bias, [outputs])];
      put(isDense ? "Gemm" : "Conv", [from, ...parts], isDense ? {} : same(node.kernel));
    } else if (node.op === "activation" && node.kind === "relu") put("Relu", [from]);
    else if (node.op === "maxPool2d") put("MaxPool", [from], windowsOf(node));
    else if (node.op === "reshape") {
      own.tensors.push(sizes(`${node.name}.shape`, [1, ...node.shape]));
      put("Reshape", [from, `${node.name}.shape`]);
    } else throw new Error(`no ${node.op} in this bench`);
  }
  const [output] = float.outputs;
  own.node("Identity", [names.get(output) as string], "y");
  return own.bytes(channelsFirst(float.input.shape), shapes.get(output) as readonly number[]);
}

const same = (kernel: readonly number[]): Attributes => ({
  kernel_shape: { ints: kernel },
  auto_pad: { s: "SAME_UPPER" },
});
const windowsOf = ({
  kernel,
  stride,
}: {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
}): Attributes => ({
  kernel_shape: { ints: kernel },
  strides: { ints: stride },
});
export const channelsFirst = (shape: readonly number[]) =>
  shape.length === 3 ? [shape[2], shape[0], shape[1]] : shape;

/** The picture that a value was flattened from, if any. */
function pictureBefore(
  {
    nodes,
  }: { readonly nodes: readonly { readonly name: string; readonly op: string; readonly inputs: readonly string[] }[] },
  shapes: ReadonlyMap<string, readonly number[]>,
  name: string,
): readonly number[] {
  const node = nodes.find((one) => one.name === name);
  return node?.op === "reshape" ? (shapes.get(node.inputs[0]) ?? []) : [];
}

/** Where, channels last, the number lies that is at a place channels first. */
function planesFirst([height = 1, width = 1, channels = 1]: readonly number[], taps: number): (at: number) => number {
  if (height * width * channels !== taps) return (at) => at;
  const area = height * width;
  return (at) => (at % area) * channels + Math.floor(at / area);
}

/** The same in integers: weights in int8 per channel, activations in uint8, ReLU in their codes. */
export function integerModel(graph: QuantGraph): Uint8Array {
  const own = new Building();
  const values = valuesOf(graph);
  const scalar = (name: string, value: number, type: TypeName) =>
    own.tensor(name, type === "float32" ? Float32Array.of(value) : Uint8Array.of(value), [], type);
  const coded = (name: string, { scale, zero }: Code, from: string) => {
    const numbers = [scalar(`${name}.scale`, scale, "float32"), scalar(`${name}.zero`, zero, "uint8")];
    own.node("QuantizeLinear", [from, ...numbers], `${name}.codes`);
    return own.node("DequantizeLinear", [`${name}.codes`, ...numbers], `${name}.numbers`);
  };
  const names = new Map([["input", coded("input", graph.input.code, "x")]]);
  for (const node of graph.nodes) {
    const x = valueNamed(values, node.inputs[0]);
    const from = names.get(node.inputs[0]) as string;
    const { code } = valueNamed(values, node.name);
    const put = (op: string, inputs: readonly string[], attributes: Attributes) =>
      names.set(node.name, coded(node.name, code, own.node(op, inputs, `${node.name}.sums`, attributes)));
    if (isProduct(node)) put(...product(own, graph, node, x, from));
    else if (node.op === "maxPool2d") put("MaxPool", [from], windowsOf(node));
    else if (node.op === "reshape") {
      own.tensors.push(sizes(`${node.name}.shape`, [1, ...node.shape]));
      put("Reshape", [from, `${node.name}.shape`], {});
    } else throw new Error(`no ${node.op} in this bench`);
  }
  const [output] = graph.outputs;
  own.node("Identity", [names.get(output) as string], "y");
  return own.bytes(channelsFirst(graph.input.shape), valueNamed(values, output).shape);
}

function product(
  own: Building,
  graph: QuantGraph,
  node: ProductHead,
  x: Value,
  from: string,
): [string, string[], Attributes] {
  const [outputs, taps] = matrixOf(node, x);
  const { name } = node;
  const matrix = weightsOf(graph, node, x);
  const rescale = graph.tensors[`${name}.rescale`];
  const { code } = valueNamed(valuesOf(graph), name);
  const steps = Float32Array.from(
    { length: outputs },
    (_, j) => (rescale[j] * 2 ** -rescale[outputs + j] * code.scale) / x.code.scale,
  );
  const bias = Int32Array.from({ length: outputs }, (_, j) => {
    const sum = matrix.subarray(j * taps, (j + 1) * taps).reduce((a, b) => a + b, 0);
    return graph.tensors[`${name}.bias`][j] + x.code.zero * sum;
  });
  const isDense = node.op === "dense";
  const shapes = new Map([...valuesOf(graph)].map(([one, { shape: shape3 }]) => [one, shape3]));
  const order = planesFirst(
    isDense ? pictureBefore(graph, shapes, node.inputs[0]) : [...node.kernel, x.shape[2]],
    taps,
  );
  // Dense weights lie as inputs × outputs, filters as outputs × channels × rows × columns.
  const laid = Int8Array.from(matrix, (_, at) =>
    isDense
      ? matrix[(at % outputs) * taps + order(Math.floor(at / outputs))]
      : matrix[Math.floor(at / taps) * taps + order(at % taps)],
  );
  const shape = isDense ? [taps, outputs] : [outputs, x.shape[2], ...node.kernel];
  const numbers = (
    part: string,
    values: TypedArray,
    extents2: readonly number[],
    type: TypeName,
    scales: Float32Array,
    axis: number,
  ) => {
    const zeros = type === "int8" ? new Int8Array(outputs) : new Int32Array(outputs);
    const inputs = [
      own.tensor(`${name}.${part}`, values, extents2, type),
      own.tensor(`${name}.${part}.scale`, scales, [outputs]),
      own.tensor(`${name}.${part}.zero`, zeros, [outputs], type),
    ];
    return own.node("DequantizeLinear", inputs, `${name}.${part}.numbers`, { axis: { i: axis } });
  };
  const inputs = [
    from,
    numbers("weights", laid, shape, "int8", steps, isDense ? 1 : 0),
    numbers(
      "bias",
      bias,
      [outputs],
      "int32",
      steps.map((step) => step * x.code.scale),
      0,
    ),
  ];
  return isDense ? ["Gemm", inputs, {}] : ["Conv", inputs, same(node.kernel)];
}
