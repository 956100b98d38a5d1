/** Shapes of what goes by rows: a vector of each sample in, a number of each sample out. */
import { flatten, reshape } from "./ops/reshape.ts";
import { sumAxis } from "./ops/sum.ts";
import { type Shape, sameShape, type Tensor, told } from "./tensor.ts";

/** Rows × columns, whatever the other axes are. */
export function asRows(x: Tensor): Tensor {
  return x.shape.length === 2 ? x : flatten(x);
}

/** [rows] of two matrices of one shape. Throws a RangeError otherwise. */
export function shapeOfRows(name: string, [a, b]: readonly Shape[]): Shape {
  if (a.length !== 2 || !sameShape(a, b))
    throw new RangeError(`${name} of shapes ${told(a)} and ${told(b)} (must be two equal matrices)`);
  return [a[0]];
}

/** [rows] as rows × 1, to go with matrices. */
export function asColumn(x: Tensor): Tensor {
  return reshape(x, [x.shape[0], 1], x.perSample);
}

/** Sum over the last axis, which stays, of length 1. */
export function sumKept(x: Tensor): Tensor {
  const total = sumAxis(x, -1);
  return reshape(total, [...total.shape, 1], total.perSample);
}
