/**
 * The layers of quant.ts by the relaxed int8 dot product: its second operand stays in 0…127, where every machine gives the exact result.
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
      sum = i32x4.relaxed_dot_i8x16_i7x16_add_s(w, a, sum);
    }
    const total =
      i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3);
    store<i32>(sums + (<usize>j << 2), load<i32>(bias + (<usize>j << 2)) + total);
  }
}
