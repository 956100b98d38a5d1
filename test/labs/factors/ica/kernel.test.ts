import { describe, expect, test } from "vitest";
import { icaData } from "../../../../shared/kernels/ica/fit.ts";
import { decorrelate, initIca, stepIca } from "../../../../shared/kernels/ica/ica.ts";
import { CONTRASTS, type Contrast } from "../../../../shared/kernels/ica/passes.ts";
import { quickTanh } from "../../../../shared/kernels/ica/scalar.ts";
import { whiteningOf } from "../../../../shared/kernels/ica/whitening.ts";
import { momentsOf } from "../../../../shared/kernels/moments/index.ts";
import { multiply, symmetricEigen, transpose } from "../../../../shared/linalg/index.ts";
import { foldIn, normal } from "../../../../shared/random/index.ts";
import { blocked, fitted, method, onWasm, planted } from "./data.ts";

const matrices = { eigen: symmetricEigen, multiply };

const log2cosh = (y: number) => Math.abs(y) + Math.log1p(Math.exp(-2 * Math.abs(y))) - Math.LN2;

/** g, 1 − g′ (of cubes y²), and y⁴, in float64 by the textbook. */
const textbook: Readonly<Record<Contrast, (y: number) => readonly [number, number, number]>> = {
  logcosh: (y) => [Math.tanh(y), Math.tanh(y) ** 2, 0],
  exp: (y) => [y * Math.exp((-y * y) / 2), 1 - (1 - y * y) * Math.exp((-y * y) / 2), 0],
  cube: (y) => [y ** 3, y * y, 0],
  evaluate: (y) => [0, log2cosh(y), y ** 4],
};

describe.each([
  [2, 300],
  [5, 256],
  [7, 1000],
])("a pass over %d components and %d rows", (n, rows) => {
  const table = planted({ laplace: Math.min(n, 8), rows });
  const whitening = whiteningOf(momentsOf(table, "scalar"), 0, symmetricEigen);
  const units = Float64Array.from({ length: n * n }, (_, at) => normal([n, 1], at));

  test.each(CONTRASTS)("%s: scalar and wasm give the same bits, and the textbook's numbers", (contrast) => {
    for (const count of [1, n]) {
      const w = units.slice(0, count * n);
      const found = icaData(blocked(table), whitening, onWasm).pass({ units: w, contrast, sample: false });
      expect(icaData(blocked(table), whitening, "scalar").pass({ units: w, contrast, sample: false })).toEqual(found);
      const z = Array.from({ length: rows }, (_, r) =>
        Array.from({ length: n }, (_, j) => {
          let sum = 0;
          for (let c = 0; c < n; c++)
            sum += whitening.matrix[j * n + c] * (table.values[r * n + c] - whitening.mean[c]);
          return sum;
        }),
      );
      for (let i = 0; i < count; i++) {
        const bent = z.map((row) => textbook[contrast](row.reduce((sum, x, j) => sum + x * w[i * n + j], 0)));
        const total = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0);
        const near = (value: number, expected: number, size: number) =>
          expect(Math.abs(value - expected)).toBeLessThan(4e-6 * Math.max(1, size));
        near(found.slopes[i], total(bent.map(([, s]) => s)), total(bent.map(([, s]) => Math.abs(s))));
        near(found.fourths[i], total(bent.map(([, , q]) => q)), total(bent.map(([, , q]) => q)));
        if (contrast === "evaluate") continue;
        for (let j = 0; j < n; j++)
          near(
            found.products[i * n + j],
            total(bent.map(([g], r) => g * z[r][j])),
            total(bent.map(([g], r) => Math.abs(g * z[r][j]))),
          );
      }
    }
  });
});

test.each([
  ["symmetric", "logcosh"],
  ["symmetric", "exp"],
  ["symmetric", "cube"],
  ["deflation", "logcosh"],
  ["infomax", "logcosh"],
  ["picard", "logcosh"],
  ["picard", "exp"],
  ["picard", "cube"],
] as const)("%s with %s walks the same way on both devices, bit for bit", (algorithm, contrast) => {
  // Rows enough for a sample of them to be the first of Picard's.
  const table = planted({ laplace: 2, uniform: 1, rows: algorithm === "picard" ? 4200 : 600 });
  const change = { algorithm, contrast, iterations: 20, tolerance: 1e-6 };
  const { state } = fitted(table, change);
  expect(fitted(table, change, "scalar").state).toEqual(state);
  if (algorithm === "picard") expect([state.done, state.sampled]).toEqual([true, undefined]);
});

