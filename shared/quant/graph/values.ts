/** What the values of a graph are, as far as its head says: the shape of each, and what its codes stand for. */
import { type Windows, windowsOf } from "../../nets/ops/windows.ts";
import { sizeOf, told } from "../../nets/tensor.ts";
import { type Code, type GraphHead, INPUT, type NodeHead, TOP_7 } from "./head.ts";
import { movedSize } from "./moves.ts";

/** Of one row, row-major: [numbers], [rows, width], or [height, width, channels]. */
export interface Value {
  readonly shape: readonly number[];
  readonly code: Code;
  /** Of the input, where it holds numbers of things: how many there are. */
  readonly things?: number;
}

/** Of the states of recurrent steps: 64 · h + 64, in all graphs. */
export const STATE_CODE: Code = { scale: 1 / 64, zero: 64, top: TOP_7 };

/** Most numbers of one value, and of all values of a row together. */
const LARGEST_VALUE = 2 ** 20;
const LARGEST_SUM = 2 ** 22;

/** Numbers whose squares a layer normalisation can sum exactly, and whose exponentials a softmax can sum in 32 bits. */
const LARGEST_NORM = 4096;
const LARGEST_SOFTMAX = 8192;

/** Values by name, in the order in which they come about. Throws a RangeError that names the node whose inputs are unknown, later, or do not fit. */
export function valuesOf(head: GraphHead): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>([[INPUT, inputOf(head)]]);
  checkSize("input", head.input.shape);
  let sum = sizeOf(head.input.shape);
  for (const node of head.nodes) {
    if (values.has(node.name))
      throw new RangeError(`node ${node.name}: its name is taken (must differ from all others)`);
    const inputs = node.inputs.map((name) => {
      const found = values.get(name);
      if (!found) throw new RangeError(`node ${node.name} takes ${name} (must be "${INPUT}" or a node before it)`);
      return found;
    });
    const value = inNode(node.name, () => {
      if (node.op !== "embedding" && inputs.some(({ things }) => things !== undefined))
        throw new RangeError("inputs that are numbers of things (must go through an embedding)");
      return valueAfter(node, inputs);
    });
    checkSize(`node ${node.name}`, value.shape);
    sum += sizeOf(value.shape);
    if (sum > LARGEST_SUM) throw new RangeError(`values of ${sum} numbers in all (must be at most ${LARGEST_SUM})`);
    values.set(node.name, value);
  }
  for (const name of head.outputs) codesOf(values, name);
  checkClasses(head, values);
  checkText(head, values);
  return values;
}

/** Signs are numbered by the input, and the first output has a logit for each. */
function checkText({ text, classes, input, outputs, nodes }: GraphHead, values: ReadonlyMap<string, Value>): void {
  if (!text) return;
  const count = Array.from(text.signs).length;
  if (input.things !== count || told(input.shape) !== told([1]))
    throw new RangeError(
      `signs: ${count} for an input of ${input.things ?? 0} things (must be one number of ${count})`,
    );
  const [name] = outputs;
  const { shape } = valueNamed(values, name);
  if (told(shape) !== told([count]) || nodes.find((node) => node.name === name)?.op === "softmax" || classes)
    throw new RangeError(
      `signs: ${count} for ${name} of shape ${told(shape)} (must be ${count} logits, without classes)`,
    );
}

/** Names belong to odds: one for each, all different. */
function checkClasses({ classes, outputs, nodes }: GraphHead, values: ReadonlyMap<string, Value>): void {
  if (!classes) return;
  const [name] = outputs;
  if (nodes.find((node) => node.name === name)?.op !== "softmax")
    throw new RangeError(`names of classes for ${name} (must be a softmax)`);
  const odds = sizeOf(valueNamed(values, name).shape);
  if (classes.length !== odds)
    throw new RangeError(`${classes.length} names of classes (must be ${odds}, one for each of ${name})`);
  const twice = classes.find((one, at) => classes.indexOf(one) !== at);
  if (twice !== undefined) throw new RangeError(`two classes called ${twice} (must differ)`);
}

function inputOf({ input: { shape, code, things } }: GraphHead): Value {
  return { shape, code, ...(things !== undefined && { things }) };
}

/** The value of a name. Throws a RangeError for one that is unknown. */
export function valueNamed(values: ReadonlyMap<string, Value>, name: string): Value {
  const value = values.get(name);
  if (!value)
    throw new RangeError(`unknown value ${name} (must be one of ${[...values.keys()].join(", ").slice(0, 400)})`);
  return value;
}

/** The same of values that can be asked for: not numbers of things. */
export function codesOf(values: ReadonlyMap<string, Value>, name: string): Value {
  const value = valueNamed(values, name);
  if (value.things !== undefined) throw new RangeError(`value ${name} has numbers of things (must be that of a node)`);
  return value;
}

