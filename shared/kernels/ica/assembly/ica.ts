// Passes over whitened data, in float32. A block holds 256 rows as 32 panels of eight; in a panel every component has its eight values side by
// side. Projections and products work on tiles of five units: ten vector registers hold the sums of a tile (shared/nets/assembly/tiles.ts says why not more).

import { expf4, softplusf4 } from "../../../math/assembly/elementary4";
import { at, get, set } from "../../../wasm/lib/rows";

const ROWS: i32 = 256;
const WIDTH: i32 = 8;
const PANELS: i32 = ROWS / WIDTH;
/** Units and components of a tile; both are padded with zeros to whole tiles. */
const UNITS: i32 = 5;
const PAIR: i32 = 2;

export const BYTES: i32 = 0;
export const FLOAT32: i32 = 1;

export const LOGCOSH: i32 = 0;
export const EXP: i32 = 1;
export const CUBE: i32 = 2;
export const EVALUATE: i32 = 3;

/** One block of rows as they come, row-major. */
export let input: usize = 0;
export let mean: usize = 0;
/** The whitening matrix by tiles: for every pair of components and column, its two numbers. */
export let whitening: usize = 0;
/** Weights of the units by tiles: for every tile and component, those of its five units. */
export let weights: usize = 0;
/** Σ g(y)·z, padded units × padded components, float64. */
export let products: usize = 0;
/** Per unit Σ (1 − g′(y)), of cubes Σ y²; when evaluating Σ log cosh y. */
export let slopes: usize = 0;
/** Per unit, when evaluating: Σ y⁴. */
export let fourths: usize = 0;

let columns: i32 = 0;
let components: i32 = 0;
let padded: i32 = 0;
let units: i32 = 0;
let live: i32 = 0;
let centred: usize = 0;
let blocks: usize = 0;
let blockBytes: usize = 0;
let y: usize = 0;

@inline
function tiled(count: i32, tile: i32): i32 {
  return ((count + tile - 1) / tile) * tile;
}

/** Room for rows of `width` columns, `count` components and units, and so many whitened blocks. */
export function setUp(width: i32, count: i32, kept: i32): void {
  columns = width;
  components = count;
  padded = tiled(count, PAIR);
  const most = tiled(count, UNITS);
  input = heap.alloc((<usize>ROWS * width) << 3);
  mean = heap.alloc(<usize>width << 3);
  whitening = heap.alloc((<usize>width * padded) << 3);
  centred = heap.alloc((<usize>ROWS * width) << 3);
  weights = heap.alloc((<usize>most * padded) << 2);
  products = heap.alloc((<usize>most * padded) << 3);
  slopes = heap.alloc(<usize>most << 3);
  fourths = heap.alloc(<usize>most << 3);
  y = heap.alloc((<usize>most * ROWS) << 2);
  blockBytes = (<usize>padded * ROWS) << 2;
  blocks = heap.alloc(blockBytes * kept);
}

/** z = K·(x − mean) of the first rows of the input, into a block; rows that are not there are zero. */
export function whiten(rows: i32, kind: i32, block: i32): void {
  centre(rows, kind);
  let z = blocks + <usize>block * blockBytes;
  memory.fill(z, 0, blockBytes);
  const step = <usize>columns << 6;
  for (let x = centred; x < centred + (<usize>ROWS << 3) * columns; x += step) {
    let k = whitening;
    for (let j = 0; j < padded; j += PAIR, k += <usize>columns << 4, z += 64) whitenPair(k, x, x + step, z);
  }
}

/** x − mean, in panels like those of a block but of float64. */
function centre(rows: i32, kind: i32): void {
  if (rows < ROWS) memory.fill(centred, 0, (<usize>ROWS * columns) << 3);
  let from = input;
  for (let r = 0; r < rows; r++) {
    let to = centred + ((<usize>(r / WIDTH) * columns) << 6) + (<usize>(r % WIDTH) << 3);
    for (let c = 0; c < columns; c++, to += 64) {
      let x: f64;
      if (kind == BYTES) {
        x = <f64>load<u8>(from) / 255;
        from += 1;
      } else if (kind == FLOAT32) {
        x = <f64>load<f32>(from);
        from += 4;
      } else {
        x = load<f64>(from);
        from += 8;
      }
      store<f64>(to, x - get(mean, c));
    }
  }
}

