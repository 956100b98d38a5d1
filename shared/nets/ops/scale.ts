import { apply, type Tensor } from "../tensor.ts";
import { unaryOperation } from "../unary.ts";

/** y = factor · x. */
export const scaleOperation = unaryOperation<{ readonly factor: number }>({
  name: "scale",
  constants: ({ factor }) => [factor, 0],
  of: (x, { round }, factor) => round(x * factor),
  gradient: (_, dy, { factor }) => scale(dy, factor),
});

/** Rounded to float32, the factor too. */
export function scale(x: Tensor, factor: number): Tensor {
  return apply(scaleOperation, [x], { factor });
}

export function negate(x: Tensor): Tensor {
  return scale(x, -1);
}
