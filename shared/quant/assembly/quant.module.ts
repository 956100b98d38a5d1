/**
 * Integer layers for page and edge: int8 weights, activations in 0…127, int32 sums. Exact, hence the same bytes everywhere; `quant-relaxed` gives the
 * same bytes faster where the runtime has relaxed SIMD.
 */
export { alloc } from "../../wasm/lib/memory";
import { totals } from "./quant";
export { quantise, requantise } from "./quant";

/**
 * sums[j] = bias[j] + Σ_i weights[j][i] · x[i]; both x and the rows of weights padded with zeros to `stride`, a multiple of 16. Four rows at a time share
 * what is read of x, and their sums do not wait for each other.
 */
export function multiply(x: usize, stride: i32, weights: usize, bias: usize, outputs: i32, sums: usize): void {
  let j = 0;
  for (; j + 4 <= outputs; j += 4) {
    const row = weights + <usize>j * stride;
    let s0 = i32x4.splat(0);
    let s1 = i32x4.splat(0);
    let s2 = i32x4.splat(0);
    let s3 = i32x4.splat(0);
    const end = row + stride;
    let from = x;
    for (let at = row; at < end; at += 16) {
      const low = v128.load8x8_s(from);
      const high = v128.load8x8_s(from, 8);
      const second = at + stride;
      const third = second + stride;
      const fourth = third + stride;
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(v128.load8x8_s(at), low));
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(v128.load8x8_s(second), low));
      s2 = i32x4.add(s2, i32x4.dot_i16x8_s(v128.load8x8_s(third), low));
      s3 = i32x4.add(s3, i32x4.dot_i16x8_s(v128.load8x8_s(fourth), low));
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(v128.load8x8_s(at, 8), high));
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(v128.load8x8_s(second, 8), high));
      s2 = i32x4.add(s2, i32x4.dot_i16x8_s(v128.load8x8_s(third, 8), high));
      s3 = i32x4.add(s3, i32x4.dot_i16x8_s(v128.load8x8_s(fourth, 8), high));
      from += 16;
    }
    v128.store(sums + (<usize>j << 2), i32x4.add(v128.load(bias + (<usize>j << 2)), totals(s0, s1, s2, s3)));
  }
  for (; j < outputs; j++) {
    let sum = i32x4.splat(0);
    const row = weights + <usize>j * stride;
    for (let i = 0; i < stride; i += 8) sum = i32x4.add(sum, i32x4.dot_i16x8_s(v128.load8x8_s(row + i), v128.load8x8_s(x + i)));
    store<i32>(sums + (<usize>j << 2), load<i32>(bias + (<usize>j << 2)) + i32x4.extract_lane(totals(sum, sum, sum, sum), 0));
  }
}
