/**
 * Sums of shards, added as a balanced binary tree: pairs, pairs of pairs, …; what is left over from the last to the first. The order depends on how
 * many there are and on nothing else, and each aligned node of the tree can be summed anywhere.
 */
export function treeSum<T>(count: number, sumOf: (shard: number) => T, add: (a: T, b: T) => T): T {
  const stack: (T | undefined)[] = [];
  for (let shard = 0; shard < count; shard++) {
    let sum = sumOf(shard);
    let level = 0;
    for (; (shard >> level) & 1; level++) sum = add(stack[level] as T, sum);
    stack[level] = sum;
  }
  let whole: T | undefined;
  for (let level = 0; count >> level > 0; level++) {
    if (((count >> level) & 1) === 0) continue;
    const part = stack[level] as T;
    whole = whole === undefined ? part : add(part, whole);
  }
  if (whole === undefined) throw new RangeError("sum of no shards (must be at least 1)");
  return whole;
}
