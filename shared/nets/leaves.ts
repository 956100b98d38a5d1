/** Where formulas begin: what is fed in, what is learnt, constants. */
import { apply, type Operation, type Shape, type Tensor } from "./tensor.ts";

export interface InputAttributes {
  readonly name: string;
  readonly shape: Shape;
  readonly perSample: number;
}

export const inputOperation: Operation<InputAttributes> = {
  name: "input",
  shape: (_, { shape }) => shape,
  perSample: (_, { perSample }) => perSample,
};

/** Samples: the first axis has one entry for each. */
export function input(name: string, shape: Shape): Tensor {
  return apply(inputOperation, [], { name, shape, perSample: 1 });
}

/** Numbers that are fed in and do not go by samples. */
export function feed(name: string, shape: Shape): Tensor {
  return apply(inputOperation, [], { name, shape, perSample: 0 });
}

/**
 * How a parameter begins: every number the same; the same within each of so many equal parts of it; uniform in ±bound; normal with this standard
 * deviation.
 */
export type Initial =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "parts"; readonly values: readonly number[] }
  | { readonly kind: "uniform"; readonly bound: number }
  | { readonly kind: "normal"; readonly deviation: number };

export interface ParameterAttributes {
  readonly name: string;
  readonly shape: Shape;
  readonly initial: Initial;
  /** Not learnt by gradient: moving averages. */
  readonly fixed: boolean;
}

export const parameterOperation: Operation<ParameterAttributes> = {
  name: "parameter",
  shape: (_, { shape }) => shape,
  perSample: () => 0,
};

export function parameter(name: string, shape: Shape, initial: Initial): Tensor {
  return apply(parameterOperation, [], { name, shape, initial, fixed: false });
}

/** State of the net that is stored with its parameters and not learnt by gradient, such as a moving average. */
export function statistic(name: string, shape: Shape, value: number): Tensor {
  return apply(parameterOperation, [], { name, shape, initial: { kind: "constant", value }, fixed: true });
}

export interface ConstantAttributes {
  readonly value: number;
  readonly shape: Shape;
  readonly perSample: number;
}

export const constantOperation: Operation<ConstantAttributes> = {
  name: "constant",
  shape: (_, { shape }) => shape,
  perSample: (_, { perSample }) => perSample,
  scalar: ({ y, attributes: { value } }) => void y.fill(value),
};

/** The same number everywhere; written once, when the net is laid out. `like`: shape and samples of another tensor. */
export function constant(
  value: number,
  like: Pick<Tensor, "shape" | "perSample"> = { shape: [], perSample: 0 },
): Tensor {
  const { shape, perSample } = like;
  return apply(constantOperation, [], { value: Math.fround(value), shape, perSample });
}

/** Narrowed to a parameter, or undefined. */
export function asParameter(tensor: Tensor): ParameterAttributes | undefined {
  return tensor.operation === (parameterOperation as Operation)
    ? (tensor.attributes as ParameterAttributes)
    : undefined;
}

export function asInput(tensor: Tensor): InputAttributes | undefined {
  return tensor.operation === (inputOperation as Operation) ? (tensor.attributes as InputAttributes) : undefined;
}

export function asConstant(tensor: Tensor): ConstantAttributes | undefined {
  return tensor.operation === (constantOperation as Operation) ? (tensor.attributes as ConstantAttributes) : undefined;
}
