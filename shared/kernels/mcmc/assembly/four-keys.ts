// Philox under four keys at once, one a lane: as in philox.ts, where all lanes have the same key; and what is made of its blocks.
import { cosAndSineTurnsd2, logOfNormald2, sine } from "../../../math/assembly/elementary2";

const FOLD: u32 = 0x464f4c44;
/** Multipliers and increments of the key: engines build 128-bit literals anew in every round. */
const CONSTANTS = memory.data<u32>([0xd2511f53, 0xcd9e8d57, 0x9e3779b9, 0xbb67ae85]);
const TWO_M53: f64 = 1.1102230246251565e-16;

/** The high words of the products of even lanes `a` and odd ones `b`, and the low ones. */
@inline
function highs(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 1, 3, 5, 7);
}

@inline
function lows(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 0, 2, 4, 6);
}

/** Writes fold([k0, k1], a, b, c) of four numbers a, behind which lie four b: both words of four keys. */
export function foldFour(k0: u32, k1: u32, from: usize, c: u32, to: usize): void {
  let c0 = v128.load(from);
  let c1 = v128.load(from, 16);
  let c2 = i32x4.splat(c);
  let c3 = i32x4.splat(FOLD);
  let s0 = i32x4.splat(k0);
  let s1 = i32x4.splat(k1);
  for (let round = 0; round < 10; round++) {
    const m0 = v128.load32_splat(CONSTANTS);
    const m1 = v128.load32_splat(CONSTANTS, 4);
    const a0 = i64x2.extmul_low_i32x4_u(c0, m0);
    const a1 = i64x2.extmul_high_i32x4_u(c0, m0);
    const b0 = i64x2.extmul_low_i32x4_u(c2, m1);
    const b1 = i64x2.extmul_high_i32x4_u(c2, m1);
    c0 = v128.xor(v128.xor(highs(b0, b1), c1), s0);
    c1 = lows(b0, b1);
    c2 = v128.xor(v128.xor(highs(a0, a1), c3), s1);
    c3 = lows(a0, a1);
    s0 = i32x4.add(s0, v128.load32_splat(CONSTANTS, 8));
    s1 = i32x4.add(s1, v128.load32_splat(CONSTANTS, 12));
  }
  v128.store(to, c0);
  v128.store(to, c1, 16);
}

/** Writes blocks philox([c, 0, 0, 0]) and philox([d, 0, 0, 0]) under the four keys, of each the words 0 … 3 of all lanes: neither waits for the other. */
export function twoBlocks(c: u32, d: u32, keys: usize, to: usize): void {
  let s0 = v128.load(keys);
  let s1 = v128.load(keys, 16);
  let c0 = i32x4.splat(c);
  let c1 = i32x4.splat(0);
  let c2 = c1;
  let c3 = c1;
  let d0 = i32x4.splat(d);
  let d1 = c1;
  let d2 = c1;
  let d3 = c1;
  for (let round = 0; round < 10; round++) {
    const m0 = v128.load32_splat(CONSTANTS);
    const m1 = v128.load32_splat(CONSTANTS, 4);
    const a0 = i64x2.extmul_low_i32x4_u(c0, m0);
    const a1 = i64x2.extmul_high_i32x4_u(c0, m0);
    const e0 = i64x2.extmul_low_i32x4_u(d0, m0);
    const e1 = i64x2.extmul_high_i32x4_u(d0, m0);
    const b0 = i64x2.extmul_low_i32x4_u(c2, m1);
    const b1 = i64x2.extmul_high_i32x4_u(c2, m1);
    const f0 = i64x2.extmul_low_i32x4_u(d2, m1);
    const f1 = i64x2.extmul_high_i32x4_u(d2, m1);
    c0 = v128.xor(highs(b0, b1), v128.xor(c1, s0));
    d0 = v128.xor(highs(f0, f1), v128.xor(d1, s0));
    c2 = v128.xor(highs(a0, a1), v128.xor(c3, s1));
    d2 = v128.xor(highs(e0, e1), v128.xor(d3, s1));
    c1 = lows(b0, b1);
    d1 = lows(f0, f1);
    c3 = lows(a0, a1);
    d3 = lows(e0, e1);
    s0 = i32x4.add(s0, v128.load32_splat(CONSTANTS, 8));
    s1 = i32x4.add(s1, v128.load32_splat(CONSTANTS, 12));
  }
  v128.store(to, c0);
  v128.store(to, c1, 16);
  v128.store(to, c2, 32);
  v128.store(to, c3, 48);
  v128.store(to, d0, 64);
  v128.store(to, d1, 80);
  v128.store(to, d2, 96);
  v128.store(to, d3, 112);
}

/** The float64 uniforms of the low two lanes of first and second words; every step is exact. */
@inline
function uniformsOfLow(first: v128, second: v128): v128 {
  const high = f64x2.convert_low_i32x4_u(i32x4.shr_u(first, 5));
  const low = f64x2.convert_low_i32x4_u(i32x4.shr_u(second, 6));
  return f64x2.mul(f64x2.add(f64x2.mul(high, f64x2.splat(67108864)), low), f64x2.splat(TWO_M53));
}

@inline
function upper(x: v128): v128 {
  return v128.shuffle<i64>(x, x, 1, 1);
}

/** Uniforms of a block: two in each of four rows. */
export function storeUniforms(from: usize, at: usize, rowBytes: usize): void {
  const w0 = v128.load(from);
  const w1 = v128.load(from, 16);
  const w2 = v128.load(from, 32);
  const w3 = v128.load(from, 48);
  const u0 = uniformsOfLow(w0, w1);
  const v0 = uniformsOfLow(w2, w3);
  const u1 = uniformsOfLow(upper(w0), upper(w1));
  const v1 = uniformsOfLow(upper(w2), upper(w3));
  v128.store(at, v128.shuffle<i64>(u0, v0, 0, 2));
  v128.store(at + rowBytes, v128.shuffle<i64>(u0, v0, 1, 3));
  v128.store(at + 2 * rowBytes, v128.shuffle<i64>(u1, v1, 0, 2));
  v128.store(at + 3 * rowBytes, v128.shuffle<i64>(u1, v1, 1, 3));
}

/** Normals of a block: two in each of four rows. */
export function storeNormals(from: usize, at: usize, rowBytes: usize): void {
  const w0 = v128.load(from);
  const w1 = v128.load(from, 16);
  const w2 = v128.load(from, 32);
  const w3 = v128.load(from, 48);
  const r0 = radius(uniformsOfLow(w0, w1));
  const c0 = f64x2.mul(r0, cosAndSineTurnsd2(uniformsOfLow(w2, w3)));
  const s0 = f64x2.mul(r0, sine);
  const r1 = radius(uniformsOfLow(upper(w0), upper(w1)));
  const c1 = f64x2.mul(r1, cosAndSineTurnsd2(uniformsOfLow(upper(w2), upper(w3))));
  const s1 = f64x2.mul(r1, sine);
  v128.store(at, v128.shuffle<i64>(c0, s0, 0, 2));
  v128.store(at + rowBytes, v128.shuffle<i64>(c0, s0, 1, 3));
  v128.store(at + 2 * rowBytes, v128.shuffle<i64>(c1, s1, 0, 2));
  v128.store(at + 3 * rowBytes, v128.shuffle<i64>(c1, s1, 1, 3));
}

@inline
function radius(u: v128): v128 {
  return f64x2.sqrt(f64x2.mul(f64x2.splat(-2), logOfNormald2(f64x2.sub(f64x2.splat(1), u))));
}
