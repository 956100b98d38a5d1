import type { WasmModules } from "../wasm/modules.ts";
import { growing, roomOf } from "../wasm/room.ts";
import { maxAbs } from "./matrices.ts";
import type { SymmetricEigen } from "./symmetric-eigen.ts";

/** The module `math`, or another that holds the decomposition. */
type EigenModule = Pick<WasmModules["math"], "memory" | "alloc" | "symmetricEigen" | "symmetricEigenWorkspace">;

/** `symmetricEigen` in an instance of a module, with the same bits and the same RangeError. */
export function wasmEigen(module: EigenModule): (a: Float64Array, n: number) => SymmetricEigen {
  const { f64 } = roomOf(module);
  const place = growing(module);
  return (a, n) => {
    const square = n * n * 8;
    const matrix = place(2 * square + n * 8 + module.symmetricEigenWorkspace(n));
    const vectors = matrix + square;
    const values = vectors + square;
    f64(matrix, n * n).set(a);
    if (!module.symmetricEigen(matrix, n, values, vectors, values + n * 8))
      throw new RangeError(`invalid matrix: an element is ${maxAbs(a)} (must be finite)`);
    return { values: f64(values, n).slice(), vectors: f64(vectors, n * n).slice() };
  };
}

type RangeModule = Pick<
  WasmModules["math"],
  "memory" | "alloc" | "symmetricEigenRange" | "symmetricEigenRangeBegin" | "symmetricEigenRangeWorkspace"
>;

/** `symmetricEigenRange` in an instance of the module `math`, with the same bits and the same RangeError. */
export function wasmEigenRange(
  module: RangeModule,
): (a: Float64Array, n: number, from: number, to: number) => SymmetricEigen {
  const { f64 } = roomOf(module);
  const [place, room] = [growing(module), growing(module)];
  return (a, n, from, to) => {
    const count = to - from;
    const matrix = place((n * n + count * n + n) * 8 + module.symmetricEigenRangeWorkspace(n, count));
    const vectors = matrix + n * n * 8;
    const values = vectors + count * n * 8;
    const work = values + n * 8;
    f64(matrix, n * n).set(a);
    const numbers = module.symmetricEigenRangeBegin(matrix, n, work);
    if (numbers < 0) throw new RangeError(`invalid matrix: an element is ${maxAbs(a)} (must be finite)`);
    module.symmetricEigenRange(matrix, n, from, to, values, vectors, work, room(numbers * 8));
    return { values: f64(values, n).slice(), vectors: f64(vectors, count * n).slice() };
  };
}

type FactorModule = Pick<WasmModules["math"], "memory" | "alloc" | "cholesky" | "invertLower">;

/** `inverseFactor` in an instance of the module `math`, with the same bits. */
export function wasmInverseFactor(module: FactorModule): (a: Float64Array, n: number) => Float64Array | null {
  const { f64 } = roomOf(module);
  const [matrix, out] = [growing(module), growing(module)];
  return (a, n) => {
    const [at, to] = [matrix(n * n * 8), out(n * n * 8)];
    f64(at, n * n).set(a);
    if (module.cholesky(at, n) >= 0) return null;
    module.invertLower(to, at, n);
    return f64(to, n * n).slice();
  };
}

type MultiplyModule = Pick<WasmModules["math"], "memory" | "alloc" | "multiply">;

/** (x − mean) · w of `rows` rows, x rows × n and w n × m, in an instance of the module `math`: with the bits of `multiply`. */
export function wasmProject(
  module: MultiplyModule & Pick<WasmModules["math"], "subtractFromRows">,
): (x: Float64Array, rows: number, mean: Float64Array, w: Float64Array) => Float64Array {
  const { f64 } = roomOf(module);
  const [left, centre, right, out] = [growing(module), growing(module), growing(module), growing(module)];
  return (x, rows, mean, w) => {
    const n = mean.length;
    const m = w.length / n;
    const at = [left(rows * n * 8), right(w.byteLength), out(rows * m * 8)];
    const mid = centre(n * 8);
    f64(mid, n).set(mean);
    f64(at[0], rows * n).set(x);
    module.subtractFromRows(at[0], rows, n, mid);
    f64(at[1], w.length).set(w);
    module.multiply(at[2], at[0], at[1], rows, n, m);
    return f64(at[2], rows * m).slice();
  };
}

/** `multiply` in an instance of the module `math`, with the same bits. */
export function wasmMultiply(
  module: MultiplyModule,
): (a: Float64Array, b: Float64Array, m: number, k: number, n: number) => Float64Array {
  const { f64 } = roomOf(module);
  const [left, right, out] = [growing(module), growing(module), growing(module)];
  return (a, b, m, k, n) => {
    const at = [left(a.byteLength), right(b.byteLength), out(m * n * 8)];
    f64(at[0], a.length).set(a);
    f64(at[1], b.length).set(b);
    module.multiply(at[2], at[0], at[1], m, k, n);
    return f64(at[2], m * n).slice();
  };
}
