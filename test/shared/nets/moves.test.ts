import { describe, expect, it } from "vitest";
import { float32 } from "../../../shared/nets/arithmetic.ts";
import { grad } from "../../../shared/nets/grad.ts";
import { feed, input } from "../../../shared/nets/leaves.ts";
import { batchedMatmul } from "../../../shared/nets/ops/batched-matmul.ts";
import { concat } from "../../../shared/nets/ops/concat.ts";
import { gather } from "../../../shared/nets/ops/gather.ts";
import { lowerTriangle } from "../../../shared/nets/ops/lower-triangle.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { oneHot } from "../../../shared/nets/ops/one-hot.ts";
import { permute, transpose } from "../../../shared/nets/ops/permute.ts";
import { rotateColumns } from "../../../shared/nets/ops/rotate-columns.ts";
import { pad, slice, split } from "../../../shared/nets/ops/slice.ts";
import { stopGradient } from "../../../shared/nets/ops/stop-gradient.ts";
import { sum } from "../../../shared/nets/ops/sum.ts";
import type { Tensor } from "../../../shared/nets/tensor.ts";
import { checkBits, checkDerivatives, evaluate, type OperationCase } from "./operation.ts";

const cases: readonly OperationCase[] = [
  { name: "slice, first", shapes: [[4, 3]], build: ([x]) => slice(x, 0, 1, 3) },
  { name: "slice, middle", shapes: [[2, 4, 3]], samples: [0], build: ([x]) => slice(x, 1, 1, 2) },
  { name: "slice, last", shapes: [[2, 5]], samples: [0], build: ([x]) => slice(x, -1, 2, 5) },
  { name: "pad", shapes: [[2, 2, 3]], samples: [0], build: ([x]) => pad(pad(x, 1, 1, 0), 2, 0, 2) },
  { name: "split", shapes: [[2, 6]], build: ([x]) => split(x, 1, 3).reduce((a, b) => multiply(a, b)) },
  {
    name: "concat, last",
    shapes: [
      [2, 3],
      [2, 1],
      [2, 2],
    ],
    samples: [0, 1, 2],
    build: (parts) => concat(parts, -1),
  },
  {
    name: "concat, middle, one of them twice",
    shapes: [
      [2, 1, 2],
      [2, 2, 2],
    ],
    build: ([a, b]) => concat([a, b, a], 1),
  },
  { name: "permute, samples first", shapes: [[2, 3, 2, 2]], samples: [0], build: ([x]) => permute(x, [0, 2, 1, 3]) },
  { name: "permute, all", shapes: [[2, 3, 4]], build: ([x]) => permute(x, [2, 0, 1]) },
  { name: "transpose", shapes: [[2, 3, 4]], samples: [0], build: ([x]) => transpose(x) },
  {
    name: "gather",
    shapes: [
      [4, 2],
      [2, 3],
    ],
    samples: [1],
    fixed: [1],
    values: (z, i) => (i === 1 ? Math.abs(Math.trunc(3 * z)) % 4 : z),
    build: ([table, indexes]) => gather(table, indexes),
  },
  {
    name: "A·B of pairs",
    shapes: [
      [2, 2, 3],
      [2, 3, 4],
    ],
    samples: [0, 1],
    build: ([a, b]) => batchedMatmul(a, b),
  },
  {
    name: "A·Bᵀ of pairs",
    shapes: [
      [2, 2, 2, 3],
      [2, 2, 1, 3],
    ],
    build: ([a, b]) => batchedMatmul(a, b, "NT"),
  },
  {
    name: "Aᵀ·B of pairs",
    shapes: [
      [2, 3, 2],
      [2, 3, 2],
    ],
    build: ([a, b]) => batchedMatmul(a, b, "TN"),
  },
  { name: "lower triangle", shapes: [[2, 3, 3]], samples: [0], build: ([x]) => lowerTriangle(x, -2) },
  { name: "columns turned", shapes: [[5, 3]], samples: [0], build: ([x]) => rotateColumns(x) },
  { name: "columns turned, more of them than rows", shapes: [[3, 8]], build: ([x]) => rotateColumns(x) },
  { name: "columns turned, one row", shapes: [[1, 3]], samples: [0], build: ([x]) => rotateColumns(x) },
];

describe("derivatives against differences", () => {
  it.each(cases)("$name", (one) =>
    checkDerivatives({
      ...one,
      build: (inputs) => {
        const y = one.build(inputs);
        return multiply(y, y);
      },
    }),
  );
});

describe("the same bits on both machines", () => {
  it.each([
    ...cases,
    {
      name: "permute, five axes",
      shapes: [[2, 3, 2, 3, 2]],
      build: ([x]: readonly Tensor[]) => permute(x, [0, 3, 4, 1, 2]),
    },
    {
      name: "gather, wide",
      shapes: [
        [9, 7],
        [11, 3],
      ],
      samples: [1],
      fixed: [1],
      segment: 2,
      values: (z: number, i: number) => (i === 1 ? Math.abs(Math.trunc(6 * z)) : z),
      build: ([table, indexes]: readonly Tensor[]) => gather(table, indexes),
    },
    {
      name: "products of larger pairs",
      shapes: [
        [3, 9, 17],
        [3, 17, 11],
      ],
      build: ([a, b]: readonly Tensor[]) => batchedMatmul(a, b),
    },
    { name: "one-hot", shapes: [[5]], fixed: [0], values: Math.trunc, build: ([x]: readonly Tensor[]) => oneHot(x, 3) },
  ])("$name", (one) => checkBits(one));
});

