import { describe, expect, it } from "vitest";
import { addBlocks, nodesOf, type ShardNode, type ShardSum, shareOf, sumOf } from "../../../shared/nets/shard-tree.ts";
import { shardCount } from "../../../shared/nets/shards.ts";

/** A sum written out down to shards: a node is the balanced sum of its own. */
function written(sum: ShardSum): string {
  if ("left" in sum) return `(${written(sum.left)}+${written(sum.right)})`;
  const { first, shards } = sum;
  if (shards === 1) return `${first}`;
  const half = shards / 2;
  return `(${written({ first, shards: half })}+${written({ first: first + half, shards: half })})`;
}

const nodesOfAll = (shards: number, size: number): readonly ShardNode[] =>
  Array.from({ length: size }, (_, rank) => shareOf(shards, rank, size)).flatMap(({ from, to }) => nodesOf(from, to));

describe("the tree of shards", () => {
  it("is balanced, with what is left over folded from the last to the first", () => {
    const of = (shards: number) => written(sumOf(nodesOfAll(shards, 1)));
    expect(of(1)).toBe("0");
    expect(of(3)).toBe("((0+1)+2)");
    expect(of(5)).toBe("(((0+1)+(2+3))+4)");
    expect(of(6)).toBe("(((0+1)+(2+3))+(4+5))");
    expect(of(7)).toBe("(((0+1)+(2+3))+((4+5)+6))");
    expect(of(8)).toBe("(((0+1)+(2+3))+((4+5)+(6+7)))");
  });

  it("is the same however many threads compute its nodes", () => {
    for (let shards = 1; shards <= 8; shards++)
      for (let size = 2; size <= 9; size++) {
        const nodes = nodesOfAll(shards, size);
        expect(written(sumOf(nodes))).toBe(written(sumOf(nodesOfAll(shards, 1))));
        expect(nodes.every(({ first, shards }) => first % shards === 0)).toBe(true);
      }
    // Where the threads divide the shards, each has one node.
    for (const size of [1, 2, 4, 8]) expect(nodesOfAll(8, size).length).toBe(size);
  });

  it("adds float32 blocks with one rounding per addition, and only the floats asked for", () => {
    const count = 10_000;
    const blocks = Array.from({ length: 7 }, (_, b) =>
      Float32Array.from({ length: count }, (_, i) => Math.sin(1 + i * 7 + b) * 10 ** (b - 3)),
    );
    const f = Math.fround;
    for (const size of [1, 2, 3, 5, 7]) {
      const nodes = nodesOfAll(7, size);
      const sums = new Map(nodes.map((node) => [node.first, blockOf(node, blocks)]));
      const out = new Float32Array(count);
      addBlocks(sumOf(nodes), (first) => sums.get(first) ?? out, [1000, 9996], out);
      const plain = (i: number) => {
        const [a, b, c, d, e, g, h] = blocks.map((block) => block[i]);
        return f(f(f(a + b) + f(c + d)) + f(f(e + g) + h));
      };
      expect(out).toEqual(Float32Array.from({ length: count }, (_, i) => (i < 1000 || i >= 9996 ? 0 : plain(i))));
    }
  });

  it("cuts a minibatch into shards of at least 32 rows, at most 8", () => {
    expect([1, 32, 33, 64, 100, 256, 10_000].map(shardCount)).toEqual([1, 1, 2, 2, 4, 8, 8]);
  });
});

/** The sum of a node, as the thread that has it computes it. */
function blockOf({ first, shards }: ShardNode, blocks: readonly Float32Array[]): Float32Array {
  if (shards === 1) return blocks[first];
  const [left, right] = [first, first + shards / 2].map((at) => blockOf({ first: at, shards: shards / 2 }, blocks));
  return left.map((value, i) => Math.fround(value + right[i]));
}
