/**
 * Products of matrices. Each element is the plain sum over k in ascending order, products rounded, then added, from the bias on where there is one,
 * otherwise from zero; with segments, each segment's sum from zero, and those sums added by the balanced binary tree. Scalar reference:
 * shared/nets/kernels/products.ts.
 */
import { denseRow } from "./rows";
import { EDGE, initOf, PACKED_A, place, placed } from "./scratch";
import {
  copyTile, COLUMNS, packColumns, packPanels, packTurned, panelColumns, placeOfPanels, ROWS, storeTile, TILE, tile, tileOfTree,
} from "./tiles";
import { blockBytes, push, settle, stackOf } from "./tree";
import { floats } from "./vectors";

/** Steps of k between two passes over C: a panel of B (8 columns) stays in the first-level cache. */
const DEPTH: i32 = 512;
/** Rows of A that go through one panel of B before the next: they stay in the second-level cache. */
const BLOCK: i32 = 64;
/** From so many columns of C on, columns of A are copied to tiles first; below, the copy costs more than it saves. */
const PACK_FROM: i32 = 64;
/** Fewer rows than this are multiplied one by one: packing the weights would cost more than the product. */
const FEW: i32 = 4;

const NN: i32 = 0;
const NT: i32 = 1;
const TN: i32 = 2;

/** y (m × n) = bias + x (m × k) · w (k × n); bias 0: none. */
export function dense(m: i32, n: i32, k: i32, x: usize, w: usize, bias: usize, y: usize): void {
  if (m >= FEW) product(NN, m, n, k, x, w, bias, y);
  else for (let i: i32 = 0; i < m; i++) denseRow(n, k, floats(x, i * k), w, bias, floats(y, i * n));
}

/** C (m × n) = A (m × k) · Bᵀ, B is n × k. */
export function gemmNT(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize): void {
  product(NT, m, n, k, a, b, 0, c);
}

/** C (m × n) = Aᵀ · B, A is k × m, B is k × n; k in segments of `segment` rows. */
export function gemmTN(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize, segment: i32): void {
  if (k <= segment) product(TN, m, n, k, a, b, 0, c);
  else if (k <= 2 * DEPTH) segmentsOfTiles(m, n, k, a, b, c, segment);
  else segmentsOfMatrices(m, n, k, a, b, c, segment);
}

/** Products of `count` pairs of matrices, which lie one after another. `form` 0: A·B, 1: A·Bᵀ, 2: Aᵀ·B; each product is m × n, sums over k. */
export function gemmBatch(form: i32, count: i32, m: i32, n: i32, k: i32, a: usize, b: usize, c: usize): void {
  for (let i: i32 = 0; i < count; i++) {
    const p = floats(a, i * m * k);
    const q = floats(b, i * k * n);
    const to = floats(c, i * m * n);
    if (form == NN) dense(m, n, k, p, q, 0, to);
    else if (form == NT) gemmNT(m, n, k, p, q, to);
    else gemmTN(m, n, k, p, q, to, k);
  }
}

/** C = bias + A · B in one of the forms, in passes over k. */
function product(form: i32, m: i32, n: i32, k: i32, a: usize, b: usize, bias: usize, c: usize): void {
  const init = initOf(n, panelColumns(n), bias);
  const passes: i32 = max(1, (k + DEPTH - 1) / DEPTH);
  const depth: i32 = (k + passes - 1) / passes;
  const panels = placeOfPanels(n, depth);
  const packs: bool = form == TN && n >= PACK_FROM;
  const tiles = packs ? place(PACKED_A, <usize>(depth * BLOCK) << 2) : 0;
  place(EDGE, TILE);
  for (let k0: i32 = 0, pass: i32 = 0; pass < passes; k0 += depth, pass++) {
    const steps: i32 = min(depth, k - k0);
    if (form == NT) packTurned(steps, n, floats(b, k0), k, panels);
    else packPanels(steps, n, floats(b, k0 * n), n, panels);
    for (let i: i32 = 0; i < m; i += BLOCK) {
      const rows: i32 = min(BLOCK, m - i);
      const start: usize = pass == 0 ? init : 0;
      const to = floats(c, i * n);
      if (packs) {
        packColumns(steps, rows, floats(a, k0 * m + i), m, tiles);
        block(rows, n, steps, tiles, 4, ROWS * 4, <usize>(steps * ROWS) << 2, panels, start, to);
      } else if (form == TN) block(rows, n, steps, floats(a, k0 * m + i), 4, <usize>m << 2, ROWS * 4, panels, start, to);
      else block(rows, n, steps, floats(a, i * k + k0), <usize>k << 2, 4, <usize>(k * ROWS) << 2, panels, start, to);
    }
  }
}

/**
 * Rows of A times all panels; `init` 0: adds to C. The rows lie `row` bytes apart within a tile, their elements `step` bytes, tiles `next` bytes.
 */
function block(
  rows: i32, n: i32, depth: i32, a: usize, row: usize, step: usize, next: usize, panels: usize, init: usize, c: usize,
): void {
  const ldc = <usize>n << 2;
  const edge = placed(EDGE);
  for (let j: i32 = 0; j < n; j += COLUMNS) {
    const columns: i32 = min(COLUMNS, n - j);
    const panel = floats(panels, j * depth);
    let from = a;
    for (let i: i32 = 0; i < rows; i += ROWS) {
      const live: i32 = min(ROWS, rows - i);
      const whole: bool = live == ROWS && columns == COLUMNS;
      const target = floats(c, i * n + j);
      const to = whole ? target : edge;
      const line: usize = whole ? ldc : COLUMNS * 4;
      if (!whole && !init) copyTile(live, columns, target, ldc, edge, COLUMNS * 4);
      const last: usize = live - 1;
      tile(
        1, depth, step, 0, from, from + min<usize>(1, last) * row, from + min<usize>(2, last) * row, from + last * row, panel,
        init ? floats(init, j) : to, init ? 0 : line, to, to + line, to + 2 * line, to + 3 * line,
      );
      if (!whole) copyTile(live, columns, edge, COLUMNS * 4, target, ldc);
      from += next;
    }
  }
}

/** All k at a time: a tile's partial sums wait in a small stack, and C is written once. */
function segmentsOfTiles(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize, segment: i32): void {
  const panels = placeOfPanels(n, k);
  const tiles = place(PACKED_A, (<usize>k * BLOCK) << 2);
  const stack = stackOf(k, segment, TILE);
  const ldc = <usize>n << 2;
  packPanels(k, n, b, n, panels);
  for (let i0: i32 = 0; i0 < m; i0 += BLOCK) {
    const end: i32 = min(i0 + BLOCK, m);
    packColumns(k, end - i0, floats(a, i0), m, tiles);
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
  const size = blockBytes(m * n);
  const stack = stackOf(k, segment, size);
  let top = stack;
  let count: i32 = 0;
  for (let k0: i32 = 0; k0 < k; k0 += segment) {
    product(TN, m, n, min(segment, k - k0), floats(a, k0 * m), floats(b, k0 * n), 0, top);
    top = push(top, ++count, size);
  }
  settle(stack, top, size);
  memory.copy(c, stack, (<usize>m * n) << 2);
}