/** Two components of one panel, summed over the columns in ascending order in float64, then rounded. */
function whitenPair(k: usize, x: usize, end: usize, z: usize): void {
  let a0 = f64x2.splat(0);
  let a1 = f64x2.splat(0);
  let a2 = f64x2.splat(0);
  let a3 = f64x2.splat(0);
  let b0 = f64x2.splat(0);
  let b1 = f64x2.splat(0);
  let b2 = f64x2.splat(0);
  let b3 = f64x2.splat(0);
  for (; x < end; x += 64, k += 16) {
    const x0 = v128.load(x);
    const x1 = v128.load(x, 16);
    const x2 = v128.load(x, 32);
    const x3 = v128.load(x, 48);
    let s = v128.load64_splat(k);
    a0 = f64x2.add(a0, f64x2.mul(s, x0));
    a1 = f64x2.add(a1, f64x2.mul(s, x1));
    a2 = f64x2.add(a2, f64x2.mul(s, x2));
    a3 = f64x2.add(a3, f64x2.mul(s, x3));
    s = v128.load64_splat(k, 8);
    b0 = f64x2.add(b0, f64x2.mul(s, x0));
    b1 = f64x2.add(b1, f64x2.mul(s, x1));
    b2 = f64x2.add(b2, f64x2.mul(s, x2));
    b3 = f64x2.add(b3, f64x2.mul(s, x3));
  }
  v128.store(z, rounded(a0, a1));
  v128.store(z, rounded(a2, a3), 16);
  v128.store(z, rounded(b0, b1), 32);
  v128.store(z, rounded(b2, b3), 48);
}

/** Four float64 as float32. */
@inline
function rounded(first: v128, second: v128): v128 {
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(second), 0, 2);
}

/** Before the first block of a pass: all sums zero. */
export function begin(count: i32): void {
  units = tiled(count, UNITS);
  live = count;
  memory.fill(products, 0, (<usize>units * padded) << 3);
  memory.fill(slopes, 0, <usize>units << 3);
  memory.fill(fourths, 0, <usize>units << 3);
}

/** Adds a block to the sums. */
export function add(block: i32, kind: i32): void {
  const z = blocks + <usize>block * blockBytes;
  for (let i = 0; i < units; i += UNITS) {
    const w = weights + ((<usize>i * padded) << 2);
    for (let p = 0; p < PANELS; p++) project(w, z + ((<usize>p * padded) << 5), y + ((<usize>(p * units + i)) << 5));
  }
  for (let i = 0; i < live; i++) bend(y + (<usize>i << 5), kind, i);
  if (kind == EVALUATE) return;
  for (let i = 0; i < units; i += UNITS)
    for (let j = 0; j < padded; j += PAIR) multiplyTile(y + (<usize>i << 5), z + (<usize>j << 5), at(products, i * padded + j));
}

/** Five units of one panel: y = Σ w·z over the components in ascending order. */
function project(w: usize, z: usize, out: usize): void {
  let a0 = f32x4.splat(0);
  let a1 = f32x4.splat(0);
  let b0 = f32x4.splat(0);
  let b1 = f32x4.splat(0);
  let c0 = f32x4.splat(0);
  let c1 = f32x4.splat(0);
  let d0 = f32x4.splat(0);
  let d1 = f32x4.splat(0);
  let e0 = f32x4.splat(0);
  let e1 = f32x4.splat(0);
  const end = z + (<usize>padded << 5);
  for (; z < end; z += 32, w += 20) {
    const z0 = v128.load(z);
    const z1 = v128.load(z, 16);
    let s = v128.load32_splat(w);
    a0 = f32x4.add(a0, f32x4.mul(s, z0));
    a1 = f32x4.add(a1, f32x4.mul(s, z1));
    s = v128.load32_splat(w, 4);
    b0 = f32x4.add(b0, f32x4.mul(s, z0));
    b1 = f32x4.add(b1, f32x4.mul(s, z1));
    s = v128.load32_splat(w, 8);
    c0 = f32x4.add(c0, f32x4.mul(s, z0));
    c1 = f32x4.add(c1, f32x4.mul(s, z1));
    s = v128.load32_splat(w, 12);
    d0 = f32x4.add(d0, f32x4.mul(s, z0));
    d1 = f32x4.add(d1, f32x4.mul(s, z1));
    s = v128.load32_splat(w, 16);
    e0 = f32x4.add(e0, f32x4.mul(s, z0));
    e1 = f32x4.add(e1, f32x4.mul(s, z1));
  }
  v128.store(out, a0);
  v128.store(out, a1, 16);
  v128.store(out, b0, 32);
  v128.store(out, b1, 48);
  v128.store(out, c0, 64);
  v128.store(out, c1, 80);
  v128.store(out, d0, 96);
  v128.store(out, d1, 112);
  v128.store(out, e0, 128);
  v128.store(out, e1, 144);
}

const T = memory.data<f32>([
  -2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-8, 1.48572235717979e-5,
  6.37261928875436e-4, 4.89352455891786e-3, 1.19825839466702e-6, 1.18534705686654e-4, 2.268434632439e-3, 4.89352518554385e-3,
  7.905311107635498,
]);

@inline
function coefficient(i: usize): v128 {
  return v128.load32_splat(T + (i << 2));
}

@inline
function madd(a: v128, x: v128, i: usize): v128 {
  return f32x4.add(f32x4.mul(a, x), coefficient(i));
}

