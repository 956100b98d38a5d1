import { apply, type Operation, type Tensor, told } from "../tensor.ts";
import { axisOf, otherAxis, rowsAlong, slice } from "./slice.ts";

interface ConcatAttributes {
  readonly axis: number;
}

/** One after the other along an axis; all other axes are equal. */
export const concatOperation: Operation<ConcatAttributes> = {
  name: "concat",
  shape(shapes, { axis }) {
    const [first] = shapes;
    for (const shape of shapes)
      if (shape.length !== first.length || shape.some((extent, at) => at !== axis && extent !== first[at]))
        throw new RangeError(`concat of ${told(first)} and ${told(shape)} (must be equal but for axis ${axis})`);
    const length = shapes.reduce((total, shape) => total + shape[axis], 0);
    return first.map((extent, at) => (at === axis ? length : extent));
  },
  perSample: (inputs, { axis }) => Math.max(...inputs.map((input) => otherAxis("concat", input, axis))),
  gradient({ inputs, attributes }, dy) {
    const { axis } = attributes as ConcatAttributes;
    let from = 0;
    return inputs.map(({ shape }) => {
      from += shape[axis];
      return slice(dy, axis, from - shape[axis], from);
    });
  },
  scalar({ x, y, shapes, shape, attributes: { axis } }) {
    const [rows, step] = rowsAlong(shape, axis);
    let from = 0;
    for (const [i, part] of x.entries()) {
      const own = shapes[i][axis] * step;
      for (let row = 0; row < rows; row++)
        y.set(part.subarray(row * own, (row + 1) * own), row * shape[axis] * step + from);
      from += own;
    }
  },
  wasm(module, { x, y, shapes, shape, attributes: { axis } }) {
    const [rows, step] = rowsAlong(shape, axis);
    let from = 0;
    const parts = x.map((part, i) => {
      const own = shapes[i][axis] * step;
      from += own;
      return { part, own, to: y + 4 * (from - own) };
    });
    return () => {
      for (const { part, own, to } of parts) module.copyRuns(rows, own, part, own, to, shape[axis] * step);
    };
  },
};

/** Tensors one after the other along an axis, which is counted from the end where it is negative. Throws a RangeError for none. */
export function concat(parts: readonly Tensor[], axis: number): Tensor {
  if (parts.length === 0) throw new RangeError("concat of nothing (must be at least one tensor)");
  if (parts.length === 1) return parts[0];
  return apply(concatOperation, parts, { axis: axisOf("concat", parts[0].shape, axis) });
}
