/** Part of an axis, and zeros around it: each is the derivative of the other. */
import { apply, type Operation, type Shape, sizeOf, type Tensor, told } from "../tensor.ts";

interface SliceAttributes {
  readonly axis: number;
  readonly from: number;
  readonly length: number;
}

interface PadAttributes {
  readonly axis: number;
  readonly before: number;
  readonly after: number;
}

/** Think of a tensor that is cut along one axis as rows, one for each place on the axes before it: how many, and floats for each step along the axis. */
export function rowsAlong(shape: Shape, axis: number): readonly [rows: number, step: number] {
  return [sizeOf(shape.slice(0, axis)), sizeOf(shape.slice(axis + 1))];
}

export function axisOf(name: string, shape: Shape, axis: number): number {
  const own = axis < 0 ? axis + shape.length : axis;
  if (!(own in shape))
    throw new RangeError(`${name} along axis ${axis} of shape ${told(shape)} (must be one of its axes)`);
  return own;
}

/** `perSample` of what is made along an axis. Throws a RangeError where that is the axis of the samples. */
export function otherAxis(name: string, { perSample }: Tensor, axis: number): number {
  if (axis === 0 && perSample > 0)
    throw new RangeError(`${name} along the axis of the samples (must be another: samples stay together)`);
  return perSample;
}

export const sliceOperation: Operation<SliceAttributes> = {
  name: "slice",
  shape([x], { axis, from, length }) {
    if (!(from >= 0 && length >= 1 && from + length <= x[axis]))
      throw new RangeError(
        `slice from ${from} of length ${length} along axis ${axis} of shape ${told(x)} (must lie within)`,
      );
    return x.map((extent, at) => (at === axis ? length : extent));
  },
  perSample: ([x], { axis }) => otherAxis("slice", x, axis),
  gradient({ inputs: [x], attributes }, dy) {
    const { axis, from, length } = attributes as SliceAttributes;
    return [pad(dy, axis, from, x.shape[axis] - from - length)];
  },
  scalar({ x: [x], y, shapes, attributes: { axis, from, length } }) {
    const [rows, step] = rowsAlong(shapes[0], axis);
    const width = shapes[0][axis] * step;
    for (let row = 0; row < rows; row++)
      y.set(x.subarray(row * width + from * step, row * width + (from + length) * step), row * length * step);
  },
  wasm(module, { x: [x], y, shapes, attributes: { axis, from, length } }) {
    const [rows, step] = rowsAlong(shapes[0], axis);
    return () => module.copyRuns(rows, length * step, x + 4 * from * step, shapes[0][axis] * step, y, length * step);
  },
};

export const padOperation: Operation<PadAttributes> = {
  name: "pad",
  shape([x], { axis, before, after }) {
    if (![before, after].every((n) => Number.isInteger(n) && n >= 0))
      throw new RangeError(`pad by ${before} and ${after} (must be whole numbers of at least 0)`);
    return x.map((extent, at) => (at === axis ? before + extent + after : extent));
  },
  perSample: ([x], { axis }) => otherAxis("pad", x, axis),
  gradient({ inputs: [x], attributes }, dy) {
    const { axis, before } = attributes as PadAttributes;
    return [slice(dy, axis, before, before + x.shape[axis])];
  },
  scalar({ x: [x], y, shapes, shape, attributes: { axis, before } }) {
    const [rows, step] = rowsAlong(shapes[0], axis);
    const [own, width] = [shapes[0][axis] * step, shape[axis] * step];
    y.fill(0);
    for (let row = 0; row < rows; row++) y.set(x.subarray(row * own, (row + 1) * own), row * width + before * step);
  },
  wasm(module, { x: [x], y, shapes, shape, attributes: { axis, before } }) {
    const [rows, step] = rowsAlong(shapes[0], axis);
    const own = shapes[0][axis] * step;
    const bytes = 4 * sizeOf(shape);
    return () => {
      module.zero(y, bytes);
      module.copyRuns(rows, own, x, own, y + 4 * before * step, shape[axis] * step);
    };
  },
};

/** Entries [from, to) of an axis, which is counted from the end where it is negative. */
export function slice(x: Tensor, axis: number, from: number, to: number): Tensor {
  const own = axisOf("slice", x.shape, axis);
  if (from === 0 && to === x.shape[own]) return x;
  return apply(sliceOperation, [x], { axis: own, from, length: to - from });
}

/** So many zeros before and after along an axis. */
export function pad(x: Tensor, axis: number, before: number, after: number): Tensor {
  if (before === 0 && after === 0) return x;
  return apply(padOperation, [x], { axis: axisOf("pad", x.shape, axis), before, after });
}

/** As many equal parts of an axis as are asked for. */
export function split(x: Tensor, axis: number, parts: number): readonly Tensor[] {
  const own = axisOf("split", x.shape, axis);
  const length = x.shape[own] / parts;
  if (!Number.isInteger(length))
    throw new RangeError(`split of shape ${told(x.shape)} along axis ${axis} into ${parts} (must come out even)`);
  return Array.from({ length: parts }, (_, i) => slice(x, own, i * length, (i + 1) * length));
}
