/**
 * Sums of shards, added as a balanced binary tree: pairs, pairs of pairs, …; what is left over from the last to the first. The order depends on how
 * many there are and on nothing else, and each aligned node of the tree can be summed anywhere.
 */
export function treeSum<T>(count: number, sumOf: (shard: number) => T, add: (a: T, b: T) => T): T {
  return sumOfNodes(count, single, sumOf, add);
}

const single = () => 1;

/**
 * The same sum of nodes in order, node i the sum of `shardsOf(i)` shards: a power of two, of which its first shard is a multiple. As a binary counter
 * counts: a sum of 2^k shards waits at digit k for the next one. Values are asked for once, in order.
 */
export function sumOfNodes<T>(
  count: number,
  shardsOf: (node: number) => number,
  sumAt: (node: number) => T,
  add: (a: T, b: T) => T,
): T {
  const digits: (T | undefined)[] = [];
  for (let node = 0; node < count; node++) {
    let sum = sumAt(node);
    let digit = 31 - Math.clz32(shardsOf(node));
    for (let left = digits[digit]; left !== undefined; left = digits[digit]) {
      sum = add(left, sum);
      digits[digit++] = undefined;
    }
    digits[digit] = sum;
  }
  let whole: T | undefined;
  for (const part of digits) if (part !== undefined) whole = whole === undefined ? part : add(part, whole);
  if (whole === undefined) throw new RangeError("sum of no shards (must be at least 1)");
  return whole;
}
