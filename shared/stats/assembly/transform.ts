// Autocovariances at all lags by Fourier transforms, as in fft.ts and autocovariance.ts. Butterflies do not depend on each other: whatever order makes them
// makes the same bits. Two stages are made at a time, so that memory is gone through half as often, and the first ones block by block in a processor's cache.
import { half, reserve } from "./draws";

/** The longest transforms that there is room for: longer ones are left to the reference. */
const MOST: i32 = 1 << 20;
/** Points of a block. */
const BLOCK: i32 = 2048;

/** Points of a transform; 0 where there is no room. */
export let points: i32 = 0;
/** Of stage h (1, 2, 4, …) cosines and sines of 2πk/2h, k < h, from place h on. */
export let cosines: usize = 0;
export let sines: usize = 0;
/** The two parts of what is transformed. */
let real: usize = 0;
let imaginary: usize = 0;
/** Squares of transforms, summed; in the end covariances. */
export let power: usize = 0;

/** Makes room. */
export function setUpTransform(): void {
  points = 1;
  while (points < 2 * half) points <<= 1;
  if (points > MOST) points = 0;
  const bytes: usize = <usize>points << 3;
  cosines = reserve(bytes);
  sines = reserve(bytes);
  real = reserve(bytes);
  imaginary = reserve(bytes);
  power = reserve(bytes);
}

/** Nothing was summed yet. */
export function clearPower(): void {
  memory.fill(power, 0, <usize>points << 3);
}

/** Adds the squares of the transforms of two halves of a chain, which lie at `from` one after the other, as distances from their means. */
export function addPower(from: usize, one: f64, other: f64): void {
  spread(from, one, other, false, 0);
  addSquares();
}

/** As `addPower`, of ones where the draws are at or below the limit, and zeros. */
export function addPowerOfMarks(from: usize, one: f64, other: f64, limit: f64): void {
  spread(from, one, other, true, limit);
  addSquares();
}

/** Transforms what was summed: its first places are sums over lags then. */
export function transformPower(): void {
  memory.fill(imaginary, 0, <usize>points << 3);
  for (let i: i32 = 0; i < points; i++) store<f64>(real + (<usize>reversed(i) << 3), load<f64>(power + (<usize>i << 3)));
  transform();
  memory.copy(power, real, <usize>points << 3);
}

@inline
function reversed(i: i32): i32 {
  // Of 32 bits first.
  let x: u32 = <u32>i;
  x = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1);
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2);
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
  x = ((x >>> 8) & 0x00ff00ff) | ((x & 0x00ff00ff) << 8);
  x = (x >>> 16) | (x << 16);
  return <i32>(x >>> (<u32>clz<i32>(points) + 1));
}

/** Two halves as the parts of one, at once where the first stage takes them from. */
function spread(from: usize, one: f64, other: f64, isMarked: bool, limit: f64): void {
  const bytes: usize = <usize>points << 3;
  memory.fill(real, 0, bytes);
  memory.fill(imaginary, 0, bytes);
  const next: usize = from + (<usize>half << 3);
  for (let i: i32 = 0; i < half; i++) {
    const at: usize = <usize>i << 3;
    const to: usize = <usize>reversed(i) << 3;
    let x: f64 = load<f64>(from + at);
    let y: f64 = load<f64>(next + at);
    if (isMarked) {
      x = x <= limit ? 1 : 0;
      y = y <= limit ? 1 : 0;
    }
    store<f64>(real + to, x - one);
    store<f64>(imaginary + to, y - other);
  }
}

function addSquares(): void {
  transform();
  for (let at: usize = 0; at < <usize>points << 3; at += 16) {
    const x: v128 = v128.load(real + at);
    const y: v128 = v128.load(imaginary + at);
    const square: v128 = f64x2.add(f64x2.mul(x, x), f64x2.mul(y, y));
    v128.store(power + at, f64x2.add(v128.load(power + at), square));
  }
}

/** In place, of places whose bits are reversed. */
function transform(): void {
  const block: i32 = min(BLOCK, points);
  // One stage alone, and another where their number is even: the others go in pairs.
  const isEven: bool = (ctz<i32>(points) & 1) == 0;
  const first: i32 = isEven ? 4 : 2;
  for (let start: i32 = 0; start < points; start += block) {
    addNeighbours(start, block);
    if (isEven) addTwo(start, block);
    for (let h: i32 = first; 4 * h <= block; h <<= 2) twoStages(start, block, h);
  }
  let h: i32 = first;
  while (4 * h <= block) h <<= 2;
  for (; h < points; h <<= 2) twoStages(0, points, h);
}

