import { describe, expect, it } from "vitest";
import { float32 } from "../../../shared/nets/arithmetic.ts";
import { feed } from "../../../shared/nets/leaves.ts";
import { add } from "../../../shared/nets/ops/add.ts";
import { above, atLeast } from "../../../shared/nets/ops/compare.ts";
import { divide } from "../../../shared/nets/ops/divide.ts";
import { maximum, minimum } from "../../../shared/nets/ops/extremum.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { subtract } from "../../../shared/nets/ops/subtract.ts";
import { broadcastTo, sumAxis } from "../../../shared/nets/ops/sum.ts";
import type { Shape, Tensor } from "../../../shared/nets/tensor.ts";
import { checkBits, checkDerivatives, evaluate, type OperationCase } from "./operation.ts";

type Pair = (a: Tensor, b: Tensor) => Tensor;
const pairs: Readonly<Record<string, Pair>> = { add, subtract, multiply, divide, maximum, minimum };

const patterns: readonly (readonly [Shape, Shape])[] = [
  [[], []],
  [[1], [1]],
  [[3], [3]],
  [[4], [4]],
  [[5], [5]],
  [[17], [17]],
  [[64], [64]],
  [[17], []],
  [[], [5]],
  [[3, 7], [7]],
  [
    [3, 7],
    [3, 1],
  ],
  [
    [5, 1],
    [1, 6],
  ],
  [
    [2, 3, 4],
    [2, 1, 4],
  ],
  [
    [2, 1, 5],
    [3, 1],
  ],
  [
    [2, 1],
    [2, 9],
  ],
  // Every special number with every other.
  [[18, 1], [18]],
];
const named = Object.entries(pairs).flatMap(([name, of]) =>
  patterns.map(
    ([a, b]): OperationCase => ({
      name: `${name}, [${a}] with [${b}]`,
      shapes: [a, b],
      build: ([x, y]) => of(x, y),
      // Apart from each other and from 0: no kink, no pole.
      values: (z, i) => (i === 0 ? z : Math.sign(z) * (3.1 + Math.abs(z))),
    }),
  ),
);

describe("pairs", () => {
  it.each(named.filter(({ shapes: [a, b] }) => a.length + b.length < 6 && !a.includes(18)))(
    "have derivatives: $name",
    (one) => checkDerivatives(one),
  );
  it.each(named)("have the same bits on both machines: $name", (one) => checkBits(one));
  it.each(Object.entries({ above, atLeast }))("have the same bits on both machines: %s", (name, of) => {
    for (const [a, b] of patterns) checkBits({ name, shapes: [a, b], build: ([x, y]) => of(x, y) });
  });

  it("keep NaN, and take the first of equals", () => {
    const [a, b] = [feed("a", [4]), feed("b", [4])];
    const values = { a: [NaN, 1, -0, 0], b: [1, NaN, 0, -0] };
    const [most, least] = evaluate([maximum(a, b), minimum(a, b)], values, { arithmetic: float32 });
    expect([...most]).toEqual([NaN, NaN, -0, 0]);
    expect([...least]).toEqual([NaN, NaN, -0, 0]);
  });

  it("refuse shapes that do not go together", () => {
    expect(() => subtract(feed("a", [2, 3]), feed("b", [2]))).toThrow(
      "subtract of shapes 2 × 3 and 2 (each axis must be equal or 1)",
    );
  });
});

describe("sums and repetition have the same bits on both machines", () => {
  it.each([1, 3, 4, 5, 17, 64])("%d", (n) => {
    checkBits({ name: "sum, last", shapes: [[3, n]], build: ([x]) => sumAxis(x, -1) });
    checkBits({ name: "sum, middle", shapes: [[2, n, 5]], build: ([x]) => sumAxis(x, 1) });
    checkBits({ name: "sum, middle, wide", shapes: [[2, 3, n]], build: ([x]) => sumAxis(x, 1) });
    checkBits({
      name: "broadcast",
      shapes: [[3, 1]],
      build: ([x]) => broadcastTo(x, { shape: [2, 3, n], perSample: 0 }),
    });
  });
});
