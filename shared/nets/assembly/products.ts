/**
 * Products of a dense layer. Each element is the plain sum over k in ascending order, products rounded, then added, from the bias on where there is one,
 * otherwise from zero; with segments, each segment's sum from zero, and those sums added by the balanced binary tree. Scalar reference:
 * shared/nets/kernels/products.ts.
 */
import { gemmTN } from "../../wasm/lib/gemm";
import { copyTile, COLUMNS, packColumns, packPanels, panelFloats, ROWS, storeTile, TILE, tileOfRuns, tileOfTree } from "./tiles";
import { BIAS, EDGE, PACKED_A, PACKED_B, place, placed, STACK } from "./scratch";
import { addBlock, copyPadded, floats, merges } from "./vectors";

/** Steps of k between two passes over C: a panel of B (8 columns) stays in the first-level cache. */
const DEPTH: i32 = 512;
/** Rows of A that go through one panel of B before the next: they stay in the second-level cache. */
const BLOCK: i32 = 64;
/** Fewer rows than this are multiplied one by one: packing the weights would cost more than the product. */
const FEW: i32 = 4;
/** Partial tiles of a tree wait here; 2^11 segments. */
const LEVELS: usize = 12;

/** y (m × n) = bias + x (m × k) · w (k × n); bias 0: none. */
export function dense(m: i32, n: i32, k: i32, x: usize, w: usize, bias: usize, y: usize): void {
  if (m < FEW) {
    for (let i: i32 = 0; i < m; i++) denseRow(n, k, floats(x, i * k), w, bias, floats(y, i * n));
    return;
  }
  const padded: i32 = (n + COLUMNS - 1) & ~(COLUMNS - 1);
  const init = place(BIAS, <usize>padded << 2);
  if (bias) copyPadded(init, bias, n, padded);
  else memory.fill(init, 0, <usize>padded << 2);
  const passes: i32 = max(1, (k + DEPTH - 1) / DEPTH);
  const depth: i32 = (k + passes - 1) / passes;
  const panels = place(PACKED_B, max<usize>(panelFloats(n, depth) << 2, 16));
  place(EDGE, TILE);
  for (let k0: i32 = 0, pass: i32 = 0; pass < passes; k0 += depth, pass++) {
    const steps: i32 = min(depth, k - k0);
    packPanels(steps, n, floats(w, k0 * n), n, panels);
    for (let i: i32 = 0; i < m; i += BLOCK) {
      denseBlock(min(BLOCK, m - i), n, steps, floats(x, i * k + k0), k, panels, pass == 0 ? init : 0, floats(y, i * n));
    }
  }
}

/** Rows of x times all panels; `init` 0: adds to y. */
function denseBlock(rows: i32, n: i32, depth: i32, x: usize, ldx: i32, panels: usize, init: usize, y: usize): void {
  const ldy = <usize>n << 2;
  const stride = <usize>ldx << 2;
  const edge = placed(EDGE);
  for (let j: i32 = 0; j < n; j += COLUMNS) {
    const columns: i32 = min(COLUMNS, n - j);
    const panel = floats(panels, j * depth);
    for (let i: i32 = 0; i < rows; i += ROWS) {
      const live: i32 = min(ROWS, rows - i);
      const whole: bool = live == ROWS && columns == COLUMNS;
      const target = floats(y, i * n + j);
      const to = whole ? target : edge;
      const step: usize = whole ? ldy : COLUMNS * 4;
      if (!whole && !init) copyTile(live, columns, target, ldy, edge, COLUMNS * 4);
      const a = x + <usize>i * stride;
      const last: usize = live - 1;
      tileOfRuns(
        1, depth, 0, a, a + min<usize>(1, last) * stride, a + min<usize>(2, last) * stride, a + last * stride, panel,
        init ? floats(init, j) : to, init ? 0 : step, to, to + step, to + 2 * step, to + 3 * step,
      );
      if (!whole) copyTile(live, columns, edge, COLUMNS * 4, target, ldy);
    }
  }
}

