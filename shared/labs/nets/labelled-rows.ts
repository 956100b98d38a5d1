import { permutation } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";

interface Rows {
  readonly train: Uint32Array;
  readonly labels: ArrayLike<number>;
  readonly classes: readonly unknown[];
}

/**
 * Training rows whose labels are known: one of each class in turn, each class in an order that follows from the key, until there are `count` or no more. Of the same key
 * fewer are the first of more.
 */
export function labelledRows({ train, labels, classes }: Rows, count: number, key: Key): Uint32Array {
  const queues = classes.map((): number[] => []);
  for (const i of permutation(key, train.length)) queues[labels[train[i]]].push(train[i]);
  const chosen: number[] = [];
  for (let turn = 0; turn < train.length && chosen.length < count; turn++)
    for (const queue of queues) if (turn < queue.length && chosen.length < count) chosen.push(queue[turn]);
  return Uint32Array.from(chosen);
}
