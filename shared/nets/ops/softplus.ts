import { apply, type Tensor } from "../tensor.ts";
import { slopeOperation, unaryOperation } from "../unary.ts";
import { multiply } from "./multiply.ts";
import { sigmoid, sigmoidSlope } from "./sigmoid.ts";

/** y = log(1 + e^x). */
export const softplusOperation = unaryOperation<null>({
  name: "softplus",
  of: (x, { softplus }) => softplus(x),
  gradient: ({ inputs: [x] }, dy) => slope(dy, x),
});

/** dy · σ(x). */
export const softplusSlopeOperation = slopeOperation<null>({
  name: "softplusSlope",
  of: (dy, x, { round, sigmoid }) => round(dy * sigmoid(x)),
  byArgument: (dy, x, g) => sigmoidSlope(multiply(g, dy), sigmoid(x)),
});

export function softplus(x: Tensor): Tensor {
  return apply(softplusOperation, [x], null);
}

function slope(dy: Tensor, x: Tensor): Tensor {
  return apply(softplusSlopeOperation, [dy, x], null);
}
