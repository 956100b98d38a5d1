import { type SymmetricEigen, symmetricEigen } from "../linalg/index.ts";
import { wasmEigen } from "../linalg/wasm.ts";
import type { Context } from "./lab.ts";

/** Eigenvalues, largest first and none below zero, and eigenvectors as rows; on the module `math` where there is one: the same bits. */
export function spectrumOn(context: Context, a: Float64Array, n: number): SymmetricEigen {
  const eigen = context.device !== "scalar" ? wasmEigen(context.wasm("math")) : symmetricEigen;
  const { values, vectors } = eigen(a, n);
  return { values: values.map((value) => Math.max(value, 0)), vectors };
}
