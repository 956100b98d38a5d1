import type { Later } from "../later.ts";

/** The most shards of a minibatch. */
export const maxShards = 8;
const rowsPerShard = 32;

/** How many shards a minibatch of so many rows is cut into: a matter of the experiment, never of threads. */
export function shardCount(rows: number): number {
  return Math.max(1, Math.min(maxShards, Math.ceil(rows / rowsPerShard)));
}

/**
 * What one thread knows of a training: its own copy of parameters, gradients and optimiser states, each a block of `count` floats of the same
 * layout, and how to use them. Views of blocks are asked for at each use (WebAssembly memory may have grown) and may be written: to load a block is
 * to write it.
 */
export interface ShardedStep {
  /** Floats in a block: a multiple of 4. */
  readonly count: number;
  /** Blocks of the optimiser's state: 0 (plain descent), 1 (momentum), 2 (Adam). */
  readonly states: number;
  /** How many losses a shard has: sums over its rows, in float64. */
  readonly losses: number;
  parameters(): Float32Array;
  gradients(): Float32Array;
  /** Block `index` of the optimiser's state, from 0. */
  state(index: number): Float32Array;
  /** Shards of the minibatch of step `step`, 1 to `maxShards`. A function of the step alone, as the minibatch itself is. */
  shardsOf(step: number): number;
  /**
   * Forward and backward for shards [first, first + shards) of the minibatch of step `step`, at the present parameters: writes the tree's sum of
   * their gradients over the whole gradient block, and that of their losses into `losses`. `shards` is a power of two of which `first` is a
   * multiple, or all shards of the minibatch. Must not depend on the former content of the gradient block, nor on the optimiser's states.
   */
  gradient(step: number, first: number, shards: number, losses: Float64Array): Later<void>;
  /** Adds floats [from, to) of `other`, a gradient block of another thread, to the gradients at the same places, with one rounding for each. */
  add(from: number, to: number, other: Float32Array): void;
  /**
   * The optimiser's step `step` (from 0) for the floats [from, to) of the blocks, multiples of 4: parameters and states after it follow from
   * parameters, states and gradients at the same places alone.
   */
  update(step: number, from: number, to: number): Later<void>;
}
