import type { SymmetricEigen } from "../../linalg/index.ts";
import { BLOCK_ROWS, blockCount, type Values } from "../moments/index.ts";

/**
 * The contrast whose derivative g a pass applies: log cosh y (g = tanh), −exp(−y²/2) (g = y·exp(−y²/2)), y⁴/4 (g = y³). "evaluate" sums
 * log cosh y and y⁴ themselves.
 */
export const CONTRASTS = ["logcosh", "exp", "cube", "evaluate"] as const;
export type Contrast = (typeof CONTRASTS)[number];

/** What a pass over rows leaves, for every unit i. Not divided by the number of rows. */
export interface PassSums {
  readonly rows: number;
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
  sums(): Omit<PassSums, "rows">;
  eigen(matrix: Float64Array, n: number): SymmetricEigen;
  /** a (m × k) · b (k × n). */
  multiply(a: Float64Array, b: Float64Array, m: number, k: number, n: number): Float64Array;
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

/** Blocks of a shard at least, and shards at most: sums of shards are added in ascending order, whoever has found them. */
const SHARD_BLOCKS = 8;
const MOST_SHARDS = 16;

/** How many shards the blocks are cut into. */
export function shardCount(blocks: number): number {
  return Math.max(1, Math.min(MOST_SHARDS, Math.floor(blocks / SHARD_BLOCKS)));
}

/** What is asked of the rows: sums for these units, rows of a matrix; of a sample, the first blocks of each shard, or of all. */
export interface IcaQuestion {
  readonly units: Float64Array;
  readonly contrast: Contrast;
  readonly sample: boolean;
}

/** One block of a sample for so many of all. */
const SAMPLED = 8;

/** About how many rows a sample of so many has. */
export function sampleRows(rows: number): number {
  return rows / SAMPLED;
}

/** Sums over the blocks of one shard; `blockOf` gives the rows of those that are not in memory. */
export function passOver(
  passes: IcaPasses,
  rows: number,
  shard: number,
  blockOf: (index: number) => Values,
  { units, contrast, sample }: IcaQuestion,
): PassSums {
  const blocks = blockCount(rows);
  const shards = shardCount(blocks);
  const [from, end] = [shard, shard + 1].map((s) => Math.floor((s * blocks) / shards));
  const to = sample ? from + Math.ceil((end - from) / SAMPLED) : end;
  passes.begin(units, contrast);
  for (let index = from; index < to; index++) {
    if (index >= passes.kept) passes.whiten(index, blockOf(index));
    passes.add(index);
  }
  return { rows: Math.min(rows, to * BLOCK_ROWS) - from * BLOCK_ROWS, ...passes.sums() };
}

/** Sums of shards, added in place to those of the first; at least one. */
export function addSums(parts: readonly PassSums[]): PassSums {
  const [whole, ...rest] = parts;
  for (const part of rest)
    for (const name of ["products", "slopes", "fourths"] as const)
      for (let i = 0; i < whole[name].length; i++) whole[name][i] += part[name][i];
  return { ...whole, rows: parts.reduce((sum, { rows }) => sum + rows, 0) };
}
