/**
 * Sparse coding: rows x of numbers as x ≈ α·D, with few coefficients α of many atoms (the rows of D). All in float64; both devices give the same bits.
 * Solvers of the lasso min ½|x − α·D|² + penalty·Σ|α|: coordinate descent, ISTA, FISTA (Beck & Teboulle, SIAM Journal on Imaging Sciences 2, 2009).
 * Orthogonal matching pursuit: at most a given number of atoms, or a squared error that is small enough. Dictionaries are learnt online (Mairal et al. 2010).
 */
import type { WasmModules } from "../../wasm/modules.ts";
import type { SparseCoder } from "./machine.ts";
import { scalarCoder } from "./scalar.ts";
import { wasmCoder } from "./wasm.ts";

export { lipschitzOf, type Memory, type Rule, type SparseCoder, UNUSED } from "./machine.ts";

/** The scalar reference, or the exports of a fresh instance of the module `sparse`. */
export type SparseDevice = "scalar" | WasmModules["sparse"];

export function sparseCoder(on: SparseDevice, inputs: number, atoms: number, rows: number): SparseCoder {
  return on === "scalar" ? scalarCoder(inputs, atoms, rows) : wasmCoder(on, inputs, atoms, rows);
}

/** What learning from the first rows does: the past fades by `keep`, their codes join it with weight `share` each, and every atom that was used is improved. */
export function learn(coder: SparseCoder, rows: number, keep: number, share: number): void {
  coder.fade(keep);
  coder.remember(0, rows, share);
  coder.improve();
}

/** How much of the past is kept at a minibatch, counted from 0: (1 − 1/t)³, t = step + 1 (Mairal et al. 2010, section 3.4.1), so that the first codes are soon forgotten. */
export function keepOf(step: number): number {
  const keep = 1 - 1 / (step + 1);
  return keep * keep * keep;
}
