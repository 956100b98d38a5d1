import { apply, type Tensor } from "../tensor.ts";
import { pairwiseOperation } from "./pairwise.ts";
import { sumTo } from "./sum.ts";

/** y = a + b, brought to a common shape. */
export const addOperation = pairwiseOperation(
  "add",
  (a, b, round) => round(a + b),
  ({ inputs: [a, b] }, dy) => [sumTo(dy, a), sumTo(dy, b)],
);

export function add(a: Tensor, b: Tensor): Tensor {
  return apply(addOperation, [a, b], null);
}
