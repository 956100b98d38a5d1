import { asConstant } from "./leaves.ts";
import { copyOperation } from "./ops/copy.ts";
import { permuteOperation } from "./ops/permute.ts";
import { reshapeOperation } from "./ops/reshape.ts";
import { padOperation, sliceOperation } from "./ops/slice.ts";
import type { Tensor } from "./tensor.ts";

/** What leaves numbers as they are: a tree of sums before or after it is the same. */
const MOVES: readonly string[] = [copyOperation, permuteOperation, reshapeOperation, padOperation, sliceOperation].map(
  ({ name }) => name,
);

/**
 * Whether a gradient ends in one sum over samples, which goes by shards and then as a tree. One that does not, such as that of weights which a net uses
 * several times (at each step of a sequence), adds sums that are trees already: then shards that go through together and shards that go through one by
 * one would differ in the last bits.
 */
export function isShardSum(gradient: Tensor): boolean {
  const { operation, inputs, attributes } = gradient;
  if (operation.reducesSamples?.(inputs, attributes) || asConstant(gradient)?.value === 0) return true;
  return MOVES.includes(operation.name) && isShardSum(inputs[0]);
}
