import { apply, type Tensor } from "../tensor.ts";
import { slopeOperation, unaryOperation } from "../unary.ts";
import { multiply } from "./multiply.ts";
import { scale } from "./scale.ts";
import { shift } from "./shift.ts";

/** y = 1 / (1 + e^−x). */
export const sigmoidOperation = unaryOperation<null>({
  name: "sigmoid",
  of: (x, { sigmoid }) => sigmoid(x),
  gradient: (y, dy) => sigmoidSlope(dy, y),
});

/** dy · y (1 − y). */
export const sigmoidSlopeOperation = slopeOperation<null>({
  name: "sigmoidSlope",
  of: (dy, y, { round }) => round(dy * round(y * round(1 - y))),
  byArgument: (dy, y, g) => multiply(multiply(g, dy), shift(scale(y, -2), 1)),
});

export function sigmoid(x: Tensor): Tensor {
  return apply(sigmoidOperation, [x], null);
}

/** `dy` times the derivative where the sigmoid is `y`. */
export function sigmoidSlope(dy: Tensor, y: Tensor): Tensor {
  return apply(sigmoidSlopeOperation, [dy, y], null);
}
