import { apply, type Operation, sizeOf, type Tensor } from "../tensor.ts";

interface OneHotAttributes {
  readonly depth: number;
}

/** 1 at the place of each index, 0 elsewhere; zeros alone where it is no whole number in 0…depth − 1. */
export const oneHotOperation: Operation<OneHotAttributes> = {
  name: "oneHot",
  shape: ([indexes], { depth }) => [...indexes, depth],
  gradient: () => [null],
  scalar({ x: [indexes], y, attributes: { depth } }) {
    y.fill(0);
    for (const [i, index] of indexes.entries())
      if (Number.isInteger(index) && index >= 0 && index < depth) y[i * depth + index] = 1;
  },
  wasm(module, { x: [indexes], y, shapes, attributes: { depth } }) {
    const count = sizeOf(shapes[0]);
    return () => module.oneHot(count, depth, indexes, y);
  },
};

/** Indexes of any shape, given as floats: their shape × depth. */
export function oneHot(indexes: Tensor, depth: number): Tensor {
  if (!Number.isInteger(depth) || depth < 1)
    throw new RangeError(`invalid depth: ${depth} (must be a whole number of at least 1)`);
  return apply(oneHotOperation, [indexes], { depth });
}
