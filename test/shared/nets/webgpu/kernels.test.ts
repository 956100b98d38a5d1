import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import type { Operation } from "../../../../shared/nets/tensor.ts";
import { kernels } from "../../../../shared/nets/webgpu/operations/index.ts";

const folder = new URL("../../../../shared/nets/ops/", import.meta.url);

const isOperation = (value: unknown): value is Operation =>
  typeof value === "object" && value !== null && "name" in value && "shape" in value && "gradient" in value;

it("every operation has a kernel on a GPU", async () => {
  const operations: Operation[] = [];
  for (const file of readdirSync(folder))
    operations.push(...Object.values(await import(new URL(file, folder).href)).filter(isOperation));
  const computed = operations.filter(({ alias }) => !alias);
  expect(computed.length).toBeGreaterThan(60);
  expect(computed.map(({ name }) => name).filter((name) => !(name in kernels))).toEqual([]);
  expect(Object.keys(kernels).filter((name) => !computed.some((one) => one.name === name))).toEqual([]);
});
