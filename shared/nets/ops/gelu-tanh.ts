import { type Arithmetic, apply, type Tensor } from "../tensor.ts";
import { slopeOperation, unaryOperation } from "../unary.ts";
import { add } from "./add.ts";
import { multiply } from "./multiply.ts";
import { negate, scale } from "./scale.ts";
import { shift } from "./shift.ts";
import { square } from "./square.ts";
import { subtract } from "./subtract.ts";
import { tanh } from "./tanh.ts";

/** √(2/π). */
const ROOT = 0.7978845608028654;
const CUBE = 0.044715;

/** t = tanh(√(2/π) (x + 0.044715 x³)). */
function bend(x: number, { round, tanh }: Arithmetic): number {
  const inner = round(x * round(1 + round(round(CUBE) * round(x * x))));
  return tanh(round(round(ROOT) * inner));
}

/** ½ x (1 + t): the approximation of x Φ(x) of Hendrycks & Gimpel 2016. */
export const geluTanhOperation = unaryOperation<null>({
  name: "geluTanh",
  of: (x, arithmetic) => arithmetic.round(arithmetic.round(0.5 * x) * arithmetic.round(1 + bend(x, arithmetic))),
  gradient: ({ inputs: [x] }, dy) => apply(geluTanhSlopeOperation, [dy, x], null),
});

/** dy · ½ (1 + t + x (1 − t²) u′), u′ = √(2/π) (1 + 3 · 0.044715 x²). */
export const geluTanhSlopeOperation = slopeOperation<null>({
  name: "geluTanhSlope",
  of(dy, x, arithmetic) {
    const { round } = arithmetic;
    const t = bend(x, arithmetic);
    const inner = round(round(ROOT) * round(1 + round(round(3 * CUBE) * round(x * x))));
    const second = round(round(x * round(1 - round(t * t))) * inner);
    return round(dy * round(0.5 * round(round(1 + t) + second)));
  },
  byArgument(dy, x, g) {
    // (1 − t²) (u′ + ½ x u″ − x t u′²), u″ = 6 · 0.044715 √(2/π) x
    const squared = square(x);
    const t = tanh(scale(multiply(x, shift(scale(squared, CUBE), 1)), ROOT));
    const first = scale(shift(scale(squared, 3 * CUBE), 1), ROOT);
    const bent = add(first, scale(squared, 3 * CUBE * ROOT));
    const rest = subtract(bent, multiply(multiply(x, t), square(first)));
    return multiply(multiply(g, dy), multiply(shift(negate(square(t)), 1), rest));
  },
});

export function geluTanh(x: Tensor): Tensor {
  return apply(geluTanhOperation, [x], null);
}
