/**
 * EM for probabilistic PCA where cells are missing: each row has its own observed columns O and M = W_OᵀW_O + σ²I, and every column its own
 * least squares for (w, mean) (Ilin & Raiko, "Practical approaches to principal component analysis in the presence of missing values", JMLR 11,
 * 2010, §4). Only observed cells count in the likelihood.
 */
import { cholesky, NotPositiveDefiniteError, solveCholesky } from "../../linalg/index.ts";
import type { WasmModules } from "../../wasm/modules.ts";
import type { MissingKernel, MissingSums } from "./machine.ts";
import { scalarMissing } from "./scalar.ts";
import { wasmMissing } from "./wasm.ts";

export type { MissingKernel, MissingSums } from "./machine.ts";

/** First share of the diagonal that is added where a column's equations are singular. */
const RIDGE = 1e-12;

/** The scalar reference, or the exports of a fresh instance of the module `ppca`: the same bits. */
export function missingKernel(
  on: "scalar" | WasmModules["ppca"],
  columns: number,
  latent: number,
  blockRows: number,
): MissingKernel {
  return on === "scalar" ? scalarMissing(columns, latent) : wasmMissing(on, columns, latent, blockRows);
}

export interface MissingModel {
  readonly mean: Float64Array;
  readonly loadings: Float64Array;
  readonly sigma2: number;
}

/** The M-step. A column without an observed cell keeps its mean and gets no loadings. `least`: floor of σ². */
export function missingStep(
  { mean, loadings }: MissingModel,
  { second, first, squares }: MissingSums,
  columns: number,
  latent: number,
  least: number,
): MissingModel {
  const width = latent + 1;
  const packed = (width * (width + 1)) / 2;
  const next = { mean: mean.slice(), loadings: new Float64Array(loadings.length) };
  let rest = 0;
  let cells = 0;
  const a = new Float64Array(width * width);
  for (let j = 0; j < columns; j++) {
    // The last element of the packed triangle counts the rows.
    const count = second[(j + 1) * packed - 1];
    if (count === 0) continue;
    for (let r = 0; r < width; r++)
      for (let c = 0; c <= r; c++) a[r * width + c] = second[j * packed + (r * (r + 1)) / 2 + c];
    const b = first.subarray(j * width, (j + 1) * width);
    const w = solvePositive(a, b, width);
    for (let k = 0; k < latent; k++) next.loadings[j * latent + k] = w[k];
    next.mean[j] += w[latent];
    let explained = 0;
    for (let k = 0; k < width; k++) explained += w[k] * b[k];
    rest += squares[j] - explained;
    cells += count;
  }
  return { ...next, sigma2: Math.max(rest / cells, least) };
}

/** x with a·x = b; with a little more on the diagonal where rounding has left `a` singular (fewer rows than dimensions, and hardly any noise). */
function solvePositive(a: Float64Array, b: Float64Array, n: number): Float64Array {
  for (let ridge = 0; ; ridge = ridge === 0 ? RIDGE : 100 * ridge) {
    const raised = a.map((value, at) => (at % (n + 1) === 0 ? value * (1 + ridge) : value));
    try {
      return solveCholesky(cholesky(raised, n), b, n);
    } catch (error) {
      if (!(error instanceof NotPositiveDefiniteError) || ridge > 1) throw error;
    }
  }
}
