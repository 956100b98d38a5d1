/**
 * Loops of nothing but multiply-adds, and of nothing but loads. Eight sums do not wait for each other, as in the products of nets; what they read is a tile of a few
 * hundred bytes. What comes back keeps the compiler from leaving the work out.
 */
import { alloc } from "../../../wasm/lib/memory";

/** Tiles of the loops: so many vectors, each read in turn. */
const TILES: i32 = 16;
const BYTES: i32 = 16 * 16;

/** Multiply-adds of a step of `integers`: eight sums of 8 products, or of 16. */
export const integersPerStep: i32 = ASC_FEATURE_RELAXED_SIMD ? 128 : 64;

let tile: usize = 0;

/** Fills the tile with small numbers: floats that stay finite, and codes of 7 bits. To be called first. */
export function setUp(): void {
  tile = alloc(2 * BYTES);
  for (let i: i32 = 0; i < BYTES >> 2; i++) store<f32>(tile + (<usize>i << 2), <f32>(i & 3) - 1.5);
  for (let i: i32 = 0; i < BYTES; i++) store<u8>(tile + BYTES + i, <u8>(ASC_FEATURE_RELAXED_SIMD ? i & 127 : i & 1 ? 0 : i & 127));
}

/** `steps` times 32 multiply-adds of float32, each rounded after the product and after the sum. */
export function floats(steps: i32): f32 {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  let s4 = f32x4.splat(0);
  let s5 = f32x4.splat(0);
  let s6 = f32x4.splat(0);
  let s7 = f32x4.splat(0);
  for (let n: i32 = 0; n < steps; n++) {
    const at = tile + (<usize>(n & (TILES - 8)) << 4);
    const a = v128.load(at);
    s0 = f32x4.add(s0, f32x4.mul(a, v128.load(at, 0)));
    s1 = f32x4.add(s1, f32x4.mul(a, v128.load(at, 16)));
    s2 = f32x4.add(s2, f32x4.mul(a, v128.load(at, 32)));
    s3 = f32x4.add(s3, f32x4.mul(a, v128.load(at, 48)));
    s4 = f32x4.add(s4, f32x4.mul(a, v128.load(at, 64)));
    s5 = f32x4.add(s5, f32x4.mul(a, v128.load(at, 80)));
    s6 = f32x4.add(s6, f32x4.mul(a, v128.load(at, 96)));
    s7 = f32x4.add(s7, f32x4.mul(a, v128.load(at, 112)));
  }
  const low = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
  const all = f32x4.add(low, f32x4.add(f32x4.add(s4, s5), f32x4.add(s6, s7)));
  return f32x4.extract_lane(all, 0) + f32x4.extract_lane(all, 1) + f32x4.extract_lane(all, 2) + f32x4.extract_lane(all, 3);
}

// @ts-ignore: decorator
@inline
function dotAdd(weights: v128, x: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_dot_i8x16_i7x16_add_s(weights, x, sum);
  else return i32x4.add(sum, i32x4.dot_i16x8_s(weights, x));
}

/** `steps` times `integersPerStep` multiply-adds of whole numbers into sums of 32 bits, as products of quantised nets do them. */
export function integers(steps: i32): i32 {
  let s0 = i32x4.splat(0);
  let s1 = i32x4.splat(0);
  let s2 = i32x4.splat(0);
  let s3 = i32x4.splat(0);
  let s4 = i32x4.splat(0);
  let s5 = i32x4.splat(0);
  let s6 = i32x4.splat(0);
  let s7 = i32x4.splat(0);
  for (let n: i32 = 0; n < steps; n++) {
    const at = tile + BYTES + (<usize>(n & (TILES - 8)) << 4);
    const a = v128.load(at);
    s0 = dotAdd(v128.load(at, 0), a, s0);
    s1 = dotAdd(v128.load(at, 16), a, s1);
    s2 = dotAdd(v128.load(at, 32), a, s2);
    s3 = dotAdd(v128.load(at, 48), a, s3);
    s4 = dotAdd(v128.load(at, 64), a, s4);
    s5 = dotAdd(v128.load(at, 80), a, s5);
    s6 = dotAdd(v128.load(at, 96), a, s6);
    s7 = dotAdd(v128.load(at, 112), a, s7);
  }
  const low = i32x4.add(i32x4.add(s0, s1), i32x4.add(s2, s3));
  const all = i32x4.add(low, i32x4.add(i32x4.add(s4, s5), i32x4.add(s6, s7)));
  return i32x4.extract_lane(all, 0) + i32x4.extract_lane(all, 1) + i32x4.extract_lane(all, 2) + i32x4.extract_lane(all, 3);
}

/** Reads `bytes` from `from` on, a multiple of 128, so many times; all bits of it by exclusive or. */
export function read(from: usize, bytes: i32, times: i32): i32 {
  let s0 = i32x4.splat(0);
  let s1 = i32x4.splat(0);
  let s2 = i32x4.splat(0);
  let s3 = i32x4.splat(0);
  const end = from + bytes;
  for (let n: i32 = 0; n < times; n++) {
    for (let at = from; at < end; at += 128) {
      s0 = v128.xor(s0, v128.load(at));
      s1 = v128.xor(s1, v128.load(at, 16));
      s2 = v128.xor(s2, v128.load(at, 32));
      s3 = v128.xor(s3, v128.load(at, 48));
      s0 = v128.xor(s0, v128.load(at, 64));
      s1 = v128.xor(s1, v128.load(at, 80));
      s2 = v128.xor(s2, v128.load(at, 96));
      s3 = v128.xor(s3, v128.load(at, 112));
    }
    // Twice the same would be nothing: what was read so far goes round once more.
    s0 = i32x4.add(s0, i32x4.splat(n));
  }
  const all = v128.xor(v128.xor(s0, s1), v128.xor(s2, s3));
  return i32x4.extract_lane(all, 0) ^ i32x4.extract_lane(all, 1) ^ i32x4.extract_lane(all, 2) ^ i32x4.extract_lane(all, 3);
}
