/**
 * Operations on each number of a tensor, and the slopes of activations: what comes back, times the derivative at the activation's argument or result.
 * What is common to them; each says its formula, once for the reference, and its derivative in a file of its own.
 */
import { type Arithmetic, apply, type Operation, sameShape, sizeOf, type Tensor, told } from "./tensor.ts";
import { SLOPES, UNARY } from "./unary-codes.ts";

/** Two numbers that a function depends on, by its attributes; zeros where it depends on none. */
type Constants<A> = (attributes: A) => readonly [a: number, b: number];

interface UnaryFormula<A> {
  readonly name: (typeof UNARY)[number];
  readonly constants?: Constants<A>;
  /** One number; every operation rounded, the constants already. */
  readonly of: (x: number, arithmetic: Arithmetic, a: number, b: number) => number;
  /** What comes back to the argument; null where it is zero. */
  readonly gradient: (y: Tensor, dy: Tensor, attributes: A) => Tensor | null;
}

export function unaryOperation<A>({ name, constants, of, gradient }: UnaryFormula<A>): Operation<A> {
  const code = UNARY.indexOf(name);
  return {
    name,
    shape: ([x]) => x,
    gradient: (y, dy) => [gradient(y, dy, y.attributes as A)],
    scalar({ x: [x], y, attributes }, arithmetic) {
      const [a, b] = (constants?.(attributes) ?? [0, 0]).map(arithmetic.round);
      for (let i = 0; i < y.length; i++) y[i] = of(x[i], arithmetic, a, b);
    },
    wasm(module, { x: [x], y, shape, attributes }) {
      const [a, b] = constants?.(attributes) ?? [0, 0];
      const n = sizeOf(shape);
      return () => module.unary(code, n, x, y, a, b);
    },
    inPlace: [0],
  };
}

interface SlopeFormula<A> {
  readonly name: (typeof SLOPES)[number];
  readonly constants?: Constants<A>;
  readonly of: (dy: number, x: number, arithmetic: Arithmetic, a: number, b: number) => number;
  /** What `g`, that comes back to the slope, gives to its second argument `x`; null where it is zero. */
  readonly byArgument: (dy: Tensor, x: Tensor, g: Tensor, attributes: A) => Tensor | null;
}

/** dy times a function of x, of the same shape. */
export function slopeOperation<A>({ name, constants, of, byArgument }: SlopeFormula<A>): Operation<A> {
  const code = SLOPES.indexOf(name);
  const operation: Operation<A> = {
    name,
    shape([dy, x]) {
      if (!sameShape(dy, x)) throw new RangeError(`${name} of shapes ${told(dy)} and ${told(x)} (must be equal)`);
      return dy;
    },
    gradient({ inputs: [dy, x], attributes }, g) {
      const own = attributes as A;
      return [apply(operation, [g, x], own), byArgument(dy, x, g, own)];
    },
    scalar({ x: [dy, x], y, attributes }, arithmetic) {
      const [a, b] = (constants?.(attributes) ?? [0, 0]).map(arithmetic.round);
      for (let i = 0; i < y.length; i++) y[i] = of(dy[i], x[i], arithmetic, a, b);
    },
    wasm(module, { x: [dy, x], y, shape, attributes }) {
      const [a, b] = constants?.(attributes) ?? [0, 0];
      const n = sizeOf(shape);
      return () => module.slope(code, n, dy, x, y, a, b);
    },
    inPlace: [0, 1],
  };
  return operation;
}
