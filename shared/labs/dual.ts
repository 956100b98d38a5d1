import { type DualArithmetic, scalarDual } from "../kernels/ppca/dual.ts";
import { wasmEigen, wasmMultiply } from "../linalg/wasm.ts";
import type { Context } from "./lab.ts";

/** Where products and eigenvectors of large matrices are computed: on the module `math` where there is one, with the same bits. */
export function dualOn(context: Context): DualArithmetic {
  if (context.device === "scalar") return scalarDual;
  const module = context.wasm("math");
  return { multiply: wasmMultiply(module), eigen: wasmEigen(module) };
}
