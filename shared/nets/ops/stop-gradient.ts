import { apply, type Operation, type Tensor } from "../tensor.ts";

/** The same numbers, through which no derivative passes: what depends on them takes them for given. */
export const stopGradientOperation: Operation<null> = {
  name: "stopGradient",
  shape: ([x]) => x,
  gradient: () => [null],
  alias: true,
};

export function stopGradient(x: Tensor): Tensor {
  return apply(stopGradientOperation, [x], null);
}
