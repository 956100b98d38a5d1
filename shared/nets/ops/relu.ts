import { apply, type Tensor } from "../tensor.ts";
import { slopeOperation, unaryOperation } from "../unary.ts";

/** x where it is positive, else 0; NaN stays. */
export const reluOperation = unaryOperation<null>({
  name: "relu",
  of: (x) => Math.max(x, 0),
  gradient: (y, dy) => slope(dy, y),
});

/** dy where y is positive (or NaN), else 0. */
export const reluSlopeOperation = slopeOperation<null>({
  name: "reluSlope",
  of: (dy, y) => (y <= 0 ? 0 : dy),
  byArgument: () => null,
});

export function relu(x: Tensor): Tensor {
  return apply(reluOperation, [x], null);
}

function slope(dy: Tensor, y: Tensor): Tensor {
  return apply(reluSlopeOperation, [dy, y], null);
}
