/**
 * Blocks n · 2^32, n · 2^32 + 1, … of the stream of one key, for many n: what their first rounds have in common is computed once. Of the two products of a
 * round, those of the first, one of the second and one of the third depend on the low word of the counter alone, and one of the second on n alone.
 */
import { MULTIPLIER_0, MULTIPLIER_1, WEYL_0, WEYL_1, storeBlocks } from "./philox";

const FACTORS = memory.data<u32>([0xd2511f53, 0xcd9e8d57]);
const BEYOND = memory.data<u32>([0, 1, 2, 3]);
/** Keys of the rounds from the fourth on, two vectors each. */
const KEYS = memory.data(7 * 32, 16);
let k0: u32 = 0;

/** Bytes that `prepareRows` needs for so many blocks. */
@inline
export function bytesOfRows(blocks: i32): usize {
  return <usize>((blocks + 7) & ~7) << 4;
}

@inline
function high(a: v128, m: v128): v128 {
  return v128.shuffle<i32>(i64x2.extmul_low_i32x4_u(a, m), i64x2.extmul_high_i32x4_u(a, m), 1, 3, 5, 7);
}
@inline
function low(a: v128, m: v128): v128 {
  return v128.shuffle<i32>(i64x2.extmul_low_i32x4_u(a, m), i64x2.extmul_high_i32x4_u(a, m), 0, 2, 4, 6);
}

/** For `storeRow`: the first `blocks` low words, by fours, to `table`. */
export function prepareRows(table: usize, blocks: i32, low0: u32, low1: u32): void {
  k0 = low0;
  const m0 = v128.load32_splat(FACTORS);
  const m1 = v128.load32_splat(FACTORS, 4);
  for (let round = 3; round < 10; round++) {
    v128.store(KEYS + ((round - 3) << 5), i32x4.splat(low0 + round * WEYL_0));
    v128.store(KEYS + ((round - 3) << 5), i32x4.splat(low1 + round * WEYL_1), 16);
  }
  let out = table;
  for (let b = 0; b < blocks; b += 4, out += 64) {
    const c = i32x4.add(i32x4.splat(b), v128.load(BEYOND));
    const c2 = v128.xor(high(c, m0), i32x4.splat(low1));
    const c0 = v128.xor(high(c2, m1), i32x4.splat(low0 + WEYL_0));
    v128.store(out, v128.xor(low(c, m0), i32x4.splat(low1 + WEYL_1)));
    v128.store(out, v128.xor(low(c2, m1), i32x4.splat(low0 + 2 * WEYL_0)), 16);
    v128.store(out, v128.xor(high(c0, m0), i32x4.splat(low1 + 2 * WEYL_1)), 32);
    v128.store(out, low(c0, m0), 48);
  }
}

/** Blocks n · 2^32 + 0, 1, … in order, 64 bytes for each four, eight at a time, from `table` up to `end`. */
export function storeRow(out: usize, table: usize, end: usize, n: u32): void {
  const m0 = v128.load32_splat(FACTORS);
  const m1 = v128.load32_splat(FACTORS, 4);
  const product = <u64>MULTIPLIER_0 * <u64>(n ^ k0);
  const upper = i32x4.splat(<u32>(product >> 32));
  const lower = i32x4.splat(<u32>product);
  for (let from = table; from < end; from += 128, out += 128) {
    let a0 = v128.xor(v128.load(from), upper);
    let a1 = i64x2.extmul_low_i32x4_u(a0, m1);
    let a2 = i64x2.extmul_high_i32x4_u(a0, m1);
    let c0 = v128.xor(v128.shuffle<i32>(a1, a2, 1, 3, 5, 7), v128.load(from, 16));
    let c1 = v128.shuffle<i32>(a1, a2, 0, 2, 4, 6);
    let c2 = v128.xor(v128.load(from, 32), lower);
    let c3 = v128.load(from, 48);
    a0 = v128.xor(v128.load(from, 64), upper);
    a1 = i64x2.extmul_low_i32x4_u(a0, m1);
    a2 = i64x2.extmul_high_i32x4_u(a0, m1);
    let d0 = v128.xor(v128.shuffle<i32>(a1, a2, 1, 3, 5, 7), v128.load(from, 80));
    let d1 = v128.shuffle<i32>(a1, a2, 0, 2, 4, 6);
    let d2 = v128.xor(v128.load(from, 96), lower);
    let d3 = v128.load(from, 112);
    for (let key = KEYS; key < KEYS + 7 * 32; key += 32) {
      const s0 = v128.load(key);
      const s1 = v128.load(key, 16);
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
    storeBlocks(out, c0, c1, c2, c3);
    storeBlocks(out + 64, d0, d1, d2, d3);
  }
}
