/**
 * Integer layers for page and edge: int8 weights, activations in 0…127, int32 sums. Exact, hence the same bytes everywhere; `quant-relaxed` gives the
 * same bytes faster where the runtime has relaxed SIMD.
 */
import { alloc } from "../../wasm/lib/memory";
import { throughLayers, totals } from "./quant";
export { alloc };
export { runGraph } from "./graph";
export { useTables } from "./steps";
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
 * sums[j] = bias[j] + Σ_i weights[j][i] · x[i]; x padded with zeros to `stride`, a multiple of 16. Weights lie in groups of eight rows, 16 bytes of each in
 * turn: they are read as they lie, and eight sums do not wait for each other. There must be room for eight sums more.
 */
function multiply(x: usize, stride: i32, weights: usize, bias: usize, outputs: i32, sums: usize): void {
  const first = widened(x, stride);
  const end = first + (<usize>stride << 1);
  let at = weights;
  for (let j: i32 = 0; j < outputs; j += 8) {
    let s0 = i32x4.splat(0);
    let s1 = i32x4.splat(0);
    let s2 = i32x4.splat(0);
    let s3 = i32x4.splat(0);
    let s4 = i32x4.splat(0);
    let s5 = i32x4.splat(0);
    let s6 = i32x4.splat(0);
    let s7 = i32x4.splat(0);
    for (let from = first; from < end; from += 16) {
      const a = v128.load(from);
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(a, v128.load(at)));
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(a, v128.load(at, 16)));
      s2 = i32x4.add(s2, i32x4.dot_i16x8_s(a, v128.load(at, 32)));
      s3 = i32x4.add(s3, i32x4.dot_i16x8_s(a, v128.load(at, 48)));
      s4 = i32x4.add(s4, i32x4.dot_i16x8_s(a, v128.load(at, 64)));
      s5 = i32x4.add(s5, i32x4.dot_i16x8_s(a, v128.load(at, 80)));
      s6 = i32x4.add(s6, i32x4.dot_i16x8_s(a, v128.load(at, 96)));
      s7 = i32x4.add(s7, i32x4.dot_i16x8_s(a, v128.load(at, 112)));
      at += 128;
    }
    const to = <usize>j << 2;
    v128.store(sums + to, i32x4.add(v128.load(bias + to), totals(s0, s1, s2, s3)));
    v128.store(sums + to, i32x4.add(v128.load(bias + to, 16), totals(s4, s5, s6, s7)), 16);
  }
}

/** See `throughLayers`. */
export function run(table: usize, layers: i32, x: usize, rows: i32, sums: usize, ping: usize, pong: usize, out: usize): void {
  throughLayers(table, layers, x, rows, sums, ping, pong, out, multiply);
}
