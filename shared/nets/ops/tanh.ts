import { apply, type Tensor } from "../tensor.ts";
import { slopeOperation, unaryOperation } from "../unary.ts";
import { multiply } from "./multiply.ts";
import { scale } from "./scale.ts";

/** y = tanh x. */
export const tanhOperation = unaryOperation<null>({
  name: "tanh",
  of: (x, { tanh }) => tanh(x),
  gradient: (y, dy) => slope(dy, y),
});

/** dy · (1 − y²). */
export const tanhSlopeOperation = slopeOperation<null>({
  name: "tanhSlope",
  of: (dy, y, { round }) => round(dy * round(1 - round(y * y))),
  byArgument: (dy, y, g) => multiply(multiply(g, dy), scale(y, -2)),
});

export function tanh(x: Tensor): Tensor {
  return apply(tanhOperation, [x], null);
}

function slope(dy: Tensor, y: Tensor): Tensor {
  return apply(tanhSlopeOperation, [dy, y], null);
}
