/**
 * Tiles of 4 rows × 8 columns, in eight vector registers while the products of one element after another are rounded and added (never fused). Six rows
 * would need 16 registers; engines keep one back, and a spilled sum costs half the speed. The second operand is packed: panels of 8 columns, each
 * step of k beside the next.
 */
import { addBlock, floats, merges } from "./vectors";

export const ROWS: i32 = 4;
export const COLUMNS: i32 = 8;
/** Bytes of a tile stored without gaps, row after row. */
export const TILE: usize = 128;

/** Floats of panels for n columns over `depth` steps. */
@inline
export function panelFloats(n: i32, depth: i32): usize {
  return <usize>((n + COLUMNS - 1) / COLUMNS) * COLUMNS * depth;
}

/** Copies columns of B (depth × n, rows `ldb` floats apart) to panels, the last one filled up with zeros. */
export function packPanels(depth: i32, n: i32, b: usize, ldb: i32, to: usize): void {
  for (let column: i32 = 0; column < n; column += COLUMNS) {
    packPanel(depth, min(COLUMNS, n - column), floats(b, column), ldb, to);
    to += <usize>depth * COLUMNS * 4;
  }
}

/** One panel of `live` ≤ 8 columns. */
export function packPanel(depth: i32, live: i32, from: usize, ldb: i32, to: usize): void {
  const stride = <usize>ldb << 2;
  if (live == COLUMNS) {
    for (let k: i32 = 0; k < depth; k++) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      from += stride;
      to += COLUMNS * 4;
    }
    return;
  }
  for (let k: i32 = 0; k < depth; k++) {
    for (let j: i32 = 0; j < COLUMNS; j++) store<f32>(floats(to, j), j < live ? load<f32>(floats(from, j)) : 0);
    from += stride;
    to += COLUMNS * 4;
  }
}

/** Copies `live` ≤ 4 columns of a transposed A (depth × m, rows `lda` floats apart) to a tile of depth × 4, missing ones as zeros. */
export function packColumns(depth: i32, live: i32, from: usize, lda: i32, to: usize): void {
  const stride = <usize>lda << 2;
  for (let k: i32 = 0; k < depth; k++) {
    if (live == ROWS) v128.store(to, v128.load(from));
    else for (let r: i32 = 0; r < ROWS; r++) store<f32>(floats(to, r), r < live ? load<f32>(floats(from, r)) : 0);
    from += stride;
    to += ROWS * 4;
  }
}

export function copyTile(rows: i32, columns: i32, from: usize, fromStride: usize, to: usize, toStride: usize): void {
  for (let i: i32 = 0; i < rows; i++) memory.copy(to + <usize>i * toStride, from + <usize>i * fromStride, <usize>columns << 2);
}

/** A whole tile without gaps to rows `stride` bytes apart. */
@inline
export function storeTile(from: usize, to: usize, stride: usize): void {
  for (let i: usize = 0; i < <usize>ROWS; i++) {
    v128.store(to + i * stride, v128.load(from + i * 32));
    v128.store(to + i * stride, v128.load(from + i * 32, 16), 16);
  }
}

/**
 * Four rows whose elements lie at a0 … a3, in `runs` runs of `depth` (the next run `gap` bytes behind the end of one), times a panel. Sums start
 * from `init` (its rows `initStride` bytes apart, 0: one for all) and go to c0 … c3.
 */
export function tileOfRuns(
  runs: i32, depth: i32, gap: usize, a0: usize, a1: usize, a2: usize, a3: usize, b: usize,
  init: usize, initStride: usize, c0: usize, c1: usize, c2: usize, c3: usize,
): void {
  let l0 = v128.load(init);
  let r0 = v128.load(init, 16);
  let l1 = v128.load(init + initStride);
  let r1 = v128.load(init + initStride, 16);
  let l2 = v128.load(init + 2 * initStride);
  let r2 = v128.load(init + 2 * initStride, 16);
  let l3 = v128.load(init + 3 * initStride);
  let r3 = v128.load(init + 3 * initStride, 16);
  for (let run: i32 = 0; run < runs; run++) {
    for (let k: i32 = 0; k < depth; k++) {
      const left = v128.load(b);
      const right = v128.load(b, 16);
      let x = v128.load32_splat(a0);
      l0 = f32x4.add(l0, f32x4.mul(x, left));
      r0 = f32x4.add(r0, f32x4.mul(x, right));
      x = v128.load32_splat(a1);
      l1 = f32x4.add(l1, f32x4.mul(x, left));
      r1 = f32x4.add(r1, f32x4.mul(x, right));
      x = v128.load32_splat(a2);
      l2 = f32x4.add(l2, f32x4.mul(x, left));
      r2 = f32x4.add(r2, f32x4.mul(x, right));
      x = v128.load32_splat(a3);
      l3 = f32x4.add(l3, f32x4.mul(x, left));
      r3 = f32x4.add(r3, f32x4.mul(x, right));
      a0 += 4;
      a1 += 4;
      a2 += 4;
      a3 += 4;
      b += 32;
    }
    a0 += gap;
    a1 += gap;
    a2 += gap;
    a3 += gap;
  }
  v128.store(c0, l0);
  v128.store(c0, r0, 16);
  v128.store(c1, l1);
  v128.store(c1, r1, 16);
  v128.store(c2, l2);
  v128.store(c2, r2, 16);
  v128.store(c3, l3);
  v128.store(c3, r3, 16);
}

