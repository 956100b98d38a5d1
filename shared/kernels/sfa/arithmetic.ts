/** The arithmetic of slow feature analysis that goes over all rows, on either device with the same bits. */
import { multiply, type SymmetricEigen, symmetricEigen } from "../../linalg/index.ts";
import { addMultiple } from "../../linalg/matrices.ts";

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

interface SfaModule {
  readonly memory: { readonly buffer: ArrayBuffer };
  alloc(bytes: number): number;
  project(out: number, x: number, mean: number, w: number, rows: number, n: number, m: number): void;
  products(out: number, z: number, rows: number, d: number): void;
}
interface MathModule {
  readonly memory: { readonly buffer: ArrayBuffer };
  alloc(bytes: number): number;
  multiply(out: number, a: number, b: number, m: number, k: number, n: number): void;
  symmetricEigen(a: number, n: number, values: number, vectors: number, work: number): number;
  symmetricEigenWorkspace(n: number): number;
}

/** On the exports of a fresh instance of the module `sfa`; `math` gives an instance of the module `math` for each decomposition and product of matrices. */
export function wasmSfa(exports: Record<string, unknown>, math: () => Record<string, unknown>): SfaArithmetic {
  const module = exports as unknown as SfaModule;
  const rooms = new Map<string, { at: number; length: number }>();
  /** A place for `length` numbers that is used again and again, and grows. */
  const place = (name: string, length: number): number => {
    const room = rooms.get(name);
    if (room && room.length >= length) return room.at;
    const at = module.alloc(length * 8);
    rooms.set(name, { at, length });
    return at;
  };
  const put = (name: string, values: Float64Array): number => {
    const at = place(name, values.length);
    new Float64Array(module.memory.buffer, at, values.length).set(values);
    return at;
  };
  const take = (at: number, length: number) => new Float64Array(module.memory.buffer, at, length).slice();
  return {
    project(x, rows, mean, w) {
      const n = mean.length;
      const m = w.length / n;
      const out = place("out", rows * m);
      const [from, centre, matrix] = [put("in", x), put("mean", mean), put("matrix", w)];
      module.project(out, from, centre, matrix, rows, n, m);
      return take(out, rows * m);
    },
    products(z, rows) {
      const d = z.length / rows;
      const length = rows * quadraticSize(d);
      const out = place("out", length);
      module.products(out, put("in", z), rows, d);
      return take(out, length);
    },
    eigen(a, n) {
      const own = math() as unknown as MathModule;
      const view = (at: number, length: number) => new Float64Array(own.memory.buffer, at, length);
      const [matrix, values, vectors] = [own.alloc(n * n * 8), own.alloc(n * 8), own.alloc(n * n * 8)];
      const work = own.alloc(own.symmetricEigenWorkspace(n));
      view(matrix, n * n).set(a);
      own.symmetricEigen(matrix, n, values, vectors, work);
      return { values: view(values, n).slice(), vectors: view(vectors, n * n).slice() };
    },
    multiply(a, b, m, k, n) {
      const own = math() as unknown as MathModule;
      const [left, right, out] = [a.length, b.length, m * n].map((length) => own.alloc(length * 8));
      new Float64Array(own.memory.buffer, left, a.length).set(a);
      new Float64Array(own.memory.buffer, right, b.length).set(b);
      own.multiply(out, left, right, m, k, n);
      return new Float64Array(own.memory.buffer, out, m * n).slice();
    },
  };
}
