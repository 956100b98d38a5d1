/**
 * A net under way from ONNX to layers of tensorflow.js: which layer gives a value, and how the axes of ONNX lie in it. Pictures are channels first there and channels last
 * here: nothing is moved for it until an operation needs another order than the numbers have.
 */
import type { NDArray } from "../../arrays.ts";
import { sizeOf } from "../tensor.ts";

/** An operation, or a form of one, that is not read. */
export class OperationError extends Error {
  override readonly name = "OperationError";
  readonly node: string;
  readonly op: string;
  /** What of it is not known, in English; empty where it is the whole operation. */
  readonly reason: string;
  constructor(node: string, op: string, reason = "") {
    super(`node ${node} (${op}) is not read${reason && `: ${reason}`}`);
    this.node = node;
    this.op = op;
    this.reason = reason;
  }
}

/** What a layer gives, without the samples. */
export interface Value {
  readonly kind: "value";
  readonly layer: string;
  /** As the layer has it: of pictures height × width × channels. */
  readonly stored: readonly number[];
  /** Axis i of ONNX is this axis of what is stored. */
  readonly axes: readonly number[];
  /** Flattened there, and not yet here: whether one after the other in the order of ONNX's axes, or one number per channel that stands for channels × 1 × 1. */
  readonly seen?: "flat" | "pixel";
}

/** The shape that ONNX sees. */
export function shapeOf({ stored, axes, seen }: Value): readonly number[] {
  if (seen === "flat") return [sizeOf(stored)];
  return seen === "pixel" ? [...stored, 1, 1] : axes.map((axis) => stored[axis]);
}

export interface Layer {
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>> & { readonly name: string };
  readonly inputs: readonly string[];
  /** By the last part of their names, as "kernel". */
  readonly weights: Readonly<Record<string, NDArray>>;
}

/** No net that a page runs has more numbers for a sample between two layers, or more layers. */
const MOST = { numbers: 2 ** 24, layers: 4_096 };

interface Made {
  readonly shape: readonly number[];
  readonly axes?: readonly number[];
  readonly seen?: Value["seen"];
  readonly weights?: Layer["weights"];
}

export type Net = ReturnType<typeof openNet>;

export function openNet(input: Value) {
  const layers: Layer[] = [];
  const names = new Set([input.layer]);

  /** Every layer has a name of its own, without the strokes that part the names of weights. */
  function nameFor(wanted: string): string {
    const plain =
      wanted
        .replace(/[^\w.-]+/g, "_")
        .replace(/^[_.]+|_+$/g, "")
        .slice(0, 100) || "layer";
    let name = plain;
    for (let n = 2; names.has(name); n++) name = `${plain}_${n}`;
    names.add(name);
    return name;
  }

  /** A layer behind these values. Throws an OperationError where it gives more than anything here holds. */
  function add(kind: string, wanted: string, inputs: readonly Value[], config: object, made: Made): Value {
    const { shape, axes = shape.map((_, i) => i), seen, weights = {} } = made;
    if (!shape.every((extent) => Number.isInteger(extent) && extent >= 1))
      throw new OperationError(wanted, kind, `gives ${shape.join(" × ")}`);
    if (sizeOf(shape) > MOST.numbers || layers.length >= MOST.layers)
      throw new OperationError(wanted, kind, `gives ${shape.join(" × ")}, which is too much`);
    const name = nameFor(wanted);
    layers.push({
      kind,
      config: { name, trainable: true, ...config },
      inputs: inputs.map(({ layer }) => layer),
      weights,
    });
    return { kind: "value", layer: name, stored: shape, axes, ...(seen && { seen }) };
  }

  const rename = (x: Value, shape: readonly number[], axes?: readonly number[]) =>
    add("Reshape", `${x.layer}.shape`, [x], { target_shape: shape }, { shape, ...(axes && { axes }) });

  /** What is stored in the order of these of its axes; where only axes of length 1 move, no number does. */
  function moved(x: Value, order: readonly number[], axes?: readonly number[]): Value {
    if (order.every((axis, i) => axis === i)) return { ...x, axes: axes ?? x.axes };
    const shape = order.map((axis) => x.stored[axis]);
    if (keepsOrder(x.stored, order)) return rename(x, shape, axes);
    const dims = order.map((axis) => axis + 1);
    return add("Permute", `${x.layer}.order`, [x], { dims }, { shape, ...(axes && { axes }) });
  }

  /** One number for each channel as a picture of one pixel. */
  const asPixel = (x: Value) => rename(x, [1, 1, ...x.stored], [2, 0, 1]);

  /** Stored as ONNX sees it. */
  function settled(x: Value): Value {
    if (x.seen === "pixel") return settled(asPixel(x));
    const { seen: _, ...plain } = x;
    const own = moved(
      plain,
      x.axes,
      x.axes.map((_axis, i) => i),
    );
    if (x.seen !== "flat") return own;
    return add("Flatten", `${x.layer}.flat`, [own], {}, { shape: [sizeOf(x.stored)] });
  }

  /** Stored with the axis that ONNX has first, which is that of channels, last. */
  function channelsLast(x: Value): Value {
    if (x.seen === "pixel") return asPixel(x);
    if (x.seen === "flat") return settled(x);
    const [channels, ...rest] = x.axes;
    return moved(x, [...rest, channels], [rest.length, ...rest.map((_, i) => i)]);
  }

  return { layers, add, settled, channelsLast, reshaped: rename };
}

/** Whether numbers stay where they are when axes are put into this order. */
function keepsOrder(shape: readonly number[], order: readonly number[]): boolean {
  const long = order.filter((axis) => shape[axis] > 1);
  return long.every((axis, i) => i === 0 || long[i - 1] < axis);
}
