/** What in an ONNX graph is known beforehand: the tensors that it brings, and sizes that are computed from shapes, as PyTorch writes them for `view`. */
import type { OnnxNode, OnnxTensor } from "./model.ts";

/** Stands for the number of samples among sizes. */
export const SAMPLES = Number.NaN;

export interface Constant {
  readonly kind: "constant";
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

export const constantOf = ({ shape, values }: Pick<OnnxTensor, "shape" | "values">): Constant => ({
  kind: "constant",
  shape,
  values,
});

const row = (values: readonly number[]): Constant => ({ kind: "constant", shape: [values.length], values });

/** Lists of sizes are short; larger tensors are not computed with. */
const MOST = 64;

/** The value of a node of whose inputs all are known; undefined for any other operation. */
export function computed(node: OnnxNode, inputs: readonly Constant[]): Constant | undefined {
  const [first] = inputs;
  if (node.op === "Constant") return literal(node);
  if (!first || inputs.some(({ values }) => values.length > MOST)) return node.op === "Identity" ? first : undefined;
  const values = Array.from(first.values);
  switch (node.op) {
    case "Identity":
    case "Cast":
      return first;
    case "Concat":
      return inputs.every(({ shape }) => shape.length === 1)
        ? row(inputs.flatMap((one) => Array.from(one.values)))
        : undefined;
    case "Unsqueeze":
      return first.shape.length === 0 ? row(values) : undefined;
    case "Squeeze":
      return values.length === 1 ? { kind: "constant", shape: [], values } : undefined;
    case "Gather":
      return gathered(first, inputs[1], node.attributes.axis?.i ?? 0);
    default:
      return undefined;
  }
}

function literal({
  attributes: { value, value_float, value_floats, value_int, value_ints },
}: OnnxNode): Constant | undefined {
  if (value?.t) return constantOf(value.t);
  const one = value_float?.f ?? value_int?.i;
  if (one !== undefined) return { kind: "constant", shape: [], values: [one] };
  const list = value_floats?.floats ?? value_ints?.ints;
  return list && row(list);
}

function gathered(from: Constant, at: Constant | undefined, axis: number): Constant | undefined {
  if (!at || axis !== 0 || from.shape.length !== 1) return undefined;
  const values = Array.from(at.values, (i) => from.values[i < 0 ? i + from.values.length : i]);
  return values.every((value) => value !== undefined) ? { kind: "constant", shape: at.shape, values } : undefined;
}
