import { normalQuantile } from "./normal-quantile.ts";
import { type Ordered, ordered } from "./order.ts";

/** Bits of the places of a block, whose values stay in a processor's cache. */
const BLOCK = 14;

/** Ranks 1…n of the values; equal values share the mean of their ranks. The values must not be NaN. */
export function averageRanks(values: Float64Array): Float64Array {
  const { sorted, order } = ordered(values);
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < sorted.length; ) {
    const end = endOfTie(sorted, start);
    for (let i = start; i < end; i++) ranks[order[i]] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

/**
 * Rank-normalised values z = Φ⁻¹((rank − 3/8) / (n + 1/4)) (Blom's offset), each where its value stands in an array of `size`: Vehtari, Gelman,
 * Simpson, Carpenter, Bürkner (2021), "Rank-normalization, folding, and localization", Bayesian Analysis 16, equation 14.
 */
export function rankScores(values: Ordered, size: number): Float64Array {
  const { order } = values;
  const ranked = scoresInOrder(values);
  // Block by block first, and to their places then: far apart from each other all over an array they would be slow to write.
  const next = Uint32Array.from({ length: (size >> BLOCK) + 1 }, (_, block) => block << BLOCK);
  const blocked = new Float64Array(size);
  const places = new Uint32Array(size);
  for (let i = 0; i < order.length; i++) {
    const at = order[i];
    const to = next[at >> BLOCK]++;
    blocked[to] = ranked[i];
    places[to] = at;
  }
  const scores = new Float64Array(size);
  for (const [block, end] of next.entries()) for (let i = block << BLOCK; i < end; i++) scores[places[i]] = blocked[i];
  return scores;
}

/** Their scores, of the smallest first. */
function scoresInOrder({ sorted }: Ordered): Float64Array {
  const n = sorted.length;
  const table = scoreTable(n);
  if (!isTied(sorted)) return table;
  const scores = table.slice();
  for (let start = 0; start < n; ) {
    let end = start + 1;
    while (end < n && sorted[end] === sorted[start]) end++;
    if (end > start + 1) scores.fill(scoreOf((start + 1 + end) / 2, n), start, end);
    start = end;
  }
  return scores;
}

function isTied(sorted: Float64Array): boolean {
  for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) return true;
  return false;
}

/** Which of some groups the values belong to, by their places: `size` places of each one after the other. */
export interface Groups {
  readonly count: number;
  readonly size: number;
}

/**
 * Sums over groups of the scores that `rankScores` gives, and of their squares: for means and variances alone no score need be put in its place. Groups of what
 * `halved` keeps are halves of chains, of `length` draws where the middle one of an odd number is left out.
 */
export function scoreSums(values: Ordered, { count, size }: Groups) {
  const { order } = values;
  const ranked = scoresInOrder(values);
  const sums = new Float64Array(count);
  const squares = new Float64Array(count);
  const inverse = 1 / size;
  for (let i = 0; i < order.length; i++) {
    const score = ranked[i];
    // Half a place off the border, so that no rounding crosses it.
    const group = ((order[i] + 0.5) * inverse) | 0;
    sums[group] += score;
    squares[group] += score * score;
  }
  return { sums, squares };
}

/**
 * The distances |x − centre| in ascending order. Outwards from the centre they ascend on either side, rounded as they are: the two sides are merged, and
 * nothing is sorted again.
 */
export function folded({ sorted, order }: Ordered, centre: number): Ordered {
  const n = sorted.length;
  const distances = new Float64Array(n);
  const places = new Uint32Array(n);
  let above = 0;
  while (above < n && sorted[above] <= centre) above++;
  let below = above - 1;
  for (let k = 0; k < n; k++) {
    const isBelow = above >= n || (below >= 0 && centre - sorted[below] <= sorted[above] - centre);
    const at = isBelow ? below-- : above++;
    distances[k] = Math.abs(sorted[at] - centre);
    places[k] = order[at];
  }
  return { sorted: distances, order: places };
}

function endOfTie(sorted: Float64Array, start: number): number {
  let end = start + 1;
  while (end < sorted.length && sorted[end] === sorted[start]) end++;
  return end;
}

const scoreOf = (rank: number, n: number) => normalQuantile((rank - 0.375) / (n + 0.25));

let cached = new Float64Array(0);

/** Scores of the ranks 1…n, the first first. Most values are untied, and there are as many of the next quantity. */
export function scoreTable(n: number): Float64Array {
  if (cached.length === n) return cached;
  const table = new Float64Array(n);
  for (let i = 0; i < n; i++) table[i] = scoreOf(i + 1, n);
  cached = table;
  return table;
}
