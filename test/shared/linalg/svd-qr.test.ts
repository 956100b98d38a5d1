import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cholesky,
  leastSquares,
  multiply,
  multiplyTransposed,
  qr,
  svd,
  symmetricEigen,
  transpose,
} from "../../../shared/linalg/index.ts";
import { compose, distance, normals, seeds, size, sizes, skew } from "./matrices.ts";

const EPSILON = 2 ** -52;

/** m × n of the given rank. */
function ofRank(seed: number, m: number, n: number, rank: number): Float64Array {
  return multiply(normals(seed, m, rank), normals(seed + 1, rank, n), m, rank, n);
}

describe("singular value decomposition", () => {
  test("reconstructs with orthonormal vectors, at every shape, rank and scale", () => {
    fc.assert(
      fc.property(seeds, sizes, sizes, fc.nat(24), fc.constantFrom(1, 1e300, 1e-300), (seed, m, n, rank, scale) => {
        const a = ofRank(seed, m, n, rank).map((x) => x * scale * 0.001);
        const { values, left, right } = svd(a, m, n);
        const r = Math.min(m, n);
        expect(values.length).toBe(r);
        expect(skew(left, r, m)).toBeLessThan(20 * (m + n) * EPSILON);
        expect(skew(right, r, n)).toBeLessThan(20 * (m + n) * EPSILON);
        expect(distance(compose(values, left, right, m, n), a)).toBeLessThanOrEqual(20 * (m + n) * EPSILON * size(a));
        for (let i = 1; i < r; i++) expect(values[i]).toBeLessThanOrEqual(values[i - 1]);
        for (let i = rank; i < r; i++) expect(values[i]).toBeLessThanOrEqual(20 * (m + n) * EPSILON * values[0]);
      }),
    );
  });

  test("the squares are the eigenvalues of aᵀa", () => {
    const a = normals(3, 30, 7);
    const { values } = svd(a, 30, 7);
    const eigen = symmetricEigen(multiplyTransposed(a, a, 30, 7, 7), 7);
    expect(
      distance(
        values.map((x) => x * x),
        eigen.values,
      ),
    ).toBeLessThan(100 * EPSILON * values[0] ** 2);
    expect(distance(svd(transpose(a, 30, 7), 7, 30).values, values)).toBeLessThan(20 * EPSILON * values[0]);
  });

  test("small singular values of a graded matrix have all their digits", () => {
    // Half of Hadamard's matrix of order 4 is orthogonal, so the column scales are the singular values.
    const hadamard = [1, 1, 1, 1, 1, -1, 1, -1, 1, 1, -1, -1, 1, -1, -1, 1];
    const scales = [1, 1e-10, 1e-20, 1e-40];
    const { values } = svd(
      Float64Array.from(hadamard, (x, k) => 0.5 * x * scales[k % 4]),
      4,
      4,
    );
    for (let i = 0; i < 4; i++) expect(Math.abs(values[i] / scales[i] - 1)).toBeLessThan(4 * EPSILON);
  });

  test("a singular value of exactly 0 still has its unit vector orthogonal to the others", () => {
    const { values, left, right } = svd(Float64Array.of(1, 0, 0, 2, 0, 0, 3, 0, 0, -1, 0, 0), 4, 3);
    expect(distance(values, [Math.sqrt(15), 0, 0])).toBeLessThan(4 * EPSILON);
    expect(skew(left, 3, 4)).toBeLessThan(4 * EPSILON);
    expect(skew(right, 3, 3)).toBe(0);
  });

  test("known: a rotation times 3 and 4, zeros, an element that is not finite", () => {
    expect(svd(Float64Array.of(0, 4, -3, 0), 2, 2)).toEqual({
      values: Float64Array.of(4, 3),
      left: Float64Array.of(1, 0, 0, -1),
      right: Float64Array.of(0, 1, 1, 0),
    });
    expect(svd(new Float64Array(6), 2, 3).values).toEqual(new Float64Array(2));
    expect(() => svd(Float64Array.of(1, Infinity), 1, 2)).toThrow("invalid matrix: an element is Infinity");
  });
});

describe("QR", () => {
  const tall = fc.tuple(seeds, sizes, fc.nat(20)).map(([seed, n, extra]) => ({ seed, n, m: n + extra }));

  test("reconstructs; orthonormal columns, upper triangle with diagonal ≥ 0, at every rank", () => {
    fc.assert(
      fc.property(tall, fc.nat(24), ({ seed, m, n }, rank) => {
        const a = ofRank(seed, m, n, rank);
        const { q, r } = qr(a, m, n);
        expect(skew(transpose(q, m, n), n, m)).toBeLessThan(20 * m * EPSILON);
        expect(distance(multiply(q, r, m, n, n), a)).toBeLessThanOrEqual(20 * m * EPSILON * size(a));
        expect(
          r.every((x, k) =>
            k % n > k / n ? true : k % (n + 1) === 0 ? x >= 0 : x === 0 || k % n >= Math.floor(k / n),
          ),
        ).toBe(true);
      }),
    );
  });

  test("R is the Cholesky factor of aᵀa", () => {
    const a = normals(4, 20, 6);
    const { r } = qr(a, 20, 6);
    expect(distance(transpose(r, 6, 6), cholesky(multiplyTransposed(a, a, 20, 6, 6), 6))).toBeLessThan(1e-13);
  });

  test("wide matrices are refused", () => {
    expect(() => qr(new Float64Array(6), 2, 3)).toThrow(
      "invalid shape: 2 × 3 (must have at least as many rows as columns)",
    );
  });

  test("least squares finds a polynomial through its values, and refuses dependent columns", () => {
    const points = Array.from({ length: 12 }, (_, i) => i / 4);
    const a = Float64Array.from(points.flatMap((x) => [1, x, x * x]));
    const b = Float64Array.from(points, (x) => 3 - 2 * x + 0.5 * x * x);
    expect(distance(leastSquares(a, b, 12, 3), [3, -2, 0.5])).toBeLessThan(1e-13);
    expect(() => leastSquares(new Float64Array(4), new Float64Array(4), 4, 1)).toThrow("rank deficient: column 0");
  });
});
