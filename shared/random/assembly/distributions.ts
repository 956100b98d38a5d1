/**
 * Draws addressed by (key, index): the twin of shared/random/distributions.ts, with the same bits. The fillers write
 * `count` draws, those of the indices start, start + 1, …, to `out` (aligned to their size).
 */
import { cosTurns, log, sinTurns } from "../../math/assembly/elementary";
import { cosAndSineTurnsd2, logOfNormald2, sine } from "../../math/assembly/elementary2";
import {
  constant,
  cosOfQuartersf4,
  cosOfRestf4,
  logOfNormalf4,
  quarterf4,
  sinOfQuartersf4,
  sinOfRestf4,
  cosTurnsf,
  logf,
  sinTurnsf,
} from "../../math/assembly/elementary4";
import {
  block,
  eightBlocks,
  fillWords,
  fourBlocks,
  philox,
  storeBlocks,
  word,
  word0,
  word1,
  word2,
  word3,
  word4,
  word5,
  word6,
  word7,
  wordOf,
} from "./philox";

const TWO_M53: f64 = 1.1102230246251565e-16;
const TWO_M24: f32 = 5.9604644775390625e-8;
/** 2^-24, 1, −2, ¼: constants of vectors. */
const VECTORS = memory.data<f32>([5.9604644775390625e-8, 1, -2, 0.25]);

/** The float64 uniform in the low (lane 0) or high (lane 1) half of a block: 53 bits, the high 27 from its first word. */
@inline
function uniformOfHalf(half: u64): f64 {
  return <f64>((((half & 0xffffffff) >> 5) << 26) | (half >> 38)) * TWO_M53;
}

/** Uniform in [0, 1), a multiple of 2^-53. */
export function uniform(k0: u32, k1: u32, index: u64): f64 {
  const words = block(k0, k1, index >> 1);
  return uniformOfHalf((index & 1) == 0 ? i64x2.extract_lane(words, 0) : i64x2.extract_lane(words, 1));
}

@inline
function uniform32OfWord(w: u32): f32 {
  return <f32>(w >> 8) * TWO_M24;
}

/** Uniform in [0, 1), a multiple of 2^-24. */
export function uniform32(k0: u32, k1: u32, index: u64): f32 {
  return uniform32OfWord(word(k0, k1, index));
}

/** Standard normal (Box & Muller). */
export function normal(k0: u32, k1: u32, index: u64): f64 {
  const words = block(k0, k1, index >> 1);
  const r = sqrt<f64>(-2 * log(1 - uniformOfHalf(i64x2.extract_lane(words, 0))));
  const u = uniformOfHalf(i64x2.extract_lane(words, 1));
  return r * ((index & 1) == 1 ? sinTurns(u) : cosTurns(u));
}

/** Standard normal in float32. */
export function normal32(k0: u32, k1: u32, index: u64): f32 {
  const words = block(k0, k1, index >> 2);
  const pair = <u32>index & 2;
  const r = sqrt<f32>(-2 * logf(1 - uniform32OfWord(wordOf(words, pair))));
  const u = uniform32OfWord(wordOf(words, pair + 1));
  return r * ((index & 1) == 1 ? sinTurnsf(u) : cosTurnsf(u));
}

/** Uniform in 0…n − 1 without bias (Lemire), 1 ≤ n < 2^32; a rejected draw goes on with the third counter word 1, 2, … */
export function integer(k0: u32, k1: u32, index: u64, n: u32): u32 {
  return integerOfWord(word(k0, k1, index), k0, k1, index, n);
}

@inline
function integerOfWord(w: u32, k0: u32, k1: u32, index: u64, n: u32): u32 {
  let product = <u64>w * <u64>n;
  // 2^32 mod n < n, so the division is seldom needed.
  if (<u32>product < n) {
    const biased = (<u32>0 - n) % n;
    const b = index >> 2;
    for (let attempt: u32 = 1; <u32>product < biased; attempt++) {
      const words = philox(<u32>b, <u32>(b >> 32), attempt, 0, k0, k1);
      product = <u64>wordOf(words, <u32>index & 3) * <u64>n;
    }
  }
  return <u32>(product >> 32);
}

/** The outcome i with probability (cumulative[i] − cumulative[i − 1]) / cumulative[count − 1], float64 at `cumulative`. */
export function categorical(k0: u32, k1: u32, index: u64, cumulative: usize, count: i32): i32 {
  const target = uniform(k0, k1, index) * load<f64>(cumulative + (<usize>(count - 1) << 3));
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (target < load<f64>(cumulative + (<usize>middle << 3))) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Writes a uniform permutation of 0…n − 1, as uint32, to `out`. */
export function permutation(out: usize, n: i32, k0: u32, k1: u32): void {
  for (let i = 0; i < n; i++) store<u32>(out + (<usize>i << 2), i);
  for (let i = n - 1; i > 0; i--) {
    const a = out + (<usize>i << 2);
    const b = out + (<usize>integer(k0, k1, i, i + 1) << 2);
    const place = load<u32>(a);
    store<u32>(a, load<u32>(b));
    store<u32>(b, place);
  }
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

/** Stores the pairs of two blocks: lane 0 of a and b, then lane 1. */
@inline
function storePairs(out: usize, a: v128, b: v128): void {
  v128.store(out, v128.shuffle<i64>(a, b, 0, 2));
  v128.store(out, v128.shuffle<i64>(a, b, 1, 3), 16);
}

export function fillUniform(out: usize, count: i32, k0: u32, k1: u32, start: u64): void {
  const end = out + (<usize>count << 3);
  let i = start;
  if (out < end && (i & 1) == 1) {
    store<f64>(out, uniform(k0, k1, i++));
    out += 8;
  }
  for (; out + 64 <= end; i += 8, out += 64) {
    fourBlocks(k0, k1, i >> 1);
    storePairs(out, uniformsOfLow(word0, word1), uniformsOfLow(word2, word3));
    storePairs(out + 32, uniformsOfLow(upper(word0), upper(word1)), uniformsOfLow(upper(word2), upper(word3)));
  }
  for (; out < end; i++, out += 8) store<f64>(out, uniform(k0, k1, i));
}

@inline
function uniform32OfWords(words: v128): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(words, 8)), constant(VECTORS));
}

