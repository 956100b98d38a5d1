/**
 * Integer layers for page and edge: int8 weights, activations in 0…127, int32 sums. Exact, hence the same bytes everywhere; `quant-relaxed` gives the
 * same bytes faster where the runtime has relaxed SIMD.
 */
import { alloc } from "../../wasm/lib/memory";
import { throughLayers, totals } from "./quant";
export { alloc };
export { quantise } from "./quant";

/** Bytes of a weight in memory: two, since widening them anew for each row takes longer than reading twice as much. */
export const weightBytes: i32 = 2;

let wide: usize = 0;
let wideSize: i32 = 0;

/** x as int16, `stride` of them. */
function widened(x: usize, stride: i32): usize {
  if (stride > wideSize) {
    wide = alloc(<usize>stride << 1);
    wideSize = stride;
  }
  for (let i: i32 = 0; i < stride; i += 8) v128.store(wide + (<usize>i << 1), v128.load8x8_u(x + i));
  return wide;
}

/**
 * sums[j] = bias[j] + Σ_i weights[j][i] · x[i]; both x and the rows of weights padded with zeros to `stride`, a multiple of 16. Four rows at a time share
 * what is read of x, and their sums do not wait for each other.
 */
function multiply(x: usize, stride: i32, weights: usize, bias: usize, outputs: i32, sums: usize): void {
  const values = widened(x, stride);
  const bytes = <usize>stride << 1;
  let j = 0;
  for (; j + 4 <= outputs; j += 4) {
    const row = weights + <usize>j * bytes;
    let s0 = i32x4.splat(0);
    let s1 = i32x4.splat(0);
    let s2 = i32x4.splat(0);
    let s3 = i32x4.splat(0);
    const end = row + bytes;
    let from = values;
    for (let at = row; at < end; at += 16) {
      const a = v128.load(from);
      const second = at + bytes;
      const third = second + bytes;
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(a, v128.load(at)));
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(a, v128.load(second)));
      s2 = i32x4.add(s2, i32x4.dot_i16x8_s(a, v128.load(third)));
      s3 = i32x4.add(s3, i32x4.dot_i16x8_s(a, v128.load(third + bytes)));
      from += 16;
    }
    v128.store(sums + (<usize>j << 2), i32x4.add(v128.load(bias + (<usize>j << 2)), totals(s0, s1, s2, s3)));
  }
  for (; j < outputs; j++) {
    let sum = i32x4.splat(0);
    const row = weights + <usize>j * bytes;
    for (let i: usize = 0; i < bytes; i += 16) sum = i32x4.add(sum, i32x4.dot_i16x8_s(v128.load(row + i), v128.load(values + i)));
    store<i32>(sums + (<usize>j << 2), load<i32>(bias + (<usize>j << 2)) + i32x4.extract_lane(totals(sum, sum, sum, sum), 0));
  }
}

/** See `throughLayers`. */
export function run(table: usize, layers: i32, x: usize, rows: i32, sums: usize, ping: usize, pong: usize, out: usize): void {
  throughLayers(table, layers, x, rows, sums, ping, pong, out, multiply);
}
