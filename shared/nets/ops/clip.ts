import { apply, type Tensor } from "../tensor.ts";
import { slopeOperation, unaryOperation } from "../unary.ts";

interface Bounds {
  readonly low: number;
  readonly high: number;
}

const constants = ({ low, high }: Bounds) => [low, high] as const;

/** The nearest number between low and high; NaN stays. */
export const clipOperation = unaryOperation<Bounds>({
  name: "clip",
  constants,
  of: (x, _, low, high) => Math.min(Math.max(x, low), high),
  gradient: ({ inputs: [x] }, dy, bounds) => apply(clipSlopeOperation, [dy, x], bounds),
});

/** dy where x is not out of bounds, 0 elsewhere. */
export const clipSlopeOperation = slopeOperation<Bounds>({
  name: "clipSlope",
  constants,
  of: (dy, x, _, low, high) => (x < low || x > high ? 0 : dy),
  byArgument: () => null,
});

/** Throws a RangeError unless low ≤ high. */
export function clip(x: Tensor, low: number, high: number): Tensor {
  if (!(low <= high)) throw new RangeError(`clip between ${low} and ${high} (must not decrease)`);
  return apply(clipOperation, [x], { low, high });
}
