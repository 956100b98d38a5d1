import { broadcastShape, eachPair } from "../elementwise.ts";
import { apply, type Operation, type Tensor } from "../tensor.ts";
import { pairwise } from "./pairwise.ts";
import { sumTo } from "./sum.ts";

/** y = a + b, brought to a common shape. */
export const addOperation: Operation<null> = {
  name: "add",
  shape: ([a, b]) => broadcastShape("add", a, b),
  gradient: ({ inputs: [a, b] }, dy) => [sumTo(dy, a), sumTo(dy, b)],
  scalar({ x: [a, b], y, shapes, shape }, { round }) {
    eachPair(shape, shapes[0], shapes[1], (at, i, j) => {
      y[at] = round(a[i] + b[j]);
    });
  },
  wasm: pairwise("add"),
  inPlace: [0, 1],
};

export function add(a: Tensor, b: Tensor): Tensor {
  return apply(addOperation, [a, b], null);
}
