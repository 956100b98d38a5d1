import { apply, type Tensor } from "../tensor.ts";
import { multiply } from "./multiply.ts";
import { pairwiseOperation } from "./pairwise.ts";
import { negate } from "./scale.ts";
import { sumTo } from "./sum.ts";

/** y = a / b, brought to a common shape. */
export const divideOperation = pairwiseOperation(
  "divide",
  (a, b, round) => round(a / b),
  (y, dy) => {
    const [a, b] = y.inputs;
    const byA = divide(dy, b);
    return [sumTo(byA, a), sumTo(negate(multiply(byA, y)), b)];
  },
);

export function divide(a: Tensor, b: Tensor): Tensor {
  return apply(divideOperation, [a, b], null);
}
