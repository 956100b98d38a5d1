import { apply, type Tensor } from "../tensor.ts";
import { slopeOperation, unaryOperation } from "../unary.ts";
import { multiply } from "./multiply.ts";
import { scale } from "./scale.ts";
import { shift } from "./shift.ts";
import { sigmoid, sigmoidSlope } from "./sigmoid.ts";

/** x σ(x), also called swish (Elfwing, Uchibe & Doya 2018). */
export const siluOperation = unaryOperation<null>({
  name: "silu",
  of: (x, { round, sigmoid }) => round(x * sigmoid(x)),
  gradient: ({ inputs: [x] }, dy) => slope(dy, x),
});

/** dy · σ (1 + x (1 − σ)), σ = σ(x). */
export const siluSlopeOperation = slopeOperation<null>({
  name: "siluSlope",
  of: (dy, x, { round, sigmoid }) => {
    const s = sigmoid(x);
    return round(dy * round(s * round(1 + round(x * round(1 - s)))));
  },
  byArgument: (dy, x, g) => {
    // σ (1 − σ) (2 + x (1 − 2 σ))
    const s = sigmoid(x);
    return multiply(sigmoidSlope(multiply(g, dy), s), shift(multiply(x, shift(scale(s, -2), 1)), 2));
  },
});

export function silu(x: Tensor): Tensor {
  return apply(siluOperation, [x], null);
}

function slope(dy: Tensor, x: Tensor): Tensor {
  return apply(siluSlopeOperation, [dy, x], null);
}