/** tanh x as a quotient of polynomials: the error is below 4e-7, a third of the time of the exact one. */
@inline
function quickTanh(x: v128): v128 {
  const limit = coefficient(11);
  const u = f32x4.min(f32x4.max(x, f32x4.neg(limit)), limit);
  const s = f32x4.mul(u, u);
  let p = madd(madd(madd(coefficient(0), s, 1), s, 2), s, 3);
  p = madd(madd(madd(p, s, 4), s, 5), s, 6);
  const q = madd(madd(madd(coefficient(7), s, 8), s, 9), s, 10);
  return f32x4.div(f32x4.mul(u, p), q);
}

/** y ← g(y) of one unit through all panels of the block, and what its slopes need. */
function bend(from: usize, kind: i32, unit: i32): void {
  let sum = f32x4.splat(0);
  let rest = f32x4.splat(0);
  const step = <usize>units << 5;
  for (let p = 0; p < PANELS; p++, from += step) {
    for (let half: usize = 0; half < 32; half += 16) {
      const v = v128.load(from + half);
      if (kind == LOGCOSH) {
        const t = quickTanh(v);
        sum = f32x4.add(sum, f32x4.mul(t, t));
        v128.store(from + half, t);
      } else if (kind == EXP) {
        const e = expf4(f32x4.mul(f32x4.splat(-0.5), f32x4.mul(v, v)));
        const g = f32x4.mul(v, e);
        sum = f32x4.add(sum, f32x4.add(f32x4.sub(f32x4.splat(1), e), f32x4.mul(v, g)));
        v128.store(from + half, g);
      } else if (kind == CUBE) {
        const s = f32x4.mul(v, v);
        sum = f32x4.add(sum, s);
        v128.store(from + half, f32x4.mul(s, v));
      } else {
        const size = f32x4.abs(v);
        const soft = softplusf4(f32x4.mul(f32x4.splat(-2), size));
        sum = f32x4.add(sum, f32x4.sub(f32x4.add(size, soft), f32x4.splat(<f32>0.6931471805599453)));
        const s = f32x4.mul(v, v);
        rest = f32x4.add(rest, f32x4.mul(s, s));
      }
    }
  }
  set(slopes, unit, get(slopes, unit) + across(sum));
  set(fourths, unit, get(fourths, unit) + across(rest));
}

/** Five units by two components of the products, over all panels of a block. */
function multiplyTile(g: usize, z: usize, out: usize): void {
  let a0 = f32x4.splat(0);
  let a1 = f32x4.splat(0);
  let b0 = f32x4.splat(0);
  let b1 = f32x4.splat(0);
  let c0 = f32x4.splat(0);
  let c1 = f32x4.splat(0);
  let d0 = f32x4.splat(0);
  let d1 = f32x4.splat(0);
  let e0 = f32x4.splat(0);
  let e1 = f32x4.splat(0);
  const stepG = <usize>units << 5;
  const stepZ = <usize>padded << 5;
  for (let p = 0; p < PANELS; p++, g += stepG, z += stepZ) {
    for (let half: usize = 0; half < 32; half += 16) {
      const z0 = v128.load(z + half);
      const z1 = v128.load(z + half, 32);
      let s = v128.load(g + half);
      a0 = f32x4.add(a0, f32x4.mul(s, z0));
      a1 = f32x4.add(a1, f32x4.mul(s, z1));
      s = v128.load(g + half, 32);
      b0 = f32x4.add(b0, f32x4.mul(s, z0));
      b1 = f32x4.add(b1, f32x4.mul(s, z1));
      s = v128.load(g + half, 64);
      c0 = f32x4.add(c0, f32x4.mul(s, z0));
      c1 = f32x4.add(c1, f32x4.mul(s, z1));
      s = v128.load(g + half, 96);
      d0 = f32x4.add(d0, f32x4.mul(s, z0));
      d1 = f32x4.add(d1, f32x4.mul(s, z1));
      s = v128.load(g + half, 128);
      e0 = f32x4.add(e0, f32x4.mul(s, z0));
      e1 = f32x4.add(e1, f32x4.mul(s, z1));
    }
  }
  addPair(out, a0, a1);
  addPair(at(out, padded), b0, b1);
  addPair(at(out, 2 * padded), c0, c1);
  addPair(at(out, 3 * padded), d0, d1);
  addPair(at(out, 4 * padded), e0, e1);
}

@inline
function addPair(out: usize, first: v128, second: v128): void {
  store<f64>(out, load<f64>(out) + across(first));
  store<f64>(out, load<f64>(out, 8) + across(second), 8);
}

/** The sum of four float32 lanes, in float64. */
@inline
function across(v: v128): f64 {
  return (
    <f64>f32x4.extract_lane(v, 0) + <f64>f32x4.extract_lane(v, 1) + (<f64>f32x4.extract_lane(v, 2) + <f64>f32x4.extract_lane(v, 3))
  );
}
