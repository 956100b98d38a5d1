import { expect, it } from "vitest";
import type { Operation } from "../../../shared/nets/tensor.ts";
import { kernels } from "../../../shared/nets/webgpu/operations/index.ts";
import { literal } from "../../../shared/webgpu/literal.ts";

const modules = import.meta.glob<Readonly<Record<string, unknown>>>("../../../shared/nets/ops/*.ts", { eager: true });

const isOperation = (own: unknown): own is Operation =>
  typeof own === "object" && own !== null && "name" in own && "shape" in own;

it("every operation has a kernel on a GPU", () => {
  const operations = Object.values(modules)
    .flatMap((module) => Object.values(module))
    .filter(isOperation)
    .filter(({ alias }) => !alias);
  expect(operations.length).toBeGreaterThan(60);
  expect(operations.map(({ name }) => name).filter((name) => !Object.hasOwn(kernels, name))).toEqual([]);
  expect(Object.keys(kernels).filter((name) => !operations.some((one) => one.name === name))).toEqual([]);
});

it("never more workgroups in one direction than any device takes", () => {
  const call = { y: 0, key: () => 0, scratch: () => 0 };
  const dispatches = [
    kernels.matmul({
      ...call,
      x: [0, 0],
      shapes: [
        [20_000_000, 1],
        [1, 1],
      ],
      shape: [20_000_000, 1],
      attributes: { form: "NN" },
    }),
    kernels.batchedMatmul({
      ...call,
      x: [0, 0],
      shapes: [
        [200_000, 2, 2],
        [200_000, 2, 2],
      ],
      shape: [200_000, 2, 2],
      attributes: { form: "NN" },
    }),
    kernels.relu({ ...call, x: [0], shapes: [[30_000_000]], shape: [30_000_000], attributes: null }),
    kernels.softmax({ ...call, x: [0], shapes: [[200_000, 100]], shape: [200_000, 100], attributes: null }),
  ].flat();
  for (const { groups } of dispatches) for (const count of groups) expect(count).toBeLessThanOrEqual(65_535);
});

it("literals are the nearest float32, and finite", () => {
  for (const x of [0.1, -0, 1 / 3, 2 ** -149, 3.4028234663852886e38, 1e-30, 12582912]) {
    const text = literal(x);
    expect(text).toMatch(/^-?[0-9.]+(e[+-][0-9]+)?f$/);
    expect(Number(text.slice(0, -1))).toBe(Math.fround(x));
  }
  for (const x of [NaN, Infinity, 1e39]) expect(() => literal(x)).toThrow("finite");
});
