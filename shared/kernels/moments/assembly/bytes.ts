// Sums and products of bytes, exact: of a block in 32-bit integers, two rows to an instruction; of all blocks in float64, which holds them exactly up to 2^53. A
// block of rows is first copied to panels of four columns, in which two rows of a column stand side by side.

const WIDTH: i32 = 4;
const ONES: v128 = i16x8.splat(1);

/** One block of rows as they come, row-major, a byte each. */
export let byteInput: usize = 0;
/** Per column: Σ x. */
export let byteSums: usize = 0;
/** Σ x·xᵀ by tiles, as those of float64. */
export let byteProducts: usize = 0;

let columns: i32 = 0;
let panels: i32 = 0;
let packed: usize = 0;

/** Room for blocks of up to `rows` rows of `count` columns; all sums zero. A block may have 33,025 rows: its sums are below 2^31. */
export function setUpBytes(count: i32, rows: i32): void {
  columns = count;
  panels = (count + WIDTH - 1) / WIDTH;
  // The last panel reads four bytes where fewer may be left.
  byteInput = heap.alloc(<usize>rows * count + WIDTH);
  byteSums = heap.alloc((<usize>panels * WIDTH) << 3);
  byteProducts = heap.alloc((<usize>panels * (panels + 1) / 2) << 7);
  packed = heap.alloc((<usize>panels * ((rows + 1) >> 1)) << 4);
}

/** Adds the first `rows` rows of the input. */
export function addBytes(rows: i32): void {
  const pairs: i32 = (rows + 1) >> 1;
  const stride: usize = <usize>pairs << 4;
  for (let p: i32 = 0; p < panels; p++) pack(rows, p * WIDTH, packed + <usize>p * stride);
  let tile: usize = byteProducts;
  for (let i: i32 = 0; i < panels; i++) {
    for (let j: i32 = i; j < panels; j++) {
      addTile(pairs, packed + <usize>i * stride, packed + <usize>j * stride, tile);
      tile += 128;
    }
  }
}

/** Four columns from `column` on, and their sums. Behind the last column stand others' bytes: nobody asks for their sums. */
function pack(rows: i32, column: i32, to: usize): void {
  let from: usize = byteInput + column;
  let sum: v128 = i32x4.splat(0);
  for (let r: i32 = 0; r < rows; r += 2) {
    const a: v128 = v128.load32_zero(from);
    const b: v128 = r + 1 < rows ? v128.load32_zero(from + columns) : i32x4.splat(0);
    const both: v128 = i16x8.extend_low_i8x16_u(
      i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 4, 4, 4, 4, 4, 4, 4),
    );
    v128.store(to, both);
    sum = i32x4.add(sum, i32x4.dot_i16x8_s(both, ONES));
    from += 2 * columns;
    to += 16;
  }
  addIntegers(byteSums + (<usize>column << 3), sum);
}

/** Four float64 += four integers. */
@inline
function addIntegers(to: usize, n: v128): void {
  v128.store(to, f64x2.add(v128.load(to), f64x2.convert_low_i32x4_s(n)));
  const high: v128 = i32x4.shuffle(n, n, 2, 3, 2, 3);
  v128.store(to, f64x2.add(v128.load(to, 16), f64x2.convert_low_i32x4_s(high)), 16);
}

/** tile += aᵀ·b. */
function addTile(pairs: i32, a: usize, b: usize, tile: usize): void {
  let s0: v128 = i32x4.splat(0);
  let s1: v128 = i32x4.splat(0);
  let s2: v128 = i32x4.splat(0);
  let s3: v128 = i32x4.splat(0);
  for (let r: i32 = 0; r < pairs; r++) {
    const y: v128 = v128.load(b);
    s0 = i32x4.add(s0, i32x4.dot_i16x8_s(v128.load32_splat(a), y));
    s1 = i32x4.add(s1, i32x4.dot_i16x8_s(v128.load32_splat(a, 4), y));
    s2 = i32x4.add(s2, i32x4.dot_i16x8_s(v128.load32_splat(a, 8), y));
    s3 = i32x4.add(s3, i32x4.dot_i16x8_s(v128.load32_splat(a, 12), y));
    a += 16;
    b += 16;
  }
  addIntegers(tile, s0);
  addIntegers(tile + 32, s1);
  addIntegers(tile + 64, s2);
  addIntegers(tile + 96, s3);
}
