/** The arithmetic of slow feature analysis in its passes over all rows, on either device with the same bits. */
import {
  inverseFactor,
  multiply,
  type SymmetricEigen,
  symmetricEigen,
  symmetricEigenRange,
} from "../../linalg/index.ts";
import { wasmEigen, wasmEigenRange, wasmInverseFactor, wasmMultiply, wasmProject } from "../../linalg/wasm.ts";
import type { WasmModules } from "../../wasm/modules.ts";
import { type Recurring, recurringProducts } from "../moments/index.ts";

export interface SfaArithmetic {
  /** (x − mean) · w of `rows` rows: x is rows × n, w is n × m; the result is rows × m. */
  project(x: Float64Array, rows: number, mean: Float64Array, w: Float64Array): Float64Array;
  eigen(a: Float64Array, n: number): SymmetricEigen;
  /** All values, and the vectors from `from` to `to` − 1: the cheaper, the fewer. */
  eigenRange(a: Float64Array, n: number, from: number, to: number): SymmetricEigen;
  /** L⁻¹ where a = L·Lᵀ; null where a is not positive definite. */
  inverseFactor(a: Float64Array, n: number): Float64Array | null;
  /** a (m × k) · b (k × n). */
  multiply(a: Float64Array, b: Float64Array, m: number, k: number, n: number): Float64Array;
}

export const scalarSfa: SfaArithmetic = {
  project,
  eigen: symmetricEigen,
  eigenRange: symmetricEigenRange,
  inverseFactor,
  multiply,
};

/** In one instance of the module `math`: memory that is used again costs nothing to come by. */
export function wasmSfa(math: WasmModules["math"]): SfaArithmetic {
  return {
    project: wasmProject(math),
    eigen: wasmEigen(math),
    eigenRange: wasmEigenRange(math),
    inverseFactor: wasmInverseFactor(math),
    multiply: wasmMultiply(math),
  };
}

function project(x: Float64Array, rows: number, mean: Float64Array, w: Float64Array): Float64Array {
  const n = mean.length;
  const centred = new Float64Array(rows * n);
  for (let at = 0; at < centred.length; at++) centred[at] = x[at] - mean[at % n];
  return multiply(centred, w, rows, n, w.length / n);
}

/**
 * Pairs i ≤ j of d numbers, one after another, in the order in which their products stand: first within two neighbours (0 0, 0 1, 1 1, 2 2, …), then between two
 * and two. Four products that lie together then have few numbers between them, and so few tiles of products of products hold one that is nowhere else.
 */
export function productPairs(d: number): Uint16Array {
  const pairs: number[] = [];
  const between = (g: number, h: number) => {
    for (let i = g; i < Math.min(d, g + 2); i++)
      for (let j = Math.max(i, h); j < Math.min(d, h + 2); j++) pairs.push(i, j);
  };
  for (let g = 0; g < d; g += 2) between(g, g);
  for (let g = 0; g < d; g += 2) for (let h = g + 2; h < d; h += 2) between(g, h);
  return Uint16Array.from(pairs);
}

/** Products of two of z's d numbers and their products: of degree four, three and two, as often as the same numbers come together. */
export function productsOfProducts(d: number): Recurring {
  if (newest?.d !== d) newest = { d, products: findProducts(d) };
  return newest.products;
}

/** Of the size that was asked for last: each task of an analysis asks for the same. */
let newest: { readonly d: number; readonly products: Recurring } | undefined;

function findProducts(d: number): Recurring {
  const pairs = productPairs(d);
  const columns = quadraticSize(d);
  // Of each column its two factors, counted from 1; a number is its product with 1, which is factor 0.
  const factors = new Uint16Array(2 * columns);
  for (let i = 0; i < d; i++) factors[2 * i + 1] = i + 1;
  for (let k = 0; k < pairs.length; k++) factors[2 * d + k] = pairs[k] + 1;
  const place = (i: number, j: number) => (j * (j + 1)) / 2 + i;
  return recurringProducts(columns, (columns + 1) ** 2, (a, b) => {
    const i = factors[2 * a];
    const j = factors[2 * a + 1];
    const k = factors[2 * b];
    const l = factors[2 * b + 1];
    // i ≤ j and k ≤ l: the least and the largest of the four, and two between them.
    const one = Math.max(i, k);
    const other = Math.min(j, l);
    const least = place(Math.min(i, k), Math.min(one, other));
    return least * (columns + 1) + place(Math.max(one, other), Math.max(j, l));
  });
}

/** Each row of z (rows × d) with its products behind it: z_i, then z_i·z_j in the order of `productPairs`; rows × (d + d(d + 1)/2), into `out` where it is given. */
export function withProducts(
  z: Float64Array,
  rows: number,
  out: Float64Array = new Float64Array(rows * quadraticSize(z.length / rows)),
): Float64Array {
  const d = z.length / rows;
  const even = d - (d % 2);
  let at = 0;
  for (let from = 0; from < z.length; from += d) {
    const last = z[from + d - 1];
    for (let i = from; i < from + d; i++) out[at++] = z[i];
    for (let g = from; g < from + even; g += 2) {
      out[at++] = z[g] * z[g];
      out[at++] = z[g] * z[g + 1];
      out[at++] = z[g + 1] * z[g + 1];
    }
    if (even < d) out[at++] = last * last;
    for (let g = from; g < from + even; g += 2) {
      const a = z[g];
      const b = z[g + 1];
      for (let h = g + 2; h < from + even; h += 2) {
        const c = z[h];
        const e = z[h + 1];
        out[at++] = a * c;
        out[at++] = a * e;
        out[at++] = b * c;
        out[at++] = b * e;
      }
      if (even < d) {
        out[at++] = a * last;
        out[at++] = b * last;
      }
    }
  }
  return out;
}

/** Number of monomials of degree 1 and 2 in d variables. */
export function quadraticSize(d: number): number {
  return d + (d * (d + 1)) / 2;
}
