/** The balanced binary tree in which the sums of shards are added, and the nodes of it that a gang's members have. */
import { sumOfNodes } from "./tree.ts";

/** A node: shards [first, first + shards). */
export interface ShardNode {
  readonly first: number;
  /** A power of two of which `first` is a multiple. */
  readonly shards: number;
}

/** A sum: of a node that somebody has computed, or of two such sums. */
export type ShardSum = ShardNode | { readonly left: ShardSum; readonly right: ShardSum };

/** The largest nodes of which the shards [from, to) are made, in ascending order. */
export function nodesOf(from: number, to: number): readonly ShardNode[] {
  const nodes: ShardNode[] = [];
  for (let first = from; first < to; ) {
    let shards = 1;
    while (first % (2 * shards) === 0 && first + 2 * shards <= to) shards *= 2;
    nodes.push({ first, shards });
    first += shards;
  }
  return nodes;
}

/** Shards [from, to). */
export interface Share {
  readonly from: number;
  readonly to: number;
}

/** The shards of the member of this rank, of `size`. */
export function shareOf(shards: number, rank: number, size: number): Share {
  return { from: Math.floor((shards * rank) / size), to: Math.floor((shards * (rank + 1)) / size) };
}

/** How nodes that together are [0, shards) are added. The same additions for whichever nodes. */
export function sumOf(nodes: readonly ShardNode[]): ShardSum {
  return sumOfNodes<ShardSum>(
    nodes.length,
    (i) => nodes[i].shards,
    (i) => nodes[i],
    (left, right) => ({ left, right }),
  );
}

/** Floats that are added at a time: few enough to stay near the processor. */
const stretch = 4096;

/**
 * Adds floats [from, to) of blocks, one for each node, found by `blockOf(first shard)`, into the same place of `out`, with one rounding for each
 * addition.
 */
export function addBlocks(
  sum: ShardSum,
  blockOf: (first: number) => Float32Array,
  [from, to]: readonly [number, number],
  out: Float32Array,
): void {
  const spares: Float32Array[] = [];
  const addInto = (
    into: Float32Array,
    place: number,
    part: ShardSum,
    at: number,
    length: number,
    depth: number,
  ): void => {
    if ("first" in part) {
      into.set(blockOf(part.first).subarray(at, at + length), place);
      return;
    }
    const { left, right } = part;
    if ("first" in left && "first" in right) {
      addPair(into, place, blockOf(left.first), blockOf(right.first), at, length);
      return;
    }
    addInto(into, place, left, at, length, depth);
    if ("first" in right) {
      add(into, place, blockOf(right.first), at, length);
      return;
    }
    spares[depth] ??= new Float32Array(stretch);
    addInto(spares[depth], 0, right, at, length, depth + 1);
    add(into, place, spares[depth], 0, length);
  };
  for (let at = from; at < to; at += stretch) addInto(out, at, sum, at, Math.min(stretch, to - at), 0);
}

/** The same for numbers in float64, one list for each node. */
export function addNumbers(sum: ShardSum, listOf: (first: number) => Float64Array): Float64Array {
  if ("first" in sum) return listOf(sum.first).slice();
  const [left, right] = [addNumbers(sum.left, listOf), addNumbers(sum.right, listOf)];
  return left.map((number, i) => number + right[i]);
}

function add(into: Float32Array, place: number, other: Float32Array, at: number, length: number): void {
  for (let i = 0; i < length; i++) into[place + i] = Math.fround(into[place + i] + other[at + i]);
}

function addPair(
  into: Float32Array,
  place: number,
  left: Float32Array,
  right: Float32Array,
  at: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) into[place + i] = Math.fround(left[at + i] + right[at + i]);
}
