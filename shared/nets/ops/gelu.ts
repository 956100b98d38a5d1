import { type Arithmetic, apply, type Tensor } from "../tensor.ts";
import { slopeOperation, unaryOperation } from "../unary.ts";
import { exp } from "./exp.ts";
import { multiply } from "./multiply.ts";
import { negate, scale } from "./scale.ts";
import { shift } from "./shift.ts";
import { square } from "./square.ts";

/** 1/√(2π). */
const DENSITY = 0.3989422804014327;

const cumulative = (x: number, { round, erf }: Arithmetic) =>
  round(0.5 * round(1 + erf(round(x * round(Math.SQRT1_2)))));

/** x Φ(x), Φ the normal distribution function by erf (Hendrycks & Gimpel 2016, the exact form). */
export const geluOperation = unaryOperation<null>({
  name: "gelu",
  of: (x, arithmetic) => arithmetic.round(x * cumulative(x, arithmetic)),
  gradient: ({ inputs: [x] }, dy) => slope(dy, x),
});

/** dy · (Φ(x) + x φ(x)), φ the density. */
export const geluSlopeOperation = slopeOperation<null>({
  name: "geluSlope",
  of: (dy, x, arithmetic) => {
    const { round, exp } = arithmetic;
    const bell = round(round(DENSITY) * exp(round(round(x * x) * -0.5)));
    return round(dy * round(cumulative(x, arithmetic) + round(x * bell)));
  },
  byArgument: (dy, x, g) => {
    // φ (2 − x²)
    const squared = square(x);
    const bell = scale(exp(scale(squared, -0.5)), DENSITY);
    return multiply(multiply(g, dy), multiply(bell, shift(negate(squared), 2)));
  },
});

export function gelu(x: Tensor): Tensor {
  return apply(geluOperation, [x], null);
}

function slope(dy: Tensor, x: Tensor): Tensor {
  return apply(geluSlopeOperation, [dy, x], null);
}
