import { apply, type Tensor } from "../tensor.ts";
import { unaryOperation } from "../unary.ts";

/** −1 or 1; zeros and NaN stay. */
export const signOperation = unaryOperation<null>({
  name: "sign",
  of: (x) => Math.sign(x),
  gradient: () => null,
});

export function sign(x: Tensor): Tensor {
  return apply(signOperation, [x], null);
}
