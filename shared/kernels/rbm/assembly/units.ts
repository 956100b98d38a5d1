/**
 * Binary units by rows: a layer's input is its bias plus the weight rows of the units that are on, so that sparse activity is cheap. Widths
 * are padded to whole vectors; the bias of a padding unit is so low that the unit is never on.
 */
import { sigmoidf4, softplusf4 } from "../../../math/assembly/elementary4";

/** Bias of padding units: e^−10000 = 0. */
export const NEVER: f32 = -10000;

/** out[0 … width) = bias + sum of rows[active[0 … count)], added in the order of `active`. Width in floats, a multiple of 4. */
export function drive(out: usize, bias: usize, rows: usize, width: i32, active: usize, count: i32): void {
  const stride = <usize>width << 2;
  const end = active + (<usize>count << 2);
  let at: usize = 0;
  for (; at + 128 <= stride; at += 128) {
    let s0 = v128.load(bias + at);
    let s1 = v128.load(bias + at, 16);
    let s2 = v128.load(bias + at, 32);
    let s3 = v128.load(bias + at, 48);
    let s4 = v128.load(bias + at, 64);
    let s5 = v128.load(bias + at, 80);
    let s6 = v128.load(bias + at, 96);
    let s7 = v128.load(bias + at, 112);
    for (let a = active; a < end; a += 4) {
      const row = rows + <usize>load<u32>(a) * stride + at;
      s0 = f32x4.add(s0, v128.load(row));
      s1 = f32x4.add(s1, v128.load(row, 16));
      s2 = f32x4.add(s2, v128.load(row, 32));
      s3 = f32x4.add(s3, v128.load(row, 48));
      s4 = f32x4.add(s4, v128.load(row, 64));
      s5 = f32x4.add(s5, v128.load(row, 80));
      s6 = f32x4.add(s6, v128.load(row, 96));
      s7 = f32x4.add(s7, v128.load(row, 112));
    }
    v128.store(out + at, s0);
    v128.store(out + at, s1, 16);
    v128.store(out + at, s2, 32);
    v128.store(out + at, s3, 48);
    v128.store(out + at, s4, 64);
    v128.store(out + at, s5, 80);
    v128.store(out + at, s6, 96);
    v128.store(out + at, s7, 112);
  }
  for (; at < stride; at += 16) {
    let s = v128.load(bias + at);
    for (let a = active; a < end; a += 4) s = f32x4.add(s, v128.load(rows + <usize>load<u32>(a) * stride + at));
    v128.store(out + at, s);
  }
}

/** out = sigmoid(input), `width` floats (a multiple of 4). */
export function probabilities(out: usize, input: usize, width: i32): void {
  for (let i = 0; i < width; i += 4) v128.store(out + (<usize>i << 2), sigmoidf4(v128.load(input + (<usize>i << 2))));
}

/** Sum over the first `units` lanes of log(1 + e^(scale · input)), each in float32, added in float64 by lanes and then across. */
export function sumSoftplus(input: usize, units: i32, scale: f32): f64 {
  const s = f32x4.splat(scale);
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  let i = 0;
  for (; i + 4 <= units; i += 4) {
    const y = softplusf4(f32x4.mul(s, v128.load(input + (<usize>i << 2))));
    low = f64x2.add(low, f64x2.promote_low_f32x4(y));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<i32>(y, y, 2, 3, 0, 1)));
  }
  let rest: f64 = 0;
  for (; i < units; i++) rest += <f64>f32x4.extract_lane(softplusf4(f32x4.mul(s, f32x4.splat(load<f32>(input + (<usize>i << 2))))), 0);
  const pairs = f64x2.add(low, high);
  return f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1) + rest;
}

/** Writes the transpose of rows × columns floats (row strides given in floats, multiples of 4); rows and columns padded likewise. */
export function transpose(out: usize, outStride: i32, input: usize, inStride: i32, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i += 4) {
    for (let j = 0; j < columns; j += 4) {
      const from = input + ((<usize>i * inStride + j) << 2);
      const step = <usize>inStride << 2;
      const a = v128.load(from);
      const b = v128.load(from + step);
      const c = v128.load(from + 2 * step);
      const d = v128.load(from + 3 * step);
      const ab0 = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
      const ab1 = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
      const cd0 = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
      const cd1 = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
      const to = out + ((<usize>j * outStride + i) << 2);
      const across = <usize>outStride << 2;
      v128.store(to, v128.shuffle<i64>(ab0, cd0, 0, 2));
      v128.store(to + across, v128.shuffle<i64>(ab0, cd0, 1, 3));
      v128.store(to + 2 * across, v128.shuffle<i64>(ab1, cd1, 0, 2));
      v128.store(to + 3 * across, v128.shuffle<i64>(ab1, cd1, 1, 3));
    }
  }
}

/**
 * out[0 … width) = bias + Σ_a factors[a] · rows[a], in the order of a; each product is rounded, then the sum. The factors stand `apart` bytes from one
 * another. Width in floats, a multiple of 4.
 */
export function combine(out: usize, bias: usize, rows: usize, width: i32, factors: usize, apart: usize, count: i32): void {
  const stride = <usize>width << 2;
  const end = factors + <usize>count * apart;
  let at: usize = 0;
  for (; at + 128 <= stride; at += 128) {
    let s0 = v128.load(bias + at);
    let s1 = v128.load(bias + at, 16);
    let s2 = v128.load(bias + at, 32);
    let s3 = v128.load(bias + at, 48);
    let s4 = v128.load(bias + at, 64);
    let s5 = v128.load(bias + at, 80);
    let s6 = v128.load(bias + at, 96);
    let s7 = v128.load(bias + at, 112);
    let row = rows + at;
    for (let a = factors; a < end; a += apart, row += stride) {
      const x = v128.load32_splat(a);
      s0 = f32x4.add(s0, f32x4.mul(x, v128.load(row)));
      s1 = f32x4.add(s1, f32x4.mul(x, v128.load(row, 16)));
      s2 = f32x4.add(s2, f32x4.mul(x, v128.load(row, 32)));
      s3 = f32x4.add(s3, f32x4.mul(x, v128.load(row, 48)));
      s4 = f32x4.add(s4, f32x4.mul(x, v128.load(row, 64)));
      s5 = f32x4.add(s5, f32x4.mul(x, v128.load(row, 80)));
      s6 = f32x4.add(s6, f32x4.mul(x, v128.load(row, 96)));
      s7 = f32x4.add(s7, f32x4.mul(x, v128.load(row, 112)));
    }
    v128.store(out + at, s0);
    v128.store(out + at, s1, 16);
    v128.store(out + at, s2, 32);
    v128.store(out + at, s3, 48);
    v128.store(out + at, s4, 64);
    v128.store(out + at, s5, 80);
    v128.store(out + at, s6, 96);
    v128.store(out + at, s7, 112);
  }
  for (; at < stride; at += 16) {
    let s = v128.load(bias + at);
    let row = rows + at;
    for (let a = factors; a < end; a += apart, row += stride) s = f32x4.add(s, f32x4.mul(v128.load32_splat(a), v128.load(row)));
    v128.store(out + at, s);
  }
}
