/**
 * Dense linear algebra in float64: the twin of shared/linalg with the same bits. Matrices are row-major; SIMD runs
 * along rows only, so that every sum keeps the order of the scalar code.
 */

import { addMultiple, at, get, set } from "../../wasm/lib/rows";

/** Rows of the summed index done at a time: 256 rows of four numbers stay in the first cache. */
const BLOCK = 256;
const PANEL = memory.data(8192, 16);

/** Every row of a (rows × n) ← row − y. */
export function subtractFromRows(a: usize, rows: i32, n: i32, y: usize): void {
  for (let r = 0; r < rows; r++) {
    const row: usize = a + ((<usize>r * n) << 3);
    let j = 0;
    for (; j + 2 <= n; j += 2) {
      const place: usize = <usize>j << 3;
      v128.store(row + place, f64x2.sub(v128.load(row + place), v128.load(y + place)));
    }
    if (j < n) set(row, j, get(row, j) - get(y, j));
  }
}

/** out (m × n) = a (m × k) · b (k × n). */
export function multiply(out: usize, a: usize, b: usize, m: i32, k: i32, n: i32): void {
  product(out, a, k, 1, b, m, k, n);
}

/** out (m × n) = aᵀ · b for a (k × m), b (k × n). */
export function multiplyTransposed(out: usize, a: usize, b: usize, k: i32, m: i32, n: i32): void {
  product(out, a, 1, m, b, m, k, n);
}

/** Element (i, l) of the left factor is a[i·rowStep + l·sumStep]. */
function product(out: usize, a: usize, rowStep: i32, sumStep: i32, b: usize, m: i32, k: i32, n: i32): void {
  memory.fill(out, 0, (<usize>m * <usize>n) << 3);
  for (let l = 0; l < k; l += BLOCK) {
    const count = min(BLOCK, k - l);
    const aBlock = at(a, l * sumStep);
    const bBlock = at(b, l * n);
    const tiledRows = m & ~3;
    let j = 0;
    for (; j + 4 <= n; j += 4) {
      pack(at(bBlock, j), count, n);
      for (let i = 0; i < tiledRows; i += 4) tile(at(out, i * n + j), at(aBlock, i * rowStep), rowStep, sumStep, count, n);
      for (let i = tiledRows; i < m; i++) cells(out, aBlock, rowStep, sumStep, bBlock, i, j, j + 4, count, n);
    }
    for (let i = 0; i < m; i++) cells(out, aBlock, rowStep, sumStep, bBlock, i, j, n, count, n);
  }
}

/** Copies four columns of b side by side: rows a power of two apart would evict each other from the cache. */
function pack(b: usize, count: i32, n: i32): void {
  let to = PANEL;
  for (let l = 0; l < count; l++) {
    v128.store(to, v128.load(b));
    v128.store(to, v128.load(b, 16), 16);
    to += 32;
    b = at(b, n);
  }
}

/** Columns from … to − 1 of row i of the product, one by one. */
function cells(out: usize, a: usize, rowStep: i32, sumStep: i32, b: usize, i: i32, from: i32, to: i32, count: i32, n: i32): void {
  for (let j = from; j < to; j++) cell(out, a, rowStep, sumStep, b, i, j, count, n);
}

function cell(out: usize, a: usize, rowStep: i32, sumStep: i32, b: usize, i: i32, j: i32, count: i32, n: i32): void {
  let sum = get(out, i * n + j);
  for (let l = 0; l < count; l++) sum += get(a, i * rowStep + l * sumStep) * get(b, l * n + j);
  set(out, i * n + j, sum);
}

/** Four rows by the four packed columns of the product, in registers. */
function tile(out: usize, a: usize, rowStep: i32, sumStep: i32, count: i32, n: i32): void {
  const row = <usize>n << 3;
  let b = PANEL;
  const o1 = out + row;
  const o2 = o1 + row;
  const o3 = o2 + row;
  const a1 = at(a, rowStep) - a;
  const a2 = a1 << 1;
  const a3 = a1 + a2;
  const step = <usize>sumStep << 3;
  let s00 = v128.load(out);
  let s01 = v128.load(out, 16);
  let s10 = v128.load(o1);
  let s11 = v128.load(o1, 16);
  let s20 = v128.load(o2);
  let s21 = v128.load(o2, 16);
  let s30 = v128.load(o3);
  let s31 = v128.load(o3, 16);
  for (let l = 0; l < count; l++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const x0 = v128.load64_splat(a);
    s00 = f64x2.add(s00, f64x2.mul(x0, b0));
    s01 = f64x2.add(s01, f64x2.mul(x0, b1));
    const x1 = v128.load64_splat(a + a1);
    s10 = f64x2.add(s10, f64x2.mul(x1, b0));
    s11 = f64x2.add(s11, f64x2.mul(x1, b1));
    const x2 = v128.load64_splat(a + a2);
    s20 = f64x2.add(s20, f64x2.mul(x2, b0));
    s21 = f64x2.add(s21, f64x2.mul(x2, b1));
    const x3 = v128.load64_splat(a + a3);
    s30 = f64x2.add(s30, f64x2.mul(x3, b0));
    s31 = f64x2.add(s31, f64x2.mul(x3, b1));
    a += step;
    b += 32;
  }
  v128.store(out, s00);
  v128.store(out, s01, 16);
  v128.store(o1, s10);
  v128.store(o1, s11, 16);
  v128.store(o2, s20);
  v128.store(o2, s21, 16);
  v128.store(o3, s30);
  v128.store(o3, s31, 16);
}

