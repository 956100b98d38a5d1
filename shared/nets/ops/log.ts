import { apply, type Tensor } from "../tensor.ts";
import { unaryOperation } from "../unary.ts";
import { divide } from "./divide.ts";

/** Natural logarithm; of a negative number NaN. */
export const logOperation = unaryOperation<null>({
  name: "log",
  of: (x, { log }) => log(x),
  gradient: ({ inputs: [x] }, dy) => divide(dy, x),
});

export function log(x: Tensor): Tensor {
  return apply(logOperation, [x], null);
}
