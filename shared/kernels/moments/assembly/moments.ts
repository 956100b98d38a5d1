// Sums and products of centred rows. A block of rows is first copied to panels of four columns (rows × 4, centred and scaled); every tile of
// 4 × 4 products then reads two panels from beginning to end while eight registers hold its sums. Only tiles on and above the diagonal.

export const BYTES: i32 = 0;
export const FLOAT32: i32 = 1;
export const FLOAT64: i32 = 2;

/** Columns of a panel, rows and columns of a tile. */
const WIDTH: i32 = 4;

/** One block of rows as they come, row-major. */
export let input: usize = 0;
/** Per column: what is taken off, and what the rest is multiplied with. */
export let shift: usize = 0;
export let scale: usize = 0;
/** Per column: Σ z, z = (x − shift)·scale. */
export let sums: usize = 0;
/** Σ z·zᵀ by tiles: tile (I, J), I ≤ J, row by row of tiles; each 16 numbers, row-major. */
export let products: usize = 0;
/** A byte for each tile: 0 where it is not asked for. */
export let summed: usize = 0;

let columns: i32 = 0;
let panels: i32 = 0;
let packed: usize = 0;

/** Room for blocks of up to `rows` rows of `count` columns; all sums zero. */
export function setUp(count: i32, rows: i32): void {
  columns = count;
  panels = (count + WIDTH - 1) / WIDTH;
  const padded: usize = <usize>panels * WIDTH;
  input = heap.alloc((<usize>(rows + 1) * count) << 3);
  shift = heap.alloc(padded << 3);
  scale = heap.alloc(padded << 3);
  sums = heap.alloc(padded << 3);
  products = heap.alloc((<usize>panels * (panels + 1) / 2) << 7);
  const tiles: usize = <usize>panels * (panels + 1) / 2;
  summed = heap.alloc(tiles);
  memory.fill(summed, 1, tiles);
  packed = heap.alloc((<usize>rows * padded) << 3);
}

/** Adds what each of so many rows has over the one before it: the input, of float64, holds one row more. */
export function addChanges(rows: i32): void {
  const numbers: usize = <usize>rows * columns;
  const next: usize = input + (<usize>columns << 3);
  for (let n: usize = 0; n < numbers; n++) {
    const at: usize = n << 3;
    store<f64>(input + at, load<f64>(next + at) - load<f64>(input + at));
  }
  add(rows, FLOAT64);
}

/** Adds the first `rows` rows of the input, which are of the given kind. */
export function add(rows: i32, kind: i32): void {
  for (let p: i32 = 0; p < panels; p++) {
    const to: usize = packed + ((<usize>p * rows * WIDTH) << 3);
    const live: i32 = min(WIDTH, columns - p * WIDTH);
    if (kind == FLOAT64 && live == WIDTH) takeDoubles(rows, p * WIDTH, to);
    else if (kind == FLOAT32 && live == WIDTH) takeFloats(rows, p * WIDTH, to);
    else {
      if (kind == FLOAT64) packDoubles(rows, p * WIDTH, live, to);
      else if (kind == FLOAT32) packFloats(rows, p * WIDTH, live, to);
      else packBytes(rows, p * WIDTH, live, to);
      centre(rows, p * WIDTH, to);
    }
  }
  let tile: usize = products;
  let asked: usize = summed;
  for (let i: i32 = 0; i < panels; i++) {
    const a: usize = packed + ((<usize>i * rows * WIDTH) << 3);
    if (load<u8>(asked)) addDiagonal(rows, a, tile);
    tile += 128;
    asked++;
    for (let j: i32 = i + 1; j < panels; j++) {
      if (load<u8>(asked)) addTile(rows, a, packed + ((<usize>j * rows * WIDTH) << 3), tile);
      tile += 128;
      asked++;
    }
  }
}

/** Packs and centres four whole columns in one pass. */
function takeDoubles(rows: i32, column: i32, to: usize): void {
  const stride: usize = <usize>columns << 3;
  const at: usize = <usize>column << 3;
  let from: usize = input + at;
  const shift0: v128 = v128.load(shift + at);
  const shift1: v128 = v128.load(shift + at, 16);
  const scale0: v128 = v128.load(scale + at);
  const scale1: v128 = v128.load(scale + at, 16);
  let sum0: v128 = f64x2.splat(0);
  let sum1: v128 = f64x2.splat(0);
  for (let r: i32 = 0; r < rows; r++) {
    const z0: v128 = f64x2.mul(f64x2.sub(v128.load(from), shift0), scale0);
    const z1: v128 = f64x2.mul(f64x2.sub(v128.load(from, 16), shift1), scale1);
    sum0 = f64x2.add(sum0, z0);
    sum1 = f64x2.add(sum1, z1);
    v128.store(to, z0);
    v128.store(to, z1, 16);
    from += stride;
    to += WIDTH * 8;
  }
  addSums(at, sum0, sum1);
}

