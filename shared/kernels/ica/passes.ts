import type { SymmetricEigen } from "../../linalg/index.ts";
import type { Values } from "../moments/index.ts";

/**
 * The contrast whose derivative g a pass applies: log cosh y (g = tanh), −exp(−y²/2) (g = y·exp(−y²/2)), y⁴/4 (g = y³). "evaluate" sums
 * log cosh y and y⁴ themselves.
 */
export const CONTRASTS = ["logcosh", "exp", "cube", "evaluate"] as const;
export type Contrast = (typeof CONTRASTS)[number];

/** Rows of a block: those of the moments. */
export { BLOCK_ROWS } from "../moments/index.ts";

/** What a pass over all rows leaves, for every unit i. Not divided by the number of rows. */
export interface PassSums {
  /** Σ g(yᵢ)·z, units × components. */
  readonly products: Float64Array;
  /** Σ (1 − g′(yᵢ)); of cubes Σ yᵢ². When evaluating, Σ log cosh yᵢ. */
  readonly slopes: Float64Array;
  /** When evaluating, Σ yᵢ⁴. */
  readonly fourths: Float64Array;
}

/**
 * Arithmetic in a pass over all rows: whitening in float64, rounded to float32; then y = W·z, g(y) and their sums, every product and sum
 * rounded to float32 within a block, blocks added in float64. Scalar and wasm give the same bits.
 */
export interface IcaPasses {
  readonly components: number;
  /** Blocks that stay in memory once they are whitened; others are whitened again for every pass. */
  readonly kept: number;
  /** z = K·(x − mean) of the rows of block `index`. */
  whiten(index: number, values: Values): void;
  /** Starts a pass with the given units: rows of W, each as long as there are components. */
  begin(unmixing: Float64Array, contrast: Contrast): void;
  /** Adds block `index`; one beyond `kept` must have been whitened just before. */
  add(index: number): void;
  sums(): PassSums;
  eigen(matrix: Float64Array, n: number): SymmetricEigen;
}

export interface Whitening {
  readonly columns: number;
  /** Of the columns. */
  readonly mean: Float64Array;
  /** K, components × columns. */
  readonly matrix: Float64Array;
}

/** Bytes of whitened data that stay in memory. */
export const KEPT_BYTES = 128 * 1024 * 1024;

/** Runs over all blocks; `blockOf` gives the rows of those that are not in memory (or not whitened yet, when `first`). */
export function passOver(
  passes: IcaPasses,
  blocks: number,
  blockOf: (index: number) => Values,
  unmixing: Float64Array,
  contrast: Contrast,
): PassSums {
  passes.begin(unmixing, contrast);
  for (let index = 0; index < blocks; index++) {
    if (index >= passes.kept) passes.whiten(index, blockOf(index));
    passes.add(index);
  }
  return passes.sums();
}
