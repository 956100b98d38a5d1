/** The arithmetic of slow feature analysis in its passes over all rows, on either device with the same bits. */
import {
  inverseFactor,
  multiply,
  type SymmetricEigen,
  symmetricEigen,
  symmetricEigenRange,
} from "../../linalg/index.ts";
import { wasmEigen, wasmEigenRange, wasmInverseFactor, wasmMultiply, wasmProject } from "../../linalg/wasm.ts";
import type { WasmModules } from "../../wasm/modules.ts";

export interface SfaArithmetic {
  /** (x − mean) · w of `rows` rows: x is rows × n, w is n × m; the result is rows × m. */
  project(x: Float64Array, rows: number, mean: Float64Array, w: Float64Array): Float64Array;
  eigen(a: Float64Array, n: number): SymmetricEigen;
  /** All values, and the vectors from `from` to `to` − 1: the cheaper, the fewer. */
  eigenRange(a: Float64Array, n: number, from: number, to: number): SymmetricEigen;
  /** L⁻¹ where a = L·Lᵀ; null where a is not positive definite. */
  inverseFactor(a: Float64Array, n: number): Float64Array | null;
  /** a (m × k) · b (k × n). */
  multiply(a: Float64Array, b: Float64Array, m: number, k: number, n: number): Float64Array;
}

export const scalarSfa: SfaArithmetic = {
  project,
  eigen: symmetricEigen,
  eigenRange: symmetricEigenRange,
  inverseFactor,
  multiply,
};

/** In one instance of the module `math`: memory that is used again costs nothing to come by. */
export function wasmSfa(math: WasmModules["math"]): SfaArithmetic {
  return {
    project: wasmProject(math),
    eigen: wasmEigen(math),
    eigenRange: wasmEigenRange(math),
    inverseFactor: wasmInverseFactor(math),
    multiply: wasmMultiply(math),
  };
}

function project(x: Float64Array, rows: number, mean: Float64Array, w: Float64Array): Float64Array {
  const n = mean.length;
  const centred = new Float64Array(rows * n);
  for (let at = 0; at < centred.length; at++) centred[at] = x[at] - mean[at % n];
  return multiply(centred, w, rows, n, w.length / n);
}

/** Each row of z (rows × d) with its products behind it: z_i, then z_i·z_j for i ≤ j; rows × (d + d(d + 1)/2), into `out` where it is given. */
export function withProducts(
  z: Float64Array,
  rows: number,
  out: Float64Array = new Float64Array(rows * quadraticSize(z.length / rows)),
): Float64Array {
  const d = z.length / rows;
  for (let from = 0, at = 0; from < z.length; from += d) {
    for (let i = from; i < from + d; i++) out[at++] = z[i];
    for (let i = from; i < from + d; i++) {
      const a = z[i];
      for (let j = i; j < from + d; j++) out[at++] = a * z[j];
    }
  }
  return out;
}

/** Number of monomials of degree 1 and 2 in d variables. */
export function quadraticSize(d: number): number {
  return d + (d * (d + 1)) / 2;
}
