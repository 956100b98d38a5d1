/**
 * Dense layers and convolutions. Built twice: with the relaxed dot product, which is exact on every machine while its second operand stays in 0…127, four
 * bytes to a lane; and with the plain one of 16 bits, two numbers to a lane, for which activations and weights are widened. Sums are whole numbers: the same in both.
 */
import { alloc } from "../../wasm/lib/memory";
import { finish8 } from "./finish";
import { Field } from "./plan";

/** Bytes of a weight, and of an activation under a product. */
export const weightBytes: i32 = ASC_FEATURE_RELAXED_SIMD ? 1 : 2;
const SHIFT: usize = ASC_FEATURE_RELAXED_SIMD ? 0 : 1;

// @ts-ignore: decorator
@inline
function dotAdd(weights: v128, x: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_dot_i8x16_i7x16_add_s(weights, x, sum);
  else return i32x4.add(sum, i32x4.dot_i16x8_s(weights, x));
}

/** The sums of the lanes of four vectors. */
// @ts-ignore: decorator
@inline
function totals(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const cd = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return i32x4.add(v128.shuffle<i64>(ab, cd, 0, 2), v128.shuffle<i64>(ab, cd, 1, 3));
}

/** `count` bytes to where products read them, as bytes or as 16 bits; up to 15 bytes more are read and written. */
// @ts-ignore: decorator
@inline
function stage(from: usize, to: usize, count: i32): void {
  if (ASC_FEATURE_RELAXED_SIMD) for (let i: i32 = 0; i < count; i += 16) v128.store(to + i, v128.load(from + i));
  else for (let i: i32 = 0; i < count; i += 8) v128.store(to + (<usize>i << 1), v128.load8x8_u(from + i));
}

let wide: usize = 0;
let wideSize: i32 = 0;

/** Room for so many 16-bit numbers. */
function roomFor(count: i32): usize {
  if (count > wideSize) {
    wide = alloc(<usize>count << 1);
    wideSize = count;
  }
  return wide;
}

/**
 * bytes[j] of the sums bias[j] + Σ_i weights[j][i] · x[i]; x of `stride` numbers, a multiple of 16, what is beyond the inputs times weights of zero. Weights
 * lie in groups of eight rows, 16 bytes of each in turn: they are read as they lie, and eight sums do not wait for each other.
 */
export function dense(entry: usize): void {
  const stride = load<i32>(entry, Field.STRIDE);
  const outputs = load<i32>(entry, Field.OUTPUTS);
  const bias = load<usize>(entry, Field.BIAS);
  const target = load<usize>(entry, Field.TARGET);
  let x = load<usize>(entry, Field.SOURCE);
  if (!ASC_FEATURE_RELAXED_SIMD) {
    const room = roomFor(stride);
    stage(x, room, stride);
    x = room;
  }
  const end = x + (<usize>stride << SHIFT);
  let at = load<usize>(entry, Field.WEIGHTS);
  for (let j: i32 = 0; j < outputs; j += 8) {
    let s0 = i32x4.splat(0);
    let s1 = i32x4.splat(0);
    let s2 = i32x4.splat(0);
    let s3 = i32x4.splat(0);
    let s4 = i32x4.splat(0);
    let s5 = i32x4.splat(0);
    let s6 = i32x4.splat(0);
    let s7 = i32x4.splat(0);
    for (let from = x; from < end; from += 16) {
      const a = v128.load(from);
      s0 = dotAdd(v128.load(at), a, s0);
      s1 = dotAdd(v128.load(at, 16), a, s1);
      s2 = dotAdd(v128.load(at, 32), a, s2);
      s3 = dotAdd(v128.load(at, 48), a, s3);
      s4 = dotAdd(v128.load(at, 64), a, s4);
      s5 = dotAdd(v128.load(at, 80), a, s5);
      s6 = dotAdd(v128.load(at, 96), a, s6);
      s7 = dotAdd(v128.load(at, 112), a, s7);
      at += 128;
    }
    const to = bias + (<usize>j << 2);
    finish8(
      i32x4.add(v128.load(to), totals(s0, s1, s2, s3)), i32x4.add(v128.load(to, 16), totals(s4, s5, s6, s7)),
      entry, j, target + j, outputs - j,
    );
  }
}

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
  const outHeight = load<i32>(entry, Field.OUT_HEIGHT);
  const outWidth = load<i32>(entry, Field.OUT_WIDTH);
  const down = <usize>load<i32>(entry, Field.STRIDE_Y) * row;
  const right = <usize>(load<i32>(entry, Field.STRIDE_X) * channels) << SHIFT;
  let to = load<usize>(entry, Field.TARGET);
  if (pooled) {
    for (let y: i32 = 0; y < outHeight; y++) {
      for (let x: i32 = 0; x < outWidth; x++) {
        const at = first + (<usize>y << 1) * down + (<usize>x << 1) * right;
        tile(entry, at, at + right, at + down, at + down + right, to, outputs, 1, true);
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
        tile(entry, at, min(at + right, last), min(at + 2 * right, last), min(at + 3 * right, last), to, outputs, count, false);
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
}
