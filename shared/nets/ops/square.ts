import { apply, type Tensor } from "../tensor.ts";
import { unaryOperation } from "../unary.ts";
import { multiply } from "./multiply.ts";
import { scale } from "./scale.ts";

/** y = x². */
export const squareOperation = unaryOperation<null>({
  name: "square",
  of: (x, { round }) => round(x * x),
  gradient: ({ inputs: [x] }, dy) => multiply(dy, scale(x, 2)),
});

export function square(x: Tensor): Tensor {
  return apply(squareOperation, [x], null);
}
