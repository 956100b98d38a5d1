import { apply, type Tensor } from "../tensor.ts";
import { unaryOperation } from "../unary.ts";
import { multiply } from "./multiply.ts";

/** y = e^x. */
export const expOperation = unaryOperation<null>({
  name: "exp",
  of: (x, { exp }) => exp(x),
  gradient: (y, dy) => multiply(dy, y),
});

export function exp(x: Tensor): Tensor {
  return apply(expOperation, [x], null);
}
