/**
 * The layers of quant.ts by the relaxed int8 dot product: its second operand stays in 0…127, where every machine gives the exact result.
 */
export { alloc } from "../../wasm/lib/memory";
import { throughLayers, totals } from "./quant";
export { quantise } from "./quant";

/** Bytes of a weight in memory. */
export const weightBytes: i32 = 1;

/**
 * sums[j] = bias[j] + Σ_i weights[j][i] · x[i]; both x and the rows of weights padded with zeros to `stride`, a multiple of 16. Four rows at a time share
 * what is read of x, and their sums do not wait for each other.
 */
function multiply(x: usize, stride: i32, weights: usize, bias: usize, outputs: i32, sums: usize): void {
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
      const a = v128.load(from);
      const second = at + stride;
      const third = second + stride;
      s0 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(at), a, s0);
      s1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(second), a, s1);
      s2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(third), a, s2);
      s3 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(third + stride), a, s3);
      from += 16;
    }
    v128.store(sums + (<usize>j << 2), i32x4.add(v128.load(bias + (<usize>j << 2)), totals(s0, s1, s2, s3)));
  }
  for (; j < outputs; j++) {
    let sum = i32x4.splat(0);
    const row = weights + <usize>j * stride;
    for (let i = 0; i < stride; i += 16) sum = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(row + i), v128.load(x + i), sum);
    store<i32>(sums + (<usize>j << 2), load<i32>(bias + (<usize>j << 2)) + i32x4.extract_lane(totals(sum, sum, sum, sum), 0));
  }
}

/** See `throughLayers`. */
export function run(table: usize, layers: i32, x: usize, rows: i32, sums: usize, ping: usize, pong: usize, out: usize): void {
  throughLayers(table, layers, x, rows, sums, ping, pong, out, multiply);
}
