/** The E-step over rows with missing cells, on either device. */

/** What the E-step adds up over rows. Packed: lower triangle row by row, (latent + 1)(latent + 2)/2 numbers. */
export interface MissingSums {
  /** columns × packed: Σ [z·zᵀ + σ²M⁻¹, z; zᵀ, 1] over the rows in which the column is observed. */
  readonly second: Float64Array;
  /** columns × (latent + 1): Σ r·[z, 1], r = x − mean. */
  readonly first: Float64Array;
  /** columns: Σ r². */
  readonly squares: Float64Array;
  /** Sum over rows of the log density of the observed cells. */
  readonly logLikelihood: number;
}

export interface MissingKernel {
  readonly columns: number;
  readonly latent: number;
  /** Sets the model and clears the sums. */
  begin(loadings: Float64Array, sigma2: number): void;
  /**
   * Adds up to BLOCK_ROWS rows: residuals x − mean (0 where missing) and 1 where a cell is observed. Returns the means of z given each row, rows ×
   * latent; a copy.
   */
  add(residuals: Float64Array, present: Uint8Array, rows: number): Float64Array;
  sums(): MissingSums;
}
