/** The balanced binary tree in which the sums of shards are added. */

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

/** The shards of the member of this rank, of `size`: [from, to). */
export function shareOf(shards: number, rank: number, size: number): { readonly from: number; readonly to: number } {
  return { from: Math.floor((shards * rank) / size), to: Math.floor((shards * (rank + 1)) / size) };
}

/**
 * How nodes that together are [0, shards) are added: as a binary counter counts, a node of 2^k shards at digit k; what is left at the end is folded
 * from the smallest. The same additions for whichever nodes.
 */
export function sumOf(nodes: readonly ShardNode[]): ShardSum {
  const digits: (ShardSum | undefined)[] = [];
  for (const node of nodes) {
    let digit = Math.log2(node.shards);
    let sum: ShardSum = node;
    for (let left = digits[digit]; left !== undefined; left = digits[digit]) {
      sum = { left, right: sum };
      digits[digit++] = undefined;
    }
    digits[digit] = sum;
  }
  return digits.filter((sum) => sum !== undefined).reduce((right, left) => ({ left, right }));
}

/** Floats that are added at a time: few enough to stay near the processor. */
const stretch = 4096;

/**
 * Adds floats [from, to) of blocks, one for each node, found by `blockOf(first shard)`, into the same place of `out`, with one rounding for each
 * addition. Float64 blocks likewise.
 */
export function addBlocks<Block extends Float32Array | Float64Array>(
  sum: ShardSum,
  blockOf: (first: number) => Block,
  [from, to]: readonly [number, number],
  out: Block,
): void {
  const spares: Block[] = [];
  const Spare = out.constructor as new (length: number) => Block;
  const addInto = (into: Block, place: number, part: ShardSum, at: number, length: number, depth: number): void => {
    if ("first" in part) {
      copy(into, place, blockOf(part.first), at, length);
      return;
    }
    addInto(into, place, part.left, at, length, depth);
    if ("first" in part.right) {
      add(into, place, blockOf(part.right.first), at, length);
      return;
    }
    spares[depth] ??= new Spare(stretch);
    addInto(spares[depth], 0, part.right, at, length, depth + 1);
    add(into, place, spares[depth], 0, length);
  };
  for (let at = from; at < to; at += stretch) addInto(out, at, sum, at, Math.min(stretch, to - at), 0);
}

type Floats = Float32Array | Float64Array;

function copy(into: Floats, place: number, other: Floats, at: number, length: number): void {
  for (let i = 0; i < length; i++) into[place + i] = other[at + i];
}

/** Storing rounds to the block's own type; through float64 the sum of two float32 is rounded as if at once. */
function add(into: Floats, place: number, other: Floats, at: number, length: number): void {
  for (let i = 0; i < length; i++) into[place + i] += other[at + i];
}
