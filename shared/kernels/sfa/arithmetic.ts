/** The arithmetic of slow feature analysis that goes over all rows, on either device with the same bits. */
import { multiply, type SymmetricEigen, symmetricEigen } from "../../linalg/index.ts";
import { addMultiple } from "../../linalg/matrices.ts";
import { wasmEigen, wasmMultiply } from "../../linalg/wasm.ts";
import type { WasmModules } from "../../wasm/modules.ts";
import { growing, roomOf } from "../../wasm/room.ts";

export interface SfaArithmetic {
  /** (x − mean) · w of `rows` rows: x is rows × n, w is n × m; the result is rows × m. */
  project(x: Float64Array, rows: number, mean: Float64Array, w: Float64Array): Float64Array;
  /** Each row of z (rows × d) with its products behind it: z_i, then z_i·z_j for i ≤ j; rows × (d + d(d + 1)/2). */
  products(z: Float64Array, rows: number): Float64Array;
  eigen(a: Float64Array, n: number): SymmetricEigen;
  /** a (m × k) · b (k × n). */
  multiply(a: Float64Array, b: Float64Array, m: number, k: number, n: number): Float64Array;
}

export const scalarSfa: SfaArithmetic = {
  project(x, rows, mean, w) {
    const n = mean.length;
    const m = w.length / n;
    const out = new Float64Array(rows * m);
    for (let r = 0; r < rows; r++)
      for (let j = 0; j < n; j++) addMultiple(out, r * m, x[r * n + j] - mean[j], w, j * m, m);
    return out;
  },
  products(z, rows) {
    const d = z.length / rows;
    const width = quadraticSize(d);
    const out = new Float64Array(rows * width);
    for (let r = 0; r < rows; r++) {
      const row = z.subarray(r * d, (r + 1) * d);
      out.set(row, r * width);
      let at = r * width + d;
      for (let i = 0; i < d; i++) for (let j = i; j < d; j++) out[at++] = row[i] * row[j];
    }
    return out;
  },
  eigen: symmetricEigen,
  multiply,
};

/** Number of monomials of degree 1 and 2 in d variables. */
export function quadraticSize(d: number): number {
  return d + (d * (d + 1)) / 2;
}

/** On a fresh instance of the module `sfa`; `math` gives an instance of the module `math` for each decomposition and product of matrices, whose memory goes with it. */
export function wasmSfa(module: WasmModules["sfa"], math: () => WasmModules["math"]): SfaArithmetic {
  const { f64 } = roomOf(module);
  const [input, mean, matrix, out] = [growing(module), growing(module), growing(module), growing(module)];
  const put = (place: (bytes: number) => number, values: Float64Array) => {
    const at = place(values.byteLength);
    f64(at, values.length).set(values);
    return at;
  };
  return {
    project(x, rows, centre, w) {
      const n = centre.length;
      const m = w.length / n;
      const to = out(rows * m * 8);
      module.project(to, put(input, x), put(mean, centre), put(matrix, w), rows, n, m);
      return f64(to, rows * m).slice();
    },
    products(z, rows) {
      const d = z.length / rows;
      const length = rows * quadraticSize(d);
      const to = out(length * 8);
      module.products(to, put(input, z), rows, d);
      return f64(to, length).slice();
    },
    eigen: (a, n) => wasmEigen(math())(a, n),
    multiply: (a, b, m, k, n) => wasmMultiply(math())(a, b, m, k, n),
  };
}
