import { expect, it } from "vitest";
import type { Operation } from "../../../shared/nets/tensor.ts";
import { kernels } from "../../../shared/nets/webgpu/operations/index.ts";

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
