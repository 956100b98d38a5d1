/** Convolutions of pictures, with all of their weights or with blocks of them. */
import { BLOCK, dotAdd, SHIFT, stage } from "./dot";
import { finish8 } from "./finish";
import { Field } from "./plan";

/** The picture into its place within the border, which holds the code of zero since the graph was placed. */
function stagePicture(entry: usize): void {
  const width = load<i32>(entry, Field.WIDTH) * load<i32>(entry, Field.CHANNELS);
  const height = load<i32>(entry, Field.HEIGHT);
  const row = load<usize>(entry, Field.STAGE_ROW);
  const left = <usize>(load<i32>(entry, Field.LEFT_COLUMNS) * load<i32>(entry, Field.CHANNELS));
  let to = load<usize>(entry, Field.STAGE) + <usize>load<i32>(entry, Field.TOP_ROWS) * row + (left << SHIFT);
  let from = load<usize>(entry, Field.SOURCE);
  for (let y: i32 = 0; y < height; y++) {
    copyRow(from, to, width);
    from += width;
    to += row;
  }
}

/** Exactly so many: to the right of a row may lie its border. */
function copyRow(from: usize, to: usize, count: i32): void {
  const whole = count & ~(ASC_FEATURE_RELAXED_SIMD ? 15 : 7);
  stage(from, to, whole);
  for (let i = whole; i < count; i++) {
    if (ASC_FEATURE_RELAXED_SIMD) store<u8>(to + i, load<u8>(from + i));
    else store<u16>(to + (<usize>i << 1), load<u8>(from + i));
  }
}

/**
 * A convolution without unrolling its windows: a row of a window lies in one piece, its bytes in runs of four (of two numbers) that meet four output channels in
 * one instruction. Four pixels and eight channels at a time; where a pooling follows, the pixels are its square, and the largest of the sums goes on (scaling is
 * monotone, so that the largest sum gives the largest byte).
 */
