/**
 * Operations element by element on two tensors, whose shapes are brought together as NumPy does: aligned at the last axis, an axis of length 1 (or a
 * missing one) repeated. What all of them need: the common shape, and for each operand how far to go along each axis of it.
 */
import { type Shape, sizeOf, told } from "./tensor.ts";

/** The common shape of two. Throws a RangeError where an axis differs and neither is 1. */
export function broadcastShape(name: string, a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [x, y] = [a, b].map((shape) => shape[axis - rank + shape.length] ?? 1);
    if (x !== y && x !== 1 && y !== 1)
      throw new RangeError(`${name} of shapes ${told(a)} and ${told(b)} (each axis must be equal or 1)`);
    return x === 1 ? y : x;
  });
}

/** Axes of the common shape, neighbours merged where both operands go on in the same way; a stride of 0 repeats. */
export interface Strides {
  readonly extents: readonly number[];
  readonly a: readonly number[];
  readonly b: readonly number[];
}

export function stridesOf(shape: Shape, a: Shape, b: Shape): Strides {
  const extents: number[] = [];
  const strides: [number[], number[]] = [[], []];
  const steps = [a, b].map((own) => stepsOf(shape, own));
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const extent = shape[axis];
    if (extent === 1) continue;
    const goesOn = extents.length > 0 && steps.every((own, i) => own[axis] === strides[i][0] * extents[0]);
    if (goesOn) extents[0] *= extent;
    else {
      extents.unshift(extent);
      for (const [i, own] of steps.entries()) strides[i].unshift(own[axis]);
    }
  }
  return { extents, a: strides[0], b: strides[1] };
}

function stepsOf(shape: Shape, own: Shape): number[] {
  const steps = shape.map(() => 0);
  let step = 1;
  for (let axis = own.length - 1; axis >= 0; axis--) {
    if (own[axis] !== 1) steps[axis + shape.length - own.length] = step;
    step *= own[axis];
  }
  return steps;
}

/** Calls `visit` for each element of the common shape, in order: positions of the result and of both operands. */
export function eachPair(shape: Shape, a: Shape, b: Shape, visit: (y: number, a: number, b: number) => void): void {
  const strides = stridesOf(shape, a, b);
  const { extents } = strides;
  const size = sizeOf(shape);
  const at = extents.map(() => 0);
  let [p, q] = [0, 0];
  for (let y = 0; y < size; y++) {
    visit(y, p, q);
    for (let axis = extents.length - 1; axis >= 0; axis--) {
      p += strides.a[axis];
      q += strides.b[axis];
      if (++at[axis] < extents[axis]) break;
      p -= strides.a[axis] * extents[axis];
      q -= strides.b[axis] * extents[axis];
      at[axis] = 0;
    }
  }
}
