/**
 * Philox4x32-10: the twin of shared/random/philox.ts. One block at a time, or four blocks side by side in the lanes
 * of four vectors (word 0 of the four blocks, word 1, …).
 */
export const MULTIPLIER_0: u32 = 0xd2511f53;
export const MULTIPLIER_1: u32 = 0xcd9e8d57;
export const WEYL_0: u32 = 0x9e3779b9;
export const WEYL_1: u32 = 0xbb67ae85;
const FOLD: u32 = 0x464f4c44;

/** The same for fourBlocks, loaded: engines build 128-bit literals anew from integers in every round. */
const CONSTANTS = memory.data<u32>([0xd2511f53, 0xcd9e8d57, 0x9e3779b9, 0xbb67ae85]);
/** 0, 1, … 7: what four blocks, and then four more, are beyond the first. */
const BEYOND = memory.data<u32>([0, 1, 2, 3, 4, 5, 6, 7]);

/** One block: the four words of philox([c0, c1, c2, c3], [k0, k1]). */
export function philox(c0: u32, c1: u32, c2: u32, c3: u32, k0: u32, k1: u32): v128 {
  for (let round = 0; round < 10; round++) {
    const p0 = <u64>MULTIPLIER_0 * <u64>c0;
    const p1 = <u64>MULTIPLIER_1 * <u64>c2;
    c0 = <u32>(p1 >> 32) ^ c1 ^ k0;
    c1 = <u32>p1;
    c2 = <u32>(p0 >> 32) ^ c3 ^ k1;
    c3 = <u32>p0;
    k0 += WEYL_0;
    k1 += WEYL_1;
  }
  let words = i32x4.splat(c0);
  words = i32x4.replace_lane(words, 1, c1);
  words = i32x4.replace_lane(words, 2, c2);
  return i32x4.replace_lane(words, 3, c3);
}

/** Block b of the stream of a key. */
@inline
export function block(k0: u32, k1: u32, b: u64): v128 {
  return philox(<u32>b, <u32>(b >> 32), 0, 0, k0, k1);
}

/** The key fold([k0, k1], a, b, c): its first word in the low half of the result, its second in the high half. */
export function fold(k0: u32, k1: u32, a: u32, b: u32 = 0, c: u32 = 0): u64 {
  return i64x2.extract_lane(philox(a, b, c, FOLD, k0, k1), 0);
}

/** Word `index` of the stream of a key. */
export function word(k0: u32, k1: u32, index: u64): u32 {
  const i = index >> 2;
  return wordOf(block(k0, k1, i), <u32>index & 3);
}

/** Lane j of a block. */
@inline
export function wordOf(words: v128, j: u32): u32 {
  const half = j < 2 ? i64x2.extract_lane(words, 0) : i64x2.extract_lane(words, 1);
  return <u32>(half >> ((j & 1) << 5));
}

/** Words 0…3 of four blocks, one block a lane: the results of the last `fourBlocks`. */
export let word0: v128 = i32x4.splat(0);
export let word1: v128 = i32x4.splat(0);
export let word2: v128 = i32x4.splat(0);
export let word3: v128 = i32x4.splat(0);

/** Blocks b, b + 1, b + 2, b + 3 of the stream of a key into word0 … word3. */
@inline
export function fourBlocks(k0: u32, k1: u32, b: u64): void {
  const c0 = i32x4.add(i32x4.splat(<u32>b), v128.load(BEYOND));
  // The high word is one more in the lanes whose low word has wrapped around.
  const c1 = i32x4.sub(i32x4.splat(<u32>(b >> 32)), u32x4LessThan(c0, <u32>b));
  fourCounters(k0, k1, c0, c1, i32x4.splat(0));
}

/** The blocks of four counters, whose first three words lie in the lanes of c0, c1 and c2, and whose last one is 0, into word0 … word3. */
@inline
export function fourCounters(k0: u32, k1: u32, c0: v128, c1: v128, c2: v128): void {
  let c3 = i32x4.splat(0);
  let s0 = i32x4.splat(k0);
  let s1 = i32x4.splat(k1);
  const m0 = v128.load32_splat(CONSTANTS);
  const m1 = v128.load32_splat(CONSTANTS, 4);
  const w0 = v128.load32_splat(CONSTANTS, 8);
  const w1 = v128.load32_splat(CONSTANTS, 12);
  for (let round = 0; round < 10; round++) {
    const a0 = i64x2.extmul_low_i32x4_u(c0, m0);
    const a1 = i64x2.extmul_high_i32x4_u(c0, m0);
    const b0 = i64x2.extmul_low_i32x4_u(c2, m1);
    const b1 = i64x2.extmul_high_i32x4_u(c2, m1);
    c0 = v128.xor(v128.xor(v128.shuffle<i32>(b0, b1, 1, 3, 5, 7), c1), s0);
    c1 = v128.shuffle<i32>(b0, b1, 0, 2, 4, 6);
    c2 = v128.xor(v128.xor(v128.shuffle<i32>(a0, a1, 1, 3, 5, 7), c3), s1);
    c3 = v128.shuffle<i32>(a0, a1, 0, 2, 4, 6);
    s0 = i32x4.add(s0, w0);
    s1 = i32x4.add(s1, w1);
  }
  word0 = c0;
  word1 = c1;
  word2 = c2;
  word3 = c3;
}

@inline
function u32x4LessThan(a: v128, b: u32): v128 {
  return i32x4.lt_u(a, i32x4.splat(b));
}

