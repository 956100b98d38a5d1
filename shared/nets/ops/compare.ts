import { apply, type Tensor } from "../tensor.ts";
import { pairwiseOperation } from "./pairwise.ts";

/** 1 where a ≥ b, 0 elsewhere, and where one is NaN. */
export const atLeastOperation = pairwiseOperation(
  "atLeast",
  (a, b) => (a >= b ? 1 : 0),
  () => [null, null],
);

/** 1 where a > b, 0 elsewhere, and where one is NaN. */
export const aboveOperation = pairwiseOperation(
  "above",
  (a, b) => (a > b ? 1 : 0),
  () => [null, null],
);

export function atLeast(a: Tensor, b: Tensor): Tensor {
  return apply(atLeastOperation, [a, b], null);
}

export function above(a: Tensor, b: Tensor): Tensor {
  return apply(aboveOperation, [a, b], null);
}
