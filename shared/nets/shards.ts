/**
 * Training steps cut into shards: by one thread in one pass, or by a gang of threads (`gang.ts`) with the same bits.
 *
 * The rows of a minibatch are cut into S shards. Whatever is summed over rows is summed within each shard in ascending order, and the sums of the
 * shards are added as a balanced binary tree: 2i with 2i + 1, those pairs with each other, …; what is left over is folded from the last to the
 * first: ((0+1)+(2+3))+4 for 5 shards. A thread that has shards [a, b) works on the nodes of that tree that its range is made of.
 */
export { joinShards } from "./shard-member.ts";
export { runShards, type ShardedRun } from "./shard-run.ts";
export { maxShards, type ShardedStep, shardCount } from "./sharded-step.ts";
