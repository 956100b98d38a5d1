// Philox under four keys at once, one a lane: as in philox.ts, where all lanes have the same key.
import { cosAndSineTurnsd2, logOfNormald2, sine } from "../../../math/assembly/elementary2";

/** Multipliers and increments of the key: engines build 128-bit literals anew in every round. */
const CONSTANTS = memory.data<u32>([0xd2511f53, 0xcd9e8d57, 0x9e3779b9, 0xbb67ae85]);
const TWO_M53: f64 = 1.1102230246251565e-16;

/** Words 0…3 of the last blocks. */
export let word0: v128 = i32x4.splat(0);
export let word1: v128 = i32x4.splat(0);
let word2: v128 = i32x4.splat(0);
let word3: v128 = i32x4.splat(0);

/** philox([c0, c1, c2, c3], [s0, s1]) of each lane into word0 … word3. */
// @ts-ignore: decorator
@inline
export function fourPhilox(c0: v128, c1: v128, c2: v128, c3: v128, s0: v128, s1: v128): void {
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

/** The float64 uniforms of the low two lanes of first and second words; every step is exact. */
// @ts-ignore: decorator
@inline
function uniformsOfLow(first: v128, second: v128): v128 {
  const high = f64x2.convert_low_i32x4_u(i32x4.shr_u(first, 5));
  const low = f64x2.convert_low_i32x4_u(i32x4.shr_u(second, 6));
  return f64x2.mul(f64x2.add(f64x2.mul(high, f64x2.splat(67108864)), low), f64x2.splat(TWO_M53));
}

// @ts-ignore: decorator
@inline
function upper(x: v128): v128 {
  return v128.shuffle<i64>(x, x, 1, 1);
}

/** Uniforms of a block: two in each of four rows. */
export function storeUniforms(at: usize, rowBytes: usize): void {
  const u0 = uniformsOfLow(word0, word1);
  const v0 = uniformsOfLow(word2, word3);
  const u1 = uniformsOfLow(upper(word0), upper(word1));
  const v1 = uniformsOfLow(upper(word2), upper(word3));
  v128.store(at, v128.shuffle<i64>(u0, v0, 0, 2));
  v128.store(at + rowBytes, v128.shuffle<i64>(u0, v0, 1, 3));
  v128.store(at + 2 * rowBytes, v128.shuffle<i64>(u1, v1, 0, 2));
  v128.store(at + 3 * rowBytes, v128.shuffle<i64>(u1, v1, 1, 3));
}

/** Normals of a block: two in each of four rows. */
export function storeNormals(at: usize, rowBytes: usize): void {
  const r0 = radius(uniformsOfLow(word0, word1));
  const c0 = f64x2.mul(r0, cosAndSineTurnsd2(uniformsOfLow(word2, word3)));
  const s0 = f64x2.mul(r0, sine);
  const r1 = radius(uniformsOfLow(upper(word0), upper(word1)));
  const c1 = f64x2.mul(r1, cosAndSineTurnsd2(uniformsOfLow(upper(word2), upper(word3))));
  const s1 = f64x2.mul(r1, sine);
  v128.store(at, v128.shuffle<i64>(c0, s0, 0, 2));
  v128.store(at + rowBytes, v128.shuffle<i64>(c0, s0, 1, 3));
  v128.store(at + 2 * rowBytes, v128.shuffle<i64>(c1, s1, 0, 2));
  v128.store(at + 3 * rowBytes, v128.shuffle<i64>(c1, s1, 1, 3));
}

// @ts-ignore: decorator
@inline
function radius(u: v128): v128 {
  return f64x2.sqrt(f64x2.mul(f64x2.splat(-2), logOfNormald2(f64x2.sub(f64x2.splat(1), u))));
}
