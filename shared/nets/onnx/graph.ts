/** An ONNX graph under way: nodes in the order in which they run, the tensors that they take, and values between them. */
import type { NDArray } from "../../arrays.ts";
import { FROM_PLANES, TO_PLANES } from "./arrange.ts";
import { type Attribute, type OnnxGraph, type OnnxNode, type OnnxTensor, sizes, TYPES, tensor } from "./model.ts";

/** What a node gives. A picture lies channels first there (`planes`), and its shape is told as here: height × width × channels. */
export interface Value {
  readonly name: string;
  /** Of one sample, channels last. */
  readonly shape: readonly number[];
  readonly planes: boolean;
  /** Of a vector whose numbers stand channel by channel: the picture that it was. Only what passes each number on its own, and a dense layer, may follow. */
  readonly picture?: readonly number[];
}

type Attributes = Readonly<Record<string, Attribute>>;

export interface Building {
  /** A node of one output, which is called like it. `inputs`: names of values and tensors. */
  node(op: string, name: string, inputs: readonly string[], attributes?: Attributes): string;
  /** Numbers that the net has, under a name of their own. */
  weights(name: string, array: NDArray): string;
  /** One number, or one axis of whole numbers. */
  scalar(name: string, value: number): string;
  whole(name: string, values: readonly number[]): string;
  /** Numbers of any type. */
  tensor(one: OnnxTensor): string;
  /** With what comes out under the values' own names. */
  graphs(input: { readonly name: string; readonly shape: readonly number[] }, ends: readonly Value[]): OnnxGraph;
  /** With the value that comes out at the end under this name. */
  graph(input: { readonly name: string; readonly shape: readonly number[] }, end: Value, output: string): OnnxGraph;
}

/** What the axis of the samples is called: any number of them. */
const SAMPLES = "N";

export function building(): Building {
  const nodes: OnnxNode[] = [];
  const tensors: OnnxTensor[] = [];
  const add = (one: OnnxTensor) => {
    tensors.push(one);
    return one.name;
  };
  const node: Building["node"] = (op, name, inputs, attributes = {}) => {
    nodes.push({ op, name, inputs, outputs: [name], attributes });
    return name;
  };
  return {
    node,
    weights: (name, array) => add(tensor(name, array)),
    scalar: (name, value) => add(tensor(name, { shape: [], values: Float32Array.of(value) })),
    whole: (name, values) => add(sizes(name, values)),
    tensor: add,
    graphs: (input, ends) => ({
      nodes,
      tensors,
      inputs: [endOf(input.name, input.shape)],
      outputs: ends.map(({ name, shape, planes }) => endOf(name, planes ? planesOf(shape) : shape)),
    }),
    graph(input, end, output) {
      if (end.name === input.name) node("Identity", output, [input.name]);
      const renamed = (names: readonly string[]) => names.map((name) => (name === end.name ? output : name));
      return {
        nodes: nodes.map((one) => (end.name === input.name ? one : { ...one, outputs: renamed(one.outputs) })),
        tensors,
        inputs: [endOf(input.name, input.shape)],
        outputs: [endOf(output, end.planes ? planesOf(end.shape) : end.shape)],
      };
    },
  };
}

const endOf = (name: string, shape: readonly number[]) => ({ name, type: TYPES.float32, shape: [SAMPLES, ...shape] });

/** Channels first. */
export const planesOf = ([height, width, channels]: readonly number[]): readonly number[] => [channels, height, width];

/** Pictures channels first. */
export function asPlanes(net: Building, x: Value): Value {
  if (x.planes) return x;
  return { ...x, name: net.node("Transpose", `${x.name}.planes`, [x.name], axes(TO_PLANES)), planes: true };
}

/** In the order of our engine. */
export function asOurs(net: Building, x: Value): Value {
  if (!x.planes) return x;
  return { ...x, name: net.node("Transpose", `${x.name}.pixels`, [x.name], axes(FROM_PLANES)), planes: false };
}

/** Of a sample, behind the axis of samples. */
export const axes = (order: readonly number[]) => ({ perm: { ints: [0, ...order.map((axis) => axis + 1)] } });

/** Of Resize: each pixel repeated. */
export const NEAREST = {
  mode: { s: "nearest" },
  nearest_mode: { s: "floor" },
  coordinate_transformation_mode: { s: "asymmetric" },
} as const;