/**
 * Replaces the symmetric a (n × n, lower triangle read) by its lower Cholesky factor, zeros above. Returns −1, or the
 * first row whose pivot is not positive (then a is spoilt).
 */
export function cholesky(a: usize, n: i32): i32 {
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) set(a, j * n + i, get(a, i * n + j));
  // Works on U = Lᵀ in the upper triangle: its rows are contiguous.
  for (let i = 0; i < n; i++) {
    const row = at(a, i * n + i);
    const count = n - i;
    let k = 0;
    for (; k + 4 <= i; k += 4) subtractFour(row, at(a, k * n + i), n, count);
    for (; k < i; k++) addMultiple(row, -get(a, k * n + i), at(a, k * n + i), count);
    const pivot = load<f64>(row);
    if (!(pivot > 0 && pivot < Infinity)) return i;
    const root = sqrt<f64>(pivot);
    store<f64>(row, root);
    const root2 = f64x2.splat(root);
    let j = 1;
    for (; j + 2 <= count; j += 2) v128.store(at(row, j), f64x2.div(v128.load(at(row, j)), root2));
    if (j < count) set(row, j, get(row, j) / root);
  }
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      set(a, j * n + i, get(a, i * n + j));
      set(a, i * n + j, 0);
    }
  }
  return -1;
}

/** y −= x_0·(row x) and so on for four rows below each other, the first element of each being its factor. */
@inline
function subtractFour(y: usize, x: usize, n: i32, count: i32): void {
  const x1 = at(x, n);
  const x2 = at(x1, n);
  const x3 = at(x2, n);
  const f0 = load<f64>(x);
  const f1 = load<f64>(x1);
  const f2 = load<f64>(x2);
  const f3 = load<f64>(x3);
  let i = 0;
  for (; i + 2 <= count; i += 2) {
    let s = v128.load(at(y, i));
    s = f64x2.sub(s, f64x2.mul(f64x2.splat(f0), v128.load(at(x, i))));
    s = f64x2.sub(s, f64x2.mul(f64x2.splat(f1), v128.load(at(x1, i))));
    s = f64x2.sub(s, f64x2.mul(f64x2.splat(f2), v128.load(at(x2, i))));
    s = f64x2.sub(s, f64x2.mul(f64x2.splat(f3), v128.load(at(x3, i))));
    v128.store(at(y, i), s);
  }
  if (i < count) {
    set(y, i, get(y, i) - f0 * get(x, i) - f1 * get(x1, i) - f2 * get(x2, i) - f3 * get(x3, i));
  }
}

/** out ← L⁻¹, for a lower triangular L; row by row, so that vectors run along its columns. */
export function invertLower(out: usize, l: usize, n: i32): void {
  memory.fill(out, 0, (<usize>n * <usize>n) << 3);
  for (let i = 0; i < n; i++) {
    const row = at(out, i * n);
    for (let k = 0; k < i; k++) addMultiple(row, get(l, i * n + k), at(out, k * n), k + 1);
    const pivot = get(l, i * n + i);
    for (let j = 0; j < i; j++) set(row, j, -get(row, j) / pivot);
    set(row, i, 1 / pivot);
  }
}

/** Replaces b (n numbers) by x with L·x = b. */
export function solveLower(l: usize, b: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    let rest = get(b, i);
    for (let k = 0; k < i; k++) rest -= get(l, i * n + k) * get(b, k);
    set(b, i, rest / get(l, i * n + i));
  }
}

/** Replaces b (n numbers) by x with Lᵀ·x = b. */
export function solveLowerTransposed(l: usize, b: usize, n: i32): void {
  for (let k = n - 1; k >= 0; k--) {
    const x = get(b, k) / get(l, k * n + k);
    set(b, k, x);
    addMultiple(b, -x, at(l, k * n), k);
  }
}
