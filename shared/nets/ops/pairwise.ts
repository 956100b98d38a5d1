import { broadcastShape, eachPair, stridesOf } from "../elementwise.ts";
import type { Call, Operation, Tensor, Tensors } from "../tensor.ts";

/** In the order of the codes of shared/nets/assembly/elementwise.ts. */
const KINDS = ["add", "subtract", "multiply", "divide", "first", "maximum", "minimum", "atLeast", "above"] as const;

/** The call of an operation on two tensors, element by element. Throws a RangeError where repeated axes alternate more than three times. */
export function pairwise(kind: (typeof KINDS)[number]): (module: Tensors, call: Call<unknown, number>) => () => void {
  const code = KINDS.indexOf(kind);
  return (module, { x: [p, q], y, shape, shapes }) => {
    const { extents, a, b } = stridesOf(shape, shapes[0], shapes[1]);
    if (extents.length > 3)
      throw new RangeError(`${kind} repeats axes in ${extents.length} groups (at most 3: reshape first)`);
    const lead = 3 - extents.length;
    const [n0, n1, n2] = [...Array<number>(lead).fill(1), ...extents];
    const [a0, a1, a2] = [...Array<number>(lead).fill(0), ...a];
    const [b0, b1, b2] = [...Array<number>(lead).fill(0), ...b];
    return () => module.pairwise(code, n0, n1, n2, p, a0, a1, a2, q, b0, b1, b2, y);
  };
}

/** An operation on two tensors element by element, brought to a common shape. `of`: one element, rounded. */
export function pairwiseOperation(
  name: Exclude<(typeof KINDS)[number], "first">,
  of: (a: number, b: number, round: (x: number) => number) => number,
  gradient: (y: Tensor, dy: Tensor) => readonly (Tensor | null)[],
): Operation<null> {
  return {
    name,
    shape: ([a, b]) => broadcastShape(name, a, b),
    gradient,
    scalar({ x: [a, b], y, shapes, shape }, { round }) {
      eachPair(shape, shapes[0], shapes[1], (at, i, j) => {
        y[at] = of(a[i], b[j], round);
      });
    },
    wasm: pairwise(name),
    inPlace: [0, 1],
  };
}
