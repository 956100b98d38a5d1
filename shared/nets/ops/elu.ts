import { SELU } from "../conventions.ts";
import { constant } from "../leaves.ts";
import { apply, type Tensor } from "../tensor.ts";
import { slopeOperation, unaryOperation } from "../unary.ts";
import { atLeast } from "./compare.ts";
import { multiply } from "./multiply.ts";

interface EluAttributes {
  readonly above: number;
  readonly below: number;
}

const constants = ({ above, below }: EluAttributes) => [above, below] as const;

/** above · x where x is positive, else below · (e^x − 1). */
export const eluOperation = unaryOperation<EluAttributes>({
  name: "elu",
  constants,
  of: (x, { round, expm1 }, above, below) => (x > 0 ? round(x * above) : round(expm1(x) * below)),
  gradient: (y, dy, attributes) => apply(eluSlopeOperation, [dy, y], attributes),
});

/** dy · above where y is positive, else dy · (y + below). */
export const eluSlopeOperation = slopeOperation<EluAttributes>({
  name: "eluSlope",
  constants,
  of: (dy, y, { round }, above, below) => round(dy * (y > 0 ? above : round(y + below))),
  byArgument: (dy, y, g) => multiply(multiply(g, dy), atLeast(constant(0), y)),
});

/** Clevert, Unterthiner & Hochreiter 2016, α = 1. */
export function elu(x: Tensor): Tensor {
  return apply(eluOperation, [x], { above: 1, below: 1 });
}

/** Klambauer et al. 2017. */
export function selu(x: Tensor): Tensor {
  return apply(eluOperation, [x], { above: SELU.lambda, below: SELU.lambda * SELU.alpha });
}
