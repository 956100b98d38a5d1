/**
 * Philox4x32-10, a counter-based generator: a bijection of 128-bit counters for each 64-bit key, so any number of any
 * stream is computed at once from (key, index), on any thread. J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw,
 * "Parallel random numbers: as easy as 1, 2, 3" (2011).
 *
 * A key has one stream of 32-bit words: word i = philox([i >> 2, high word of i >> 2, 0, 0], key)[i & 3]. All
 * distributions read that one stream, so a key serves one purpose: `fold` a new key for each.
 */
import type { Key } from "./key.ts";

const MULTIPLIER_0 = 0xd2511f53 | 0;
const MULTIPLIER_1 = 0xcd9e8d57 | 0;
const WEYL_0 = 0x9e3779b9 | 0;
const WEYL_1 = 0xbb67ae85 | 0;
/** Sets the counters of `fold` apart from those of the stream. */
const FOLD = 0x464f4c44;
const TWO_32 = 4294967296;

/** The high 32 bits of a·b, as an int32. */
export function multiplyHigh(a: number, b: number): number {
  const ah = a >>> 16;
  const al = a & 0xffff;
  const bh = b >>> 16;
  const bl = b & 0xffff;
  // Neither sum reaches 2^32, so 32-bit arithmetic loses nothing.
  const middle = (Math.imul(ah, bl) + (Math.imul(al, bl) >>> 16)) | 0;
  const low = ((middle & 0xffff) + Math.imul(al, bh)) | 0;
  return (Math.imul(ah, bh) + (middle >>> 16) + (low >>> 16)) | 0;
}

/** Writes philox([c0, c1, c2, c3], key) to out[0…3]. */
export function philoxInto(out: Uint32Array, c0: number, c1: number, c2: number, c3: number, key: Key): void {
  // Int32 throughout: engines then keep the words out of floating-point registers.
  c0 |= 0;
  c1 |= 0;
  c2 |= 0;
  c3 |= 0;
  let k0 = key[0] | 0;
  let k1 = key[1] | 0;
  for (let round = 0; round < 10; round++) {
    const h0 = multiplyHigh(MULTIPLIER_0, c0);
    const h1 = multiplyHigh(MULTIPLIER_1, c2);
    const l0 = Math.imul(MULTIPLIER_0, c0);
    const l1 = Math.imul(MULTIPLIER_1, c2);
    c0 = h1 ^ c1 ^ k0;
    c1 = l1;
    c2 = h0 ^ c3 ^ k1;
    c3 = l0;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

const block = new Uint32Array(4);

/** Philox4x32-10 of one counter: four unsigned 32-bit words. */
export function philox(counter: readonly [number, number, number, number], key: Key): [number, number, number, number] {
  philoxInto(block, counter[0], counter[1], counter[2], counter[3], key);
  return [block[0], block[1], block[2], block[3]];
}

/** The key of a seed, an integer in 0…2^53 − 1. */
export function keyOfSeed(seed: number): Key {
  return [seed >>> 0, Math.floor(seed / TWO_32)];
}

/** A new key for (key, a, b, c), unsigned 32-bit integers. Independent of the stream of `key` and of other folds. */
export function foldIn(key: Key, a: number, b = 0, c = 0): Key {
  philoxInto(block, a, b, c, FOLD, key);
  return [block[0], block[1]];
}

/** The n keys fold(key, 0) … fold(key, n − 1). */
export function split(key: Key, n: number): Key[] {
  return Array.from({ length: n }, (_, i) => foldIn(key, i));
}

/** Writes the four words of block b of the stream, 0 ≤ b < 2^53, to out[0…3]. */
export function blockInto(out: Uint32Array, key: Key, b: number, attempt = 0): void {
  philoxInto(out, b >>> 0, Math.floor(b / TWO_32), attempt, 0, key);
}

/** Word `index` of the stream, 0 ≤ index < 2^53: an unsigned 32-bit integer. */
export function word(key: Key, index: number): number {
  blockInto(block, key, Math.floor(index / 4));
  return block[index % 4];
}

/** Fills `out` with the words start, start + 1, … of the stream. */
export function fillWords(key: Key, start: number, out: Uint32Array): void {
  for (let i = 0; i < out.length; ) {
    const index = start + i;
    blockInto(block, key, Math.floor(index / 4));
    for (let j = index % 4; j < 4 && i < out.length; j++, i++) out[i] = block[j];
  }
}
