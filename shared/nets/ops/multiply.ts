import { apply, type Tensor } from "../tensor.ts";
import { pairwiseOperation } from "./pairwise.ts";
import { sumTo } from "./sum.ts";

/** y = a · b element by element, brought to a common shape. */
export const multiplyOperation = pairwiseOperation(
  "multiply",
  (a, b, round) => round(a * b),
  ({ inputs: [a, b] }, dy) => [sumTo(multiply(dy, b), a), sumTo(multiply(dy, a), b)],
);

export function multiply(a: Tensor, b: Tensor): Tensor {
  return apply(multiplyOperation, [a, b], null);
}
