/**
 * Draws addressed by (key, index): the same index gives the same number in every order, on every thread and from
 * every twin (shared/random/assembly/distributions.ts). Indices are integers in 0…2^50. All read the stream of the key, so
 * derive a separate key for each purpose with `fold`.
 */
import { log } from "../math/logarithm.ts";
import { cosTurns, sinTurns } from "../math/trigonometric.ts";
import type { Key } from "./key.ts";
import { blockInto, multiplyHigh, word } from "./philox.ts";

const TWO_M53 = 1.1102230246251565e-16;
const block = new Uint32Array(4);

/** The float64 uniform of two words: 53 bits, the high 27 from the first. */
function uniformOfWords(high: number, low: number): number {
  return ((high >>> 5) * 67108864 + (low >>> 6)) * TWO_M53;
}

/** Uniform in [0, 1), a multiple of 2^-53, from words 2·index and 2·index + 1. */
export function uniform(key: Key, index: number): number {
  blockInto(block, key, Math.floor(index / 2));
  return index % 2 === 0 ? uniformOfWords(block[0], block[1]) : uniformOfWords(block[2], block[3]);
}

/** One of the two standard normals of Box & Muller (1958) from two uniforms; `second` chooses the sine. */
function boxMuller(u1: number, u2: number, second: boolean): number {
  const r = Math.sqrt(-2 * log(1 - u1));
  return r * (second ? sinTurns(u2) : cosTurns(u2));
}

/** Standard normal: one block gives the normals 2b (cosine) and 2b + 1 (sine). |result| < 8.6. */
export function normal(key: Key, index: number): number {
  blockInto(block, key, Math.floor(index / 2));
  const u1 = uniformOfWords(block[0], block[1]);
  return boxMuller(u1, uniformOfWords(block[2], block[3]), index % 2 === 1);
}

/**
 * Uniform in 0…n − 1, exactly (no bias), for 1 ≤ n ≤ 2^32: the high word of word · n, rejected where the low word is
 * among the 2^32 mod n smallest (Lemire, 2019). A rejected draw continues at the same place in the counters whose third
 * word is 1, 2, …: it disturbs no other index.
 */
export function integer(key: Key, index: number, n: number): number {
  if (!(n >= 1 && n <= 4294967296)) throw new RangeError(`invalid number of outcomes: ${n} (must be 1…2^32)`);
  const b = Math.floor(index / 4);
  if (n === 4294967296) return word(key, index);
  const biased = 4294967296 % n;
  for (let attempt = 0; ; attempt++) {
    blockInto(block, key, b, attempt);
    const w = block[index % 4];
    if (Math.imul(w, n) >>> 0 >= biased) return multiplyHigh(w, n) >>> 0;
  }
}

/** Cumulative sums of weights ≥ 0, added in order: what `categorical` takes. */
export function cumulate(weights: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    if (!(weights[i] >= 0 && weights[i] < Infinity))
      throw new RangeError(`invalid weight: ${weights[i]} (must be ≥ 0)`);
    sum += weights[i];
    sums[i] = sum;
  }
  if (!(sum > 0 && sum < Infinity)) throw new RangeError(`invalid sum of weights: ${sum} (must be > 0 and finite)`);
  return sums;
}

/** The outcome i with probability (cumulative[i] − cumulative[i − 1]) / cumulative[last], by bisection. */
export function categorical(key: Key, index: number, cumulative: Float64Array): number {
  const target = uniform(key, index) * cumulative[cumulative.length - 1];
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (target < cumulative[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A uniform permutation of 0…n − 1 (Fisher & Yates): the swap of place i draws integer(key, i, i + 1). */
export function permutation(key: Key, n: number): Uint32Array {
  const places = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = integer(key, i, i + 1);
    const place = places[i];
    places[i] = places[j];
    places[j] = place;
  }
  return places;
}

/** Fills `out` with uniform(key, start), uniform(key, start + 1), … */
export function fillUniform(key: Key, start: number, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = uniform(key, start + i);
}

export function fillNormal(key: Key, start: number, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = normal(key, start + i);
}

export function fillInteger(key: Key, start: number, n: number, out: Uint32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = integer(key, start + i, n);
}