function takeFloats(rows: i32, column: i32, to: usize): void {
  const stride: usize = <usize>columns << 2;
  const at: usize = <usize>column << 3;
  let from: usize = input + (<usize>column << 2);
  const shift0: v128 = v128.load(shift + at);
  const shift1: v128 = v128.load(shift + at, 16);
  const scale0: v128 = v128.load(scale + at);
  const scale1: v128 = v128.load(scale + at, 16);
  let sum0: v128 = f64x2.splat(0);
  let sum1: v128 = f64x2.splat(0);
  for (let r: i32 = 0; r < rows; r++) {
    const x0: v128 = f64x2.promote_low_f32x4(v128.load64_zero(from));
    const x1: v128 = f64x2.promote_low_f32x4(v128.load64_zero(from, 8));
    const z0: v128 = f64x2.mul(f64x2.sub(x0, shift0), scale0);
    const z1: v128 = f64x2.mul(f64x2.sub(x1, shift1), scale1);
    sum0 = f64x2.add(sum0, z0);
    sum1 = f64x2.add(sum1, z1);
    v128.store(to, z0);
    v128.store(to, z1, 16);
    from += stride;
    to += WIDTH * 8;
  }
  addSums(at, sum0, sum1);
}

@inline
function addSums(at: usize, sum0: v128, sum1: v128): void {
  v128.store(sums + at, f64x2.add(v128.load(sums + at), sum0));
  v128.store(sums + at, f64x2.add(v128.load(sums + at, 16), sum1), 16);
}

function packDoubles(rows: i32, column: i32, live: i32, to: usize): void {
  const stride: usize = <usize>columns << 3;
  let from: usize = input + (<usize>column << 3);
  for (let r: i32 = 0; r < rows; r++) {
    for (let j: i32 = 0; j < WIDTH; j++) store<f64>(to + (<usize>j << 3), j < live ? load<f64>(from + (<usize>j << 3)) : 0);
    from += stride;
    to += WIDTH * 8;
  }
}

function packFloats(rows: i32, column: i32, live: i32, to: usize): void {
  const stride: usize = <usize>columns << 2;
  let from: usize = input + (<usize>column << 2);
  for (let r: i32 = 0; r < rows; r++) {
    for (let j: i32 = 0; j < WIDTH; j++) store<f64>(to + (<usize>j << 3), j < live ? <f64>load<f32>(from + (<usize>j << 2)) : 0);
    from += stride;
    to += WIDTH * 8;
  }
}

function packBytes(rows: i32, column: i32, live: i32, to: usize): void {
  let from: usize = input + column;
  for (let r: i32 = 0; r < rows; r++) {
    for (let j: i32 = 0; j < WIDTH; j++) store<f64>(to + (<usize>j << 3), j < live ? <f64>load<u8>(from + j) / 255 : 0);
    from += columns;
    to += WIDTH * 8;
  }
}

/** x ← (x − shift)·scale down one panel, and the sums of its columns. Columns beyond the last have shift and scale 0. */
function centre(rows: i32, column: i32, panel: usize): void {
  const at: usize = <usize>column << 3;
  const shift0: v128 = v128.load(shift + at);
  const shift1: v128 = v128.load(shift + at, 16);
  const scale0: v128 = v128.load(scale + at);
  const scale1: v128 = v128.load(scale + at, 16);
  let sum0: v128 = f64x2.splat(0);
  let sum1: v128 = f64x2.splat(0);
  for (let r: i32 = 0; r < rows; r++) {
    const z0: v128 = f64x2.mul(f64x2.sub(v128.load(panel), shift0), scale0);
    const z1: v128 = f64x2.mul(f64x2.sub(v128.load(panel, 16), shift1), scale1);
    sum0 = f64x2.add(sum0, z0);
    sum1 = f64x2.add(sum1, z1);
    v128.store(panel, z0);
    v128.store(panel, z1, 16);
    panel += WIDTH * 8;
  }
  addSums(at, sum0, sum1);
}

/** tile += aᵀ·a, without the pair of products that lies below the diagonal altogether. */
function addDiagonal(rows: i32, a: usize, tile: usize): void {
  let s00: v128 = f64x2.splat(0);
  let s01: v128 = f64x2.splat(0);
  let s10: v128 = f64x2.splat(0);
  let s11: v128 = f64x2.splat(0);
  let s21: v128 = f64x2.splat(0);
  let s31: v128 = f64x2.splat(0);
  for (let r: i32 = 0; r < rows; r++) {
    const b0: v128 = v128.load(a);
    const b1: v128 = v128.load(a, 16);
    const a0: v128 = v128.load64_splat(a);
    s00 = f64x2.add(s00, f64x2.mul(a0, b0));
    s01 = f64x2.add(s01, f64x2.mul(a0, b1));
    const a1: v128 = v128.load64_splat(a, 8);
    s10 = f64x2.add(s10, f64x2.mul(a1, b0));
    s11 = f64x2.add(s11, f64x2.mul(a1, b1));
    s21 = f64x2.add(s21, f64x2.mul(v128.load64_splat(a, 16), b1));
    s31 = f64x2.add(s31, f64x2.mul(v128.load64_splat(a, 24), b1));
    a += WIDTH * 8;
  }
  v128.store(tile, f64x2.add(v128.load(tile), s00));
  v128.store(tile, f64x2.add(v128.load(tile, 16), s01), 16);
  v128.store(tile, f64x2.add(v128.load(tile, 32), s10), 32);
  v128.store(tile, f64x2.add(v128.load(tile, 48), s11), 48);
  v128.store(tile, f64x2.add(v128.load(tile, 80), s21), 80);
  v128.store(tile, f64x2.add(v128.load(tile, 112), s31), 112);
}

