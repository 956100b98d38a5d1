import { apply, type Operation, sizeOf, type Tensor, told } from "../tensor.ts";

interface TriangleAttributes {
  readonly fill: number;
}

/** Matrices (… × rows × columns) with `fill` in place of what lies right of the diagonal. */
export const lowerTriangleOperation: Operation<TriangleAttributes> = {
  name: "lowerTriangle",
  shape([x]) {
    if (x.length < 2) throw new RangeError(`triangle of shape ${told(x)} (must be matrices)`);
    return x;
  },
  mixesSamples: ([x]) => x.shape.length === 2 && x.perSample > 0,
  gradient: (_, dy) => [lowerTriangle(dy, 0)],
  scalar({ x: [x], y, shape, attributes: { fill } }) {
    const [rows, columns] = shape.slice(-2);
    for (let at = 0; at < y.length; at++) y[at] = at % columns <= Math.floor(at / columns) % rows ? x[at] : fill;
  },
  wasm(module, { x: [x], y, shape, attributes: { fill } }) {
    const [rows, columns] = shape.slice(-2);
    const count = sizeOf(shape.slice(0, -2));
    return () => module.lowerTriangle(count, rows, columns, x, fill, y);
  },
};

export function lowerTriangle(x: Tensor, fill: number): Tensor {
  return apply(lowerTriangleOperation, [x], { fill: Math.fround(fill) });
}
