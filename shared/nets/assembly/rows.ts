/** One row times a matrix, with the order of sums of shared/nets/assembly/products.ts. */
import { floats } from "./vectors";

/** One row: y (n) = bias + x (k) · w (k × n), 32 columns at a time in registers, with the same order of sums. */
export function denseRow(n: i32, k: i32, x: usize, w: usize, bias: usize, y: usize): void {
  const stride = <usize>n << 2;
  let j: i32 = 0;
  for (; j + 32 <= n; j += 32) {
    const init = floats(bias, j);
    let s0 = bias ? v128.load(init) : f32x4.splat(0);
    let s1 = bias ? v128.load(init, 16) : f32x4.splat(0);
    let s2 = bias ? v128.load(init, 32) : f32x4.splat(0);
    let s3 = bias ? v128.load(init, 48) : f32x4.splat(0);
    let s4 = bias ? v128.load(init, 64) : f32x4.splat(0);
    let s5 = bias ? v128.load(init, 80) : f32x4.splat(0);
    let s6 = bias ? v128.load(init, 96) : f32x4.splat(0);
    let s7 = bias ? v128.load(init, 112) : f32x4.splat(0);
    let from = floats(w, j);
    for (let l: i32 = 0; l < k; l++) {
      const v = v128.load32_splat(floats(x, l));
      s0 = f32x4.add(s0, f32x4.mul(v, v128.load(from)));
      s1 = f32x4.add(s1, f32x4.mul(v, v128.load(from, 16)));
      s2 = f32x4.add(s2, f32x4.mul(v, v128.load(from, 32)));
      s3 = f32x4.add(s3, f32x4.mul(v, v128.load(from, 48)));
      s4 = f32x4.add(s4, f32x4.mul(v, v128.load(from, 64)));
      s5 = f32x4.add(s5, f32x4.mul(v, v128.load(from, 80)));
      s6 = f32x4.add(s6, f32x4.mul(v, v128.load(from, 96)));
      s7 = f32x4.add(s7, f32x4.mul(v, v128.load(from, 112)));
      from += stride;
    }
    const to = floats(y, j);
    v128.store(to, s0);
    v128.store(to, s1, 16);
    v128.store(to, s2, 32);
    v128.store(to, s3, 48);
    v128.store(to, s4, 64);
    v128.store(to, s5, 80);
    v128.store(to, s6, 96);
    v128.store(to, s7, 112);
  }
  if (n < 4) narrowRow(n, k, x, w, bias, y);
  else for (; j < n; j += 16) restOfRow(n, j, k, x, w, bias, y);
}

/** Up to 16 columns from `j` on of at least 4, as four vectors: one that would reach beyond the row is the last four columns, over again. */
function restOfRow(n: i32, j: i32, k: i32, x: usize, w: usize, bias: usize, y: usize): void {
  const o0 = <usize>min(j, n - 4) << 2;
  const o1 = <usize>min(j + 4, n - 4) << 2;
  const o2 = <usize>min(j + 8, n - 4) << 2;
  const o3 = <usize>min(j + 12, n - 4) << 2;
  let s0 = bias ? v128.load(bias + o0) : f32x4.splat(0);
  let s1 = bias ? v128.load(bias + o1) : f32x4.splat(0);
  let s2 = bias ? v128.load(bias + o2) : f32x4.splat(0);
  let s3 = bias ? v128.load(bias + o3) : f32x4.splat(0);
  for (let l: i32 = 0; l < k; l++) {
    const v = v128.load32_splat(floats(x, l));
    s0 = f32x4.add(s0, f32x4.mul(v, v128.load(w + o0)));
    s1 = f32x4.add(s1, f32x4.mul(v, v128.load(w + o1)));
    s2 = f32x4.add(s2, f32x4.mul(v, v128.load(w + o2)));
    s3 = f32x4.add(s3, f32x4.mul(v, v128.load(w + o3)));
    w += <usize>n << 2;
  }
  v128.store(y + o0, s0);
  v128.store(y + o1, s1);
  v128.store(y + o2, s2);
  v128.store(y + o3, s3);
}

/** Fewer than four columns. */
function narrowRow(n: i32, k: i32, x: usize, w: usize, bias: usize, y: usize): void {
  for (let j: i32 = 0; j < n; j++) {
    let sum: f32 = bias ? load<f32>(floats(bias, j)) : 0;
    for (let l: i32 = 0; l < k; l++) sum += load<f32>(floats(x, l)) * load<f32>(floats(w, l * n + j));
    store<f32>(floats(y, j), sum);
  }
}
