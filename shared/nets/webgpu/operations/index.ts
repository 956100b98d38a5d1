/** Kernels of operations on a GPU, by the operations' names: loaded by the machine alone, so that pages carry no WGSL. */
import type { GpuKernels } from "../kernel.ts";
import { convolution } from "./convolution.ts";
import { copies } from "./copies.ts";
import { depthwise } from "./depthwise.ts";
import { draws } from "./draws.ts";
import { losses } from "./losses.ts";
import { moves } from "./moves.ts";
import { pairs } from "./pairs.ts";
import { pooling } from "./pooling.ts";
import { products } from "./products.ts";
import { rows } from "./rows.ts";
import { sums } from "./sums.ts";
import { unary } from "./unary.ts";

export const kernels: GpuKernels = {
  ...convolution,
  ...copies,
  ...depthwise,
  ...draws,
  ...losses,
  ...moves,
  ...pairs,
  ...pooling,
  ...products,
  ...rows,
  ...sums,
  ...unary,
};
