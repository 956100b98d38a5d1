import { apply, type Tensor } from "../tensor.ts";
import { slopeOperation, unaryOperation } from "../unary.ts";

interface Leak {
  readonly leak: number;
}

const constants = ({ leak }: Leak) => [leak, 0] as const;

/** x where it is positive, else leak · x. */
export const leakyReluOperation = unaryOperation<Leak>({
  name: "leakyRelu",
  constants,
  of: (x, { round }, leak) => (x > 0 ? x : round(x * leak)),
  gradient: (y, dy, leak) => apply(leakyReluSlopeOperation, [dy, y], leak),
});

/** dy where y is positive, else leak · dy. */
export const leakyReluSlopeOperation = slopeOperation<Leak>({
  name: "leakyReluSlope",
  constants,
  of: (dy, y, { round }, leak) => (y > 0 ? dy : round(dy * leak)),
  byArgument: () => null,
});

/** Maas, Hannun & Ng 2013. Throws a RangeError for a negative leak: its derivative could not be told from the result. */
export function leakyRelu(x: Tensor, leak = 0.01): Tensor {
  if (!(leak >= 0)) throw new RangeError(`leak of a leaky ReLU: ${leak} (must be ≥ 0)`);
  return apply(leakyReluOperation, [x], { leak });
}