/** One row: y (n) = bias + x (k) · w (k × n), 32 columns at a time in registers, with the same order of sums. */
function denseRow(n: i32, k: i32, x: usize, w: usize, bias: usize, y: usize): void {
  const stride = <usize>n << 2;
  let j: i32 = 0;
  for (; j + 32 <= n; j += 32) {
    const init = floats(bias, j);
    let s0 = bias ? v128.load(init) : f32x4.splat(0);
    let s1 = bias ? v128.load(init, 16) : f32x4.splat(0);
    let s2 = bias ? v128.load(init, 32) : f32x4.splat(0);
    let s3 = bias ? v128.load(init, 48) : f32x4.splat(0);
    let s4 = bias ? v128.load(init, 64) : f32x4.splat(0);
    let s5 = bias ? v128.load(init, 80) : f32x4.splat(0);
    let s6 = bias ? v128.load(init, 96) : f32x4.splat(0);
    let s7 = bias ? v128.load(init, 112) : f32x4.splat(0);
    let from = floats(w, j);
    for (let l: i32 = 0; l < k; l++) {
      const v = v128.load32_splat(floats(x, l));
      s0 = f32x4.add(s0, f32x4.mul(v, v128.load(from)));
      s1 = f32x4.add(s1, f32x4.mul(v, v128.load(from, 16)));
      s2 = f32x4.add(s2, f32x4.mul(v, v128.load(from, 32)));
      s3 = f32x4.add(s3, f32x4.mul(v, v128.load(from, 48)));
      s4 = f32x4.add(s4, f32x4.mul(v, v128.load(from, 64)));
      s5 = f32x4.add(s5, f32x4.mul(v, v128.load(from, 80)));
      s6 = f32x4.add(s6, f32x4.mul(v, v128.load(from, 96)));
      s7 = f32x4.add(s7, f32x4.mul(v, v128.load(from, 112)));
      from += stride;
    }
    const to = floats(y, j);
    v128.store(to, s0);
    v128.store(to, s1, 16);
    v128.store(to, s2, 32);
    v128.store(to, s3, 48);
    v128.store(to, s4, 64);
    v128.store(to, s5, 80);
    v128.store(to, s6, 96);
    v128.store(to, s7, 112);
  }
  if (n < 4) narrowRow(n, k, x, w, bias, y);
  else for (; j < n; j += 16) restOfRow(n, j, k, x, w, bias, y);
}

/** Up to 16 columns from `j` on of at least 4, as four vectors: one that would reach beyond the row is the last four columns, over again. */
function restOfRow(n: i32, j: i32, k: i32, x: usize, w: usize, bias: usize, y: usize): void {
  const o0 = <usize>min(j, n - 4) << 2;
  const o1 = <usize>min(j + 4, n - 4) << 2;
  const o2 = <usize>min(j + 8, n - 4) << 2;
  const o3 = <usize>min(j + 12, n - 4) << 2;
  let s0 = bias ? v128.load(bias + o0) : f32x4.splat(0);
  let s1 = bias ? v128.load(bias + o1) : f32x4.splat(0);
  let s2 = bias ? v128.load(bias + o2) : f32x4.splat(0);
  let s3 = bias ? v128.load(bias + o3) : f32x4.splat(0);
  for (let l: i32 = 0; l < k; l++) {
    const v = v128.load32_splat(floats(x, l));
    s0 = f32x4.add(s0, f32x4.mul(v, v128.load(w + o0)));
    s1 = f32x4.add(s1, f32x4.mul(v, v128.load(w + o1)));
    s2 = f32x4.add(s2, f32x4.mul(v, v128.load(w + o2)));
    s3 = f32x4.add(s3, f32x4.mul(v, v128.load(w + o3)));
    w += <usize>n << 2;
  }
  v128.store(y + o0, s0);
  v128.store(y + o1, s1);
  v128.store(y + o2, s2);
  v128.store(y + o3, s3);
}

/** Fewer than four columns. */
function narrowRow(n: i32, k: i32, x: usize, w: usize, bias: usize, y: usize): void {
  for (let j: i32 = 0; j < n; j++) {
    let sum: f32 = bias ? load<f32>(floats(bias, j)) : 0;
    for (let l: i32 = 0; l < k; l++) sum += load<f32>(floats(x, l)) * load<f32>(floats(w, l * n + j));
    store<f32>(floats(y, j), sum);
  }
}