const valuesOf = (y: Tensor, values: Readonly<Record<string, readonly number[]>>) =>
  Array.from(evaluate([y], values)[0]);

describe("what is moved", () => {
  const x = feed("x", [2, 3]);
  const values = { x: [1, 2, 3, 4, 5, 6], i: [2, 0, 2, 1] };
  it("lies where it should", () => {
    expect(valuesOf(slice(x, 1, 1, 3), values)).toEqual([2, 3, 5, 6]);
    expect(valuesOf(slice(x, 0, 1, 2), values)).toEqual([4, 5, 6]);
    expect(valuesOf(pad(x, 1, 1, 0), values)).toEqual([0, 1, 2, 3, 0, 4, 5, 6]);
    expect(valuesOf(concat([x, slice(x, 1, 0, 1)], 1), values)).toEqual([1, 2, 3, 1, 4, 5, 6, 4]);
    expect(valuesOf(transpose(x), values)).toEqual([1, 4, 2, 5, 3, 6]);
    expect(valuesOf(lowerTriangle(x, 9), values)).toEqual([1, 9, 9, 4, 5, 9]);
    const y = feed("y", [2, 2, 2, 2]);
    const numbers = Array.from({ length: 16 }, (_, i) => i);
    expect(valuesOf(permute(y, [0, 2, 1, 3]), { y: numbers })).toEqual([
      0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15,
    ]);
  });

  it("is picked by its number, and summed by it", () => {
    const [table, indexes] = [feed("x", [3, 2]), input("i", [4])];
    const y = gather(table, indexes);
    expect(y).toMatchObject({ shape: [4, 2], perSample: 1 });
    expect(valuesOf(y, values)).toEqual([5, 6, 1, 2, 5, 6, 3, 4]);
    const [slope] = grad(sum(multiply(y, y)), [table]);
    expect(valuesOf(slope, values)).toEqual([2, 4, 6, 8, 20, 24]);
    expect(valuesOf(oneHot(indexes, 3), values)).toEqual([0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 1, 0]);
  });

  it("is NaN where no row has the number, and counts nowhere", () => {
    const [table, indexes] = [feed("x", [3, 2]), input("i", [5])];
    const y = gather(table, indexes);
    const wrong = { x: values.x, i: [3, -1, 0.5, Number.NaN, 2] };
    expect(valuesOf(y, wrong)).toEqual([...Array<number>(8).fill(Number.NaN), 5, 6]);
    const [slope] = grad(sum(multiply(y, feed("r", [5, 2]))), [table]);
    expect(valuesOf(slope, { ...wrong, r: Array<number>(10).fill(1) })).toEqual([0, 0, 0, 0, 1, 1]);
    expect(valuesOf(oneHot(indexes, 3), wrong)).toEqual([...Array<number>(14).fill(0), 1]);
  });

  it("adds rows of one number by shards, and those as a tree", () => {
    const [table, indexes] = [feed("x", [1, 1]), input("i", [5])];
    const [slope] = grad(sum(multiply(gather(table, indexes), feed("r", [5, 1]))), [table]);
    const of = (segment: number) => {
      const r = [2 ** 24, 1, 1, 1, -(2 ** 24)];
      return evaluate([slope], { x: [1], i: [0, 0, 0, 0, 0], r }, { segment, arithmetic: float32 })[0][0];
    };
    expect([of(5), of(2), of(1)]).toEqual([0, 2, 2]);
  });

  it("keeps samples together", () => {
    const samples = input("x", [2, 3]);
    expect(() => slice(samples, 0, 0, 1)).toThrow("slice along the axis of the samples (must be another");
    expect(() => concat([samples, samples], 0)).toThrow("concat along the axis of the samples (must be another");
    expect(() => transpose(samples)).toThrow("permute of the axis of the samples (must stay first)");
    expect(() => slice(x, 1, 2, 4)).toThrow("slice from 2 of length 2 along axis 1 of shape 2 × 3 (must lie within)");
    expect(() => concat([x, feed("y", [3, 3])], 1)).toThrow("concat of 2 × 3 and 3 × 3 (must be equal but for axis 1)");
  });
});

describe("columns turned", () => {
  it("column j begins with row j, and has all of its numbers", () => {
    const x = input("x", [4, 3]);
    const [turned] = evaluate([rotateColumns(x)], { x: Array.from({ length: 12 }, (_, i) => i) });
    expect(Array.from(turned)).toEqual([0, 4, 8, 3, 7, 11, 6, 10, 2, 9, 1, 5]);
  });
  it("makes samples depend on each other", () => {
    const turned = rotateColumns(input("x", [4, 3]));
    expect(turned.operation.mixesSamples?.(turned.inputs, turned.attributes)).toBe(true);
  });
});

describe("a gradient that is stopped", () => {
  it("leaves the numbers, and takes a way from the derivative", () => {
    const [x, y] = [feed("x", [3]), feed("y", [3])];
    // Σ stop(x·y)·x: the product counts as given.
    const held = sum(multiply(stopGradient(multiply(x, y)), x));
    const values = { x: [1, 2, 3], y: [4, 5, 6] };
    const [whole, slope, none] = evaluate([held, ...grad(held, [x, y])], values);
    expect([whole[0], Array.from(slope), Array.from(none)]).toEqual([4 + 20 + 54, [4, 10, 18], [0, 0, 0]]);
  });
  it("is the same memory on both machines", () =>
    checkBits({ name: "stopped", shapes: [[2, 3]], samples: [0], build: ([x]) => multiply(x, stopGradient(x)) }));
});
