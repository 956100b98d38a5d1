/** Which tensors a graph has, as far as its head says: name, type, shape and bounds of each. All else is refused. */
import type { TypedArray } from "../../arrays.ts";
import { sizeOf } from "../../nets/tensor.ts";
import { LARGEST_BIAS, LARGEST_SHIFT } from "../net.ts";
import { type GraphHead, INPUT, type ProductHead, TABLE } from "./head.ts";
import { type Value, valueNamed } from "./values.ts";

export interface TensorSpec {
  readonly name: string;
  readonly type: "I8" | "U8" | "I32" | "F32";
  readonly shape: readonly number[];
  /** Bounds of each number, for the whole tensor or for each entry of the first axis. */
  readonly bounds: readonly (readonly [low: number, high: number])[];
}

/** A graph with its tensors, by name: `<node>.weights`, … */
export interface QuantGraph extends GraphHead {
  readonly tensors: Readonly<Record<string, TypedArray>>;
}

const BYTES = { I8: 1, U8: 1, I32: 4, F32: 4 } as const;
const LARGEST_MULTIPLIER = 2 ** 24 - 1;

export const bytesOf = ({ type, shape }: TensorSpec): number => BYTES[type] * sizeOf(shape);

/** Outputs of a product, and how many weights each of them has. */
export function matrixOf(node: ProductHead, { shape }: Value): readonly [outputs: number, taps: number] {
  switch (node.op) {
    case "dense":
      return [node.units, shape[0]];
    case "conv2d":
      return [node.filters, node.kernel[0] * node.kernel[1] * shape[2]];
    case "depthwise2d":
      return [shape[2], node.kernel[0] * node.kernel[1]];
    default:
      return node satisfies never;
  }
}

export function isProduct(node: GraphHead["nodes"][number]): node is ProductHead {
  return node.op === "dense" || node.op === "conv2d" || node.op === "depthwise2d";
}

export function specsOf(head: GraphHead, values: ReadonlyMap<string, Value>): readonly TensorSpec[] {
  const of = head.nodes.flatMap((node) => specsOfNode(node, valueNamed(values, node.inputs[0])));
  if (!head.input.each) return of;
  const { shape } = head.input;
  return [
    { name: `${INPUT}.offsets`, type: "F32", shape, bounds: [[-1e30, 1e30]] },
    { name: `${INPUT}.scales`, type: "F32", shape, bounds: [[1e-30, 1e30]] },
    ...of,
  ];
}

export function specsOfNode(node: GraphHead["nodes"][number], x: Value): readonly TensorSpec[] {
  const { name } = node;
  const one = (part: string, type: TensorSpec["type"], shape: readonly number[], low: number, high: number) => ({
    name: `${name}.${part}`,
    type,
    shape,
    bounds: [[low, high] as const],
  });
  if (isProduct(node)) {
    const [outputs, taps] = matrixOf(node, x);
    return [
      ...weightSpecs(node, outputs, taps),
      one("bias", "I32", [outputs], -LARGEST_BIAS, LARGEST_BIAS),
      rescaleSpec(`${name}.rescale`, outputs),
      ...(node.tableZero === undefined ? [] : [one("table", "U8", [TABLE], 0, node.code.top)]),
    ];
  }
  if (node.op === "lookup") return [one("table", "U8", [x.code.top + 1], 0, node.code.top)];
  if (node.op === "add")
    return [
      {
        ...one("rescale", "I32", [3], 0, 0),
        bounds: [
          [0, 2 ** 20],
          [0, 2 ** 20],
          [1, 30],
        ],
      },
    ];
  if (node.op === "layerNorm") {
    const numbers = [2, x.shape[x.shape.length - 1]];
    return [
      {
        name: `${name}.affine`,
        type: "I32",
        shape: numbers,
        bounds: [
          [-(2 ** 24), 2 ** 24],
          [-(2 ** 30), 2 ** 30],
        ],
      },
    ];
  }
  if (node.op === "embedding") return [one("weights", "U8", [x.things ?? 0, node.units], 0, node.code.top)];
  if (node.op === "place") return [one("weights", "U8", [node.steps, node.units], 0, node.code.top)];
  if (node.op === "gru" || node.op === "lstm") {
    const gates = (node.op === "gru" ? 3 : 4) * node.units;
    return [...stepSpecs(name, "", gates, x.shape[0]), ...stepSpecs(name, "state-", gates, node.units)];
  }
  if (node.op === "attention") return [rescaleSpec(`${name}.rescale`, 1)];
  // Of equal numbers the first has the largest share: never all zeros.
  if (node.op === "softmax")
    return [{ ...one("table", "I32", [256], 0, 0), bounds: [[65_535, 65_535], ...Array(255).fill([0, 65_535])] }];
  return [];
}

/** A multiplier and a shift for each output. */
function rescaleSpec(name: string, outputs: number): TensorSpec {
  const bounds = [
    [0, LARGEST_MULTIPLIER],
    [1, LARGEST_SHIFT],
  ] as const;
  return { name, type: "I32", shape: [2, outputs], bounds };
}

/** One of the two products of a recurrent step: gates × numbers. */
function stepSpecs(node: string, part: "" | "state-", gates: number, inputs: number): readonly TensorSpec[] {
  const name = `${node}.${part}`;
  return [
    { name: `${name}weights`, type: "I8", shape: [gates, inputs], bounds: [[-127, 127]] },
    { name: `${name}bias`, type: "I32", shape: [gates], bounds: [[-LARGEST_BIAS, LARGEST_BIAS]] },
    rescaleSpec(`${name}rescale`, gates),
  ];
}

function weightSpecs({ name, storage }: ProductHead, outputs: number, taps: number): readonly TensorSpec[] {
  if (storage.kind === "int8")
    return [{ name: `${name}.weights`, type: "I8", shape: [outputs, taps], bounds: [[-127, 127]] }];
  if (storage.kind === "int4")
    return [
      { name: `${name}.nibbles`, type: "U8", shape: [outputs, Math.ceil(taps / 2)], bounds: [[0, 255]] },
      { name: `${name}.groups`, type: "U8", shape: [outputs, Math.ceil(taps / storage.group)], bounds: [[1, 15]] },
    ];
  const { blocks } = storage;
  return [
    { name: `${name}.blocks`, type: "I8", shape: [blocks, 16], bounds: [[-127, 127]] },
    { name: `${name}.columns`, type: "I32", shape: [blocks], bounds: [[0, 65_535]] },
    { name: `${name}.starts`, type: "I32", shape: [Math.ceil(outputs / 4) + 1], bounds: [[0, blocks]] },
  ];
}
