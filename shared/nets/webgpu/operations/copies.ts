import { sizeOf } from "../../tensor.ts";
import { each, type GpuKernels } from "../kernel.ts";

export const copies = {
  copy: ({ x: [x], y, shape }) => [
    each(sizeOf(shape), "memory[call.y + i] = memory[call.x + i];", { integers: { x, y } }),
  ],
} satisfies GpuKernels;
