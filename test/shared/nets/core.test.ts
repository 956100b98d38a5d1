import { describe, expect, it } from "vitest";
import { float32 } from "../../../shared/nets/arithmetic.ts";
import { grad } from "../../../shared/nets/grad.ts";
import { feed, input } from "../../../shared/nets/leaves.ts";
import { add } from "../../../shared/nets/ops/add.ts";
import { copy } from "../../../shared/nets/ops/copy.ts";
import { dense } from "../../../shared/nets/ops/dense.ts";
import { gather } from "../../../shared/nets/ops/gather.ts";
import { lowerTriangle } from "../../../shared/nets/ops/lower-triangle.ts";
import { matmul } from "../../../shared/nets/ops/matmul.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { reshape } from "../../../shared/nets/ops/reshape.ts";
import { logSoftmax, softmax } from "../../../shared/nets/ops/softmax.ts";
import { standardise } from "../../../shared/nets/ops/standardise.ts";
import { broadcastTo, sum, sumAxis } from "../../../shared/nets/ops/sum.ts";
import type { Tensor } from "../../../shared/nets/tensor.ts";
import { mixesSamples } from "../../../shared/nets/trainer.ts";
import { checkDerivatives, evaluate, type OperationCase } from "./operation.ts";

const cases: readonly OperationCase[] = [
  { name: "copy", shapes: [[2, 3]], build: ([x]) => copy(x) },
  {
    name: "add, equal",
    shapes: [
      [2, 3],
      [2, 3],
    ],
    build: ([a, b]) => add(a, b),
  },
  { name: "add, last axis", shapes: [[2, 3], [3]], build: ([a, b]) => add(a, b) },
  {
    name: "multiply, both ways",
    shapes: [
      [2, 1, 3],
      [4, 1],
    ],
    build: ([a, b]) => multiply(a, b),
  },
  { name: "multiply by itself", shapes: [[5]], build: ([a]) => multiply(a, a) },
  { name: "sum, first", shapes: [[3, 2]], build: ([x]) => multiply(sumAxis(x, 0), sumAxis(x, 0)) },
  { name: "sum, middle", shapes: [[2, 3, 2]], build: ([x]) => multiply(sumAxis(x, 1), sumAxis(x, 1)) },
  { name: "sum, last", shapes: [[2, 7]], build: ([x]) => multiply(sumAxis(x, -1), sumAxis(x, -1)) },
  {
    name: "broadcast",
    shapes: [[3, 1]],
    build: ([x]) => multiply(broadcastTo(x, { shape: [3, 4], perSample: 0 }), reshape(x, [3, 1])),
  },
  {
    name: "A·B",
    shapes: [
      [2, 3],
      [3, 4],
    ],
    build: ([a, b]) => matmul(a, b),
  },
  {
    name: "A·Bᵀ",
    shapes: [
      [2, 3],
      [4, 3],
    ],
    build: ([a, b]) => matmul(a, b, "NT"),
  },
  {
    name: "Aᵀ·B",
    shapes: [
      [3, 2],
      [3, 4],
    ],
    build: ([a, b]) => matmul(a, b, "TN"),
  },
  { name: "dense", shapes: [[2, 3], [3, 4], [4]], samples: [0], build: ([x, w, b]) => dense(x, w, b) },
];

describe("derivatives against differences", () => {
  it.each(cases)("$name", (one) => checkDerivatives(one));
});

describe("grad", () => {
  it("adds what comes back over several ways, and derives again", () => {
    const x = feed("x", []);
    const y = add(multiply(multiply(x, x), x), multiply(x, x));
    const [first] = grad(y, [x]);
    const [second] = grad(first, [x]);
    const [third] = grad(second, [x]);
    expect(evaluate([y, first, second, third], { x: [2] }).map(([value]) => value)).toEqual([12, 16, 14, 6]);
  });

  it("is zero where nothing depends, and refuses a loss of several numbers", () => {
    const [x, other] = [feed("x", [2]), feed("other", [3])];
    expect(Array.from(evaluate([grad(sum(x), [other])[0]], { x: [1, 2] })[0])).toEqual([0, 0, 0]);
    expect(() => grad(x, [x])).toThrow("loss of shape 2 (must be one number: sum it)");
  });
});

describe("inputs", () => {
  it("of one name are one, and must not differ", () => {
    const of = (a: Tensor, b: Tensor) => Array.from(evaluate([add(sum(a), sum(b))], { x: [1, 2] })[0]);
    expect(of(input("x", [2]), input("x", [2]))).toEqual([6]);
    expect(() => of(input("x", [2]), feed("x", [2]))).toThrow("two inputs are called x (names must differ)");
  });
});

describe("sums over samples", () => {
  it("go by shards, and those as a tree", () => {
    const x = input("x", [5, 1]);
    // In float32 1 is lost beside 2^24, and 2 is not.
    const values = { x: [2 ** 24, 1, 1, 1, -(2 ** 24)] };
    const of = (segment: number) => evaluate([sumAxis(x, 0)], values, { segment, arithmetic: float32 })[0][0];
    expect(of(5)).toBe(0);
    expect(of(1)).toBe(2);
    expect(of(2)).toBe(2);
  });
});

describe("samples", () => {
  const x = input("x", [4, 3]);
  const scores = sumAxis(x, -1);
  const index = sumAxis(input("index", [4, 1]), -1);
  it.each<readonly [string, Tensor, boolean]>([
    ["products of rows with each other", sumAxis(matmul(x, x, "NT"), -1), true],
    ["a matrix times samples as columns", sumAxis(matmul(matmul(x, x, "NT"), x), -1), true],
    ["shares of a whole minibatch", softmax(scores), true],
    ["logarithms of shares of a whole minibatch", logSoftmax(scores), true],
    ["numbers brought to the moments of a minibatch", standardise(scores, 1e-3), true],
    ["rows of other samples", sumAxis(gather(x, index), -1), true],
    ["a triangle of samples by columns", sumAxis(lowerTriangle(x, 0), -1), true],
    ["sums over samples", multiply(scores, sum(x)), true],
    ["shares within each sample", sumAxis(softmax(x), -1), false],
    ["products with weights", sumAxis(matmul(x, feed("w", [5, 3]), "NT"), -1), false],
  ])("that depend on each other are told: %s", (_, losses, expected) => {
    expect(mixesSamples({ losses, outputs: {} })).toBe(expected);
  });

  it("stay on the first axis", () => {
    expect(() => multiply(scores, feed("w", [5, 4]))).toThrow(
      "multiply of 4 samples gives shape 5 × 4 (first axes must be those of the samples)",
    );
  });
});
