import { apply, type Tensor } from "../tensor.ts";
import { unaryOperation } from "../unary.ts";
import { multiply } from "./multiply.ts";
import { sign } from "./sign.ts";

/** y = |x|; the derivative at 0 is 0. */
export const absOperation = unaryOperation<null>({
  name: "abs",
  of: (x) => Math.abs(x),
  gradient: ({ inputs: [x] }, dy) => multiply(dy, sign(x)),
});

export function abs(x: Tensor): Tensor {
  return apply(absOperation, [x], null);
}