/** tile += aᵀ·b, the sum over the rows of the block on its own first. */
function addTile(rows: i32, a: usize, b: usize, tile: usize): void {
  let s00: v128 = f64x2.splat(0);
  let s01: v128 = f64x2.splat(0);
  let s10: v128 = f64x2.splat(0);
  let s11: v128 = f64x2.splat(0);
  let s20: v128 = f64x2.splat(0);
  let s21: v128 = f64x2.splat(0);
  let s30: v128 = f64x2.splat(0);
  let s31: v128 = f64x2.splat(0);
  let r: i32 = 0;
  for (; r + 2 <= rows; r += 2) {
    const b0: v128 = v128.load(b);
    const b1: v128 = v128.load(b, 16);
    const a0: v128 = v128.load64_splat(a);
    s00 = f64x2.add(s00, f64x2.mul(a0, b0));
    s01 = f64x2.add(s01, f64x2.mul(a0, b1));
    const a1: v128 = v128.load64_splat(a, 8);
    s10 = f64x2.add(s10, f64x2.mul(a1, b0));
    s11 = f64x2.add(s11, f64x2.mul(a1, b1));
    const a2: v128 = v128.load64_splat(a, 16);
    s20 = f64x2.add(s20, f64x2.mul(a2, b0));
    s21 = f64x2.add(s21, f64x2.mul(a2, b1));
    const a3: v128 = v128.load64_splat(a, 24);
    s30 = f64x2.add(s30, f64x2.mul(a3, b0));
    s31 = f64x2.add(s31, f64x2.mul(a3, b1));
    const c0: v128 = v128.load(b, 32);
    const c1: v128 = v128.load(b, 48);
    const d0: v128 = v128.load64_splat(a, 32);
    s00 = f64x2.add(s00, f64x2.mul(d0, c0));
    s01 = f64x2.add(s01, f64x2.mul(d0, c1));
    const d1: v128 = v128.load64_splat(a, 40);
    s10 = f64x2.add(s10, f64x2.mul(d1, c0));
    s11 = f64x2.add(s11, f64x2.mul(d1, c1));
    const d2: v128 = v128.load64_splat(a, 48);
    s20 = f64x2.add(s20, f64x2.mul(d2, c0));
    s21 = f64x2.add(s21, f64x2.mul(d2, c1));
    const d3: v128 = v128.load64_splat(a, 56);
    s30 = f64x2.add(s30, f64x2.mul(d3, c0));
    s31 = f64x2.add(s31, f64x2.mul(d3, c1));
    a += 2 * WIDTH * 8;
    b += 2 * WIDTH * 8;
  }
  if (r < rows) {
    const b0: v128 = v128.load(b);
    const b1: v128 = v128.load(b, 16);
    const a0: v128 = v128.load64_splat(a);
    s00 = f64x2.add(s00, f64x2.mul(a0, b0));
    s01 = f64x2.add(s01, f64x2.mul(a0, b1));
    const a1: v128 = v128.load64_splat(a, 8);
    s10 = f64x2.add(s10, f64x2.mul(a1, b0));
    s11 = f64x2.add(s11, f64x2.mul(a1, b1));
    const a2: v128 = v128.load64_splat(a, 16);
    s20 = f64x2.add(s20, f64x2.mul(a2, b0));
    s21 = f64x2.add(s21, f64x2.mul(a2, b1));
    const a3: v128 = v128.load64_splat(a, 24);
    s30 = f64x2.add(s30, f64x2.mul(a3, b0));
    s31 = f64x2.add(s31, f64x2.mul(a3, b1));
  }
  v128.store(tile, f64x2.add(v128.load(tile), s00));
  v128.store(tile, f64x2.add(v128.load(tile, 16), s01), 16);
  v128.store(tile, f64x2.add(v128.load(tile, 32), s10), 32);
  v128.store(tile, f64x2.add(v128.load(tile, 48), s11), 48);
  v128.store(tile, f64x2.add(v128.load(tile, 64), s20), 64);
  v128.store(tile, f64x2.add(v128.load(tile, 80), s21), 80);
  v128.store(tile, f64x2.add(v128.load(tile, 96), s30), 96);
  v128.store(tile, f64x2.add(v128.load(tile, 112), s31), 112);
}
