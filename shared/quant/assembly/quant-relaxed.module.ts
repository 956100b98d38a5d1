/**
 * The layers of quant.ts by the relaxed int8 dot product: its second operand stays in 0…127, where every machine gives the exact result.
 */
export { alloc } from "../../wasm/lib/memory";
import { throughLayers, totals } from "./quant";
export { runGraph } from "./graph";
export { useTables } from "./steps";
export { quantise } from "./quant";

/** Bytes of a weight in memory. */
export const weightBytes: i32 = 1;

/**
 * sums[j] = bias[j] + Σ_i weights[j][i] · x[i]; x padded with zeros to `stride`, a multiple of 16. Weights lie in groups of eight rows, 16 bytes of each in
 * turn: they are read as they lie, and eight sums do not wait for each other. There must be room for eight sums more.
 */
function multiply(x: usize, stride: i32, weights: usize, bias: usize, outputs: i32, sums: usize): void {
  const end = x + stride;
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
    for (let from = x; from < end; from += 16) {
      const a = v128.load(from);
      s0 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(at), a, s0);
      s1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(at, 16), a, s1);
      s2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(at, 32), a, s2);
      s3 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(at, 48), a, s3);
      s4 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(at, 64), a, s4);
      s5 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(at, 80), a, s5);
      s6 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(at, 96), a, s6);
      s7 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(at, 112), a, s7);
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
