/**
 * Rows through a matrix and into their products, in float64: the two halves of a quadratic expansion. Scalar reference:
 * shared/kernels/sfa/arithmetic.ts, with the same bits.
 */
import { alloc } from "../../../wasm/lib/memory";
export { alloc };

/** out (rows × m) = (x − mean) · w, for x (rows × n) and w (n × m). Sums run over the inputs in ascending order. */
export function project(out: usize, x: usize, mean: usize, w: usize, rows: i32, n: i32, m: i32): void {
  const wide: i32 = m & ~3;
  for (let r: i32 = 0; r < rows; r++) {
    for (let k: i32 = 0; k < wide; k += 4) {
      let s0: v128 = f64x2.splat(0);
      let s1: v128 = f64x2.splat(0);
      let at: usize = w + (<usize>k << 3);
      for (let j: i32 = 0; j < n; j++) {
        const c: v128 = f64x2.splat(load<f64>(x + (<usize>j << 3)) - load<f64>(mean + (<usize>j << 3)));
        s0 = f64x2.add(s0, f64x2.mul(c, v128.load(at)));
        s1 = f64x2.add(s1, f64x2.mul(c, v128.load(at, 16)));
        at += <usize>m << 3;
      }
      v128.store(out + (<usize>k << 3), s0);
      v128.store(out + (<usize>k << 3), s1, 16);
    }
    for (let k: i32 = wide; k < m; k++) {
      let sum: f64 = 0;
      let at: usize = w + (<usize>k << 3);
      for (let j: i32 = 0; j < n; j++) {
        sum += (load<f64>(x + (<usize>j << 3)) - load<f64>(mean + (<usize>j << 3))) * load<f64>(at);
        at += <usize>m << 3;
      }
      store<f64>(out + (<usize>k << 3), sum);
    }
    x += <usize>n << 3;
    out += <usize>m << 3;
  }
}

/** out (rows × (d + d(d + 1)/2)): the d numbers of each row of z, then z_i·z_j for i ≤ j, row by row of the upper triangle. */
export function products(out: usize, z: usize, rows: i32, d: i32): void {
  for (let r: i32 = 0; r < rows; r++) {
    memory.copy(out, z, <usize>d << 3);
    out += <usize>d << 3;
    for (let i: i32 = 0; i < d; i++) {
      const a: v128 = f64x2.splat(load<f64>(z + (<usize>i << 3)));
      let j: i32 = i;
      for (; j + 2 <= d; j += 2) {
        v128.store(out, f64x2.mul(a, v128.load(z + (<usize>j << 3))));
        out += 16;
      }
      if (j < d) {
        store<f64>(out, load<f64>(z + (<usize>i << 3)) * load<f64>(z + (<usize>j << 3)));
        out += 8;
      }
    }
    z += <usize>d << 3;
  }
}
