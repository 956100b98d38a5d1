import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  identity,
  inverseFactor,
  multiply,
  symmetricEigen,
  symmetricEigenRange,
  symmetricEigenvalues,
} from "../../../shared/linalg/index.ts";
import { wasmEigen, wasmEigenRange, wasmInverseFactor } from "../../../shared/linalg/wasm.ts";
import { fresh } from "../../wasm.ts";
import { mathModule } from "../math/module.ts";
import { compose, distance, normals, seeds, size, sizes, skew, symmetric } from "./matrices.ts";

const { call, put } = mathModule();
const EPSILON = 2 ** -52;

describe("symmetric eigendecomposition", () => {
  test("reconstructs with orthonormal vectors and values in falling order", () => {
    fc.assert(
      fc.property(seeds, sizes, fc.constantFrom(1, 1e300, 1e-300), (seed, n, scale) => {
        const a = symmetric(seed, n).map((x) => x * scale);
        const { values, vectors } = symmetricEigen(a, n);
        expect(skew(vectors, n, n)).toBeLessThan(10 * n * EPSILON);
        expect(distance(compose(values, vectors, vectors, n, n), a)).toBeLessThan(20 * n * EPSILON * size(a));
        for (let i = 1; i < n; i++) expect(values[i]).toBeLessThanOrEqual(values[i - 1]);
      }),
    );
  });

  test("second differences have the eigenvalues 2 − 2 cos(kπ/(n + 1)) and sines as vectors", () => {
    const n = 50;
    const a = identity(n).map((_, k) => [2, -1][Math.abs(Math.floor(k / n) - (k % n))] ?? 0);
    const { values, vectors } = symmetricEigen(a, n);
    for (let i = 0; i < n; i++) {
      const k = n - i;
      expect(Math.abs(values[i] - (2 - 2 * Math.cos((k * Math.PI) / (n + 1))))).toBeLessThan(40 * EPSILON);
      const sines = Float64Array.from(
        { length: n },
        (_, j) => Math.sqrt(2 / (n + 1)) * Math.sin(((j + 1) * k * Math.PI) / (n + 1)),
      );
      const row = vectors.subarray(i * n, i * n + n);
      expect(
        Math.min(
          distance(row, sines),
          distance(
            row,
            sines.map((x) => -x),
          ),
        ),
      ).toBeLessThan(1e-12);
    }
  });

  test("closed forms: 2 × 2, ones, repeated and zero eigenvalues, one element", () => {
    expect(distance(symmetricEigen(Float64Array.of(2, 1, 1, 2), 2).values, [3, 1])).toBeLessThan(4 * EPSILON);
    const ones = symmetricEigen(new Float64Array(36).fill(1), 6);
    expect(distance(ones.values, [6, 0, 0, 0, 0, 0])).toBeLessThan(20 * EPSILON);
    expect(distance(ones.vectors.subarray(0, 6), new Array(6).fill(Math.sqrt(1 / 6)))).toBeLessThan(4 * EPSILON);
    expect(symmetricEigen(identity(5), 5)).toEqual({ values: new Float64Array(5).fill(1), vectors: identity(5) });
    expect(symmetricEigen(new Float64Array(9), 3).values).toEqual(new Float64Array(3));
    expect(symmetricEigen(Float64Array.of(-7), 1)).toEqual({
      values: Float64Array.of(-7),
      vectors: Float64Array.of(1),
    });
    expect(symmetricEigen(new Float64Array(0), 0).values).toEqual(new Float64Array(0));
  });

  test("low rank among many columns: reduced to elements whose squares underflow, and no further", () => {
    // Three kinds of pictures of 28 × 28: a bar down, a bar across, a diagonal, each pixel of its own grey.
    const [rows, side] = [45, 28];
    const n = side * side;
    const at = (k: number, i: number) => [(6 + i) * side + 14, 14 * side + 8 + i, (8 + i) * side + 8 + i][k];
    const greys = normals(5, rows * 12, 1).map((z) => Math.min(1, Math.abs(z) / 3 + 0.5));
    const x = new Float64Array(rows * n);
    for (let r = 0; r < rows; r++) for (let i = 0; i < 12; i++) x[r * n + at(r % 3, i)] = greys[r * 12 + i];
    const mean = new Float64Array(n);
    for (const [k, value] of x.entries()) mean[k % n] += value / rows;
    const a = new Float64Array(n * n);
    for (let r = 0; r < rows; r++)
      for (let i = 0; i < n; i++) {
        const off = (x[r * n + i] - mean[i]) / rows;
        for (let j = 0; off !== 0 && j < n; j++) a[i * n + j] += off * (x[r * n + j] - mean[j]);
      }
    const trace = a.reduce((sum, value, k) => (k % (n + 1) === 0 ? sum + value : sum), 0);
    const { values, vectors } = symmetricEigen(a, n);
    expect(Math.abs(values.reduce((s, v) => s + v) - trace)).toBeLessThan(20 * n * EPSILON * trace);
    expect(vectors.every(Number.isFinite)).toBe(true);
    expect(wasmEigen(fresh("math"))(a, n)).toEqual({ values, vectors });
  });

  test("rank one: the square of the length, and zeros", () => {
    const x = normals(8, 9, 1);
    const square = x.reduce((s, v) => s + v * v, 0);
    const outer = Float64Array.from({ length: 81 }, (_, k) => x[Math.floor(k / 9)] * x[k % 9]);
    const { values } = symmetricEigen(outer, 9);
    expect(distance(values, [square, ...new Array(8).fill(0)])).toBeLessThan(40 * EPSILON * square);
  });

  test("an element that is not finite is refused", () => {
    expect(() => symmetricEigen(Float64Array.of(1, NaN, NaN, 1), 2)).toThrow(
      "invalid matrix: an element is NaN (must be finite)",
    );
    expect(call.symmetricEigen(put(Float64Array.of(Infinity)), 1, 0, 0, 0)).toBe(0);
  });

  test("in WebAssembly it has the same bits, and refuses the same, in one instance after another matrix too", () => {
    const eigen = wasmEigen(fresh("math"));
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 40 }), fc.boolean(), (seed, n, deficient) => {
        const a = symmetric(seed, n).map((x, k) => (deficient && (k % n > n / 2 || k / n > n / 2 + 1) ? 0 : x));
        expect(eigen(a, n)).toEqual(symmetricEigen(a, n));
        for (const bad of [NaN, -Infinity]) {
          const broken = a.with(n - 1, bad);
          expect(() => eigen(broken, n)).toThrow(messageOf(() => symmetricEigen(broken, n)));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("some eigenvectors", () => {
  /** Repeated and zero eigenvalues too. */
  const matrix = (seed: number, n: number, deficient: boolean) =>
    symmetric(seed, n).map((x, k) => (deficient && Math.max(k % n, Math.floor(k / n)) > n / 2 ? 0 : x));
  const ranges = (n: number): readonly (readonly [number, number])[] => [
    [0, n],
    [0, Math.min(n, 3)],
    [Math.max(0, n - 9), n],
    [n >> 1, n >> 1],
  ];

  test("none at all: the values, of any scale, and the same refusal", () => {
    fc.assert(
      fc.property(seeds, sizes, fc.constantFrom(1, 1e300, 1e-300), (seed, n, scale) => {
        const a = symmetric(seed, n).map((x) => x * scale);
        expect(symmetricEigenvalues(a, n)).toEqual(symmetricEigen(a, n).values);
      }),
    );
    expect(() => symmetricEigenvalues(Float64Array.of(1, NaN, NaN, 1), 2)).toThrow(RangeError);
  });

  test("all values have the bits of the whole decomposition; vectors are orthonormal, and a·v = λ·v", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 40 }), fc.boolean(), (seed, n, deficient) => {
        const a = matrix(seed, n, deficient);
        const whole = symmetricEigen(a, n);
        for (const [from, to] of ranges(n)) {
          const { values, vectors } = symmetricEigenRange(a, n, from, to);
          expect(values).toEqual(whole.values);
          expect(vectors.length).toBe((to - from) * n);
          expect(skew(vectors, to - from, n)).toBeLessThan(10 * n * EPSILON);
          const images = multiply(vectors, a, to - from, n, n);
          const scaled = vectors.map((x, at) => x * values[from + Math.floor(at / n)]);
          expect(distance(images, scaled)).toBeLessThan(20 * n * EPSILON * Math.max(size(a), 1));
        }
      }),
      { numRuns: 60 },
    );
  });

  test("where values are far apart they are those of the whole decomposition, signs included", () => {
    const n = 30;
    const a = identity(n).map((_, k) => [2, -1][Math.abs(Math.floor(k / n) - (k % n))] ?? 0);
    a[0] = 2.5;
    const whole = symmetricEigen(a, n).vectors;
    expect(distance(symmetricEigenRange(a, n, 4, 11).vectors, whole.slice(4 * n, 11 * n))).toBeLessThan(1e-12);
  });

  test("in WebAssembly they have the same bits, and the same is refused, in one instance after another matrix too", () => {
    const range = wasmEigenRange(fresh("math"));
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 40 }), fc.boolean(), (seed, n, deficient) => {
        const a = matrix(seed, n, deficient);
        for (const [from, to] of ranges(n)) expect(range(a, n, from, to)).toEqual(symmetricEigenRange(a, n, from, to));
        const broken = a.with(n - 1, NaN);
        expect(() => range(broken, n, 0, 1)).toThrow(messageOf(() => symmetricEigenRange(broken, n, 0, 1)));
      }),
      { numRuns: 60 },
    );
  });
});

test("the inverse of a Cholesky factor brings the matrix to the identity, in WebAssembly with the same bits; null where it is not positive", () => {
  const ours = wasmInverseFactor(fresh("math"));
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 30 }), (seed, n) => {
      const x = normals(seed, n, n);
      const a = multiply(x, transposed(x, n), n, n, n).map((value, k) => value + (k % (n + 1) === 0 ? 1 : 0));
      const factor = inverseFactor(a, n);
      if (factor === null) throw new Error("not positive definite");
      expect(ours(a, n)).toEqual(factor);
      const whole = multiply(multiply(factor, a, n, n, n), transposed(factor, n), n, n, n);
      expect(distance(whole, identity(n))).toBeLessThan(1e-11);
      const negative = a.with(n * n - 1, -1);
      expect([inverseFactor(negative, n), ours(negative, n)]).toEqual([null, null]);
    }),
    { numRuns: 40 },
  );
});

const transposed = (x: Float64Array, n: number) => x.map((_, k) => x[(k % n) * n + Math.floor(k / n)]);

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return "nothing was thrown";
}
