import { apply, type Tensor } from "../tensor.ts";
import { unaryOperation } from "../unary.ts";

/** y = x + term. */
export const shiftOperation = unaryOperation<{ readonly term: number }>({
  name: "shift",
  constants: ({ term }) => [term, 0],
  of: (x, { round }, term) => round(x + term),
  gradient: (_, dy) => dy,
});

/** Rounded to float32, the term too. */
export function shift(x: Tensor, term: number): Tensor {
  return apply(shiftOperation, [x], { term });
}
