// The random numbers of transitions, as shared/kernels/mcmc draws them one after the other from fold(key, draw, pass, TRANSITION).
import { cosAndSineTurnsd2, logOfNormald2, sine } from "../../../math/assembly/elementary2";
import { fillUniform } from "../../../random/assembly/distributions";

/** UNIFORMS of shared/kernels/mcmc/hamiltonian.ts, in blocks. */
const FIRST_BLOCK: u32 = 1 << 19;
/** Most uniforms of a transition that are drawn ahead; further ones come in eights. */
const MOST_AHEAD: u32 = 14;
const MORE: u32 = 8;
const LANES = 4;
const TRANSITION: u32 = 3;
const FOLD: u32 = 0x464f4c44;

// The random numbers of four transitions that follow each other are drawn together, one transition a lane.
let key0: u32 = 0;
let key1: u32 = 0;
let warmup: i32 = 0;
let thin: i32 = 1;
let blocks: i32 = 0;
let ahead: u32 = 0;
let rowBytes: usize = 0;
let normalRows: usize = 0;
const uniformRows = memory.data(448, 16);
const moreUniforms = memory.data(64, 16);
const draws = memory.data<i32>([-1, -1, -1, -1]);
const passes = memory.data<i32>([0, 0, 0, 0]);
const keys0 = memory.data<i32>([0, 0, 0, 0]);
const keys1 = memory.data<i32>([0, 0, 0, 0]);
let lane: usize = 0;
// Where nextUniform reads, and the key from which it goes on when that is used up.
let next: usize = 0;
let end: usize = 0;
let stream0: u32 = 0;
let stream1: u32 = 0;
let drawnUniforms: u32 = 0;

/** Transitions of a draw: 1 in warm-up, `newThin` afterwards. */
export function prepareTransitions(k0: u32, k1: u32, newWarmup: i32, newThin: i32, bytes: usize): void {
  key0 = k0;
  key1 = k1;
  warmup = newWarmup;
  thin = newThin;
  rowBytes = bytes;
  blocks = <i32>(bytes >> 4);
  // An even number of blocks in all.
  ahead = MOST_AHEAD - (blocks & 1 ? 0 : 2);
  normalRows = heap.alloc(bytes * LANES);
  memory.fill(draws, 0xff, 16);
}

/** Makes ready the random numbers of transition `pass` of a draw, from the key fold(key, draw, pass, TRANSITION). */
export function startTransition(draw: i32, pass: i32): void {
  lane = (lane + 4) & 12;
  if (load<i32>(draws + lane) !== draw || load<i32>(passes + lane) !== pass) {
    drawFour(draw, pass);
    lane = 0;
  }
  next = uniformRows + (lane >> 2) * (MOST_AHEAD << 3);
  end = next + (ahead << 3);
  stream0 = load<u32>(keys0 + lane);
  stream1 = load<u32>(keys1 + lane);
  drawnUniforms = ahead;
}

/** `nextUniform` goes on with uniform(key, UNIFORMS), uniform(key, UNIFORMS + 1), … */
export function startUniforms(k0: u32, k1: u32): void {
  stream0 = k0;
  stream1 = k1;
  drawnUniforms = 0;
  next = end;
}

function drawFour(draw: i32, pass: i32): void {
  for (let at: usize = 0; at < 16; at += 4) {
    store<i32>(draws + at, draw);
    store<i32>(passes + at, pass);
    pass++;
    if (pass >= (draw < warmup ? 1 : thin)) {
      pass = 0;
      draw++;
    }
  }
  foldTransitions();
  const k0 = word0;
  const k1 = word1;
  v128.store(keys0, k0);
  v128.store(keys1, k1);
  // Blocks of normals, then of uniforms.
  const all = blocks + <i32>(ahead >> 1);
  for (let b = 0; b < all; b += 2) {
    twoPhilox(i32x4.splat(counterOf(b)), i32x4.splat(counterOf(b + 1)), k0, k1);
    storeBlock(b);
    word0 = next0;
    word1 = next1;
    word2 = next2;
    word3 = next3;
    storeBlock(b + 1);
  }
}