export function fillUniform32(out: usize, count: i32, k0: u32, k1: u32, start: u64): void {
  const end = out + (<usize>count << 2);
  let i = start;
  for (; out < end && (i & 3) != 0; i++, out += 4) store<f32>(out, uniform32(k0, k1, i));
  let b = i >> 2;
  for (; out + 128 <= end; b += 8, out += 128) {
    eightBlocks(k0, k1, b);
    storeBlocks(out, uniform32OfWords(word0), uniform32OfWords(word1), uniform32OfWords(word2), uniform32OfWords(word3));
    storeBlocks(out + 64, uniform32OfWords(word4), uniform32OfWords(word5), uniform32OfWords(word6), uniform32OfWords(word7));
  }
  for (; out + 64 <= end; b += 4, out += 64) {
    fourBlocks(k0, k1, b);
    storeBlocks(out, uniform32OfWords(word0), uniform32OfWords(word1), uniform32OfWords(word2), uniform32OfWords(word3));
  }
  for (i = b << 2; out < end; i++, out += 4) store<f32>(out, uniform32(k0, k1, i));
}

/** The normals of two blocks, whose uniforms are u1 and u2, to out[0…3]. */
@inline
function storeNormals(out: usize, u1: v128, u2: v128): void {
  const r = f64x2.sqrt(f64x2.mul(f64x2.splat(-2), logOfNormald2(f64x2.sub(f64x2.splat(1), u1))));
  const cos = cosAndSineTurnsd2(u2);
  storePairs(out, f64x2.mul(r, cos), f64x2.mul(r, sine));
}

export function fillNormal(out: usize, count: i32, k0: u32, k1: u32, start: u64): void {
  const end = out + (<usize>count << 3);
  let i = start;
  if (out < end && (i & 1) == 1) {
    store<f64>(out, normal(k0, k1, i++));
    out += 8;
  }
  for (; out + 64 <= end; i += 8, out += 64) {
    fourBlocks(k0, k1, i >> 1);
    storeNormals(out, uniformsOfLow(word0, word1), uniformsOfLow(word2, word3));
    storeNormals(out + 32, uniformsOfLow(upper(word0), upper(word1)), uniformsOfLow(upper(word2), upper(word3)));
  }
  for (; out < end; i++, out += 8) store<f64>(out, normal(k0, k1, i));
}

@inline
function radius(words: v128): v128 {
  const u = f32x4.sub(constant(VECTORS, 1), uniform32OfWords(words));
  return f32x4.sqrt(f32x4.mul(constant(VECTORS, 2), logOfNormalf4(u)));
}

export function fillNormal32(out: usize, count: i32, k0: u32, k1: u32, start: u64): void {
  const end = out + (<usize>count << 2);
  let i = start;
  for (; out < end && (i & 3) != 0; i++, out += 4) store<f32>(out, normal32(k0, k1, i));
  let b = i >> 2;
  for (; out + 64 <= end; b += 4, out += 64) {
    fourBlocks(k0, k1, b);
    const r0 = radius(word0);
    const r1 = radius(word2);
    const u0 = uniform32OfWords(word1);
    const u1 = uniform32OfWords(word3);
    const n0 = quarterf4(u0);
    const n1 = quarterf4(u1);
    const x0 = f32x4.sub(u0, f32x4.mul(constant(VECTORS, 3), n0));
    const x1 = f32x4.sub(u1, f32x4.mul(constant(VECTORS, 3), n1));
    const z0 = f32x4.mul(x0, x0);
    const z1 = f32x4.mul(x1, x1);
    const s0 = sinOfRestf4(x0, z0);
    const s1 = sinOfRestf4(x1, z1);
    const c0 = cosOfRestf4(z0);
    const c1 = cosOfRestf4(z1);
    storeBlocks(
      out,
      f32x4.mul(r0, cosOfQuartersf4(n0, s0, c0)),
      f32x4.mul(r0, sinOfQuartersf4(n0, s0, c0)),
      f32x4.mul(r1, cosOfQuartersf4(n1, s1, c1)),
      f32x4.mul(r1, sinOfQuartersf4(n1, s1, c1)),
    );
  }
  for (i = b << 2; out < end; i++, out += 4) store<f32>(out, normal32(k0, k1, i));
}

export function fillInteger(out: usize, count: i32, n: u32, k0: u32, k1: u32, start: u64): void {
  fillWords(out, count, k0, k1, start);
  for (let i = 0; i < count; i++) {
    const p = out + (<usize>i << 2);
    store<u32>(p, integerOfWord(load<u32>(p), k0, k1, start + <u64>i, n));
  }
}
