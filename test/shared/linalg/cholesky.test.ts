import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as linalg from "../../../shared/linalg/index.ts";
import { wasmMultiply } from "../../../shared/linalg/wasm.ts";
import { fresh } from "../../wasm.ts";
import { mathModule } from "../math/module.ts";
import { distance, normals, positiveDefinite, seeds, size, sizes } from "./matrices.ts";

const times = wasmMultiply(fresh("math"));
const { cholesky, identity, multiply, multiplyTransposed, multiplyVector, transpose } = linalg;
const { call, put, floats } = mathModule();
const EPSILON = 2 ** -52;

describe("products", () => {
  const products = fc.tuple(seeds, sizes, fc.integer({ min: 0, max: 600 }), sizes);

  test("of integers are exact and follow the definition", () => {
    fc.assert(
      fc.property(seeds, sizes, sizes, sizes, (seed, m, k, n) => {
        const a = normals(seed, m, k).map((x) => Math.round(100 * x));
        const b = normals(seed + 1, k, n).map((x) => Math.round(100 * x));
        const expected = Float64Array.from({ length: m * n }, (_, at) => {
          let sum = 0n;
          for (let l = 0; l < k; l++) sum += BigInt(a[Math.floor(at / n) * k + l]) * BigInt(b[l * n + (at % n)]);
          return Number(sum);
        });
        expect(distance(multiply(a, b, m, k, n), expected)).toBe(0);
        expect(multiplyTransposed(transpose(a, m, k), b, k, m, n)).toEqual(multiply(a, b, m, k, n));
        expect(distance(multiplyVector(a, b.slice(0, k), m, k), multiply(a, b.slice(0, k), m, k, 1))).toBe(0);
      }),
    );
  });

  test("have the same bits in WebAssembly", () => {
    fc.assert(
      fc.property(products, ([seed, m, k, n]) => {
        const a = normals(seed, m, k);
        const b = normals(seed + 1, k, n);
        const out = call.alloc(8 * m * n);
        expect(times(a, b, m, k, n)).toEqual(multiply(a, b, m, k, n));
        call.multiply(out, put(a), put(b), m, k, n);
        expect(floats(out, m * n)).toEqual(multiply(a, b, m, k, n));
        call.multiplyTransposed(out, put(transpose(a, m, k)), put(b), k, m, n);
        expect(floats(out, m * n)).toEqual(multiplyTransposed(transpose(a, m, k), b, k, m, n));
      }),
      { numRuns: 40 },
    );
  });
});

describe("cholesky", () => {
  test("Pascal's matrix has the binomials as its factor, exactly", () => {
    const n = 12;
    const pascal = identity(n).fill(1);
    for (let i = 1; i < n; i++)
      for (let j = 1; j < n; j++) pascal[i * n + j] = pascal[i * n + j - 1] + pascal[(i - 1) * n + j];
    const l = cholesky(pascal, n);
    for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) expect(l[i * n + j]).toBe(pascal[j * n + i - j]);
    expect(linalg.logDeterminant(l, n)).toBe(0);
  });

  test("reconstructs, solves, and gives the determinant", () => {
    fc.assert(
      fc.property(seeds, sizes, (seed, n) => {
        const a = positiveDefinite(seed, n);
        const l = cholesky(a, n);
        expect(l.every((x, k) => Math.floor(k / n) >= k % n || x === 0)).toBe(true);
        expect(distance(multiply(l, transpose(l, n, n), n, n, n), a)).toBeLessThan(n * EPSILON * size(a));
        const b = normals(seed + 1, n, 1);
        // Each triangular solve is backward stable: residuals are measured against |L|·|x|.
        const lower = linalg.solveLower(l, b, n);
        expect(distance(multiplyVector(l, lower, n, n), b)).toBeLessThan(
          4 * n * EPSILON * (n * size(l) * size(lower) + 1),
        );
        const upper = linalg.solveLowerTransposed(l, b, n);
        expect(distance(multiplyVector(transpose(l, n, n), upper, n, n), b)).toBeLessThan(
          4 * n * EPSILON * (n * size(l) * size(upper) + 1),
        );
        const x = linalg.solveCholesky(l, b, n);
        expect(distance(multiplyVector(a, x, n, n), b)).toBeLessThan(10 * n * EPSILON * (n * size(a) * size(x) + 1));
        const direct = linalg.solveUpper(transpose(l, n, n), b, n);
        expect(distance(multiplyVector(transpose(l, n, n), direct, n, n), b)).toBeLessThan(
          4 * n * EPSILON * (n * size(l) * size(direct) + 1),
        );
      }),
    );
  });

  test("log determinant of a diagonal is the sum of logs", () => {
    const a = Float64Array.of(4, 0, 0, 0, 9, 0, 0, 0, 1e-8);
    expect(linalg.logDeterminant(cholesky(a, 3), 3)).toBeCloseTo(Math.log(36e-8), 13);
  });

  test("keeps the digits of a graded matrix", () => {
    const scales = [1, 1e-5, 1e-10, 1e-15];
    const core = positiveDefinite(5, 4);
    const graded = core.map((x, k) => x * scales[Math.floor(k / 4)] * scales[k % 4]);
    const [l, expected] = [cholesky(graded, 4), cholesky(core, 4)];
    for (let k = 0; k < 16; k++) expect(Math.abs(l[k] / scales[Math.floor(k / 4)] - expected[k])).toBeLessThan(1e-14);
  });

  test("a matrix that is not positive definite is refused with its pivot and row", () => {
    expect(() => cholesky(Float64Array.of(1, 2, 2, 1), 2)).toThrow(
      "matrix not positive definite: pivot -3 in row 1 (must be > 0)",
    );
    expect(() => cholesky(Float64Array.of(1, 1, 1, 1), 2)).toThrow(linalg.NotPositiveDefiniteError);
    expect(() => cholesky(Float64Array.of(NaN), 1)).toThrow("pivot NaN in row 0");
    expect(call.cholesky(put(Float64Array.of(1, 2, 2, 1)), 2)).toBe(1);
    expect(call.cholesky(put(Float64Array.of(NaN)), 1)).toBe(0);
  });

  test("the twin in WebAssembly has the same bits", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 40 }), (seed, n) => {
        const a = positiveDefinite(seed, n);
        const b = normals(seed + 1, n, 1);
        const l = cholesky(a, n);
        const pointer = put(a);
        expect(call.cholesky(pointer, n)).toBe(-1);
        expect(floats(pointer, n * n)).toEqual(l);
        const [x, y] = [put(b), put(b)];
        call.solveLower(pointer, x, n);
        call.solveLowerTransposed(pointer, y, n);
        expect(floats(x, n)).toEqual(linalg.solveLower(l, b, n));
        expect(floats(y, n)).toEqual(linalg.solveLowerTransposed(l, b, n));
      }),
    );
  });
});
