import { concat } from "../ops/concat.ts";
import { reshape } from "../ops/reshape.ts";
import { slice } from "../ops/slice.ts";
import { type Tensor, told } from "../tensor.ts";

/** The steps of sequences: N × T × … to T tensors N × …. */
export function steps(x: Tensor): readonly Tensor[] {
  const [samples, length, ...rest] = x.shape;
  if (length === undefined) throw new RangeError(`sequences of shape ${told(x.shape)} (must be samples × steps)`);
  return Array.from({ length }, (_, t) => reshape(slice(x, 1, t, t + 1), [samples, ...rest], x.perSample));
}

/** T tensors N × … as sequences N × T × …. */
export function joined(xs: readonly Tensor[]): Tensor {
  return concat(
    xs.map((x) => reshape(x, [x.shape[0], 1, ...x.shape.slice(1)], x.perSample)),
    1,
  );
}
