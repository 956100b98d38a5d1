/**
 * Integer layers for page and edge: int8 weights, activations in 0…127, int32 sums. Exact, hence the same bytes everywhere; `quant-relaxed` gives the
 * same bytes faster where the runtime has relaxed SIMD.
 */
export { alloc } from "./lib/memory";
export { requantise } from "./lib/quant";

/** sums[j] = bias[j] + Σ_i weights[j][i] · x[i]; both x and the rows of weights padded with zeros to `stride`, a multiple of 16. */
export function multiply(x: usize, stride: i32, weights: usize, bias: usize, outputs: i32, sums: usize): void {
  for (let j = 0; j < outputs; j++) {
    let sum = i32x4.splat(0);
    const row = weights + <usize>j * stride;
    for (let i = 0; i < stride; i += 16) {
      const a = v128.load(x + i);
      const w = v128.load(row + i);
      sum = i32x4.add(sum, i32x4.extadd_pairwise_i16x8_s(i16x8.extmul_low_i8x16_s(a, w)));
      sum = i32x4.add(sum, i32x4.extadd_pairwise_i16x8_s(i16x8.extmul_high_i8x16_s(a, w)));
    }
    const total =
      i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3);
    store<i32>(sums + (<usize>j << 2), load<i32>(bias + (<usize>j << 2)) + total);
  }
}
