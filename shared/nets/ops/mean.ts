import type { Tensor } from "../tensor.ts";
import { scale } from "./scale.ts";
import { sumAxis } from "./sum.ts";

/** Over one axis, counted from the end where it is negative. */
export function meanAxis(x: Tensor, axis: number): Tensor {
  const extent = x.shape[axis < 0 ? axis + x.shape.length : axis];
  return scale(sumAxis(x, axis), 1 / extent);
}