function checkSize(what: string, shape: readonly number[]): void {
  if (sizeOf(shape) > LARGEST_VALUE)
    throw new RangeError(`${what} has ${sizeOf(shape)} numbers (must be at most ${LARGEST_VALUE})`);
}

function inNode<T>(name: string, find: () => T): T {
  try {
    return find();
  } catch (error) {
    throw error instanceof RangeError ? new RangeError(`node ${name}: ${error.message}`) : error;
  }
}

function valueAfter(node: NodeHead, [x, other, third]: readonly Value[]): Value {
  switch (node.op) {
    case "dense":
      return { shape: [vectorOf(x) && node.units], code: productOf(node.code, x) };
    case "conv2d":
      return { shape: [...windowsAt(node, x.shape).out, node.filters], code: productOf(node.code, x) };
    case "depthwise2d":
      return { shape: [...windowsAt(node, x.shape).out, x.shape[2]], code: productOf(node.code, x) };
    case "maxPool2d":
    case "averagePool2d":
      return { shape: [...windowsAt(node, x.shape).out, x.shape[2]], code: x.code };
    case "globalMaxPool2d":
    case "globalAveragePool2d":
      return { shape: [pictureOf(x.shape)[2]], code: x.code };
    case "upsample2d":
    case "spread2d":
    case "pad2d":
    case "crop2d":
      return { shape: [...movedSize(node, pictureOf(x.shape)), x.shape[2]], code: x.code };
    case "layerNorm":
      checkRow(x, LARGEST_NORM);
      return { shape: x.shape, code: node.code };
    case "reshape":
      if (sizeOf(node.shape) !== sizeOf(x.shape))
        throw new RangeError(`shape ${told(node.shape)} of ${told(x.shape)} (must have ${sizeOf(x.shape)} numbers)`);
      return { shape: node.shape, code: x.code };
    case "lookup":
      return { shape: x.shape, code: node.code };
    case "add":
      if (told(x.shape) !== told(other.shape))
        throw new RangeError(`inputs of shapes ${told(x.shape)} and ${told(other.shape)} (must be equal)`);
      return { shape: x.shape, code: node.code };
    case "softmax":
      checkRow(x, LARGEST_SOFTMAX);
      return { shape: x.shape, code: { scale: 1 / node.top, zero: 0, top: node.top } };
    case "embedding":
      if (x.things === undefined) throw new RangeError("inputs that are codes (must be numbers of things)");
      return {
        shape: x.shape[0] === 1 && x.shape.length === 1 ? [node.units] : [...x.shape, node.units],
        code: node.code,
      };
    case "place":
      return { shape: [node.units], code: node.code };
    case "gru":
    case "lstm":
      return { shape: [vectorOf(x) && node.units], code: productOf(STATE_CODE, x) };
    case "attention": {
      const [width] = [x, other, third].map(vectorOf);
      if (vectorOf(other) !== width || vectorOf(third) !== width || width % node.heads !== 0)
        throw new RangeError(
          `queries, keys and values of ${[x, other, third].map(vectorOf).join(", ")} numbers (must be equal, a multiple of ${node.heads} heads)`,
        );
      for (const value of [x, other, third]) productOf(value.code, value);
      return { shape: x.shape, code: third.code };
    }
    default:
      return node satisfies never;
  }
}

function checkRow({ shape }: Value, most: number): void {
  const width = shape[shape.length - 1];
  if (width > most) throw new RangeError(`rows of ${width} numbers (must be at most ${most})`);
}

function vectorOf({ shape }: Value): number {
  if (shape.length !== 1) throw new RangeError(`inputs of shape ${told(shape)} (must have one axis: reshape first)`);
  return shape[0];
}

function productOf(code: Code, x: Value): Code {
  if (x.code.top !== TOP_7) throw new RangeError(`inputs of 8 bits (must be of 7: top ${TOP_7})`);
  return code;
}

function pictureOf(shape: readonly number[]): readonly [number, number, number] {
  const [height, width, channels] = shape;
  if (shape.length !== 3) throw new RangeError(`inputs of shape ${told(shape)} (must be height × width × channels)`);
  return [height, width, channels];
}

export type WindowNode = NodeHead & { readonly op: "conv2d" | "depthwise2d" | "maxPool2d" | "averagePool2d" };

/** The windows of a node over pictures of that shape. Throws a RangeError where none fits. */
export function windowsAt({ op, kernel, stride, padding }: WindowNode, shape: readonly number[]): Windows {
  return windowsOf(op, [1, ...pictureOf(shape)], kernel, { stride, padding });
}

/** Rows and columns of a picture with the border that its windows reach into. */
export function borderedSize({
  height,
  width,
  kernel,
  stride,
  before,
  out,
}: Windows): readonly [rows: number, columns: number] {
  const side = (axis: 0 | 1, length: number) =>
    Math.max((out[axis] - 1) * stride[axis] + kernel[axis], before[axis] + length);
  return [side(0, height), side(1, width)];
}
