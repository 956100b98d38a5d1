/** Pipelines of shaders that all bind the same three things: a memory at 0, what is given and only read at 1, and at 2 the numbers of a dispatch. */
import { COMPUTE, type GpuBuffer, type GpuDevice, type GpuThing } from "./gpu.ts";

export interface Pipelines {
  /** With the entry point `main`; compiled once for each text. */
  pipeline(code: string): Promise<GpuThing>;
  /** `bytes`: of the numbers of one dispatch, which begin at the offset that it is given. */
  group(memory: GpuBuffer, given: GpuBuffer, numbers: GpuBuffer, bytes: number): GpuThing;
}

const known = new WeakMap<GpuDevice, Pipelines>();

/** Those of a device: the next task has what the last one compiled. */
export function pipelinesOf(device: GpuDevice): Pipelines {
  const own = known.get(device) ?? make(device);
  known.set(device, own);
  return own;
}

function make(device: GpuDevice): Pipelines {
  const layout = device.createBindGroupLayout({
    entries: [
      { binding: 0, visibility: COMPUTE, buffer: { type: "storage" } },
      { binding: 1, visibility: COMPUTE, buffer: { type: "read-only-storage" } },
      { binding: 2, visibility: COMPUTE, buffer: { type: "uniform", hasDynamicOffset: true } },
    ],
  });
  const all = device.createPipelineLayout({ bindGroupLayouts: [layout] });
  const pipelines = new Map<string, Promise<GpuThing>>();
  return {
    pipeline(code) {
      const made =
        pipelines.get(code) ??
        device.createComputePipelineAsync({
          layout: all,
          compute: { module: device.createShaderModule({ code }), entryPoint: "main" },
        });
      pipelines.set(code, made);
      // What failed once, for want of memory say, is tried again.
      made.catch(() => pipelines.delete(code));
      return made;
    },
    group: (memory, given, numbers, bytes) =>
      device.createBindGroup({
        layout,
        entries: [
          { binding: 0, resource: { buffer: memory } },
          { binding: 1, resource: { buffer: given } },
          { binding: 2, resource: { buffer: numbers, size: bytes } },
        ],
      }),
  };
}