/** The stage of neighbours. */
function addNeighbours(start: i32, count: i32): void {
  const c: f64 = load<f64>(cosines, 8);
  const s: f64 = load<f64>(sines, 8);
  for (let i: i32 = start; i < start + count; i += 2) butterfly(i, i + 1, c, s);
}

/** The stage of places two apart. */
function addTwo(start: i32, count: i32): void {
  for (let i: i32 = start; i < start + count; i += 4)
    for (let k: i32 = 0; k < 2; k++)
      butterfly(i + k, i + k + 2, load<f64>(cosines + (<usize>(2 + k) << 3)), load<f64>(sines + (<usize>(2 + k) << 3)));
}

@inline
function butterfly(top: i32, bottom: i32, c: f64, s: f64): void {
  const upper: usize = <usize>top << 3;
  const lower: usize = <usize>bottom << 3;
  const x: f64 = load<f64>(real + lower);
  const y: f64 = load<f64>(imaginary + lower);
  const re: f64 = x * c + y * s;
  const im: f64 = y * c - x * s;
  const a: f64 = load<f64>(real + upper);
  const b: f64 = load<f64>(imaginary + upper);
  store<f64>(real + lower, a - re);
  store<f64>(imaginary + lower, b - im);
  store<f64>(real + upper, a + re);
  store<f64>(imaginary + upper, b + im);
}

/** The stages of places h and 2h apart, h at least 2, of places [start, start + count). */
function twoStages(start: i32, count: i32, h: i32): void {
  const step: usize = <usize>h << 3;
  for (let from: i32 = start; from < start + count; from += 4 * h) {
    const base: usize = <usize>from << 3;
    for (let k: usize = 0; k < step; k += 16) {
      const c1: v128 = v128.load(cosines + step + k);
      const s1: v128 = v128.load(sines + step + k);
      const at: usize = real + base + k;
      const to: usize = imaginary + base + k;
      const x0: v128 = v128.load(at);
      const y0: v128 = v128.load(to);
      const x1: v128 = v128.load(at + step);
      const y1: v128 = v128.load(to + step);
      const x2: v128 = v128.load(at + 2 * step);
      const y2: v128 = v128.load(to + 2 * step);
      const x3: v128 = v128.load(at + 3 * step);
      const y3: v128 = v128.load(to + 3 * step);
      const re1: v128 = f64x2.add(f64x2.mul(x1, c1), f64x2.mul(y1, s1));
      const im1: v128 = f64x2.sub(f64x2.mul(y1, c1), f64x2.mul(x1, s1));
      const re3: v128 = f64x2.add(f64x2.mul(x3, c1), f64x2.mul(y3, s1));
      const im3: v128 = f64x2.sub(f64x2.mul(y3, c1), f64x2.mul(x3, s1));
      const a0: v128 = f64x2.add(x0, re1);
      const b0: v128 = f64x2.add(y0, im1);
      const a1: v128 = f64x2.sub(x0, re1);
      const b1: v128 = f64x2.sub(y0, im1);
      const a2: v128 = f64x2.add(x2, re3);
      const b2: v128 = f64x2.add(y2, im3);
      const a3: v128 = f64x2.sub(x2, re3);
      const b3: v128 = f64x2.sub(y2, im3);
      const c2: v128 = v128.load(cosines + 2 * step + k);
      const s2: v128 = v128.load(sines + 2 * step + k);
      const c3: v128 = v128.load(cosines + 3 * step + k);
      const s3: v128 = v128.load(sines + 3 * step + k);
      const re2: v128 = f64x2.add(f64x2.mul(a2, c2), f64x2.mul(b2, s2));
      const im2: v128 = f64x2.sub(f64x2.mul(b2, c2), f64x2.mul(a2, s2));
      const re4: v128 = f64x2.add(f64x2.mul(a3, c3), f64x2.mul(b3, s3));
      const im4: v128 = f64x2.sub(f64x2.mul(b3, c3), f64x2.mul(a3, s3));
      v128.store(at, f64x2.add(a0, re2));
      v128.store(to, f64x2.add(b0, im2));
      v128.store(at + 2 * step, f64x2.sub(a0, re2));
      v128.store(to + 2 * step, f64x2.sub(b0, im2));
      v128.store(at + step, f64x2.add(a1, re4));
      v128.store(to + step, f64x2.add(b1, im4));
      v128.store(at + 3 * step, f64x2.sub(a1, re4));
      v128.store(to + 3 * step, f64x2.sub(b1, im4));
    }
  }
}
