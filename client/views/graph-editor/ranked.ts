/** Places for large graphs in milliseconds: ranks by the longest way from above, order in a rank by the middle of neighbours. */
import type { Place, Sized } from "../layered.ts";

const SWEEPS = 8;
const GAP = { along: 26, between: 60 };

/** Middles of the nodes. `inputs`: of each node those that lead to it, without cycles. `across`: ranks follow each other to the right instead of down. */
export function ranked(
  nodes: readonly Sized[],
  inputs: readonly (readonly number[])[],
  across: boolean,
): readonly Place[] {
  const ranks = ranksOf(inputs);
  const neighbours = nodes.map((): number[] => []);
  for (const [n, own] of inputs.entries())
    for (const input of own) {
      neighbours[n].push(input);
      neighbours[input].push(n);
    }
  const length = (n: number) => (across ? nodes[n].height : nodes[n].width) + GAP.along;
  const along = alongRanks(ranks, neighbours, length);
  let start = 0;
  const places: Place[] = nodes.map(() => [0, 0]);
  for (const rank of ranks) {
    const depth = Math.max(...rank.map((n) => (across ? nodes[n].width : nodes[n].height)));
    for (const n of rank) {
      const middle = start + depth / 2;
      places[n] = across ? [middle, along[n]] : [along[n], middle];
    }
    start += depth + GAP.between;
  }
  return places;
}

/** Nodes by the length of the longest way to them. Those that nothing leads to stand right above the first that they lead to. */
function ranksOf(inputs: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const outputs = inputs.map((): number[] => []);
  const waiting = inputs.map(({ length }) => length);
  for (const [n, own] of inputs.entries()) for (const input of own) outputs[input].push(n);
  const rank = inputs.map(() => 0);
  const free = waiting.flatMap((count, n) => (count === 0 ? [n] : []));
  for (const n of free)
    for (const next of outputs[n]) {
      rank[next] = Math.max(rank[next], rank[n] + 1);
      if (--waiting[next] === 0) free.push(next);
    }
  for (const [n, own] of inputs.entries())
    if (own.length === 0 && outputs[n].length > 0) rank[n] = Math.min(...outputs[n].map((next) => rank[next])) - 1;
  const most = rank.reduce((a, b) => Math.max(a, b), 0);
  const ranks = Array.from({ length: most + 1 }, (): number[] => []);
  for (const [n, r] of rank.entries()) ranks[r].push(n);
  return ranks.filter((own) => own.length > 0);
}

/** Middles along the ranks: each node is drawn to the mean of its neighbours, in turns from above and below, and kept apart from those beside it. */
function alongRanks(
  ranks: readonly (readonly number[])[],
  neighbours: readonly (readonly number[])[],
  length: (n: number) => number,
): readonly number[] {
  const at = neighbours.map(() => 0);
  for (const rank of ranks) spread(rank, at, length);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const order = sweep % 2 === 0 ? ranks : ranks.toReversed();
    for (const rank of order) {
      for (const n of rank) {
        const own = neighbours[n];
        if (own.length > 0) at[n] = own.reduce((sum, other) => sum + at[other], 0) / own.length;
      }
      spread(
        rank.toSorted((a, b) => at[a] - at[b] || a - b),
        at,
        length,
      );
    }
  }
  return at;
}

/** Moves the nodes of a rank apart, in this order, about where they were: by blocks that keep their mean. */
function spread(rank: readonly number[], at: number[], length: (n: number) => number): void {
  const blocks: { nodes: number[]; size: number; middle: number }[] = [];
  for (const n of rank) {
    let block = { nodes: [n], size: length(n), middle: at[n] };
    for (let before = blocks.at(-1); before && touches(before, block); before = blocks.at(-1)) {
      blocks.pop();
      const count = before.nodes.length + block.nodes.length;
      const middle = (before.middle * before.nodes.length + block.middle * block.nodes.length) / count;
      block = { nodes: [...before.nodes, ...block.nodes], size: before.size + block.size, middle };
    }
    blocks.push(block);
  }
  for (const { nodes, size, middle } of blocks) {
    let start = middle - size / 2;
    for (const n of nodes) {
      at[n] = start + length(n) / 2;
      start += length(n);
    }
  }
}

const touches = (a: { size: number; middle: number }, b: { size: number; middle: number }) =>
  a.middle + a.size / 2 > b.middle - b.size / 2;
