import { broadcastShape, eachPair } from "../elementwise.ts";
import { apply, type Operation, type Tensor } from "../tensor.ts";
import { pairwise } from "./pairwise.ts";
import { sumTo } from "./sum.ts";

/** y = a · b element by element, brought to a common shape. */
export const multiplyOperation: Operation<null> = {
  name: "multiply",
  shape: ([a, b]) => broadcastShape("multiply", a, b),
  gradient: ({ inputs: [a, b] }, dy) => [sumTo(multiply(dy, b), a), sumTo(multiply(dy, a), b)],
  scalar({ x: [a, b], y, shapes, shape }, { round }) {
    eachPair(shape, shapes[0], shapes[1], (at, i, j) => {
      y[at] = round(a[i] * b[j]);
    });
  },
  wasm: pairwise("multiply"),
  inPlace: [0, 1],
};

export function multiply(a: Tensor, b: Tensor): Tensor {
  return apply(multiplyOperation, [a, b], null);
}
