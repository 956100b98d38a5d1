import { expect, test } from "vitest";
import type { GpuDevice } from "../../../shared/webgpu/gpu.ts";
import { pipelinesOf } from "../../../shared/webgpu/pipelines.ts";

test("a shader is compiled once for a device, and again after it has failed", async () => {
  let compiled = 0;
  const device = {
    createBindGroupLayout: () => ({}),
    createPipelineLayout: () => ({}),
    createShaderModule: () => ({}),
    createComputePipelineAsync: () => (compiled++ === 0 ? Promise.reject(new Error("no room")) : Promise.resolve({})),
  } as unknown as GpuDevice;
  const one = () => pipelinesOf(device).pipeline("@compute fn main() {}");
  await expect(one()).rejects.toThrow("no room");
  const made = await one();
  expect(await one()).toBe(made);
  expect(compiled).toBe(2);
});