/** C (m × n) = Aᵀ · B, A is k × m, B is k × n; k in segments of `segment` rows. */
export function gemmTNSegments(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize, segment: i32): void {
  if (k > 0 && k <= 2 * DEPTH) segmentsOfTiles(m, n, k, a, b, c, segment);
  else if (k <= segment) gemmTN(m, n, k, a, b, c, false);
  else segmentsOfMatrices(m, n, k, a, b, c, segment);
}

/** All k at a time: a tile's partial sums wait in a small stack, and C is written once. */
function segmentsOfTiles(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize, segment: i32): void {
  const panels = place(PACKED_B, panelFloats(n, k) << 2);
  const tiles = place(PACKED_A, (<usize>k * BLOCK) << 2);
  const stack = place(STACK, LEVELS * TILE);
  const ldc = <usize>n << 2;
  packPanels(k, n, b, n, panels);
  for (let i0: i32 = 0; i0 < m; i0 += BLOCK) {
    const end: i32 = min(i0 + BLOCK, m);
    for (let i: i32 = i0; i < end; i += ROWS) packColumns(k, min(ROWS, end - i), floats(a, i), m, floats(tiles, (i - i0) * k));
    for (let j: i32 = 0; j < n; j += COLUMNS) {
      const panel = floats(panels, j * k);
      for (let i: i32 = i0; i < end; i += ROWS) {
        tileOfTree(k, segment, floats(tiles, (i - i0) * k), panel, stack);
        const to = floats(c, i * n + j);
        if (n - j >= COLUMNS && end - i >= ROWS) storeTile(stack, to, ldc);
        else copyTile(min(ROWS, end - i), min(COLUMNS, n - j), stack, COLUMNS * 4, to, ldc);
      }
    }
  }
}

/** Long segments: whole products wait in the stack. */
function segmentsOfMatrices(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize, segment: i32): void {
  const size: usize = ((<usize>m * n + 3) & ~3) << 2;
  const stack = place(STACK, LEVELS * size);
  let top = stack;
  let count: i32 = 0;
  for (let k0: i32 = 0; k0 < k; k0 += segment) {
    gemmTN(m, n, min(segment, k - k0), floats(a, k0 * m), floats(b, k0 * n), top, false);
    for (let left: i32 = merges(++count); left > 0; left--) {
      top -= size;
      addBlock(top, top + size, size);
    }
    top += size;
  }
  for (top -= size; top > stack; top -= size) addBlock(top - size, top, size);
  memory.copy(c, stack, (<usize>m * n) << 2);
}

/** y (columns) = sums of the columns of x (rows × columns), rows in segments of `segment`. */
export function sumRows(rows: i32, columns: i32, x: usize, y: usize, segment: i32): void {
  const size: usize = <usize>((columns + 3) & ~3) << 2;
  const stack = place(STACK, LEVELS * size);
  let top = stack;
  let count: i32 = 0;
  for (let row: i32 = 0; row < rows; row += segment) {
    sumSegment(min(segment, rows - row), columns, floats(x, row * columns), top);
    for (let left: i32 = merges(++count); left > 0; left--) {
      top -= size;
      addBlock(top, top + size, size);
    }
    top += size;
  }
  if (rows == 0) memory.fill(stack, 0, size);
  for (top -= size; top > stack && rows > 0; top -= size) addBlock(top - size, top, size);
  memory.copy(y, stack, <usize>columns << 2);
}

function sumSegment(rows: i32, columns: i32, x: usize, y: usize): void {
  const stride = <usize>columns << 2;
  let j: i32 = 0;
  for (; j + 16 <= columns; j += 16) {
    let s0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    let s2 = f32x4.splat(0);
    let s3 = f32x4.splat(0);
    let from = floats(x, j);
    for (let i: i32 = 0; i < rows; i++) {
      s0 = f32x4.add(s0, v128.load(from));
      s1 = f32x4.add(s1, v128.load(from, 16));
      s2 = f32x4.add(s2, v128.load(from, 32));
      s3 = f32x4.add(s3, v128.load(from, 48));
      from += stride;
    }
    v128.store(floats(y, j), s0);
    v128.store(floats(y, j), s1, 16);
    v128.store(floats(y, j), s2, 32);
    v128.store(floats(y, j), s3, 48);
  }
  for (; j < columns; j++) {
    let sum: f32 = 0;
    for (let i: i32 = 0; i < rows; i++) sum += load<f32>(floats(x, i * columns + j));
    store<f32>(floats(y, j), sum);
  }
}
