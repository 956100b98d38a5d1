/**
 * Tiles of 4 rows × 8 columns, in eight vector registers while the products of one element after another are rounded and added (never fused). Six rows
 * would need 16 registers; engines keep one back, and a spilled sum costs half the speed. The second operand is packed: panels of 8 columns, each
 * step of k beside the next.
 */
import { PACKED_B, place } from "./scratch";
import { push, settle } from "./tree";
import { floats } from "./vectors";

export const ROWS: i32 = 4;
export const COLUMNS: i32 = 8;
/** Bytes of a tile stored without gaps, row after row. */
export const TILE: usize = 128;
/** What sums of a row of a tile start from. */
export const ZEROS: usize = memory.data(COLUMNS * 4, 16);

/** Columns of all panels for n. */
@inline
export function panelColumns(n: i32): i32 {
  return (n + COLUMNS - 1) & ~(COLUMNS - 1);
}

/** A place for the panels of n columns over `depth` steps. */
export function placeOfPanels(n: i32, depth: i32): usize {
  return place(PACKED_B, max<usize>(<usize>(panelColumns(n) * depth) << 2, 16));
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

/** The same panels from B stored transposed (n × depth): blocks of four by four are turned in registers. */
export function packTurned(depth: i32, n: i32, b: usize, ldb: i32, to: usize): void {
  const stride = <usize>ldb << 2;
  for (let column: i32 = 0; column < n; column += COLUMNS) {
    for (let half: i32 = 0; half < COLUMNS; half += 4) {
      turn(depth, min(4, n - column - half), b + <usize>(column + half) * stride, stride, floats(to, half));
    }
    to += <usize>depth * COLUMNS * 4;
  }
}

/** Writes `live` rows of length depth (others zero) as columns of four, 32 bytes apart. */
function turn(depth: i32, live: i32, from: usize, stride: usize, to: usize): void {
  let k: i32 = 0;
  if (live == 4) {
    for (; k + 4 <= depth; k += 4) {
      const r0 = v128.load(from);
      const r1 = v128.load(from + stride);
      const r2 = v128.load(from + 2 * stride);
      const r3 = v128.load(from + 3 * stride);
      const lo01 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
      const hi01 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
      const lo23 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
      const hi23 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
      v128.store(to, v128.shuffle<i64>(lo01, lo23, 0, 2));
      v128.store(to, v128.shuffle<i64>(lo01, lo23, 1, 3), 32);
      v128.store(to, v128.shuffle<i64>(hi01, hi23, 0, 2), 64);
      v128.store(to, v128.shuffle<i64>(hi01, hi23, 1, 3), 96);
      from += 16;
      to += 128;
    }
  }
  for (; k < depth; k++) {
    for (let j: i32 = 0; j < 4; j++) store<f32>(floats(to, j), j < live ? load<f32>(from + <usize>j * stride) : 0);
    from += 4;
    to += 32;
  }
}

/** Copies the first `rows` columns of a transposed A (depth × m, rows `lda` floats apart) four at a time to tiles of depth × 4, missing ones as zeros. */
export function packColumns(depth: i32, rows: i32, a: usize, lda: i32, to: usize): void {
  const stride = <usize>lda << 2;
  for (let i: i32 = 0; i < rows; i += ROWS) {
    const live: i32 = rows - i;
    let from = floats(a, i);
    for (let k: i32 = 0; k < depth; k++) {
      if (live >= ROWS) v128.store(to, v128.load(from));
      else for (let r: i32 = 0; r < ROWS; r++) store<f32>(floats(to, r), r < live ? load<f32>(floats(from, r)) : 0);
      from += stride;
      to += ROWS * 4;
    }
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
 * Four rows times a panel, in `runs` runs of `depth` steps. The elements of the rows for the first step lie at a0 … a3, those for the next one `step`
 * bytes on, those of the next run `gap` bytes behind the end of one. Sums start from `init` (its rows `initStride` bytes apart, 0: one for all) and go
 * to c0 … c3.
 */
export function tileOfRuns(
  runs: i32, depth: i32, step: usize, gap: usize, a0: usize, a1: usize, a2: usize, a3: usize, b: usize,
  init: usize, initStride: usize, c0: usize, c1: usize, c2: usize, c3: usize,
): void {
  tile(runs, depth, step, gap, a0, a1, a2, a3, b, init, initStride, c0, c1, c2, c3);
}

/** Where a call for each tile would take a tenth of its time. */
@inline
export function tile(
  runs: i32, depth: i32, step: usize, gap: usize, a0: usize, a1: usize, a2: usize, a3: usize, b: usize,
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
  for (let k: i32 = 0; k < depth; k += segment) {
    const steps: i32 = min(segment, depth - k);
    tile(1, steps, ROWS * 4, 0, a, a + 4, a + 8, a + 12, b, ZEROS, 0, top, top + 32, top + 64, top + 96);
    a += <usize>steps * ROWS * 4;
    b += <usize>steps * COLUMNS * 4;
    top = push(top, ++count, TILE);
  }
  settle(stack, top, TILE);
}