@inline
function counterOf(b: i32): u32 {
  return b < blocks ? b : FIRST_BLOCK + b - blocks;
}

function storeBlock(b: i32): void {
  if (b < blocks) storeNormals(normalRows + (<usize>b << 4), rowBytes);
  else storeUniforms(uniformRows + (<usize>(b - blocks) << 4), MOST_AHEAD << 3);
}

/** The transition's normals from index 0 on, an even number of them. */
export function transitionNormals(): usize {
  return normalRows + (lane >> 2) * rowBytes;
}

/** The transition's uniforms from index UNIFORMS on, one after the other. */
@inline
export function nextUniform(): f64 {
  if (next === end) drawMore();
  const at = next;
  next = at + 8;
  return load<f64>(at);
}

/** The transition's key. */
export function transitionKey0(): u32 {
  return stream0;
}

export function transitionKey1(): u32 {
  return stream1;
}

function drawMore(): void {
  fillUniform(moreUniforms, MORE, stream0, stream1, (FIRST_BLOCK << 1) + drawnUniforms);
  drawnUniforms += MORE;
  next = moreUniforms;
  end = next + (MORE << 3);
}

// Philox under four keys at once, one a lane: as in philox.ts, where all lanes have the same key.

/** Multipliers and increments of the key: engines build 128-bit literals anew in every round. */
const CONSTANTS = memory.data<u32>([0xd2511f53, 0xcd9e8d57, 0x9e3779b9, 0xbb67ae85]);
const TWO_M53: f64 = 1.1102230246251565e-16;

/** Words 0…3 of the last blocks. */
let word0: v128 = i32x4.splat(0);
let word1: v128 = i32x4.splat(0);
let word2: v128 = i32x4.splat(0);
let word3: v128 = i32x4.splat(0);

/** … and of those that were made beside them. */
let next0: v128 = i32x4.splat(0);
let next1: v128 = i32x4.splat(0);
let next2: v128 = i32x4.splat(0);
let next3: v128 = i32x4.splat(0);

/** The high words of the products of even lanes `a` and odd ones `b`, and the low ones. */
@inline
function highs(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 1, 3, 5, 7);
}

@inline
function lows(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 0, 2, 4, 6);
}

/** philox([draw, pass, TRANSITION, FOLD], [key0, key1]) of each lane into word0 … word3. */
function foldTransitions(): void {
  let c0 = v128.load(draws);
  let c1 = v128.load(passes);
  let c2 = i32x4.splat(TRANSITION);
  let c3 = i32x4.splat(FOLD);
  let s0 = i32x4.splat(key0);
  let s1 = i32x4.splat(key1);
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
  word0 = c0;
  word1 = c1;
  word2 = c2;
  word3 = c3;
}

/** philox([c, 0, 0, 0], [s0, s1]) of each lane into word0 … word3, and that of [d, 0, 0, 0] into next0 … next3: neither waits for the other. */
function twoPhilox(c: v128, d: v128, s0: v128, s1: v128): void {
  let c0 = c;
  let c1 = i32x4.splat(0);
  let c2 = c1;
  let c3 = c1;
  let d0 = d;
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
  word0 = c0;
  word1 = c1;
  word2 = c2;
  word3 = c3;
  next0 = d0;
  next1 = d1;
  next2 = d2;
  next3 = d3;
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
function storeUniforms(at: usize, rowBytes: usize): void {
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
function storeNormals(at: usize, rowBytes: usize): void {
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

@inline
function radius(u: v128): v128 {
  return f64x2.sqrt(f64x2.mul(f64x2.splat(-2), logOfNormald2(f64x2.sub(f64x2.splat(1), u))));
}
