/** Kernels of operations on a GPU, by the operations' names: loaded by the machine alone, so that pages carry no WGSL. */
import type { GpuKernels } from "../kernel.ts";
import { copies } from "./copies.ts";
import { losses } from "./losses.ts";
import { pairs } from "./pairs.ts";
import { products } from "./products.ts";
import { sums } from "./sums.ts";
import { unary } from "./unary.ts";

export const kernels: GpuKernels = { ...copies, ...losses, ...pairs, ...products, ...sums, ...unary };
