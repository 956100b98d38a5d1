import { apply, type Tensor } from "../tensor.ts";
import { pairwiseOperation } from "./pairwise.ts";
import { negate } from "./scale.ts";
import { sumTo } from "./sum.ts";

/** y = a − b, brought to a common shape. */
export const subtractOperation = pairwiseOperation(
  "subtract",
  (a, b, round) => round(a - b),
  ({ inputs: [a, b] }, dy) => [sumTo(dy, a), sumTo(negate(dy), b)],
);

export function subtract(a: Tensor, b: Tensor): Tensor {
  return apply(subtractOperation, [a, b], null);
}
