/**
 * Products of rows and matrices whose rows are `stride` bytes apart, a multiple of 16. Lanes are elements of the result, so that each is summed in the order of the
 * scalar reference.
 */

/** to = from · matrix: `from` has `count` numbers, `to` and each row of the matrix `stride` bytes. */
export function multiply(from: usize, matrix: usize, to: usize, count: i32, stride: usize): void {
  let column: usize = 0;
  for (; column + 128 <= stride; column += 128) eight(from, matrix + column, to + column, count, stride);
  if (column + 64 <= stride) {
    four(from, matrix + column, to + column, count, stride);
    column += 64;
  }
  for (; column < stride; column += 16) one(from, matrix + column, to + column, count, stride);
}

/** Columns of eight vectors: their sums stay in registers. */
@inline
function eight(from: usize, matrix: usize, to: usize, count: i32, stride: usize): void {
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  let h = a;
  const end = from + (<usize>count << 3);
  for (; from < end; from += 8) {
    const factor = v128.load64_splat(from);
    a = f64x2.add(a, f64x2.mul(factor, v128.load(matrix)));
    b = f64x2.add(b, f64x2.mul(factor, v128.load(matrix, 16)));
    c = f64x2.add(c, f64x2.mul(factor, v128.load(matrix, 32)));
    d = f64x2.add(d, f64x2.mul(factor, v128.load(matrix, 48)));
    e = f64x2.add(e, f64x2.mul(factor, v128.load(matrix, 64)));
    f = f64x2.add(f, f64x2.mul(factor, v128.load(matrix, 80)));
    g = f64x2.add(g, f64x2.mul(factor, v128.load(matrix, 96)));
    h = f64x2.add(h, f64x2.mul(factor, v128.load(matrix, 112)));
    matrix += stride;
  }
  v128.store(to, a);
  v128.store(to, b, 16);
  v128.store(to, c, 32);
  v128.store(to, d, 48);
  v128.store(to, e, 64);
  v128.store(to, f, 80);
  v128.store(to, g, 96);
  v128.store(to, h, 112);
}

@inline
function four(from: usize, matrix: usize, to: usize, count: i32, stride: usize): void {
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  const end = from + (<usize>count << 3);
  for (; from < end; from += 8) {
    const factor = v128.load64_splat(from);
    a = f64x2.add(a, f64x2.mul(factor, v128.load(matrix)));
    b = f64x2.add(b, f64x2.mul(factor, v128.load(matrix, 16)));
    c = f64x2.add(c, f64x2.mul(factor, v128.load(matrix, 32)));
    d = f64x2.add(d, f64x2.mul(factor, v128.load(matrix, 48)));
    matrix += stride;
  }
  v128.store(to, a);
  v128.store(to, b, 16);
  v128.store(to, c, 32);
  v128.store(to, d, 48);
}

@inline
function one(from: usize, matrix: usize, to: usize, count: i32, stride: usize): void {
  let sum = f64x2.splat(0);
  const end = from + (<usize>count << 3);
  for (; from < end; from += 8) {
    sum = f64x2.add(sum, f64x2.mul(v128.load64_splat(from), v128.load(matrix)));
    matrix += stride;
  }
  v128.store(to, sum);
}

/** sums[i][j] += Σ left[t][i] · right[t][j], from the last of `rows` rows to the first; `sums` has `stride` / 8 rows. */
export function addOuterProducts(left: usize, right: usize, rows: i32, sums: usize, stride: usize): void {
  for (let i: usize = 0; i < stride; i += 16) {
    let column: usize = 0;
    for (; column + 64 <= stride; column += 64)
      outerFour(left + i, right + column, rows, sums + (i >> 3) * stride + column, stride);
    for (; column < stride; column += 16)
      outerOne(left + i, right + column, rows, sums + (i >> 3) * stride + column, stride);
  }
}

/** Two rows of four vectors. */
@inline
function outerFour(left: usize, right: usize, rows: i32, sums: usize, stride: usize): void {
  const below = sums + stride;
  let a = v128.load(sums);
  let b = v128.load(sums, 16);
  let c = v128.load(sums, 32);
  let d = v128.load(sums, 48);
  let e = v128.load(below);
  let f = v128.load(below, 16);
  let g = v128.load(below, 32);
  let h = v128.load(below, 48);
  for (let t = <usize>rows * stride; t > 0; ) {
    t -= stride;
    const upper = v128.load64_splat(left + t);
    const lower = v128.load64_splat(left + t, 8);
    const w = v128.load(right + t);
    const x = v128.load(right + t, 16);
    const y = v128.load(right + t, 32);
    const z = v128.load(right + t, 48);
    a = f64x2.add(a, f64x2.mul(upper, w));
    b = f64x2.add(b, f64x2.mul(upper, x));
    c = f64x2.add(c, f64x2.mul(upper, y));
    d = f64x2.add(d, f64x2.mul(upper, z));
    e = f64x2.add(e, f64x2.mul(lower, w));
    f = f64x2.add(f, f64x2.mul(lower, x));
    g = f64x2.add(g, f64x2.mul(lower, y));
    h = f64x2.add(h, f64x2.mul(lower, z));
  }
  v128.store(sums, a);
  v128.store(sums, b, 16);
  v128.store(sums, c, 32);
  v128.store(sums, d, 48);
  v128.store(below, e);
  v128.store(below, f, 16);
  v128.store(below, g, 32);
  v128.store(below, h, 48);
}

@inline
function outerOne(left: usize, right: usize, rows: i32, sums: usize, stride: usize): void {
  const below = sums + stride;
  let a = v128.load(sums);
  let b = v128.load(below);
  for (let t = <usize>rows * stride; t > 0; ) {
    t -= stride;
    const x = v128.load(right + t);
    a = f64x2.add(a, f64x2.mul(v128.load64_splat(left + t), x));
    b = f64x2.add(b, f64x2.mul(v128.load64_splat(left + t, 8), x));
  }
  v128.store(sums, a);
  v128.store(below, b);
}
