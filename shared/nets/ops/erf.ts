import { apply, type Tensor } from "../tensor.ts";
import { unaryOperation } from "../unary.ts";
import { exp } from "./exp.ts";
import { multiply } from "./multiply.ts";
import { negate, scale } from "./scale.ts";
import { square } from "./square.ts";

const TWO_OVER_ROOT_PI = 1.1283791670955126;

/** The error function. */
export const erfOperation = unaryOperation<null>({
  name: "erf",
  of: (x, { erf }) => erf(x),
  gradient: ({ inputs: [x] }, dy) => multiply(dy, scale(exp(negate(square(x))), TWO_OVER_ROOT_PI)),
});

export function erf(x: Tensor): Tensor {
  return apply(erfOperation, [x], null);
}