test("the quick tanh is within 4e-7 of tanh", () => {
  let worst = 0;
  for (let x = -12; x <= 12; x += 0.0007)
    worst = Math.max(worst, Math.abs(quickTanh(Math.fround(x)) - Math.tanh(Math.fround(x))));
  expect(worst).toBeLessThan(4e-7);
});

describe("whitening", () => {
  test("makes the covariance the identity, and back", () => {
    const table = planted({ laplace: 3, student: 1 });
    const moments = momentsOf(table, "scalar");
    const { matrix, inverse, rank } = whiteningOf(moments, 0, symmetricEigen);
    expect(rank).toBe(4);
    const white = multiply(multiply(matrix, moments.covariance, 4, 4, 4), transpose(matrix, 4, 4), 4, 4, 4);
    const both = multiply(matrix, inverse, 4, 4, 4);
    for (let at = 0; at < 16; at++) {
      expect(white[at]).toBeCloseTo(at % 5 === 0 ? 1 : 0, 10);
      expect(both[at]).toBeCloseTo(at % 5 === 0 ? 1 : 0, 10);
    }
  });

  test.each([1e150, 1, 1e-150])("finds the rank of repeated and constant columns, in units of %s", (unit) => {
    const { values, rows } = planted({ laplace: 2, rows: 1000 });
    const wide = new Float64Array(rows * 4);
    for (let r = 0; r < rows; r++) {
      const [a, b] = [values[2 * r] * unit, values[2 * r + 1]];
      wide.set([a, b, 2 * a, 7], 4 * r);
    }
    const { rank, matrix } = whiteningOf(momentsOf({ rows, columns: 4, values: wide }, "scalar"), 0, symmetricEigen);
    expect([rank, matrix.length]).toEqual([2, 8]);
    expect(matrix.every(Number.isFinite)).toBe(true);
  });

  test("keeps the directions of largest variance when fewer are wanted", () => {
    const rows = 2000;
    const values = Float64Array.from({ length: rows * 3 }, (_, at) => [10, 1, 0.1][at % 3] * normal([3, 3], at));
    const { matrix, rank } = whiteningOf(momentsOf({ rows, columns: 3, values }, "scalar"), 1, symmetricEigen);
    expect([rank, matrix.length]).toEqual([3, 3]);
    expect(Math.abs(matrix[0])).toBeCloseTo(0.1, 2);
    expect(Math.abs(matrix[1])).toBeLessThan(0.01);
  });
});

test("decorrelated rows are orthonormal, and a rotation stays what it is", () => {
  const w = Float64Array.from({ length: 36 }, (_, at) => normal([1, 2], at));
  const rotation = decorrelate(w, 6, matrices);
  const square = multiply(rotation, transpose(rotation, 6, 6), 6, 6, 6);
  for (let at = 0; at < 36; at++) expect(square[at]).toBeCloseTo(at % 7 === 0 ? 1 : 0, 12);
  for (const [at, x] of decorrelate(rotation, 6, matrices).entries()) expect(x).toBeCloseTo(rotation[at], 12);
});

test("a step of one unit is Newton's for the contrast on the sphere: finite differences", () => {
  // w⁺ ∝ E[g(wᵀz)z] − E[g′]w lies along the gradient of E[G(wᵀz)] within the tangent plane.
  const table = planted({ laplace: 1, uniform: 1, bimodal: 1, rows: 3000 });
  const { data, n } = fitted(table, { iterations: 1 });
  const w = initIca(foldIn([9, 9], 1), n, method, data).unmixing.slice(0, n);
  const value = (unit: Float64Array) =>
    data.pass({ units: unit, contrast: "evaluate", sample: false }).slopes[0] / table.rows;
  const { products } = data.pass({ units: w, contrast: "logcosh", sample: false });
  for (let j = 0; j < n; j++) {
    const h = 1e-2;
    const [up, down] = [w.slice(), w.slice()];
    up[j] += h;
    down[j] -= h;
    expect((value(up) - value(down)) / (2 * h)).toBeCloseTo(products[j] / table.rows, 3);
  }
  expect(stepIca(initIca([1, 1], n, method, data), method, data).iteration).toBe(1);
});