export function conv(entry: usize): void {
  stagePicture(entry);
  const row = load<usize>(entry, Field.STAGE_ROW);
  const first = load<usize>(entry, Field.STAGE);
  const channels = load<i32>(entry, Field.CHANNELS);
  const outputs = load<i32>(entry, Field.OUTPUTS);
  const pooled = load<i32>(entry, Field.POOLED) != 0;
  const isSparse = load<usize>(entry, Field.STARTS) != 0;
  const outHeight = load<i32>(entry, Field.OUT_HEIGHT);
  const outWidth = load<i32>(entry, Field.OUT_WIDTH);
  const down = <usize>load<i32>(entry, Field.STRIDE_Y) * row;
  const right = <usize>(load<i32>(entry, Field.STRIDE_X) * channels) << SHIFT;
  let to = load<usize>(entry, Field.TARGET);
  if (pooled) {
    for (let y: i32 = 0; y < outHeight; y++) {
      for (let x: i32 = 0; x < outWidth; x++) {
        const at = first + (<usize>y << 1) * down + (<usize>x << 1) * right;
        const below = at + down;
        if (isSparse) sparseTile(entry, at, at + right, below, below + right, to, outputs, 1, true);
        else tile(entry, at, at + right, below, below + right, to, outputs, 1, true);
        to += outputs;
      }
    }
  } else {
    for (let y: i32 = 0; y < outHeight; y++) {
      for (let x: i32 = 0; x < outWidth; x += 4) {
        const at = first + <usize>y * down + <usize>x * right;
        const count = min(4, outWidth - x);
        // Pixels beyond the row are those of the last one once more.
        const last = at + <usize>(count - 1) * right;
        const second = min(at + right, last);
        const third = min(at + 2 * right, last);
        const fourth = min(at + 3 * right, last);
        if (isSparse) sparseTile(entry, at, second, third, fourth, to, outputs, count, false);
        else tile(entry, at, second, third, fourth, to, outputs, count, false);
        to += count * outputs;
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function tile(
  entry: usize, x0: usize, x1: usize, x2: usize, x3: usize, to: usize, outputs: i32, count: i32, pooled: bool,
): void {
  const row = load<usize>(entry, Field.STAGE_ROW);
  const rows = load<i32>(entry, Field.KERNEL_HEIGHT);
  const run = load<usize>(entry, Field.RUN);
  const bias = load<usize>(entry, Field.BIAS);
  let at = load<usize>(entry, Field.WEIGHTS);
  for (let j: i32 = 0; j < outputs; j += 8) {
    const start = bias + (<usize>j << 2);
    let a0 = v128.load(start);
    let b0 = v128.load(start, 16);
    let a1 = a0;
    let b1 = b0;
    let a2 = a0;
    let b2 = b0;
    let a3 = a0;
    let b3 = b0;
    let offset: usize = 0;
    for (let ky: i32 = 0; ky < rows; ky++) {
      for (let t = offset; t < offset + run; t += 4) {
        const w0 = v128.load(at);
        const w1 = v128.load(at, 16);
        const p0 = v128.load32_splat(x0 + t);
        a0 = dotAdd(w0, p0, a0);
        b0 = dotAdd(w1, p0, b0);
        const p1 = v128.load32_splat(x1 + t);
        a1 = dotAdd(w0, p1, a1);
        b1 = dotAdd(w1, p1, b1);
        const p2 = v128.load32_splat(x2 + t);
        a2 = dotAdd(w0, p2, a2);
        b2 = dotAdd(w1, p2, b2);
        const p3 = v128.load32_splat(x3 + t);
        a3 = dotAdd(w0, p3, a3);
        b3 = dotAdd(w1, p3, b3);
        at += 32;
      }
      offset += row;
    }
    finishTile(entry, a0, b0, a1, b1, a2, b2, a3, b3, j, to, outputs, count, pooled);
  }
}

/** Eight channels of the four pixels, or of the largest of them. */
// @ts-ignore: decorator
@inline
function finishTile(
  entry: usize, a0: v128, b0: v128, a1: v128, b1: v128, a2: v128, b2: v128, a3: v128, b3: v128, j: i32, to: usize, outputs: i32,
  count: i32, pooled: bool,
): void {
  const left = outputs - j;
  if (pooled) {
    finish8(
      i32x4.max_s(i32x4.max_s(a0, a1), i32x4.max_s(a2, a3)), i32x4.max_s(i32x4.max_s(b0, b1), i32x4.max_s(b2, b3)),
      entry, j, to + j, left,
    );
  } else {
    const next = <usize>outputs;
    finish8(a0, b0, entry, j, to + j, left);
    if (count > 1) finish8(a1, b1, entry, j, to + next + j, left);
    if (count > 2) finish8(a2, b2, entry, j, to + 2 * next + j, left);
    if (count > 3) finish8(a3, b3, entry, j, to + 3 * next + j, left);
  }
}

let r0: v128 = i32x4.splat(0);
let r1: v128 = i32x4.splat(0);
let r2: v128 = i32x4.splat(0);
let r3: v128 = i32x4.splat(0);

/** As `tile`, by the blocks that are there. */
function sparseTile(
  entry: usize, x0: usize, x1: usize, x2: usize, x3: usize, to: usize, outputs: i32, count: i32, pooled: bool,
): void {
  const bias = load<usize>(entry, Field.BIAS);
  for (let j: i32 = 0; j < outputs; j += 8) {
    groupSums(entry, x0, x1, x2, x3, j >> 2, v128.load(bias + (<usize>j << 2)));
    const a0 = r0;
    const a1 = r1;
    const a2 = r2;
    const a3 = r3;
    groupSums(entry, x0, x1, x2, x3, (j >> 2) + 1, v128.load(bias + (<usize>j << 2), 16));
    finishTile(entry, a0, r0, a1, r1, a2, r2, a3, r3, j, to, outputs, count, pooled);
  }
}

/** Sums of a group of four channels for the four pixels, in `r0` … `r3`. */
function groupSums(entry: usize, x0: usize, x1: usize, x2: usize, x3: usize, group: i32, start: v128): void {
  const starts = load<usize>(entry, Field.STARTS) + (<usize>group << 2);
  const from = <usize>load<i32>(starts);
  const last = load<usize>(entry, Field.OFFSETS) + (<usize>load<i32>(starts, 4) << 2);
  let at = load<usize>(entry, Field.WEIGHTS) + from * BLOCK;
  let s0 = start;
  let s1 = start;
  let s2 = start;
  let s3 = start;
  for (let offsets = load<usize>(entry, Field.OFFSETS) + (from << 2); offsets < last; offsets += 4) {
    const t = load<usize>(offsets);
    const w = v128.load(at);
    s0 = dotAdd(w, v128.load32_splat(x0 + t), s0);
    s1 = dotAdd(w, v128.load32_splat(x1 + t), s1);
    s2 = dotAdd(w, v128.load32_splat(x2 + t), s2);
    s3 = dotAdd(w, v128.load32_splat(x3 + t), s3);
    if (!ASC_FEATURE_RELAXED_SIMD) {
      const more = v128.load(at, 16);
      s0 = dotAdd(more, v128.load32_splat(x0 + t, 4), s0);
      s1 = dotAdd(more, v128.load32_splat(x1 + t, 4), s1);
      s2 = dotAdd(more, v128.load32_splat(x2 + t, 4), s2);
      s3 = dotAdd(more, v128.load32_splat(x3 + t, 4), s3);
    }
    at += BLOCK;
  }
  r0 = s0;
  r1 = s1;
  r2 = s2;
  r3 = s3;
}