/**
 * A tile of depth × 4 times a panel: sums over segments from zero, added by the balanced binary tree. Partial sums wait in `stack`; the result lies at
 * its bottom, without gaps.
 */
export function tileOfTree(depth: i32, segment: i32, a: usize, b: usize, stack: usize): void {
  let top = stack;
  let count: i32 = 0;
  for (let k0: i32 = 0; k0 < depth; k0 += segment) {
    let l0 = f32x4.splat(0);
    let r0 = f32x4.splat(0);
    let l1 = f32x4.splat(0);
    let r1 = f32x4.splat(0);
    let l2 = f32x4.splat(0);
    let r2 = f32x4.splat(0);
    let l3 = f32x4.splat(0);
    let r3 = f32x4.splat(0);
    for (let k: i32 = min(segment, depth - k0); k > 0; k--) {
      const left = v128.load(b);
      const right = v128.load(b, 16);
      let x = v128.load32_splat(a);
      l0 = f32x4.add(l0, f32x4.mul(x, left));
      r0 = f32x4.add(r0, f32x4.mul(x, right));
      x = v128.load32_splat(a, 4);
      l1 = f32x4.add(l1, f32x4.mul(x, left));
      r1 = f32x4.add(r1, f32x4.mul(x, right));
      x = v128.load32_splat(a, 8);
      l2 = f32x4.add(l2, f32x4.mul(x, left));
      r2 = f32x4.add(r2, f32x4.mul(x, right));
      x = v128.load32_splat(a, 12);
      l3 = f32x4.add(l3, f32x4.mul(x, left));
      r3 = f32x4.add(r3, f32x4.mul(x, right));
      a += ROWS * 4;
      b += COLUMNS * 4;
    }
    for (let left: i32 = merges(++count); left > 0; left--) {
      top -= TILE;
      l0 = f32x4.add(v128.load(top), l0);
      r0 = f32x4.add(v128.load(top, 16), r0);
      l1 = f32x4.add(v128.load(top, 32), l1);
      r1 = f32x4.add(v128.load(top, 48), r1);
      l2 = f32x4.add(v128.load(top, 64), l2);
      r2 = f32x4.add(v128.load(top, 80), r2);
      l3 = f32x4.add(v128.load(top, 96), l3);
      r3 = f32x4.add(v128.load(top, 112), r3);
    }
    v128.store(top, l0);
    v128.store(top, r0, 16);
    v128.store(top, l1, 32);
    v128.store(top, r1, 48);
    v128.store(top, l2, 64);
    v128.store(top, r2, 80);
    v128.store(top, l3, 96);
    v128.store(top, r3, 112);
    top += TILE;
  }
  for (top -= TILE; top > stack; top -= TILE) addBlock(top - TILE, top, TILE);
}

/**
 * Four rows whose elements for a pixel lie at a0 … a3 (pixels of a line `step` bytes apart, the next line `gap` bytes behind the end of one), times a
 * panel with a step per pixel. Adds to a tile without gaps.
 */
export function tileOfPixels(
  lines: i32, pixels: i32, step: usize, gap: usize, a0: usize, a1: usize, a2: usize, a3: usize, b: usize, to: usize,
): void {
  let l0 = v128.load(to);
  let r0 = v128.load(to, 16);
  let l1 = v128.load(to, 32);
  let r1 = v128.load(to, 48);
  let l2 = v128.load(to, 64);
  let r2 = v128.load(to, 80);
  let l3 = v128.load(to, 96);
  let r3 = v128.load(to, 112);
  for (let line: i32 = 0; line < lines; line++) {
    for (let k: i32 = 0; k < pixels; k++) {
      const left = v128.load(b);
      const right = v128.load(b, 16);
      let x = v128.load32_splat(a0);
      l0 = f32x4.add(l0, f32x4.mul(x, left));
      r0 = f32x4.add(r0, f32x4.mul(x, right));
      x = v128.load32_splat(a1);
      l1 = f32x4.add(l1, f32x4.mul(x, left));
      r1 = f32x4.add(r1, f32x4.mul(x, right));
      x = v128.load32_splat(a2);
      l2 = f32x4.add(l2, f32x4.mul(x, left));
      r2 = f32x4.add(r2, f32x4.mul(x, right));
      x = v128.load32_splat(a3);
      l3 = f32x4.add(l3, f32x4.mul(x, left));
      r3 = f32x4.add(r3, f32x4.mul(x, right));
      a0 += step;
      a1 += step;
      a2 += step;
      a3 += step;
      b += 32;
    }
    a0 += gap;
    a1 += gap;
    a2 += gap;
    a3 += gap;
  }
  v128.store(to, l0);
  v128.store(to, r0, 16);
  v128.store(to, l1, 32);
  v128.store(to, r1, 48);
  v128.store(to, l2, 64);
  v128.store(to, r2, 80);
  v128.store(to, l3, 96);
  v128.store(to, r3, 112);
}
