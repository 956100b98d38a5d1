import { meanAutocovariance } from "./autocovariance.ts";
import { sizeOf } from "./ess.ts";

/** Beyond these lags a transform of all is cheaper. */
const COUNTED_LAGS = 200;

/** Zeros and ones of chains, as counts need them. */
export interface Marks {
  /** Of each chain. */
  readonly draws: number;
  /** Ones of each chain. */
  readonly ones: Float64Array;
  /** Of each chain, 32 draws to a word, the first in the lowest bit. */
  readonly words: readonly Int32Array[];
  /** Of each chain, places i where both x_i and x_{i+lag} are one. */
  pairs(lag: number): ArrayLike<number>;
  /** Mean covariances at all lags, where whoever made the marks has a quick way. */
  transform?(): Float64Array | undefined;
}

/**
 * Effective sample size of the share of draws at or below `limit`, of chains that are split already. Zeros and ones are counted, 32 at a time, and the counts are
 * whole numbers: it takes a fraction of the time of any other quantity. Undefined as `effectiveSampleSize` is.
 */
export function essAtMost(chains: readonly Float64Array[], limit: number, marks = marksOf(chains, limit)) {
  const { draws, ones } = marks;
  if (draws < 3) return undefined;
  const all = ones.reduce((sum, count) => sum + count, 0);
  if (all === 0 || all === draws * chains.length) return undefined;
  const counted = countedCovariance(marks);
  const transform = () => {
    const known = marks.transform?.();
    return known
      ? (lag: number) => known[lag]
      : meanAutocovariance(chains.map((chain) => chain.map((x) => (x <= limit ? 1 : 0))));
  };
  let transformed: ((lag: number) => number) | undefined;
  const covariance = (lag: number) => {
    if (lag < COUNTED_LAGS) return counted(lag);
    transformed ??= transform();
    return transformed(lag);
  };
  return sizeOf({ draws, means: ones.map((count) => count / draws), covariance });
}

function marksOf(chains: readonly Float64Array[], limit: number): Marks {
  const words = chains.map((chain) => bitsOf(chain, limit));
  return {
    draws: chains[0].length,
    ones: Float64Array.from(words, (own) => onesIn(own)),
    words,
    pairs: (lag) => words.map((own) => pairs(own, lag)),
  };
}

/** One word more than there are bits for, so that a shift finds the next one. */
function bitsOf(chain: Float64Array, limit: number): Int32Array {
  const words = new Int32Array((chain.length >> 5) + 2);
  for (let w = 0; w << 5 < chain.length; w++) {
    const from = w << 5;
    const count = Math.min(32, chain.length - from);
    let word = 0;
    for (let i = 0; i < count; i++) word |= Number(chain[from + i] <= limit) << i;
    words[w] = word;
  }
  return words;
}

/** Σ_i (x_i − m)(x_{i+t} − m) = #(x_i and x_{i+t}) − m (ones before n − t + ones from t on) + (n − t) m², over n and averaged over chains. */
function countedCovariance({ draws, ones, words: bits, pairs: pairsOf }: Marks): (lag: number) => number {
  // Ones among the first and among the last draws, as many as the lag.
  const first = new Float64Array(bits.length);
  const last = new Float64Array(bits.length);
  let known = 0;
  return (lag) => {
    const both = pairsOf(lag);
    let sum = 0;
    for (const [c, words] of bits.entries()) {
      for (let t = known; t < lag; t++) {
        first[c] += bitAt(words, t);
        last[c] += bitAt(words, draws - 1 - t);
      }
      const m = ones[c] / draws;
      sum += (both[c] - m * (2 * ones[c] - first[c] - last[c]) + (draws - lag) * m * m) / draws;
    }
    known = Math.max(known, lag);
    return sum / bits.length;
  };
}

const bitAt = (words: Int32Array, i: number) => (words[i >> 5] >>> (i & 31)) & 1;

/** Places i where both x_i and x_{i+lag} are one: what lies beyond the last draw is zero. */
function pairs(words: Int32Array, lag: number): number {
  const skip = lag >> 5;
  const shift = lag & 31;
  let sum = 0;
  for (let w = 0; w + skip + 1 < words.length; w++) {
    const low = words[w + skip] >>> shift;
    const high = shift === 0 ? 0 : words[w + skip + 1] << (32 - shift);
    sum += ones(words[w] & (low | high));
  }
  return sum;
}

function onesIn(words: Int32Array): number {
  let sum = 0;
  for (let w = 0; w < words.length; w++) sum += ones(words[w]);
  return sum;
}

/** Ones among 32 bits (Warren, "Hacker's Delight", figure 5-2). */
function ones(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
