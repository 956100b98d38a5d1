import { apply, type Tensor } from "../tensor.ts";
import { above, atLeast } from "./compare.ts";
import { multiply } from "./multiply.ts";
import { pairwiseOperation } from "./pairwise.ts";
import { sumTo } from "./sum.ts";

const orNaN = (a: number, b: number) => (Number.isNaN(a) ? a : b);

/** The larger, the first where both are equal (−0 and 0 too), to which the derivative goes as well; NaN where one is. */
export const maximumOperation = pairwiseOperation(
  "maximum",
  (a, b) => (a >= b ? a : orNaN(a, b)),
  ({ inputs: [a, b] }, dy) => [sumTo(multiply(dy, atLeast(a, b)), a), sumTo(multiply(dy, above(b, a)), b)],
);

/** The smaller, the first where both are equal; NaN where one is. */
export const minimumOperation = pairwiseOperation(
  "minimum",
  (a, b) => (a <= b ? a : orNaN(a, b)),
  ({ inputs: [a, b] }, dy) => [sumTo(multiply(dy, atLeast(b, a)), a), sumTo(multiply(dy, above(a, b)), b)],
);

export function maximum(a: Tensor, b: Tensor): Tensor {
  return apply(maximumOperation, [a, b], null);
}

export function minimum(a: Tensor, b: Tensor): Tensor {
  return apply(minimumOperation, [a, b], null);
}
