import { apply, type Tensor } from "../tensor.ts";
import { unaryOperation } from "../unary.ts";
import { divide } from "./divide.ts";
import { scale } from "./scale.ts";

/** y = √x; of a negative number NaN. */
export const sqrtOperation = unaryOperation<null>({
  name: "sqrt",
  of: (x, { round }) => round(Math.sqrt(x)),
  gradient: (y, dy) => divide(dy, scale(y, 2)),
});

export function sqrt(x: Tensor): Tensor {
  return apply(sqrtOperation, [x], null);
}
