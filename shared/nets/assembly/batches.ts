/** Products of as many pairs of matrices, which lie one after another: sums as in shared/wasm/lib/gemm.ts. */
import { gemmNN, gemmNT, gemmTN } from "../../wasm/lib/gemm";
import { floats } from "./vectors";

/** `form` 0: A·B, 1: A·Bᵀ, 2: Aᵀ·B; each product is m × n, sums over k. */
export function gemmBatch(form: i32, count: i32, m: i32, n: i32, k: i32, a: usize, b: usize, c: usize): void {
  for (let i: i32 = 0; i < count; i++) {
    const p = floats(a, i * m * k);
    const q = floats(b, i * k * n);
    const to = floats(c, i * m * n);
    if (form == 0) gemmNN(m, n, k, p, q, to, false);
    else if (form == 1) gemmNT(m, n, k, p, q, to, false);
    else gemmTN(m, n, k, p, q, to, false);
  }
}
