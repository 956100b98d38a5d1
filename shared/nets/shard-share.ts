/** What a gang shares to train, and what one of its threads does in a round: the leader as rank 0 and the members alike. */
import { andThen, isPending, type Later } from "../later.ts";
import { controlBytes, type GangBuffers } from "./gang.ts";
import {
  addBlocks,
  addNumbers,
  nodesOf,
  type ShardNode,
  type ShardSum,
  type Share,
  shareOf,
  sumOf,
} from "./shard-tree.ts";
import { maxShards, type ShardedStep } from "./sharded-step.ts";

/** load: members take over the leader's blocks. gradient, update: the two halves of a step. collect: members give back their part of the states. */
export const phase = { load: 0, gradient: 1, update: 2, collect: 3 } as const;

/** Views of the gang's memory. */
export interface Shared {
  readonly parameters: Float32Array;
  readonly states: readonly Float32Array[];
  /** The gradient of a node and its losses, by its first shard. */
  readonly gradients: readonly Float32Array[];
  readonly losses: readonly Float64Array[];
}

/** Memory for a gang. What is never written costs nothing. */
export function allocate({ count, states, losses }: ShardedStep): GangBuffers {
  return {
    control: new SharedArrayBuffer(controlBytes),
    parameters: new SharedArrayBuffer(4 * count),
    states: new SharedArrayBuffer(4 * count * states),
    gradients: new SharedArrayBuffer(4 * count * maxShards),
    losses: new SharedArrayBuffer(8 * losses * maxShards),
  };
}

export function viewsOf({ count, states, losses }: ShardedStep, buffers: GangBuffers): Shared {
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
  return {
    parameters: new Float32Array(buffers.parameters, 0, count),
    states: upTo(states).map((i) => new Float32Array(buffers.states, 4 * count * i, count)),
    gradients: upTo(maxShards).map((i) => new Float32Array(buffers.gradients, 4 * count * i, count)),
    losses: upTo(maxShards).map((i) => new Float64Array(buffers.losses, 8 * losses * i, losses)),
  };
}

/** A thread's place in a round. */
export interface Place {
  readonly rank: number;
  readonly size: number;
}

/** The floats of a block that are this thread's to update: multiples of 4. */
export function floatsOf(count: number, { rank, size }: Place): readonly [number, number] {
  const { from, to } = shareOf(count / 4, rank, size);
  return [4 * from, 4 * to];
}

/** Copies floats [from, to). */
export function copyFloats(from: Float32Array, into: Float32Array, [first, end]: readonly [number, number]): void {
  into.set(from.subarray(first, end), first);
}

/** The parameters that others have updated. */
export function readParameters(step: ShardedStep, shared: Shared, place: Place): void {
  copyOthers(shared.parameters, step.parameters(), step.count, place);
}

/** All floats but those that this thread updates itself. */
function copyOthers(from: Float32Array, into: Float32Array, count: number, place: Place): void {
  const [first, end] = floatsOf(count, place);
  copyFloats(from, into, [0, first]);
  copyFloats(from, into, [end, count]);
}

/** The gradients of this thread's shards, into the slots of their nodes. */
export function shareGradient(step: ShardedStep, shared: Shared, n: number, place: Place): Later<void> {
  const { from, to } = shareOf(step.shardsOf(n), place.rank, place.size);
  const isPair = asPair(wholeSum(step.shardsOf(n), place.size)) !== undefined;
  const each = (nodes: readonly ShardNode[]): Later<void> => {
    for (const [i, { first, shards }] of nodes.entries()) {
      const keep = () => {
        if (isPair) copyOthers(step.gradients(), shared.gradients[first], step.count, place);
        else shared.gradients[first].set(step.gradients());
      };
      const made = step.gradient(n, first, shards, shared.losses[first]);
      if (isPending(made)) return made.then(keep).then(() => each(nodes.slice(i + 1)));
      keep();
    }
  };
  return each(nodesOf(from, to));
}

/** This thread's part of the parameters: adds the gradients of all nodes, updates, and shows the others. */
export function shareUpdate(step: ShardedStep, shared: Shared, n: number, place: Place): Later<void> {
  const range = floatsOf(step.count, place);
  const sum = wholeSum(step.shardsOf(n), place.size);
  const other = otherThan(shareOf(step.shardsOf(n), place.rank, place.size), asPair(sum));
  if (other !== undefined) step.add(...range, shared.gradients[other]);
  else addBlocks(sum, (first) => shared.gradients[first], range, step.gradients());
  return andThen(step.update(n, ...range), () => copyFloats(step.parameters(), shared.parameters, range));
}

/** The two nodes of a minibatch that two threads have one of each: the usual case, in which a thread keeps what it sums itself. */
function asPair(sum: ShardSum): readonly ShardNode[] | undefined {
  if ("first" in sum || !("first" in sum.left) || !("first" in sum.right)) return undefined;
  return [sum.left, sum.right];
}

/** First shard of the other node, for a thread that has one of them. */
function otherThan({ from, to }: Share, pair: readonly ShardNode[] | undefined): number | undefined {
  return from < to ? pair?.find(({ first }) => first !== from)?.first : undefined;
}

/** The losses of the whole minibatch. */
export function addLosses(step: ShardedStep, shared: Shared, n: number, size: number, into: Float64Array): void {
  into.set(addNumbers(wholeSum(step.shardsOf(n), size), (first) => shared.losses[first]));
}

const sums = new Map<number, ShardSum>();

/** How the nodes of all members are added. */
function wholeSum(shards: number, size: number): ShardSum {
  const key = shards + (maxShards + 1) * size;
  const known = sums.get(key);
  if (known !== undefined) return known;
  const shares = Array.from({ length: size }, (_, rank) => shareOf(shards, rank, size));
  const sum = sumOf(shares.flatMap(({ from, to }) => nodesOf(from, to)));
  sums.set(key, sum);
  return sum;
}