/** Words 0…3 of blocks 4…7, one block a lane: the results of the last `eightBlocks`, whose blocks 0…3 are in word0 … word3. */
export let word4: v128 = i32x4.splat(0);
export let word5: v128 = i32x4.splat(0);
export let word6: v128 = i32x4.splat(0);
export let word7: v128 = i32x4.splat(0);

/**
 * Blocks b … b + 7 of the stream of a key into word0 … word7. Each product of a round waits for the one before it: two times four blocks side by side
 * take little longer than four.
 */
@inline
export function eightBlocks(k0: u32, k1: u32, b: u64): void {
  const m0 = v128.load32_splat(CONSTANTS);
  const m1 = v128.load32_splat(CONSTANTS, 4);
  const w0 = v128.load32_splat(CONSTANTS, 8);
  const w1 = v128.load32_splat(CONSTANTS, 12);
  const high = <u32>(b >> 32);
  let c0 = i32x4.add(i32x4.splat(<u32>b), v128.load(BEYOND));
  let d0 = i32x4.add(i32x4.splat(<u32>b), v128.load(BEYOND, 16));
  // The first round has nothing to multiply in words 2 and 3.
  const c1First = i32x4.sub(i32x4.splat(high), u32x4LessThan(c0, <u32>b));
  const d1First = i32x4.sub(i32x4.splat(high), u32x4LessThan(d0, <u32>b));
  let s0 = i32x4.splat(k0);
  let s1 = i32x4.splat(k1);
  let a0 = i64x2.extmul_low_i32x4_u(c0, m0);
  let a1 = i64x2.extmul_high_i32x4_u(c0, m0);
  let c1 = i32x4.splat(0);
  let c2 = v128.xor(v128.shuffle<i32>(a0, a1, 1, 3, 5, 7), s1);
  let c3 = v128.shuffle<i32>(a0, a1, 0, 2, 4, 6);
  c0 = v128.xor(c1First, s0);
  a0 = i64x2.extmul_low_i32x4_u(d0, m0);
  a1 = i64x2.extmul_high_i32x4_u(d0, m0);
  let d1 = i32x4.splat(0);
  let d2 = v128.xor(v128.shuffle<i32>(a0, a1, 1, 3, 5, 7), s1);
  let d3 = v128.shuffle<i32>(a0, a1, 0, 2, 4, 6);
  d0 = v128.xor(d1First, s0);
  for (let round = 1; round < 10; round++) {
    s0 = i32x4.add(s0, w0);
    s1 = i32x4.add(s1, w1);
    a0 = i64x2.extmul_low_i32x4_u(c0, m0);
    a1 = i64x2.extmul_high_i32x4_u(c0, m0);
    let b0 = i64x2.extmul_low_i32x4_u(c2, m1);
    let b1 = i64x2.extmul_high_i32x4_u(c2, m1);
    c0 = v128.xor(v128.xor(v128.shuffle<i32>(b0, b1, 1, 3, 5, 7), c1), s0);
    c1 = v128.shuffle<i32>(b0, b1, 0, 2, 4, 6);
    c2 = v128.xor(v128.xor(v128.shuffle<i32>(a0, a1, 1, 3, 5, 7), c3), s1);
    c3 = v128.shuffle<i32>(a0, a1, 0, 2, 4, 6);
    a0 = i64x2.extmul_low_i32x4_u(d0, m0);
    a1 = i64x2.extmul_high_i32x4_u(d0, m0);
    b0 = i64x2.extmul_low_i32x4_u(d2, m1);
    b1 = i64x2.extmul_high_i32x4_u(d2, m1);
    d0 = v128.xor(v128.xor(v128.shuffle<i32>(b0, b1, 1, 3, 5, 7), d1), s0);
    d1 = v128.shuffle<i32>(b0, b1, 0, 2, 4, 6);
    d2 = v128.xor(v128.xor(v128.shuffle<i32>(a0, a1, 1, 3, 5, 7), d3), s1);
    d3 = v128.shuffle<i32>(a0, a1, 0, 2, 4, 6);
  }
  word0 = c0;
  word1 = c1;
  word2 = c2;
  word3 = c3;
  word4 = d0;
  word5 = d1;
  word6 = d2;
  word7 = d3;
}

/** Stores four vectors with one block a lane as sixteen consecutive 32-bit values: block after block. */
@inline
export function storeBlocks(out: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab0 = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const ab1 = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const cd1 = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<i64>(ab0, cd0, 0, 2));
  v128.store(out, v128.shuffle<i64>(ab0, cd0, 1, 3), 16);
  v128.store(out, v128.shuffle<i64>(ab1, cd1, 0, 2), 32);
  v128.store(out, v128.shuffle<i64>(ab1, cd1, 1, 3), 48);
}

/** Writes the words start … start + count − 1 of the stream of a key to `out`. */
export function fillWords(out: usize, count: i32, k0: u32, k1: u32, start: u64): void {
  const end = out + (<usize>count << 2);
  let i = start;
  for (; out < end && (i & 3) != 0; i++, out += 4) store<u32>(out, word(k0, k1, i));
  let b = i >> 2;
  for (; out + 128 <= end; b += 8, out += 128) {
    eightBlocks(k0, k1, b);
    storeBlocks(out, word0, word1, word2, word3);
    storeBlocks(out + 64, word4, word5, word6, word7);
  }
  for (; out + 64 <= end; b += 4, out += 64) {
    fourBlocks(k0, k1, b);
    storeBlocks(out, word0, word1, word2, word3);
  }
  for (i = b << 2; out < end; i++, out += 4) store<u32>(out, word(k0, k1, i));
}
